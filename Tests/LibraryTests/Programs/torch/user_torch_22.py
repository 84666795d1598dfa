import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(0)
r = nn.GRU(3, 4, batch_first=True)
o, h = r(torch.randn(2, 5, 3))
print(o.shape, h.shape)
print(o[0, -1].detach(), h[0, 0].detach())
print(r)
