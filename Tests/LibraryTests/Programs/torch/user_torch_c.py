import torch
w = torch.tensor([1.0, -2.0], requires_grad=True); lr = .1
for step in range(5):
    loss = ((w - torch.tensor([3.0, 0.5])) ** 2).sum(); loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        w.grad.zero_()
    print(step, loss.item(), w)
a = torch.ones(2, 2, requires_grad=True); b = (a * 3).mean(); b.backward(); print(a.grad, b.grad_fn is not None, a.is_leaf, b.is_leaf, b.requires_grad); print(torch.autograd.grad((a ** 2).sum(), a)[0])
x = torch.tensor(2.0, requires_grad=True); y = x ** 3 + 2 * x; dy = torch.autograd.grad(y, x, create_graph=True)[0]; d2 = torch.autograd.grad(dy, x)[0]; print(dy.item(), d2.item())
