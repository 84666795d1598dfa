import numpy as np
a = np.array([100, 200], dtype=np.uint8)
print(a + a, (a + 1).dtype, a * 2, a - 201)
print((a + 1.5).dtype, (a + np.float32(1)).dtype, (a + np.int16(1)).dtype, (a / 2).dtype)
b = np.array([1, 2], dtype=np.float32)
print((b * 2.5).dtype, (b + np.float64(1)).dtype, (b + 1).dtype, (b + np.array([1, 2])).dtype)
print((np.array([True, False]) + True), (np.array([True]) + 1).dtype, np.array([True, True]).sum())
try:
    a + 300
except OverflowError as e:
    print('OverflowError', e)
try:
    np.uint8(256)
except OverflowError as e:
    print('OverflowError', e)
print(np.uint8(200) + np.uint8(100), np.int32(5) / 2, np.int64(7) // 2, np.float32(3) ** 2)
print(type(np.float32(1) + 1).__name__, type(np.int8(1) + 1.5).__name__, type(np.int64(1) + 1).__name__, type(1 + np.float64(2)).__name__)
print(np.sin(np.int8(1)).dtype, np.sqrt(np.array([4], dtype=np.int16)).dtype, np.exp(np.float32(0)).dtype)
print(np.array([1, 2, 3]) > 300, np.array([1], dtype=np.uint8) == -1)
