import pandas as pd
df = pd.DataFrame({'team': ['a', 'b', 'a', 'b', 'c'], 'pts': [10, 20, 30, 40, 50], 'x': [1., 2, 3, 4, 5]})
g = df.groupby('team'); print(g.mean(), g['pts'].sum(), g.size(), g.agg({'pts': 'max', 'x': ['min', 'mean']}), g.pts.agg(['sum', 'mean', 'count']), g.count(), g.first(), g['x'].transform('mean'), g.ngroups, g.groups, g.get_group('a'), g.describe(), g['pts'].apply(lambda s: s.max() - s.min()), g.cumsum(), g['pts'].rank(), g.nunique(), g.std(), sep='\n')
for k, sub in g: print(k, len(sub))
print(df.groupby(['team', 'x']).sum(), df.groupby('team', as_index=False).sum(), df.groupby('team').agg(total=('pts', 'sum'), m=('x', 'mean')), df.groupby(df.pts > 20).size(), df.groupby('team').filter(lambda t: len(t) > 1), df.groupby('team')['pts'].idxmax(), df.groupby('team').head(1), sep='\n')
