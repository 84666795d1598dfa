import torch, os
from torch import nn
torch.manual_seed(0)
m = nn.Linear(2, 2); o = torch.optim.Adam(m.parameters()); m(torch.ones(1, 2)).sum().backward(); o.step()
torch.save({'model': m.state_dict(), 'opt': o.state_dict(), 'epoch': 3, 'l': [1, 2.5, 'x', None, True]}, 'c.pt')
c = torch.load('c.pt'); print(c['epoch'], c['l'], c['model'], c['opt']['state'][0]['exp_avg'], type(c['model']))
m2 = nn.Linear(2, 2); print(m2.load_state_dict(c['model'])); print(torch.equal(m.weight, m2.weight))
torch.save(torch.arange(3), 't.pt'); print(torch.load('t.pt', weights_only=True)); import io
b = io.BytesIO(); torch.save([torch.ones(2, dtype=torch.bfloat16)], b); b.seek(0); print(torch.load(b))
os.remove('c.pt'); os.remove('t.pt')
try: torch.load('missing.pt')
except FileNotFoundError as e: print(e)
