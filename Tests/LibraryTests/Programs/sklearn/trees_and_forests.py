import numpy as np
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor, export_text

X, y = load_iris(return_X_y=True)
for settings in ({'max_depth': 2}, {'criterion': 'entropy', 'max_depth': 3}, {'min_samples_leaf': 5}, {'max_features': 2}):
    t = DecisionTreeClassifier(random_state=0, **settings).fit(X, y)
    print(t, t.get_depth(), t.get_n_leaves(), t.score(X, y), t.feature_importances_.round(6))
    print(export_text(t))
r = DecisionTreeRegressor(max_depth=2, random_state=0).fit(X[:, :3], X[:, 3])
print(export_text(r, feature_names=['a', 'b', 'c']), r.predict(X[:3, :3]).round(6), round(r.score(X[:, :3], X[:, 3]), 6))
f = RandomForestClassifier(n_estimators=5, max_depth=3, random_state=0).fit(X, y)
print(f, f.score(X, y), f.predict_proba(X[50:53]).round(6), f.feature_importances_.round(6))
