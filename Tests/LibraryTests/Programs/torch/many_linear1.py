import torch
from torch import nn
torch.manual_seed(0)
m = nn.Linear(3, 2); print(m, m.weight, m.bias, sep='\n')
print(m(torch.ones(2, 3)), m.weight.shape, list(m.state_dict()), m.in_features)
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(.1), nn.Linear(8, 2), nn.Softmax(dim=1)); print(net)
print(sum(p.numel() for p in net.parameters()), [n for n, p in net.named_parameters()], net[0], len(net), net[-1], net[1:3])
net.eval(); print(net(torch.ones(1, 4)), net.training)
for n, c in net.named_children(): print(n, c)
print(list(net.modules())[1], net.state_dict()['3.bias'])
