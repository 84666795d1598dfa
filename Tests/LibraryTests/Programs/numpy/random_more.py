import numpy as np
s=np.str_('abc')
print(repr(str(s)), [str(s)], [s])
print(np.array([1e-5,1.]).tolist())
x=np.arange(5)*0.1
print((x@x), x.dot(x), np.linalg.norm(x))
rng=np.random.default_rng(1)
l=[1,2,3,4,5]; rng.shuffle(l); print(l)
m=np.arange(10).reshape(5,2); rng.shuffle(m); print(m.tolist(), rng.permutation(m).tolist(), rng.permutation([1,2,3,4]), rng.permuted(m,axis=0).tolist(), rng.integers(5))
print(rng.choice(10,4,replace=False),rng.choice([1.5,2.5],3),rng.multivariate_normal([0,0],[[1,.5],[.5,2]]).shape, rng.dirichlet([1,2,3]), rng.triangular(0,1,2), rng.laplace(), rng.gumbel(),rng.logistic(), rng.weibull(2.), rng.pareto(3.), rng.rayleigh(), rng.standard_t(4), rng.chisquare(3), rng.geometric(.1,4), rng.negative_binomial(5,.5,3))
np.random.seed(5)
print(np.random.multivariate_normal([1,2],[[1,.3],[.3,1]],3))
