import numpy as np
rng = np.random.default_rng(42)
data = rng.normal(loc=50, scale=10, size=(5, 3)); print(data); print(data.round(1)); print(np.mean(data, axis=0)); z = (data - data.mean(0)) / data.std(0); print(z.mean(0).round(10)); print(np.allclose(z.std(0), 1)); print(rng.integers(1, 7, size=10)); print(rng.choice(['red', 'green', 'blue'], size=4, replace=True)); a = np.arange(10); rng.shuffle(a); print(a); print(rng.permutation(5))
print(rng.random()); print(rng.uniform(0, 1, (2, 2))); print(rng.binomial(10, .5, 3)); print(rng.poisson(3, 5)); print(rng.exponential(2.0, 2))
