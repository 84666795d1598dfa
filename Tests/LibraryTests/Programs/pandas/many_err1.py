import pandas as pd
df = pd.DataFrame({'a': [1, 2]})
for f in [lambda: df['z'], lambda: df.loc[5], lambda: df.iloc[5], lambda: df.z, lambda: pd.DataFrame({'a': [1, 2], 'b': [1]}), lambda: df.drop('q'), lambda: df.astype('blah'), lambda: df.drop(columns='q'), lambda: pd.Series([1, 2]).loc[9], lambda: int('x'), lambda: df.sort_values('n'), lambda: df.merge(pd.DataFrame({'b': [1]})), lambda: pd.Series(['a']).astype(int), lambda: bool(df), lambda: bool(pd.Series([1, 2]) > 1), lambda: df.groupby('zz'), lambda: df.set_index('k'), lambda: pd.Series([1, 2], index=['a']), lambda: df.loc['x', 'a'], lambda: df.at[9, 'a']]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
