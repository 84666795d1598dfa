import pandas as pd, numpy as np
df = pd.DataFrame(np.arange(60).reshape(3, 20) * 1.5); print(df)
df = pd.DataFrame({'n': range(100), 'sq': [i * i for i in range(100)]}); print(df); print(df.sq)
pd.set_option('display.max_rows', 6); print(df); pd.reset_option('display.max_rows') if hasattr(pd, 'reset_option') else None
pd.options.display.float_format = '{:.1f}'.format; print(pd.DataFrame({'x': [1.234, 5.678]})); pd.options.display.float_format = None
print(pd.DataFrame({'x': [1e-8, 1e8], 'y': [1.5, np.inf], 'z': [True, False], 'long': ['a' * 60, 'b']})); print(pd.DataFrame()); print(pd.DataFrame(columns=['a', 'b'])); print(pd.Series([], dtype=float)); print(pd.Series([1.0, 2.5, 1000000.123])); print(pd.Series([1e-10, 1])); print(pd.Series(['a', 1, None])); print(pd.Series([True, False])); print(repr(pd.Series([1], name='q'))); print(pd.Index([1, 2]), pd.Index(['a'], name='i'), pd.RangeIndex(3))
