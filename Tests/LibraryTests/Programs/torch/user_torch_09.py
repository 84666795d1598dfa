import torch
from torch import nn
import torch.nn.functional as F
m = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(inplace=True), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8 * 4 * 4, 10))
print(m)
print(sum(p.numel() for p in m.parameters()))
print(m(torch.zeros(2, 1, 8, 8)).shape)
