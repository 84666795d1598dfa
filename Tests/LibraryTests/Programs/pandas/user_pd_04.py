import pandas as pd
import numpy as np
df = pd.DataFrame({'x': [3, 1, 2], 'y': [1.5, 2.5, 3.5]}, index=['c', 'a', 'b'])
print(df.sort_values('x'))
print(df.sort_index())
print(df.loc['a'], df.iloc[0], df.loc[['a', 'b'], 'y'], sep='\n')
print(df.describe())
