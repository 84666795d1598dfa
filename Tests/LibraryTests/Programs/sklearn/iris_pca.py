from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler
X = StandardScaler().fit_transform(load_iris().data)
p = PCA(n_components=2)
Z = p.fit_transform(X)
print(Z[:3])
print(p.explained_variance_ratio_, p.explained_variance_ratio_.sum())
print(p.components_.shape, p.noise_variance_)
