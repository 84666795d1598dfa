import torch
from torch.utils.data import TensorDataset, DataLoader, random_split, Subset
torch.manual_seed(0)
ds = TensorDataset(torch.arange(10), torch.arange(10) ** 2)
tr, va = random_split(ds, [7, 3])
print(tr.indices)
print(va.indices)
print(ds[3])
print([b for b in DataLoader(tr, batch_size=3, drop_last=True)])
print(len(Subset(ds, range(4))), next(iter(DataLoader(ds, batch_size=2, shuffle=True))))
