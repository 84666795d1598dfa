import torch, io, os
torch.save({'a': torch.arange(3), 'n': [1,2.5,'x',None,True,(1,2)], 'h': torch.ones(2,dtype=torch.bfloat16), 's': torch.Size([1,2]), 'd': torch.float16}, '/tmp/torch-program-x.pt')
d = torch.load('/tmp/torch-program-x.pt'); print(d)
b = io.BytesIO(); torch.save(torch.eye(2), b); b.seek(0); print(torch.load(b))
base = torch.arange(6.); torch.save([base, base[2:4]], '/tmp/torch-program-y.pt'); p, q = torch.load('/tmp/torch-program-y.pt'); q[0] = 99; print(p)
m = torch.nn.Linear(2,2); o = torch.optim.Adam(m.parameters()); m(torch.ones(1,2)).sum().backward(); o.step()
torch.save({'m': m.state_dict(), 'o': o.state_dict(), 'rng': torch.get_rng_state()}, '/tmp/torch-program-z.pt'); s = torch.load('/tmp/torch-program-z.pt', map_location='cpu'); print(sorted(s), s['o']['state'][0]['step'], s['rng'].shape, s['rng'].dtype)
o2 = torch.optim.Adam(m.parameters()); o2.load_state_dict(s['o']); print(o2.state_dict()['state'][1]['step'])
from safetensors.torch import save_file, load_file
save_file({'w': torch.ones(2,3), 'b': torch.arange(4)}, '/tmp/torch-program-s.safetensors'); r = load_file('/tmp/torch-program-s.safetensors'); print(sorted(r.items(), key=lambda k: k[0]))
try: torch.load('/tmp/torch-program-none.pt')
except FileNotFoundError as e: print(e)
