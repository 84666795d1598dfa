import numpy as np
p = np.poly1d([1, -3, 2])
print(p(0), p(3), p.roots, p.order, p.coeffs, p.deriv().coeffs)
print(np.polyfit(np.arange(5), np.arange(5) ** 2, 2).round(8), np.polyval([1, 2, 1], 3), np.roots([1, -5, 6]), np.polymul([1, 1], [1, -1]), np.polyadd([1, 2], [1]), np.polyder([3, 2, 1]))
print(p)
