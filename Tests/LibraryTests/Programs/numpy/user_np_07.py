import numpy as np
a = np.array([1.5, 2.5, np.nan])
print(np.nansum(a), np.nanmean(a), np.isnan(a))
print(np.nan_to_num(a))
print(a)
