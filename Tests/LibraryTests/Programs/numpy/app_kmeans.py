import numpy as np
np.random.seed(1)
pts = np.vstack([np.random.randn(20, 2) + c for c in ([0, 0], [5, 5], [0, 5])])
centers = pts[np.random.choice(len(pts), 3, replace=False)]
for _ in range(10):
    d = np.linalg.norm(pts[:, None] - centers[None], axis=2)
    labels = d.argmin(axis=1)
    centers = np.array([pts[labels == k].mean(axis=0) for k in range(3)])
print(np.sort(np.bincount(labels, minlength=3)))
print(centers[np.lexsort(centers.T)].round(3))
