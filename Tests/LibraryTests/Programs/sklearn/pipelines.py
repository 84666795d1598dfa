import numpy as np
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.linear_model import LogisticRegression
from sklearn.decomposition import PCA
rng = np.random.RandomState(0)
X = rng.randn(60, 4)
y = (X[:, 0] + X[:, 1] > 0).astype(int)
p = make_pipeline(StandardScaler(), PCA(2), LogisticRegression())
p.fit(X, y)
print(p, p.score(X, y))
pipe = Pipeline([('scaler', StandardScaler()), ('lr', LogisticRegression(C=10))])
print(pipe.fit(X, y).predict(X[:5]), pipe.named_steps['scaler'].mean_)
