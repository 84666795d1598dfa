import torch
from torch import nn
import torch.nn.functional as F
x = torch.arange(9.).reshape(1, 1, 3, 3)
print(F.interpolate(x, scale_factor=2, mode='nearest'))
print(F.avg_pool2d(x, 2, stride=1), F.max_pool2d(x, 2, stride=1))
print(F.conv2d(x, torch.ones(1, 1, 2, 2)))
print(F.pad(x, (1, 0, 0, 1)))
