import numpy as np
n = 60
s = np.ones(n + 1, dtype=bool)
s[:2] = False
for i in range(2, int(n ** 0.5) + 1):
    if s[i]:
        s[i * i::i] = False
print(np.nonzero(s)[0], s.sum())
print(np.flatnonzero(s)[:5].tolist(), np.diff(np.where(s)[0]))
