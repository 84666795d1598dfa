import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(0)
l = nn.Linear(4, 2)
print(l.weight)
print(l.bias)
print(l(torch.ones(1, 4)))
