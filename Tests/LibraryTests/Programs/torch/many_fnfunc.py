import torch
class Sq(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return g * 2 * x
x = torch.tensor([1., 2], requires_grad=True)
y = Sq.apply(x); print(y); y.sum().backward(); print(x.grad)
with torch.set_grad_enabled(False): print((x * 2).requires_grad)
@torch.no_grad()
def f(t): return t * 2
print(f(x))
with torch.inference_mode(): print((x * 2).requires_grad)
print(torch.is_grad_enabled(), torch.autograd.gradcheck(lambda t: t.sin(), torch.randn(3, dtype=torch.float64, requires_grad=True)))
