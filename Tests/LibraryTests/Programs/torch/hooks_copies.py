import torch
from torch import nn
model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
for i, p in enumerate(model.parameters()):
    nn.init.constant_(p, 0.1 * (i + 1))
acts = {}
def hook(name):

    def f(m, i, o):
        acts[name] = o.detach()
    return f
h = model[1].register_forward_hook(hook('relu'))
out = model(torch.ones(2, 4))
print(acts, out)
h.remove()
print(model[0].weight.grad)
print(out.requires_grad)
out.sum().backward()
print(model[0].weight.grad, model[2].bias.grad)
total = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
print(total, model[0].weight.grad.norm())
model.zero_grad()
print(model[0].weight.grad)
import copy
c = copy.deepcopy(model)
c[0].weight.data.zero_()
print(model[0].weight[0, 0].item(), c[0].weight[0, 0].item())
print(model.train().training)
print(model.eval()[0].training)
print(next(model.parameters()).device)
print(sum((p.numel() for p in model.parameters())))
print(torch.nn.utils.parameters_to_vector(model.parameters())[:3])
print(model.to(torch.float64)[0].weight.dtype)
print(model.half()[0].weight.dtype)
