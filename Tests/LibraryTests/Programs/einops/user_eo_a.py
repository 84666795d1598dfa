import torch, numpy as np
from einops import rearrange, reduce, repeat
x = torch.arange(2 * 3 * 4 * 4, dtype=torch.float32).reshape(2, 3, 4, 4); print(rearrange(x, 'b c h w -> b (c h w)').shape, rearrange(x, 'b c (h p1) (w p2) -> b (h w) (p1 p2 c)', p1=2, p2=2).shape, reduce(x, 'b c h w -> b c', 'mean'), reduce(x, 'b c (h 2) (w 2) -> b c h w', 'max').shape, repeat(torch.tensor([1, 2]), 'n -> n k', k=3), rearrange(np.arange(6), '(a b) -> b a', a=2), sep='\n')
try: rearrange(x, 'b c h w -> b (c h) q')
except Exception as e: print(e)
try: rearrange(x, 'b c h -> b c h')
except Exception as e: print(e)
