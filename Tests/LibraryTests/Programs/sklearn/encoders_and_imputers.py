import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.preprocessing import RobustScaler, MaxAbsScaler, Normalizer, Binarizer, OrdinalEncoder, LabelBinarizer, MultiLabelBinarizer, PolynomialFeatures
from sklearn.impute import SimpleImputer
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.model_selection import LeaveOneOut, ShuffleSplit, TimeSeriesSplit, GroupKFold

print(RobustScaler().fit_transform([[1., -2], [-2, 1], [4, 1]]))
print(MaxAbsScaler().fit_transform([[1., -2], [-2, 1], [4, 1]]))
print(Normalizer('l1').fit_transform([[1., -2], [-2, 1], [4, 1]]), Normalizer('l1'))
print(OrdinalEncoder().fit_transform([['b', 1], ['a', 3], ['b', 2]]))
print(LabelBinarizer().fit_transform(['yes', 'no', 'yes']), LabelBinarizer().fit_transform([1, 2, 6, 2]))
print(MultiLabelBinarizer().fit_transform([('a', 'b'), ('c',)]))
p = PolynomialFeatures(3, include_bias=False).fit(np.arange(6).reshape(3, 2))
print(p.transform(np.arange(6).reshape(3, 2)), p.get_feature_names_out(), PolynomialFeatures(interaction_only=True))
for s in ('mean', 'median', 'most_frequent', 'constant'):
    print(SimpleImputer(strategy=s).fit_transform([[7, 2, np.nan], [4, np.nan, 6], [10, 5, 9], [4, 5, 6]]))
v = CountVectorizer(ngram_range=(1, 2))
print(v.fit_transform(['the cat sat', 'the dog sat']).toarray(), v.get_feature_names_out())
print(TfidfVectorizer().fit_transform(['the cat sat', 'the dog sat on the cat']).toarray().round(6))
for cv in (LeaveOneOut(), ShuffleSplit(2, test_size=2, random_state=1), TimeSeriesSplit(2)):
    for a, b in cv.split(np.arange(6)):
        print(a, b)
for a, b in GroupKFold(2).split(np.arange(6), groups=[0, 0, 1, 1, 2, 2]):
    print(a, b)


class Shift(BaseEstimator, TransformerMixin):
    def __init__(self, by=1.0, name='x'):
        self.by = by
        self.name = name

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        return X + self.by


s = Shift(by=2.0)
print(s, s.get_params(), clone(s), s.fit_transform(np.array([[1.0]])))
