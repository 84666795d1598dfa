import torch
from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split, Subset, ConcatDataset
class D(Dataset):
    def __len__(self): return 10
    def __getitem__(self, i): return torch.tensor([i, i * 2.]), i % 3
torch.manual_seed(0)
for x, y in DataLoader(D(), batch_size=4): print(x, y)
for x, y in DataLoader(D(), batch_size=3, shuffle=True, drop_last=True): print(x[:, 0], y)
tr, te = random_split(D(), [7, 3]); print(len(tr), tr.indices, te.indices)
a, b = random_split(range(10), [.8, .2], generator=torch.Generator().manual_seed(42)); print(list(a), list(b))
td = TensorDataset(torch.arange(6).view(3, 2), torch.tensor([0, 1, 0])); print(td[1], len(td), td[:2])
print(Subset(D(), [1, 3])[1], len(ConcatDataset([D(), td])), len(DataLoader(D(), 4)), len(DataLoader(D(), 4, drop_last=True)))
dl = DataLoader([{'a': 1, 'b': 'x'}, {'a': 2, 'b': 'y'}], batch_size=2); print(next(iter(dl)))
print(next(iter(DataLoader(list(range(5)), batch_size=2, collate_fn=lambda b: b)))); import numpy as np
print(next(iter(DataLoader([(np.array([1., 2]), 3.5), (np.array([3., 4]), 4.5)], batch_size=2))))
from torch.utils.data import WeightedRandomSampler, SubsetRandomSampler, RandomSampler, BatchSampler, SequentialSampler
print(list(WeightedRandomSampler([.1, .9, .5], 5)), list(SubsetRandomSampler([1, 5, 7])), list(BatchSampler(SequentialSampler(range(5)), 2, False)), list(RandomSampler(range(4))))
for i, (x,) in enumerate(DataLoader(TensorDataset(torch.arange(5)), 2, shuffle=True, num_workers=0)): print(i, x)
