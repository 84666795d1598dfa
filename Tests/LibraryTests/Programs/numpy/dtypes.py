import numpy as np
for d in ['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float16', 'float32', 'float64', 'bool']:
    a = np.array([0, 1, 2], dtype=d)
    print(d, a, repr(a), a.dtype, a.itemsize, a.nbytes, np.dtype(d).kind, np.dtype(d).char, np.dtype(d).str)
print(np.dtype('f4') == np.float32, np.dtype(float), np.dtype(int), np.dtype(bool), repr(np.dtype('U5')), np.dtype('O'))
print(np.array([1, 2.5]).dtype, np.array([True, 2]).dtype, np.array(['a', 'bc']).dtype, np.array([1, None]).dtype, np.array([2**63]).dtype)
print(np.result_type(np.int8, np.uint8), np.result_type('i4', 'f4'), np.promote_types('u8', 'i8'), np.promote_types('f2', 'i1'))
print(np.can_cast('i4', 'f8'), np.can_cast('f8', 'i4'), np.issubdtype(np.float32, np.floating), np.issubdtype(np.int8, np.integer))
print(np.finfo(np.float32).eps, np.finfo(float).max, np.iinfo(np.int16).max, np.iinfo('uint8'))
