import numpy as np
import torch
from einops import rearrange, reduce, repeat
x = torch.arange(16.).reshape(1, 1, 4, 4)
print(rearrange(x, 'b c (h p) (w q) -> b (h w) (p q c)', p=2, q=2))
print(reduce(x, 'b c (h 2) (w 2) -> b c h w', 'mean'))
print(repeat(torch.tensor([1., 2.]), 'n -> b n', b=2))
