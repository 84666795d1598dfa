import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(5)
X = torch.randn(20, 3)
y = (X.sum(1) > 0).long()
m = nn.Linear(3, 2)
o = torch.optim.SGD(m.parameters(), lr=.5, momentum=.9)
for i in range(5):
    o.zero_grad()
    l = F.cross_entropy(m(X), y)
    l.backward()
    o.step()
    print(f'{i} {l.item():.4f}')
print((m(X).argmax(1) == y).float().mean().item())
