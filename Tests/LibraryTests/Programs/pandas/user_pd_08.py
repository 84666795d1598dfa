import pandas as pd
import numpy as np
df = pd.DataFrame(np.arange(12).reshape(4, 3), columns=['a', 'b', 'c'])
print(df.apply(sum), df.apply(lambda r: r.a + r.c, axis=1), df['a'].apply(lambda v: v * 2), df.map(lambda v: -v), sep='\n')
print(df.T)
print(df.values.sum(), df.to_numpy()[1])
