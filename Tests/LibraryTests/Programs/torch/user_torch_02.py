import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(42)
print(torch.rand(2, 3))
print(torch.randn(4))
print(torch.randint(0, 100, (3,)))
print(torch.randperm(5))
print(torch.bernoulli(torch.tensor([.5, .5, .5])))
