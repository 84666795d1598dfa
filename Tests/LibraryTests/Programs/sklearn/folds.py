import numpy as np
from sklearn.model_selection import train_test_split, KFold, StratifiedKFold, cross_val_score
X, y = (np.arange(10).reshape((5, 2)), range(5))
a = train_test_split(X, y, test_size=0.33, random_state=42)
print(*a)
print(train_test_split(y, shuffle=False), train_test_split(np.arange(8), stratify=[0, 0, 0, 0, 1, 1, 1, 1], test_size=0.5, random_state=1))
for i, (tr, te) in enumerate(KFold(n_splits=2).split(X)):
    print(i, tr, te)
for tr, te in KFold(n_splits=5, shuffle=True, random_state=0).split(X):
    print(tr, te)
for tr, te in StratifiedKFold(n_splits=2).split(np.zeros(4), [0, 0, 1, 1]):
    print(tr, te)
from sklearn.neighbors import KNeighborsClassifier
from sklearn.linear_model import LinearRegression
rng = np.random.RandomState(0)
Z = rng.randn(30, 2)
t = (Z[:, 0] > 0).astype(int)
print(cross_val_score(KNeighborsClassifier(3), Z, t, cv=3), KFold(3))
