import numpy as np
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
logits = np.array([[2.0, 1.0, 0.1], [0.5, 2.5, 0.3]])
p = softmax(logits)
print(p)
print(p.sum(axis=1))
print(-np.log(p[np.arange(2), [0, 1]]).mean())
onehot = np.eye(3)[[0, 2, 1]]
print(onehot)
