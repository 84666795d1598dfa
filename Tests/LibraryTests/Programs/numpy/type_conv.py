import numpy as np
a = np.array([1.7, -1.7, 2.5, 300.9])
print(a.astype(int), a.astype(np.uint8), a.astype(bool), a.astype('f4'), a.astype(str), a.astype(np.int8))
print(np.array(['1.5', '2']).astype(float), np.array([True, False]).astype(int), np.array([0, 3]).astype(bool), np.array([65, 66]).astype(np.uint8).tobytes())
print(np.array([1, 2], dtype=float), np.array('5').astype(int), np.float64('1.5'), np.int64(3.99), int(np.float32(2.5)), np.array([1e20]).astype(int) < 0)
print(np.asarray([1, 2]) is not None, np.array(range(3)), np.array((1, 2)), np.array([[1, 2], [3, 4]], dtype=np.float32), np.array(3).item(), list(np.arange(3)), tuple(np.arange(2)))
print(np.arange(3).tolist(), type(np.arange(3).tolist()[0]).__name__, np.array([np.arange(2), np.arange(2)]), np.array([[1], [2]]).tolist(), np.array({1: 2}).shape, np.array(None), np.array([None, 1]))
print(np.int32(7).astype(float), np.uint8(255) + 1 if False else 'skip', np.array([250], dtype=np.uint8) + np.array([10], dtype=np.uint8), np.array([127], dtype=np.int8) + np.int8(1), np.abs(np.array([-128], dtype=np.int8)))
print(np.array([2**31], dtype=np.int64).astype(np.int32), np.array([-1]).astype(np.uint32), np.array([-1]).astype(np.uint64), np.int64(2**62) * 2, np.array([1, 2]).astype(object))
