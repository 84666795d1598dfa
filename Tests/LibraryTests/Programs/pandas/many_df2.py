import pandas as pd
df = pd.DataFrame({'a': [1, 2, 3], 'b': [4., 5, 6]}, index=['x', 'y', 'z'])
df['c'] = df.a + df.b; df['d'] = df['c'] > 6; df['e'] = 'k'; df.loc['w'] = [9, 9., 18., True, 'm']; print(df)
print(df.drop('x'), df.drop(columns=['a', 'e']), df.rename(columns={'a': 'A'}), df.T, df.reset_index(), df.set_index('e'), df.sort_values('b', ascending=False), df.sort_index(), df.assign(f=lambda t: t.a * 2), df.isna().sum(), df.columns.tolist(), df.index.tolist(), df.values, df.to_dict(), df.to_dict('records')[0], df.to_numpy()[0], sep='\n')
df.loc['x', 'b'] = 100; df.iloc[1, 0] = -1; df.at['z', 'e'] = 'zz'; del df['d']; print(df); print(df.pop('c')); print(df.insert(0, 'n', range(4)), df)
