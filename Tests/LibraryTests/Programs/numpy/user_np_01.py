import numpy as np
a = np.linspace(0, 2 * np.pi, 5)
print(np.sin(a).round(4), np.cos(a).round(4))
print(a.dtype, a.shape)
