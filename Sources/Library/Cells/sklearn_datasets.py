"""sklearn.datasets: the iris flowers and made-up problems."""

import numpy as np

# Fisher's iris measurements (public domain): per flower four numbers of two digits, in tenths of a centimetre; fifty flowers of each kind.
_IRIS = (
    '51351402 49301402 47321302 46311502 50361402 54391704 46341403 50341502 44291402 49311501 54371502 48341602 48301401 43301101 58401202 57441504 54391304 51351403 '
    '57381703 51381503 54341702 51371504 46361002 51331705 48341902 50301602 50341604 52351502 52341402 47321602 48311602 54341504 52411501 55421402 49311502 50321202 '
    '55351302 49361401 44301302 51341502 50351303 45231303 44321302 50351606 51381904 48301403 51381602 46321402 53371502 50331402 70324714 64324515 69314915 55234013 '
    '65284615 57284513 63334716 49243310 66294613 52273914 50203510 59304215 60224010 61294714 56293613 67314414 56304515 58274110 62224515 56253911 59324818 61284013 '
    '63254915 61284712 64294313 66304414 68284814 67305017 60294515 57263510 55243811 55243710 58273912 60275116 54304515 60344516 67314715 63234413 56304113 55254013 '
    '55264412 61304614 58264012 50233310 56274213 57304212 57294213 62294313 51253011 57284113 63336025 58275119 71305921 63295618 65305822 76306621 49254517 73296318 '
    '67255818 72366125 65325120 64275319 68305521 57255020 58285124 64325323 65305518 77386722 77266923 60225015 69325723 56284920 77286720 63274918 67335721 72326018 '
    '62284818 61304918 64285621 72305816 74286119 79386420 64285622 63285115 61265614 77306123 63345624 64315518 60304818 69315421 67315624 69315123 58275119 68325923 '
    '67335725 67305223 63255019 65305220 62345423 59305118 '
)


class Bunch(dict):
    """A dictionary whose keys are attributes too."""

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value


def load_iris(*, return_X_y=False, as_frame=False):
    """150 flowers of three kinds with four measurements."""
    data = np.array([[float(w[i:i + 2]) / 10 for i in (0, 2, 4, 6)] for w in _IRIS.split()])
    target = np.repeat(np.arange(3), 50)
    names = ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)']
    frame = None
    if as_frame:
        import pandas as pd
        frame = pd.DataFrame(data, columns=names)
        frame['target'] = target
        data, target = frame[names], frame['target']
    if return_X_y:
        return data, target
    return Bunch(data=data, target=target, frame=frame, target_names=np.array(['setosa', 'versicolor', 'virginica']), feature_names=names)


def _generator(random_state):
    if random_state is None:
        return np.random
    return random_state if hasattr(random_state, 'uniform') else np.random.RandomState(random_state)


def _shuffled(g, *arrays):
    order = np.arange(len(arrays[0]))
    g.shuffle(order)
    return [a[order] for a in arrays]


def make_blobs(n_samples=100, n_features=2, *, centers=None, cluster_std=1.0, center_box=(-10.0, 10.0), shuffle=True, random_state=None, return_centers=False):
    """Gaussian clouds around centres."""
    g = _generator(random_state)
    if isinstance(n_samples, int):
        centers = 3 if centers is None else centers
        if isinstance(centers, int):
            centers = g.uniform(center_box[0], center_box[1], size=(centers, n_features))
        else:
            centers = np.asarray(centers, dtype=float)
        k = len(centers)
        counts = [n_samples // k + (1 if i < n_samples % k else 0) for i in range(k)]
    else:
        counts = list(n_samples)
        centers = g.uniform(center_box[0], center_box[1], size=(len(counts), n_features)) if centers is None else np.asarray(centers, dtype=float)
    stds = list(cluster_std) if hasattr(cluster_std, '__len__') else [cluster_std] * len(centers)
    X = np.concatenate([g.normal(loc=c, scale=s, size=(n, centers.shape[1])) for c, s, n in zip(centers, stds, counts)])
    y = np.repeat(np.arange(len(counts)), counts)
    if shuffle:
        X, y = _shuffled(g, X, y)
    return (X, y, centers) if return_centers else (X, y)


def _two(X, y, g, shuffle, noise):
    if shuffle:
        X, y = _shuffled(g, X, y)
    return (X if noise is None else X + g.normal(scale=noise, size=X.shape)), y


def make_moons(n_samples=100, *, shuffle=True, noise=None, random_state=None):
    """Two half circles that reach into each other."""
    n, m = n_samples if isinstance(n_samples, tuple) else (n_samples // 2, n_samples - n_samples // 2)
    a, b = np.linspace(0, np.pi, n), np.linspace(0, np.pi, m)
    X = np.stack([np.append(np.cos(a), 1 - np.cos(b)), np.append(np.sin(a), 1 - np.sin(b) - 0.5)], axis=1)
    return _two(X, np.repeat(np.arange(2), [n, m]), _generator(random_state), shuffle, noise)


def make_circles(n_samples=100, *, shuffle=True, noise=None, random_state=None, factor=0.8):
    """A circle in a circle."""
    n, m = n_samples if isinstance(n_samples, tuple) else (n_samples // 2, n_samples - n_samples // 2)
    a, b = np.linspace(0, 2 * np.pi, n, endpoint=False), np.linspace(0, 2 * np.pi, m, endpoint=False)
    X = np.stack([np.append(np.cos(a), np.cos(b) * factor), np.append(np.sin(a), np.sin(b) * factor)], axis=1)
    return _two(X, np.repeat(np.arange(2), [n, m]), _generator(random_state), shuffle, noise)


def make_regression(n_samples=100, n_features=100, *, n_informative=10, n_targets=1, bias=0.0, noise=0.0, shuffle=True, coef=False, random_state=None):
    """A random linear problem."""
    k = min(n_features, n_informative)
    g = _generator(random_state)
    X = g.standard_normal(size=(n_samples, n_features))
    w = np.zeros((n_features, n_targets))
    w[:k, :] = 100 * g.uniform(size=(k, n_targets))
    y = X @ w + bias
    if noise > 0.0:
        y = y + g.normal(scale=noise, size=y.shape)
    if shuffle:
        X, y = _shuffled(g, X, y)
        order = np.arange(n_features)
        g.shuffle(order)
        X, w = X[:, order], w[order]
    y = np.squeeze(y)
    return (X, y, np.squeeze(w)) if coef else (X, y)


def _distinct(g, population, samples):
    """Numbers below population, none twice, drawn as `sklearn.utils.random.sample_without_replacement` draws them."""
    ratio = samples / population if population else 1.0
    if 0.01 < ratio < 0.99:
        return g.permutation(population)[:samples]
    if ratio < 0.2:
        out = []
        for _ in range(samples):
            j = int(g.randint(population))
            while j in out:
                j = int(g.randint(population))
            out.append(j)
        return np.array(out)
    out = list(range(samples))
    for i in range(samples, population):
        j = int(g.randint(0, i + 1))
        if j < samples:
            out[j] = i
    return np.array(out)


def _corners(samples, dimensions, g):
    """Different corners of the unit cube."""
    if dimensions > 30:
        return np.concatenate([g.randint(2, size=(samples, dimensions - 30)), _corners(samples, 30, g)], axis=1)
    numbers = _distinct(g, 2 ** dimensions, samples)
    return (numbers[:, None] >> np.arange(dimensions - 1, -1, -1)) & 1


def make_classification(n_samples=100, n_features=20, *, n_informative=2, n_redundant=2, n_repeated=0, n_classes=2, n_clusters_per_class=2, weights=None, flip_y=0.01, class_sep=1.0, hypercube=True, shift=0.0,
                        scale=1.0, shuffle=True, random_state=None, return_X_y=True):
    """Clusters at the corners of a cube, with redundant, repeated and useless columns (Guyon, "Design of experiments for the NIPS 2003 variable selection benchmark")."""
    g = _generator(random_state)
    if n_informative + n_redundant + n_repeated > n_features:
        raise ValueError('Number of informative, redundant and repeated features must sum to less than the number of total features')
    if n_informative < np.log2(n_classes * n_clusters_per_class):
        raise ValueError(f'n_classes({n_classes}) * n_clusters_per_class({n_clusters_per_class}) must be smaller or equal 2**n_informative({n_informative})={2 ** n_informative}')
    if weights is None:
        shares = [1.0 / n_classes] * n_classes
    else:
        shares = list(weights)
        if len(shares) not in (n_classes, n_classes - 1):
            raise ValueError('Weights specified but incompatible with number of classes.')
        if len(shares) == n_classes - 1:
            shares.append(1.0 - sum(shares))
    useless = n_features - n_informative - n_redundant - n_repeated
    clusters = n_classes * n_clusters_per_class
    counts = [int(n_samples * shares[k % n_classes] / n_clusters_per_class) for k in range(clusters)]
    for i in range(n_samples - sum(counts)):
        counts[i % clusters] += 1
    X, y = np.zeros((n_samples, n_features)), np.zeros(n_samples, dtype=int)
    centres = _corners(clusters, n_informative, g).astype(float) * (2 * class_sep) - class_sep
    if not hypercube:
        centres = centres * g.uniform(size=(clusters, 1))
        centres = centres * g.uniform(size=(1, n_informative))
    X[:, :n_informative] = g.standard_normal(size=(n_samples, n_informative))
    stop = 0
    for k in range(clusters):
        start, stop = stop, stop + counts[k]
        y[start:stop] = k % n_classes
        A = 2 * g.uniform(size=(n_informative, n_informative)) - 1
        X[start:stop, :n_informative] = X[start:stop, :n_informative] @ A + centres[k]
    if n_redundant > 0:
        B = 2 * g.uniform(size=(n_informative, n_redundant)) - 1
        X[:, n_informative:n_informative + n_redundant] = X[:, :n_informative] @ B
    n = n_informative + n_redundant
    if n_repeated > 0:
        X[:, n:n + n_repeated] = X[:, ((n - 1) * g.uniform(size=n_repeated) + 0.5).astype(int)]
    if useless > 0:
        X[:, -useless:] = g.standard_normal(size=(n_samples, useless))
    if flip_y >= 0.0:
        flipped = g.uniform(size=n_samples) < flip_y
        y[flipped] = g.randint(n_classes, size=int(flipped.sum()))
    if shift is None:
        shift = (2 * g.uniform(size=n_features) - 1) * class_sep
    X = X + shift
    if scale is None:
        scale = 1 + 100 * g.uniform(size=n_features)
    X = X * scale
    order = np.arange(n_features)
    if shuffle:
        X, y = _shuffled(g, X, y)
        g.shuffle(order)
        X = X[:, order]
    if return_X_y:
        return X, y
    kinds = ['informative' if i < n_informative else 'redundant' if i < n else 'repeated' if i < n + n_repeated else 'random' for i in order.tolist()]
    return Bunch(X=X, y=y, feature_info=kinds)
