import torch
from torch import nn
import torch.nn.functional as F
from torch.utils.data import TensorDataset, DataLoader
torch.manual_seed(7)
X = torch.cat([torch.randn(50, 2) + 2, torch.randn(50, 2) - 2]); y = torch.cat([torch.zeros(50), torch.ones(50)]).long()
net = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 2)); opt = torch.optim.SGD(net.parameters(), lr=.1)
for ep in range(3):
    tot = 0
    for xb, yb in DataLoader(TensorDataset(X, y), batch_size=20, shuffle=True):
        opt.zero_grad(); l = F.cross_entropy(net(xb), yb); l.backward(); opt.step(); tot += l.item() * len(xb)
    print(ep, f'{tot / len(X):.4f}')
acc = (net(X).argmax(1) == y).float().mean(); print(f'accuracy: {acc:.2%}', acc)
