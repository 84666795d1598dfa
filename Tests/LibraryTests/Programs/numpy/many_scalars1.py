import numpy as np
a = np.float64(3.7)
print(int(a), round(a), round(a, 0), a.is_integer(), a.as_integer_ratio() if False else '', f'{a:.3f}', f'{np.int64(5):05d}', '%d' % np.int32(4), str(np.float32(0.1)), np.float32(0.1) + 0, float(np.float32(0.1)))
print(type(np.array([1])[0]), type(np.mean([1])), type(np.sum([True])), np.sum([True, True]), np.int64(2) ** 3, 2 ** np.int64(3), np.int64(2) ** -1 if False else '', np.float64(1) / 3)
print(np.int64(5) == 5, hash(np.int64(5)) == hash(5), {1: 'a'}[np.int64(1)], [1, 2, 3][np.int64(1)], list(range(np.int64(3))), np.bool_(True) and 1, np.True_, not np.False_, np.bool_(1) + np.bool_(1))
print(np.float64('nan') == np.nan, np.inf > 1e308, -np.inf, np.pi, np.e, np.newaxis, np.float64(1e22), np.float64(1e16), np.float32(1e8), np.float16(65504), np.int64(2**62) * 2, np.uint64(2**63))
print(np.int64(7).dtype, np.float32(2).item(), type(np.float32(2).item()), np.int32(5).bit_length() if hasattr(np.int32(5), 'bit_length') else 3, np.float64(2.5).astype(int), np.array(2.5)[()], np.max([1, 2.5]))
print(divmod(np.int64(7), 2), np.int64(7) / 2, -np.int64(7) // 2, abs(np.float64(-1)), min(np.array([3, 1])), sum(np.array([1, 2])), max(np.float64(2), 1), any(np.array([0, 1])))
print(1 + np.array([1, 2]), [1, 2] + np.array([1, 2]), np.array([1, 2]) * 2.0, 2 ** np.array([1, 2]), 1 / np.array([1, 2]), -np.array([1, 2]), np.array([1, 2]) == [1, 3], (np.array([1, 2]) > 1) & True)
