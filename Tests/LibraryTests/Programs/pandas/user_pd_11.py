import pandas as pd
import numpy as np
df = pd.DataFrame({'t': [1, 2, 2, 3], 'u': ['x', 'y', 'y', 'z']})
print(df.drop_duplicates(), df.duplicated(), df.nunique(), df['t'].isin([1, 3]), df.iloc[::2], df.head(2).to_dict(), sep='\n')
df.loc[0, 't'] = 100
print(df['t'].max(), df['t'].idxmax(), df['t'].astype(float).tolist())
print(pd.cut(df['t'], [0, 2, 200], labels=['low', 'high']))
