import numpy as np
np.random.seed(3)
x = np.random.randn(50, 4) @ np.diag([3, 2, 1, 0.1])
xc = x - x.mean(axis=0)
u, s, vt = np.linalg.svd(xc, full_matrices=False)
print((s ** 2 / (s ** 2).sum()).round(4), u.shape, vt.shape)
w, v = np.linalg.eigh(np.cov(xc.T))
print(w[::-1].round(4), np.allclose(np.sort(s ** 2 / 49), np.sort(w)))
z = xc @ vt[:2].T
print(z.shape, np.abs(z).mean(axis=0).round(4), np.allclose(u * s @ vt, xc))
