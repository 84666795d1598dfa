import numpy as np
import torch
from einops import rearrange, reduce, repeat
x = np.arange(24).reshape(2, 3, 4)
print(rearrange(x, 'a b c -> c b a').shape, rearrange(x, 'a b c -> (a b) c'), reduce(x, 'a b c -> a', 'max'), sep='\n')
