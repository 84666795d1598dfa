import pandas as pd
a = pd.DataFrame({'k': [1, 2, 3], 'x': ['p', 'q', 'r']}); b = pd.DataFrame({'k': [2, 3, 4], 'y': [20, 30, 40]})
print(pd.merge(a, b, on='k'), a.merge(b, how='left'), a.merge(b, how='outer', on='k'), a.merge(b, how='right', on='k'), pd.concat([a, a]), pd.concat([a, b], axis=1), pd.concat([a, a], ignore_index=True), a.set_index('k').join(b.set_index('k')), a.merge(b, left_on='k', right_on='k', suffixes=('_l', '_r'), indicator=True), pd.concat([a, b]), pd.concat({'f': a, 'g': a}), a.merge(b, how='cross').head(3), sep='\n')
