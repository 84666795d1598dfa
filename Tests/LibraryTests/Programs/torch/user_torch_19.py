import torch
from torch import nn
import torch.nn.functional as F
sd = nn.Linear(2, 1).state_dict()
print(list(sd.keys()), sd['weight'].shape)
m = nn.ModuleDict({'a': nn.Linear(1, 1), 'b': nn.ReLU()})
print(m)
for n, p in m.named_parameters():
    print(n, tuple(p.shape))
print(isinstance(m['a'], nn.Linear))
