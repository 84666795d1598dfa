import pandas as pd
import numpy as np
s = pd.Series(range(10))
print(s.rolling(3).mean())
print(s.rolling(3).sum().dropna().tolist())
print(s.expanding().max().tolist()[-1], s.shift(1).head(3), sep='\n')
