import numpy as np
a = np.arange(6).reshape(2, 3)
print(a.T, a.ravel(), a.flatten('F'), a.reshape(3, -1), np.expand_dims(a, 0).shape, np.squeeze(a[None]).shape, a.swapaxes(0, 1).shape, np.moveaxis(np.zeros((1, 2, 3)), 0, -1).shape, sep='\n')
print(np.concatenate([a, a], axis=1), np.vstack([a, a]), np.hstack([a, a]), np.stack([a, a]).shape, np.dstack([a, a]).shape, np.column_stack([[1, 2], [3, 4]]), sep='\n')
print(np.split(np.arange(9), 3), np.array_split(np.arange(7), 3), np.hsplit(a, 3), np.vsplit(a, 2))
print(np.tile([1, 2], 3), np.tile([1, 2], (2, 2)), np.repeat([1, 2], 2), np.repeat(a, 2, axis=0), np.repeat([1, 2], [1, 3]))
print(np.pad(a, 1), np.pad([1, 2], (2, 1), constant_values=9), np.pad([1, 2, 3], 2, mode='edge'), np.pad([1, 2, 3], 2, 'reflect'), sep='\n')
print(np.append([1], [2, 3]), np.insert([1, 2, 3], 1, 9), np.delete([1, 2, 3], 1), np.resize([1, 2], 5), np.trim_zeros([0, 1, 0]), np.atleast_2d([1]).shape)
print(np.meshgrid([1, 2], [3, 4, 5]), np.indices((2, 2)), np.tril(np.ones((3, 3))), np.triu_indices(3, 1), np.diag([1, 2]), np.diagonal(a), np.eye(2, 3, 1), np.identity(2), np.fliplr(a), np.flipud(a), sep='\n')
