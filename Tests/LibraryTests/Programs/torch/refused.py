# What layers and products refuse, and what they make of nothing.
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
def t(name, f):
    try:
        r = f()
        print(name, '->', tuple(r.shape) if hasattr(r, 'shape') else r)
    except Exception as e:
        print(name, type(e).__name__, str(e).split('\n')[0])
x = torch.rand(2, 3, 8, 8)
t('conv channels', lambda: nn.Conv2d(4, 8, 3)(x))
t('conv rank', lambda: nn.Conv2d(3, 8, 3)(torch.rand(3, 3)))
t('conv kernel', lambda: nn.Conv2d(3, 8, 9)(x))
t('conv int', lambda: nn.Conv2d(3, 8, 3)(x.long()))
t('conv half', lambda: nn.Conv2d(3, 8, 3)(x.double()))
t('conv zero batch', lambda: nn.Conv2d(3, 16, 3, padding=1)(torch.rand(0, 3, 8, 8)))
t('conv zero batch wino', lambda: nn.Conv2d(16, 16, 3, padding=1)(torch.rand(0, 16, 8, 8)))
t('tconv', lambda: nn.ConvTranspose2d(4, 8, 2, 2)(x))
t('tconv zero', lambda: nn.ConvTranspose2d(3, 8, 2, 2)(torch.rand(0, 3, 4, 4)))
t('groupnorm', lambda: nn.GroupNorm(2, 3)(x))
t('groupnorm ch', lambda: nn.GroupNorm(1, 4)(x))
t('gn zero', lambda: nn.GroupNorm(1, 3)(torch.rand(0, 3, 8, 8)))
t('pool', lambda: F.max_pool2d(torch.rand(1, 1, 1, 1), 2))
t('pool zero', lambda: F.max_pool2d(torch.rand(0, 3, 8, 8), 2))
t('matmul', lambda: torch.rand(2, 3) @ torch.rand(4, 5))
t('bmm', lambda: torch.bmm(torch.rand(2, 3, 4), torch.rand(2, 5, 6)))
t('linear', lambda: nn.Linear(4, 5)(torch.rand(2, 3)))
t('linear zero', lambda: nn.Linear(4, 5)(torch.rand(0, 4)))
t('matmul dtype', lambda: torch.rand(2, 3) @ torch.rand(3, 2).double())
t('add', lambda: torch.rand(2, 3) + torch.rand(4, 3))
t('ce', lambda: F.cross_entropy(torch.rand(2, 3), torch.tensor([0, 3])))
t('ce shape', lambda: F.cross_entropy(torch.rand(2, 3), torch.tensor([0, 1, 2])))
t('ce zero', lambda: F.cross_entropy(torch.rand(0, 3), torch.zeros(0, dtype=torch.int64)))
t('softmax int', lambda: torch.softmax(torch.arange(3), 0))
t('negative stride', lambda: torch.from_numpy(np.arange(4.)[::-1]))
t('slice', lambda: torch.arange(4)[::-1])
t('reshape', lambda: torch.rand(2, 3).reshape(4, 2))
t('view', lambda: torch.rand(2, 3).t().view(6))
t('stack', lambda: torch.stack([torch.rand(2), torch.rand(3)]))
t('cat', lambda: torch.cat([torch.rand(2, 2), torch.rand(3, 3)]))
t('mean int', lambda: torch.arange(3).mean())
t('backward', lambda: torch.rand(2).backward())
t('bf16 conv', lambda: nn.Conv2d(16, 16, 3, padding=1)(torch.rand(0, 16, 8, 8).bfloat16()))
t('bf16 conv 2', lambda: nn.Conv2d(4, 16, 1).bfloat16()(torch.rand(2, 3, 8, 8).bfloat16()))
def auto(f):
    def g():
        with torch.autocast('cpu', dtype=torch.bfloat16): return f()
    return g
t('auto zero', auto(lambda: nn.Conv2d(16, 16, 3, padding=1)(torch.rand(0, 16, 8, 8))))
t('auto zero 1', auto(lambda: nn.Conv2d(16, 16, 1)(torch.rand(0, 16, 8, 8))))
t('auto lin zero', auto(lambda: nn.Linear(4, 5)(torch.rand(0, 4))))
t('auto mm', auto(lambda: torch.rand(2, 3) @ torch.rand(4, 5)))
t('auto 1', auto(lambda: nn.Linear(512, 361)(torch.rand(3, 512))))
w = nn.Conv2d(16, 16, 3, padding=1); y = w(torch.rand(0, 16, 8, 8)); y.sum().backward(); print(w.weight.grad.abs().sum().item(), w.bias.grad.abs().sum().item())
t('empty', lambda: torch.empty(-1))
