import pandas as pd
import numpy as np
np.random.seed(3)
df = pd.DataFrame({'A': ['one', 'one', 'two', 'three'] * 3, 'B': ['A', 'B', 'C'] * 4, 'C': ['foo', 'foo', 'foo', 'bar', 'bar', 'bar'] * 2, 'D': np.random.randn(12), 'E': np.random.randn(12)})
print(df, pd.pivot_table(df, values='D', index=['A', 'B'], columns=['C']))
rng = pd.date_range('1/1/2012', periods=100, freq='s')
ts = pd.Series(np.random.randint(0, 500, len(rng)), index=rng)
print(ts.resample('5Min').sum())
df = pd.DataFrame({'id': [1, 2, 3, 4, 5, 6], 'raw_grade': ['a', 'b', 'b', 'a', 'a', 'e']})
df['grade'] = df['raw_grade'].astype('category')
print(df['grade'])
df['grade'] = df['grade'].cat.rename_categories(['very good', 'good', 'very bad'])
df['grade'] = df['grade'].cat.set_categories(['very bad', 'bad', 'medium', 'good', 'very good'])
print(df['grade'])
print(df.sort_values(by='grade'))
print(df.groupby('grade', observed=False).size())
df.to_csv('foo.csv')
print(pd.read_csv('foo.csv'))
try:
    if pd.Series([False, True, False]):
        print('I was true')
except ValueError as e:
    print(e)
