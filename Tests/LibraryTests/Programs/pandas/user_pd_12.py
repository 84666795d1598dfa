import pandas as pd
import numpy as np
try:
    pd.DataFrame({'a': [1]})['b']
except KeyError as e:
    print('KeyError', e)
try:
    pd.DataFrame({'a': [1, 2], 'b': [1]})
except ValueError as e:
    print(e)
try:
    pd.Series([1]).loc[5]
except KeyError as e:
    print('KeyError', e)
print(pd.DataFrame())
