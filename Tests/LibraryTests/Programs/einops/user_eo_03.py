import numpy as np
import torch
from einops import rearrange, reduce, repeat
x = np.ones((2, 6))
try:
    rearrange(x, 'a (b c) -> a b c', b=4)
except Exception as e:
    print(type(e).__name__)
    print(e)
try:
    rearrange(x, 'a b c -> a b c')
except Exception as e:
    print(e)
