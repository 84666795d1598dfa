import pandas as pd
idx = pd.date_range('2024-01-01', periods=10, freq='D')
s = pd.Series(range(10), index=idx)
print(s)
print(s.rolling(3).mean())
print(s.resample('W').sum())
print(s['2024-01-03':'2024-01-05'])
print(s.index.dayofweek)
print(s.shift(1).head(3), s.pct_change().tail(2))
