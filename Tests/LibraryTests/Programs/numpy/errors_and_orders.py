import numpy as np

# Floating-point errors as errors, and the state around them.
with np.errstate(all='raise'):
    for what in (lambda: np.array([1.0, 2.0]) / np.array([0.0, 1.0]), lambda: np.array([0.0]) / 0, lambda: np.log(np.array([0.0])), lambda: np.sqrt(np.array([-1.0])),
                 lambda: np.array([1e308]) * 10, lambda: np.exp(np.array([1000.0])), lambda: np.float64(1) / np.float64(0), lambda: np.float64(1e308) * 10):
        try:
            print(what())
        except FloatingPointError as e:
            print(type(e).__name__, e)
print(np.geterr())
old = np.seterr(divide='ignore', invalid='ignore')
print(old, np.geterr()['divide'], np.array([1.0, -1.0, 0.0]) / 0)
np.seterr(**old)
print(np.geterr())

# Orders in memory.
x = np.arange(6).reshape(2, 3)
print(x.ravel('F'), x.T.ravel('K'), x.T.ravel('A'), x.T.ravel(), np.ravel(x.T, order='K'), x.T.flatten('K'))
print(np.unravel_index([22, 41, 37], (7, 6), order='F'), np.unravel_index([22, 41, 37], (7, 6)))
print(np.array([[0, 1], [2, 3]], dtype='<u2').tobytes('F'))
print(np.unwrap([0, 1, 2, -1, 0], period=4), np.unwrap([2, 3, 4, 5, 2, 3, 4, 5], period=4), np.unwrap(np.array([0.0, 0.7853, 1.57, 5.497, 6.28])).round(4))
a = np.zeros((7, 3), int)
np.fill_diagonal(a, 4, wrap=True)
print(a.tolist())
print(np.trim_zeros([0, 0, 1, 2, 0]), np.trim_zeros(np.array([[0, 0, 0], [0, 1, 2], [0, 0, 0]])), np.trim_zeros([0, 1, 0], 'f'))
for mode in ('raise', 'wrap', 'clip'):
    try:
        print(np.choose([2, 4, 1, 0], [[0, 1, 2, 3], [10, 11, 12, 13], [20, 21, 22, 23], [30, 31, 32, 33]], mode=mode))
    except ValueError as e:
        print(type(e).__name__)
print(np.indices((2, 3), sparse=True), np.cross([[1, 2, 3], [4, 5, 6]], [[4, 5, 6], [1, 2, 3]], axisc=0))
print(np.linalg.cond([[1, 0, -1], [0, 1, 0], [1, 0, 1]], 1), np.linalg.cond([[1, 0, -1], [0, 1, 0], [1, 0, 1]], 'fro').round(10))
print(np.linalg.trace(np.arange(8).reshape(2, 2, 2)), np.polymul(np.poly1d([1, 2]), np.poly1d([1, 3, 4])), np.polydiv([3.0, 5.0, 2.0], [2.0, 1.0]))
print(np.poly([[2, 0], [0, 3]]), np.poly([1, 2]), np.arange(0, 5, 0.5, dtype=int), np.isneginf([-np.inf, 0.0], np.array([9, 9])))
q, r = np.linalg.qr(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), mode='complete')
print(q.shape, r.shape, np.allclose(q @ r, [[1, 2], [3, 4], [5, 6]]), np.allclose(q.T @ q, np.eye(3)), np.sign(np.diag(r)))
