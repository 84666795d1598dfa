import torch, math
def f(x):
    return torch.sin(x) * torch.exp(-x)
x = torch.tensor([0.0, 1.0, 2.0], dtype=torch.float64, requires_grad=True)
y = f(x)
g = torch.autograd.grad(y.sum(), x, create_graph=True)[0]
print(y, g)
print(torch.autograd.grad(g.sum(), x)[0])
print(y.grad_fn, type(y.grad_fn).__name__) if False else print(type(y.grad_fn).__name__)
print(torch.float64)
print(x.dtype == torch.double)
print(torch.pi == math.pi)
