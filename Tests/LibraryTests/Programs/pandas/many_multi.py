import pandas as pd
idx = pd.MultiIndex.from_tuples([('a', 1), ('a', 2), ('b', 1)], names=['k', 'n']); s = pd.Series([10, 20, 30], index=idx); print(s, s['a'], s['a', 2], s.unstack(), s.index.get_level_values('k'), s.groupby(level=0).sum(), s.reset_index(name='v'), s.loc['b'], sep='\n')
df = pd.DataFrame({'x': [1, 2, 3]}, index=idx); print(df, df.loc['a'], df.loc[('a', 2)], df.xs(1, level='n'), df.sum(), df.reset_index(), df.sort_index(ascending=False), sep='\n')
