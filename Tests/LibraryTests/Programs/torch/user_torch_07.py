import torch
from torch import nn
import torch.nn.functional as F
a = torch.arange(6).reshape(2, 3)
print(a, a[:, 1], a[a > 2], a.float().mean(), a.sum().item())
print(torch.cat([a, a], 1), torch.stack([a[0], a[1]]))
print(a.unsqueeze(-1).shape, a.view(-1), a.T)
