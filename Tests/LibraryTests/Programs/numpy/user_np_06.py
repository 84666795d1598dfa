import numpy as np
r = np.random.RandomState(0)
print(r.rand(2, 2))
print(r.randint(0, 5, 6))
print(r.choice(5, 3, replace=False))
print(r.permutation(4))
print(r.normal(size=2))
print(r.uniform(1, 2, 2))
