import pandas as pd
df = pd.DataFrame({'name': ['Ann', 'Bob', 'Cid', 'Dee'], 'age': [30, 25, 41, 35], 'city': ['Rome', 'Oslo', 'Rome', 'Bern'], 'pay': [2500.5, 1800, 3200.25, 2700]})
print(df)
print(df.head(2)); print(df.tail(1)); print(df.shape, df.columns, df.index, df.dtypes, len(df), df.size, df.ndim, sep='\n')
print(df['age'], df[['name', 'pay']], df.age.mean(), df.loc[1], df.iloc[-1], df.loc[1:2, 'name':'city'], df.iloc[0:2, [0, 3]], df.loc[df.age > 30, 'name'], df.at[0, 'age'], df.iat[1, 1], sep='\n')
print(df.describe()); print(df.info())
df.info()
