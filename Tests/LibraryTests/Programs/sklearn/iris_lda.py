import numpy as np
from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier
X, y = load_iris(return_X_y=True)
lda = LinearDiscriminantAnalysis(n_components=2).fit(X, y)
print(lda.score(X, y), lda.explained_variance_ratio_)
print(np.abs(lda.transform(X)[:2]))
print(cross_val_score(KNeighborsClassifier(n_neighbors=3), X, y, cv=5))
