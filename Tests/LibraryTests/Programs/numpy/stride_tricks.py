import numpy as np
x = np.arange(6)
print(np.lib.stride_tricks.sliding_window_view(x, 3))
print(np.lib.stride_tricks.as_strided(x, (2, 3), (24, 8)), np.lib.stride_tricks.sliding_window_view(np.arange(9).reshape(3, 3), (2, 2)).shape)
print(np.ascontiguousarray(x[::2]).flags['C_CONTIGUOUS'], x[::2].strides, np.asfortranarray(np.zeros((2, 3))).strides)
print(x.nbytes, x.itemsize, x.T is x, x.flat[2], list(x.flat)[:2], x.size, x.ndim)
