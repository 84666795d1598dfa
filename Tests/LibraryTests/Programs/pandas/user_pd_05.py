import pandas as pd
import numpy as np
a = pd.DataFrame({'id': [1, 2], 'v': ['p', 'q']})
b = pd.DataFrame({'id': [2, 3], 'w': [10, 20]})
print(a.merge(b, on='id', how='left'))
print(pd.concat([a, b]))
print(pd.merge(a, b, how='outer'))
