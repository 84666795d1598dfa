import numpy as np
a = np.arange(6).reshape(2, 3)
b = np.arange(12).reshape(3, 4)
q = np.arange(24).reshape(2, 3, 4)
print(np.einsum('ij,jk', a, b), np.einsum('ij->', a), np.einsum('ij->j', a), np.einsum('bij,bkj->bik', q, q).shape)
print(np.einsum('ij,ij->', a, a), np.einsum('...j->...', q), np.einsum('ii->i', np.eye(3)), np.einsum('i,ij,j', [1, 2], a, [1, 0, 1]))
print(np.tensordot(q, b, axes=([1], [0])).shape, np.tensordot(a, b, 1), np.einsum('bij->bji', q)[0])
