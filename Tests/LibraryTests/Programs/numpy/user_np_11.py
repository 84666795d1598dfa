import numpy as np
x = np.arange(5)
y = x ** 2
print(np.polyfit(x, y, 2).round(6))
print(np.dot(x, y), np.cross([1, 0, 0], [0, 0, 1]))
print(np.mean((x - y) ** 2))
