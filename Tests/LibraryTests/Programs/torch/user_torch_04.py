import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(0)
c = nn.Conv2d(3, 2, 3)
print(c.weight[0, 0])
print(c(torch.ones(1, 3, 4, 4)))
