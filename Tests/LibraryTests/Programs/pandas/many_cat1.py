import pandas as pd
df = pd.DataFrame({'g': ['b', 'a', 'b', 'c'], 'v': [1, 2, 3, 4]}); print(df.g.value_counts(), df.g.value_counts(normalize=True), df.g.value_counts().to_dict(), df.value_counts(), df.g.unique(), pd.factorize(df.g), df.g.astype('category'), df.g.astype('category').cat.codes, df.g.map(str.upper), df.sort_values(['g', 'v'], ascending=[True, False]), df.g.mode()[0], df.groupby('g').v.sum().sort_values(ascending=False), df.groupby('g').v.mean().plot if False else '', df.set_index('g').v['b'], df.reindex([3, 0, 9]), df.iloc[::-1].reset_index(drop=True), df.itertuples, sep='\n') if False else None
print(df.g.value_counts(), df.g.value_counts(normalize=True), df.value_counts(), pd.factorize(df.g), df.g.map(str.upper), df.sort_values(['g', 'v'], ascending=[True, False]), df.set_index('g').v['b'], df.reindex([3, 0, 9]), df.iloc[::-1].reset_index(drop=True), sep='\n')
for r in df.itertuples(): print(r, r.g)
for i, r in df.iterrows(): print(i, r['g'], r.v)
for c, s in df.items(): print(c, s.tolist())
print(df.g.astype('category'), df.g.astype('category').cat.codes, list(zip(df.g, df.v)), 'g' in df, [c for c in df], df.equals(df.copy()), df.duplicated('g'), df.drop_duplicates('g', keep='last'), sep='\n')
