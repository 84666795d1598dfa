import pandas as pd
from io import StringIO
data = StringIO('date,city,temp\n2024-01-01,Paris,5.5\n2024-01-02,Paris,6.1\n2024-01-01,Rome,12.3\n2024-01-02,Rome,\n')
df = pd.read_csv(data, parse_dates=['date'])
print(df)
print(df.dtypes)
print(df.groupby('city')['temp'].agg(['mean', 'max', 'count']))
print(df.pivot(index='date', columns='city', values='temp'))
print(df['date'].dt.day, df.temp.isna().any())
print(df.to_csv(index=False))
