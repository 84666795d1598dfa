import torch
from torch import nn
import torch.nn.functional as F
x = torch.tensor([3., 1., 2.])
print(torch.sort(x), x.topk(2), x.argsort(), torch.unique(torch.tensor([1, 2, 1])), x.cumsum(0), x.clamp(1.5, 2.5), torch.where(x > 1, x, 0.), x.norm(), x.std())
