import torch
from torch import nn
import torch.nn.functional as F
x = torch.tensor([[1., 2.], [3., 4.]])
print(x * 2 + 1)
print(x.mean(), x.sum(0), x.t())
print(x.shape, x.dtype, x.device)
