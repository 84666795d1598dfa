import numpy as np
x = np.array([3.0, 5, 8, 6, 9, 12, 10])
print(np.convolve(x, np.ones(3) / 3, mode='valid'))
c = np.cumsum(np.insert(x, 0, 0))
print((c[3:] - c[:-3]) / 3)
print(np.lib.stride_tricks.sliding_window_view(x, 3).mean(axis=1))
d = np.diff(x)
print(d, np.sign(d), np.where(d > 0)[0], np.maximum.accumulate(x), (x - x.mean()) / x.std())
