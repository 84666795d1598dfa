import numpy as np
a = np.arange(6).reshape(2, 3)
for f in [lambda: a[2], lambda: a[0, 3], lambda: a[0, 0, 0], lambda: a['x'], lambda: a[1.5], lambda: a[[True, False, True]],
          lambda: a[[5, 1]], lambda: np.zeros(3) + np.zeros(4), lambda: a @ a, lambda: a.reshape(4, 2), lambda: np.concatenate([a, np.zeros((3, 2))]),
          lambda: np.stack([a, a[0]]), lambda: a.reshape(-1, -1), lambda: np.array([1, 2]).dot(np.array([1, 2, 3])), lambda: int(a), lambda: bool(a),
          lambda: np.zeros((2, -1)), lambda: np.broadcast_to(a, (3, 3)), lambda: a.sum(axis=2), lambda: np.split(a, 2, axis=1), lambda: np.linalg.inv(np.ones((2, 2))),
          lambda: np.array([[1, 2], [3]]), lambda: np.squeeze(a, 0), lambda: np.transpose(a, (0, 0)), lambda: np.int8(300), lambda: np.array(['a']) + 1]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, '|', e)
