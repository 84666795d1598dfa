import numpy as np
def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
logits = np.array([[2.0, 1.0, 0.1], [1.0, 3.0, 0.2]])
p = softmax(logits)
print(p)
print(p.sum(axis=1), p.argmax(axis=1))
y = np.array([0, 1])
loss = -np.log(p[np.arange(len(y)), y]).mean()
print(f'{loss:.6f}')
onehot = np.eye(3)[y]
print(onehot, (p - onehot).round(4))
