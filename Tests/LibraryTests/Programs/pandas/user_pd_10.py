import pandas as pd
import numpy as np
df = pd.DataFrame({'d': ['a', 'a', 'b'], 'm': ['x', 'y', 'x'], 'v': [1, 2, 3]})
print(df.pivot_table(index='d', columns='m', values='v'))
print(pd.crosstab(df['d'], df['m']))
print(df.set_index(['d', 'm']))
print(df.groupby(['d', 'm'])['v'].sum())
