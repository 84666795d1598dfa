import torch
from torch import nn
import torch.nn.functional as F
x = torch.randn(2, 3, generator=torch.Generator().manual_seed(1))
print(F.softmax(x, dim=1))
print(F.log_softmax(x, dim=1))
print(F.relu(x), torch.sigmoid(x), torch.tanh(x))
