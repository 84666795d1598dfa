import numpy as np
from sklearn import metrics as M

rng = np.random.RandomState(0)
yt, yp = rng.randint(0, 3, 20), rng.randint(0, 3, 20)
bt, bp = rng.randint(0, 2, 20), rng.randint(0, 2, 20)
mt, mp = rng.randint(0, 2, (8, 4)), rng.randint(0, 2, (8, 4))
w, w8 = rng.rand(20), rng.rand(8)


def show(*x):
    print(*[np.round(v, 10) if isinstance(v, (float, np.ndarray)) else v for v in x])


for f in (M.precision_score, M.recall_score, M.f1_score, M.jaccard_score):
    for average in (None, 'micro', 'macro', 'weighted', 'samples'):
        show(f.__name__, average, f(mt, mp, average=average), f(mt, mp, average=average, sample_weight=w8))
    for average in (None, 'micro', 'macro', 'weighted'):
        show(f.__name__, average, f(yt, yp, average=average), f(yt, yp, average=average, sample_weight=w))
    show(f(bt, bp), f(bt, bp, sample_weight=w), f(bt, bp, pos_label=0))
    try:
        f(mt, mp)
    except ValueError as e:
        print(e)
for normalize in (True, False):
    show(M.accuracy_score(mt, mp, normalize=normalize), M.zero_one_loss(yt, yp, normalize=normalize), M.zero_one_loss(mt, mp, normalize=normalize))
show(M.accuracy_score(yt, yp, sample_weight=w))
t, p, v = rng.rand(10, 3), rng.rand(10, 3), rng.rand(10)
for f in (M.mean_squared_error, M.root_mean_squared_error, M.mean_absolute_error, M.r2_score, M.explained_variance_score, M.mean_absolute_percentage_error,
          M.mean_squared_log_error, M.root_mean_squared_log_error):
    show(f.__name__, f(t, p), f(t, p, multioutput='raw_values'), f(t, p, multioutput=[0.2, 0.3, 0.5]), f(t[:, 0], p[:, 0], sample_weight=v))
show(M.r2_score(t, p, multioutput='variance_weighted'), M.median_absolute_error(t, p, multioutput='raw_values'))
scores = rng.rand(20, 3)
for average in ('macro', 'micro', 'weighted', None):
    show(M.average_precision_score(yt, scores, average=average))
show(M.average_precision_score(bt, scores[:, 0]), M.top_k_accuracy_score(yt, scores, k=2), M.top_k_accuracy_score(yt, scores, k=2, normalize=False))
print(M.classification_report(yt, yp))
print(M.classification_report(mt, mp))
print(M.classification_report(yt, yp, labels=[0, 1], digits=3))
print(M.classification_report(bt, bp, target_names=['off', 'on'], sample_weight=np.ones(20)))
