import numpy as np
print(np.array([3, 1]).__class__.__name__, np.ndarray, type(np.array(1)), isinstance(np.zeros(2), np.ndarray), np.shape([[1, 2]]), np.ndim(3), np.size([1, 2]), callable(np.sin), np.sin.__name__, np.add)
a = np.arange(5)
a.flags.writeable = False
try: a[0] = 1
except ValueError as e: print(e)
print(a.data.nbytes if False else '', a.ctypes if False else '', a.flat[2], list(a.flat), a.tobytes()[:2], a.T is a, a.real, a.nonzero(), a.clip(1, 3), a.round(), a.dot(a), a.take([1]), a.repeat(2), a.searchsorted(3), a.squeeze(), a.compress([1, 0, 1]), a.ptp() if hasattr(a, 'ptp') else '', a.fill)  if False else None
print(np.__version__ > '1', np.ma if False else '', np.nan is np.nan, np.NaN if hasattr(np, 'NaN') else 'no', np.bool is np.bool_, np.int_ is np.int64, np.long if False else '')
b = np.array([1, 2, 3]); b.resize((2, 2), refcheck=False) if hasattr(b, 'resize') else 0; print(b)
x = np.zeros(3); x.fill(2); print(x, x.max(), x.argmax(), x.tolist(), x.astype('i4').dtype, x.nbytes)
