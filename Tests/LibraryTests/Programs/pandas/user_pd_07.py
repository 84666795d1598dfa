import pandas as pd
import numpy as np
import io
df = pd.read_csv(io.StringIO('n,a,b\nx,1,2.5\ny,3,\nz,5,7.25\n'))
print(df)
print(df.isna().sum())
print(df.fillna(0))
print(df.dropna().to_csv(index=False))
print(df.mean(numeric_only=True))
