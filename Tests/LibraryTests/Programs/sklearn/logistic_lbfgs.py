# Logistic regression stops where L-BFGS of the original stops: coefficients and numbers of iterations.
import warnings
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.datasets import load_iris, load_wine, make_classification
from sklearn.preprocessing import StandardScaler
warnings.simplefilter('ignore')
X, y = load_iris(return_X_y=True)
W, w = load_wine(return_X_y=True)
rng = np.random.RandomState(0)
cases = [
    ('two flowers', X[:100], y[:100], {}),
    ('scaled flowers', StandardScaler().fit_transform(X), y, {}),
    ('scaled wines', StandardScaler().fit_transform(W), w, dict(C=0.5)),
    ('noise', rng.randn(80, 4), rng.randint(0, 2, 80), {}),
    ('three', rng.randn(60, 3), rng.randint(0, 3, 60), dict(C=0.1)),
    ('weak penalty', rng.randn(60, 3), rng.randint(0, 2, 60), dict(C=1e5)),
    ('balanced', rng.randn(50, 2), (rng.rand(50) > .8).astype(int), dict(class_weight='balanced')),
    ('no intercept', rng.randn(50, 2), (rng.rand(50) > .5).astype(int), dict(fit_intercept=False)),
    ('made', *make_classification(80, 6, n_informative=3, random_state=1), {}),
]
for name, A, b, settings in cases:
    m = LogisticRegression(**settings).fit(A, b)
    print(name, m.coef_.ravel().round(6), m.intercept_.round(6), m.n_iter_, m.score(A, b), m.predict_proba(A[:1]).round(6))
for settings in (dict(n_samples=10, random_state=0), dict(n_samples=9, n_features=6, n_informative=4, n_classes=3, random_state=1, n_repeated=1, n_redundant=1), dict(n_samples=8, n_features=2, n_redundant=0, n_clusters_per_class=1, random_state=42, weights=[0.8])):
    A, b = make_classification(**settings)
    print(A.sum(axis=1).round(8), b)
