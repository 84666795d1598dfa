import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(2)
e = nn.Embedding(4, 3)
print(e(torch.tensor([[0, 2], [3, 1]])))
ln = nn.LayerNorm(3)
print(ln(torch.tensor([[1., 2., 3.]])))
