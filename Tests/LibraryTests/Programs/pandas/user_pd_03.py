import pandas as pd
import numpy as np
df = pd.DataFrame({'k': ['x', 'y', 'x'], 'v': [1, 2, 3]})
print(df.groupby('k').sum())
print(df.groupby('k')['v'].mean())
print(df.groupby('k').size())
for name, g in df.groupby('k'):
    print(name, g['v'].tolist())
