import torch
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
try:
    y = x.exp()
    y[0] = 5
    y.sum().backward()
except RuntimeError as e:
    print(e)
try:
    x += 1
except RuntimeError as e:
    print(e)
y = (x * x).sum()
y.backward()
try:
    y.backward()
except RuntimeError as e:
    print(e)
print(x.grad)
print(x.is_leaf)
print(y.is_leaf)
print(y.requires_grad)
print(x.grad_fn)
print(y.grad_fn.next_functions[0][0].name())
print(x._version)
z = x * 2
z.retain_grad()
z.sum().backward()
print(z.grad)
x.grad = None
x.register_hook(lambda g: g * 10)
(x * 2).sum().backward()
print(x.grad)
with torch.set_grad_enabled(False):
    print((x * 2).requires_grad)
@torch.no_grad()
def f(v):
    return v * 2
print(f(x).requires_grad)
print(torch.is_grad_enabled())
print(x.detach().requires_grad)
print(torch.autograd.functional.jacobian(lambda v: v ** 2, torch.tensor([1.0, 2.0])), torch.autograd.functional.hessian(lambda v: (v ** 3).sum(), torch.tensor([1.0, 2.0])))
from torch.func import grad, vmap
print(grad(lambda v: (v ** 2).sum())(torch.tensor([1.0, 2.0])))
print(vmap(lambda v: v.sum())(torch.ones(3, 2)))
