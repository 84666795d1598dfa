import pandas as pd
import numpy as np
df = pd.DataFrame({'a': [1, 2, 3], 'b': ['x', 'y', 'z']})
print(df)
print(df.shape)
print(df.dtypes)
print(df['a'].sum(), df['b'].tolist())
print(df[df['a'] > 1])
