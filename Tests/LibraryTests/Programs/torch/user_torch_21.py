import torch
from torch import nn
import torch.nn.functional as F
import torch.nn.init as init
torch.manual_seed(0)
w = torch.empty(2, 3)
init.xavier_uniform_(w)
print(w)
init.kaiming_normal_(w, nonlinearity='relu')
print(w)
init.normal_(w, 0, .02)
print(w)
init.constant_(w, 1)
print(w)
