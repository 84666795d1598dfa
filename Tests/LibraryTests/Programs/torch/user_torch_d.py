import torch, torch.nn as nn
from torch.utils.data import Dataset, DataLoader
class Squares(Dataset):
    def __init__(self, n): self.x = torch.arange(n, dtype=torch.float32)
    def __len__(self): return len(self.x)
    def __getitem__(self, i): return self.x[i], self.x[i] ** 2
torch.manual_seed(1); dl = DataLoader(Squares(7), batch_size=3, shuffle=True)
for e in range(2):
    for i, (x, y) in enumerate(dl): print(e, i, x.tolist(), y.tolist())
print(len(dl), dl.batch_size, len(dl.dataset))
model = nn.Linear(1, 1); opt = torch.optim.SGD(model.parameters(), lr=.01); sch = torch.optim.lr_scheduler.StepLR(opt, 2, .5)
for e in range(5):
    opt.step(); sch.step(); print(e, opt.param_groups[0]['lr'], sch.get_last_lr())
torch.save(model.state_dict(), 'm.pt'); m2 = nn.Linear(1, 1); print(m2.load_state_dict(torch.load('m.pt'))); print(all(torch.equal(a, b) for a, b in zip(model.parameters(), m2.parameters())))
import os; os.remove('m.pt')
