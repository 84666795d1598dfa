import numpy as np
print(np.array([1, 2]).dtype, np.array([1., 2]).dtype, np.array([True]).dtype, np.array(['a']).dtype, np.array([1, 2.5]).dtype, np.array([None]).dtype)
print(np.uint8(250) + np.uint8(10), np.array([250], np.uint8) + 10, np.int8(-128) - np.int8(1))
print((np.array([1], np.int32) + np.array([1.], np.float32)).dtype, (np.array([1], np.uint8) + np.array([1], np.int8)).dtype, (np.float32(1) + 1.0).dtype, (np.float32(1) + np.float64(1)).dtype)
print(np.result_type(np.int8, np.uint16), np.promote_types('f4', 'i8'), np.can_cast('i4', 'f4'), np.can_cast(np.float64, np.int32))
print(np.array([1.9, -1.9]).astype(int), np.array([0, 1, 2]).astype(bool), np.array(['1', '2']).astype(float), np.array([1, 2]).astype(str), np.array([1.5]).astype('U'))
print(np.dtype('float32').itemsize, np.dtype(int), repr(np.dtype('<f4')), np.dtype('bool').name, np.dtype('u1').kind, np.float64, np.dtype(np.int16).str)
print(np.iinfo(np.int32), np.finfo(np.float32).eps, np.iinfo('uint8').max, np.finfo(float).max)
print(issubclass(np.float32, np.floating), np.issubdtype(np.int64, np.integer), isinstance(np.float64(1), float), isinstance(np.int64(1), int))
print(np.array([1, 2], dtype=np.float16) / 3, np.array([1, 2]) / 2, np.array([7, -7]) // 2, np.array([7, -7]) % 3, np.int64(7) // 2)
print(np.array([1, 2]).itemsize, np.zeros((3, 4), 'f4').nbytes, np.zeros((3, 4)).strides, np.zeros((3, 4)).size, np.zeros((3, 4)).ndim, np.ones(3, dtype='i2').flags['C_CONTIGUOUS'])
try:
    a = np.arange(3); a += 1.5
except Exception as e:
    print(type(e).__name__, e)
try:
    np.array([300], dtype=np.uint8)
except Exception as e:
    print(type(e).__name__, e)
