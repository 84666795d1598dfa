import numpy as np
x = np.array([1.0, np.nan, 3, np.inf, -np.inf, 6])
print(np.isnan(x).sum(), x[np.isfinite(x)].mean(), np.where(np.isnan(x), 0, x), np.nan_to_num(x, nan=-1, posinf=99, neginf=-99))
m = (x > 0) & (x < 10)
print(m, x[m], ~m, m.any(), m.all(), np.count_nonzero(m), np.logical_or(m, np.isnan(x)))
x[~np.isfinite(x)] = 0
print(x, x.nonzero(), np.ma if False else 'ok')
y = np.arange(10)
y[(y % 3 == 0) | (y > 7)] *= -1
print(y, y[y < 0], np.in1d if hasattr(np, 'in1d') else 'no in1d', np.isin(y, [-3, 5]).nonzero()[0])
