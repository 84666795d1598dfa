import torch
from torch.utils.data import *
torch.manual_seed(0)
ds = TensorDataset(torch.arange(10).float(), torch.arange(10)*2)
for a,b in DataLoader(ds, batch_size=4, shuffle=True): print(a,b)
for a,b in DataLoader(ds, batch_size=4, drop_last=True): print(a,b)
print(len(DataLoader(ds,batch_size=3)), len(ds), ds[2])
tr, te = random_split(ds,[7,3]); print(list(tr.indices), list(te.indices), len(tr), te[0])
class D(Dataset):
    def __init__(self, n): self.n=n
    def __len__(self): return self.n
    def __getitem__(self,i): return {'x': torch.ones(2)*i, 'y': i, 'z': float(i), 's': str(i)}, (i, [i, 2.5])
for b in DataLoader(D(3), batch_size=2, num_workers=0): print(b)
g = torch.Generator().manual_seed(5)
print(torch.randperm(5, generator=g), torch.rand(2, generator=g))
print([x for x in DataLoader(list(range(5)), batch_size=2, shuffle=True)])
print(torch.rand(2))
print(torch.randn(3), torch.randint(0,10,(5,)), torch.randperm(6), torch.bernoulli(torch.full((4,),.5)), torch.multinomial(torch.tensor([.1,.2,.7]),2), torch.normal(0.,1.,(3,)), torch.empty(3).uniform_(-1,1), torch.nn.functional.dropout(torch.ones(6),.5), torch.rand_like(torch.ones(2)), torch.randn(17))
for i in DataLoader(D(4), sampler=SubsetRandomSampler([0,2])): print(i[0]['y'])
for i in DataLoader(D(4), batch_size=2, collate_fn=lambda b: len(b)): print(i)
