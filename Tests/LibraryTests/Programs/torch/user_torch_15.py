import torch
from torch import nn
import torch.nn.functional as F
from torch.utils.data import TensorDataset, DataLoader
ds = TensorDataset(torch.arange(10).float(), torch.arange(10) % 2)
torch.manual_seed(3)
for x, y in DataLoader(ds, batch_size=4, shuffle=True):
    print(x, y)
a, b = torch.utils.data.random_split(ds, [7, 3])
print(a.indices, b.indices)
