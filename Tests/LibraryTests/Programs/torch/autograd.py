import torch
x = torch.tensor([1.,2.,3.], requires_grad=True)
y = x**2 + 3*x
print(y, y.grad_fn is not None, y.requires_grad, x.is_leaf, y.is_leaf)
z = y.mean(); z.backward(); print(x.grad)
z2 = (x.exp()*x.sin()).sum(); z2.backward(); print(x.grad)
x.grad.zero_(); print(x.grad)
with torch.no_grad():
    w = x*2
    print(w.requires_grad)
print(x.detach(), (x*2).detach().requires_grad)
a = torch.randn(3, requires_grad=True); 
def t(f):
    try: f()
    except RuntimeError as e: print(e)
t(lambda: a.add_(1))
b = (x*2).sum(); b.backward(retain_graph=True); b.backward(); print(x.grad)
c = (x*x).sum(); c.backward(); t(lambda: c.backward())
d = x*2; e = d*d; d.add_(1); t(lambda: e.sum().backward())
g = torch.autograd.grad((x**3).sum(), x, create_graph=True)[0]; print(g)
h = torch.autograd.grad(g.sum(), x)[0]; print(h)
p = torch.zeros(3); p[1] = x[0]*2; print(p); p.sum().backward(); print(x.grad)
u = torch.ones(2,2,requires_grad=True); v = u.view(4); s = v[1:3]*2; print(v, s); s.sum().backward(); print(u.grad)
hk = x.register_hook(lambda g: g*10); x.grad=None; (x*1).sum().backward(); print(x.grad); hk.remove()
class Sq(torch.autograd.Function):
    @staticmethod
    def forward(ctx, i):
        ctx.save_for_backward(i)
        return i*i
    @staticmethod
    def backward(ctx, g):
        i, = ctx.saved_tensors
        return g*2*i
x.grad = None
r = Sq.apply(x); print(r); r.sum().backward(); print(x.grad)
m = torch.randn(4, requires_grad=True); n = m*2; n.retain_grad(); n.sum().backward(); print(n.grad)
@torch.no_grad()
def f(q): return q*2
print(f(x))
q = torch.max(x, torch.tensor([2.,2.,2.])); print(q); q.sum().backward(); print(x.grad)
print(torch.sum(x).item(), x.requires_grad_(False), torch.is_grad_enabled())
print(torch.where(x>1,x,torch.zeros(3)), torch.logsumexp(x,0), torch.norm(x), x.std(), x.var(), x.cumsum(0), x.prod(), torch.einsum('i,j->ij',x,x))
