import torch, numpy as np
from einops import rearrange, reduce, repeat, pack, unpack, einsum, parse_shape
from einops.layers.torch import Rearrange, Reduce
x = np.arange(24).reshape(2, 3, 4); print(rearrange(x, 'a b c -> b (a c)').shape, rearrange(x, 'a b (c d) -> a d b c', c=2)[0, 0], reduce(x, 'a b c -> b', 'sum'), reduce(x.astype(float), 'a (b) c -> a c', 'mean'), repeat(x[0, 0], 'c -> c k', k=2), reduce(x, 'a b (c k) -> a b c', 'max', k=2), rearrange([x, x], 'n a b c -> a b (n c)').shape, rearrange(x, '... c -> c ...').shape, repeat(x, 'a b c -> (a r) b c', r=2).shape, parse_shape(x, 'a b _'), einsum(x, x, 'a b c, a b d -> c d').shape, rearrange(x, 'a b c -> a b c 1').shape, sep='\n')
t = torch.arange(6.).view(1, 2, 3); print(Rearrange('b c h -> b (c h)')(t), Reduce('b c h -> b c', 'mean')(t), Rearrange('b c h -> b h c'), torch.nn.Sequential(Rearrange('b (c d) h -> b c d h', d=2))(t).shape); p, ps = pack([x, x[:1]], '* b c'); print(p.shape, ps, [u.shape for u in unpack(p, ps, '* b c')])
for f in [lambda: rearrange(x, 'a b -> b a'), lambda: rearrange(x, 'a b c -> a b'), lambda: rearrange(x, 'a b (c d) -> a b c d', c=3), lambda: reduce(x, 'a b c -> a', 'foo'), lambda: repeat(x, 'a b c -> a b c d'), lambda: rearrange(x, 'a b c - a')]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
