import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(1)
d = nn.Dropout(.5)
x = torch.ones(2, 6)
print(d(x))
d.eval()
print(d(x))
