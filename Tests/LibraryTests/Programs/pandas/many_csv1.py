import pandas as pd, io, os
text = 'id,name,score,when\n1,Ann,3.5,2024-01-02\n2,Bob,,2024-02-03\n3,"Cid, Jr",4.25,2024-03-04\n'
df = pd.read_csv(io.StringIO(text)); print(df, df.dtypes, df.score.mean(), df.to_csv(index=False), df.to_csv(), sep='\n')
df.to_csv('t.csv', index=False); d2 = pd.read_csv('t.csv', index_col='id'); print(d2, d2.loc[2, 'name']); print(pd.read_csv('t.csv', usecols=['id', 'score']), pd.read_csv('t.csv', nrows=1), pd.read_csv('t.csv', names=['a', 'b', 'c', 'd'], header=0), pd.read_csv('t.csv', dtype={'id': float}), pd.read_csv('t.csv', skiprows=[1]), sep='\n'); os.remove('t.csv')
print(pd.read_csv(io.StringIO('a;b\n1,5;2'), sep=';', decimal=','), pd.read_csv(io.StringIO('x y\n1 2'), sep=' '), pd.read_csv(io.StringIO('1,2\n3,4'), header=None), pd.read_csv(io.StringIO('a,b\nyes,NA\nno,1'), na_values=['no']), df.to_string(), df.to_json(), sep='\n')
try: pd.read_csv('none.csv')
except FileNotFoundError as e: print(e)
