import numpy as np
try:
    np.array([1, 2, 3]) + np.array([1, 2])
except ValueError as e:
    print("Error:", e)
try:
    np.arange(6).reshape(4, 2)
except ValueError as e:
    print("Error:", e)
try:
    np.linalg.inv(np.array([[1., 2.], [2., 4.]]))
except np.linalg.LinAlgError as e:
    print("LinAlgError:", e)
a = np.array([1, 2, 3])
try:
    a[5]
except IndexError as e:
    print("IndexError:", e)
print(np.array([1, 0]) / 1, np.isnan(np.nan), np.nan == np.nan)
x = np.array([1, 2, np.nan, 4]); print(np.nanmean(x), np.isnan(x).sum(), x[~np.isnan(x)])
