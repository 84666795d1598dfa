import numpy as np
def t(f):
    try:
        print('ok', f())
    except Exception as e:
        print(type(e).__name__, '|', e)
a = np.array([1, 2, 3])
def f1():
    global a
    a += 0.5
t(f1)
def f2():
    global a
    a /= 2
t(f2)
def f3():
    global a
    a += np.array([1, 2])
t(f3)
def f4():
    b = np.zeros(3)
    b += np.zeros((2, 3))
t(f4)
t(lambda: a.reshape(4))
t(lambda: np.hstack([[1, 2], [[3]]]))
t(lambda: np.vstack([[1, 2], [3]]))
t(lambda: np.array([1, 2]) + 'a')
t(lambda: np.array([1, 2]) + None)
t(lambda: np.array([1, 2]) < 'a')
t(lambda: np.ones(3)[[5]])
t(lambda: np.ones(3)[-4])
t(lambda: np.ones((2, 2))[:, 5])
t(lambda: np.ones(3)[[True, False]])
t(lambda: a.astype('xyz'))
t(lambda: np.random.choice(3, 5, replace=False))
t(lambda: np.random.randint(5, 5))
t(lambda: np.random.choice([1, 2], p=[0.5, 0.6]))
t(lambda: np.random.seed(-1))
t(lambda: np.random.normal(0, -1))
t(lambda: np.concatenate([]))
t(lambda: np.zeros(3, dtype='q9'))
t(lambda: np.linalg.cholesky([[1, 2], [2, 1]]))
t(lambda: np.linalg.solve([[1, 2], [2, 4]], [1, 2]))
t(lambda: np.einsum('ij,jk', np.zeros((2, 3)), np.zeros((2, 3))))
t(lambda: np.polyfit([1], [1, 2], 1))
t(lambda: np.arange(0, 1, 0))
t(lambda: np.full((2,), [1, 2, 3]))
t(lambda: np.array([1, 2], dtype='int8').fill(300))
t(lambda: np.transpose(np.zeros((2, 2)), (0, 1, 2)))
t(lambda: np.moveaxis(np.zeros((2, 2)), 0, 5))
t(lambda: np.median([]).dtype)
t(lambda: np.empty(3)['x':2])
t(lambda: np.percentile([1, 2], 150))
t(lambda: setattr(np.zeros(3), 'shape', (2, 2)))
t(lambda: np.zeros((2, 3)).item(7, 1))
t(lambda: np.int8('abc'))
t(lambda: np.unravel_index(10, (2, 3)))
t(lambda: np.broadcast_shapes((2,), (3,)))
t(lambda: np.clip([1, 2], 'a', 2))
t(lambda: iter(np.array(1)))
t(lambda: np.array(5)[0])
t(lambda: np.float64(1)[0])
t(lambda: [1, 2, 3][np.float64(1)])
t(lambda: range(np.float64(3)))
