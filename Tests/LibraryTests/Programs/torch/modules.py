import torch
from torch import nn
class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv = nn.Conv2d(c,c,3,padding=1); self.bn = nn.BatchNorm2d(c); self.act = nn.ReLU(inplace=True)
        self.register_buffer('scale', torch.ones(1)); self.g = nn.Parameter(torch.zeros(c)); self.k = 3
    def forward(self, x): return self.act(self.bn(self.conv(x))) * self.scale + x
class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.blocks = nn.ModuleList([Block(4) for _ in range(2)]); self.heads = nn.ModuleDict({'a': nn.Linear(4,2), 'b': nn.Linear(4,3)})
        self.seq = nn.Sequential(nn.Flatten(), nn.Dropout(0.1))
    def forward(self, x):
        for b in self.blocks: x = b(x)
        x = x.mean((2,3)); x = self.seq(x)
        return {k: h(x) for k,h in self.heads.items()}
torch.manual_seed(0); n = Net(); print(n)
print([k for k,_ in n.named_parameters()]); print(list(n.state_dict())); print(sum(p.numel() for p in n.parameters() if p.requires_grad))
o = n(torch.randn(2,4,5,5)); print(o['a'].shape, o['b'])
n.eval(); print(n.training, n.blocks[0].training, n.seq[1].p); n.train()
print([type(m).__name__ for m in n.modules()], [k for k,_ in n.named_children()], len(n.blocks), 'a' in n.heads, n.blocks[1].k)
for p in n.parameters(): p.requires_grad = False
print(any(p.requires_grad for p in n.parameters()))
def t(f):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
m = nn.Linear(2,2)
t(lambda: m.load_state_dict({'weight': torch.ones(2,2)}))
t(lambda: m.load_state_dict({'weight': torch.ones(3,2), 'bias': torch.ones(2), 'x': torch.ones(1)}))
t(lambda: m.load_state_dict({'weight': torch.ones(2,2)}, strict=False))
t(lambda: m.foo)
t(lambda: nn.Module()(1))
t(lambda: setattr(m, 'weight', 3))
def init(l):
    if isinstance(l, nn.Linear): nn.init.xavier_uniform_(l.weight); nn.init.zeros_(l.bias)
n.apply(init); print(n.heads['a'].weight)
h = m.register_forward_hook(lambda mod, i, o: print('hook', o.shape)); m(torch.ones(1,2)); h.remove(); m(torch.ones(1,2))
print(n.to('cpu') is n, m.half().weight.dtype, list(m.children()), nn.Sequential(nn.Linear(1,1))[0])
s = nn.Sequential(nn.Linear(2,3), nn.ReLU()); s.append(nn.Linear(3,1)); print(s, s[:2], len(s), s[-1].weight.shape)
from torchsummary import summary
summary(nn.Sequential(nn.Conv2d(1,4,3), nn.ReLU(), nn.Flatten(), nn.Linear(4*36,2)), (1,8,8), device='cpu')
