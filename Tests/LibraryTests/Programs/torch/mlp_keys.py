import torch
from torch import nn
class MLP(nn.Module):

    def __init__(self, in_dim, hidden, out_dim, dropout=0.1):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.BatchNorm1d(hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, out_dim))

    def forward(self, x):
        return self.net(x)
torch.manual_seed(1)
m = MLP(4, 8, 3)
print(m)
print(sum((p.numel() for p in m.parameters())))
x = torch.randn(5, 4)
print(m(x))
m.eval()
print(m(x).argmax(dim=1))
for n, p in m.named_parameters():
    print(n, tuple(p.shape), p.requires_grad)
print(m.state_dict().keys())
