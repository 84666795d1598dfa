import torch
from torch import nn
import torch.nn.functional as F
o = torch.optim.Adam([nn.Parameter(torch.tensor([1., 2.]))], lr=.1)
s = torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=4)
for i in range(5):
    print(i, [round(v, 5) for v in s.get_last_lr()])
    o.step()
    s.step()
print(o)
