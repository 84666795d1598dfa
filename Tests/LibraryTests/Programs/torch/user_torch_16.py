import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(0)
m = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, dropout=0)
x = torch.randn(1, 3, 8)
print(m(x))
print(nn.MultiheadAttention(8, 2))
