import numpy as np, os
d = '/tmp/numpy_save_load_program'
os.makedirs(d, exist_ok=True)
p = os.path.join(d, 'a.npy')
a = np.arange(6, dtype=np.float32).reshape(2, 3)
np.save(p, a)
b = np.load(p)
print(b, b.dtype, (a == b).all())
np.savez(os.path.join(d, 'z.npz'), x=a, y=np.array([1, 2]))
z = np.load(os.path.join(d, 'z.npz'))
print(sorted(z.files), z['x'].shape, z['y'], 'x' in z)
np.savez_compressed(os.path.join(d, 'c'), np.zeros(1000), names=np.array(['a', 'bc']))
with np.load(os.path.join(d, 'c.npz')) as c:
    print(sorted(c.keys()), c['arr_0'].sum(), c['names'])
np.savetxt(os.path.join(d, 't.csv'), np.array([[1.5, 2], [3, 4]]), delimiter=',', fmt='%.2f', header='a,b')
print(open(os.path.join(d, 't.csv')).read(), np.loadtxt(os.path.join(d, 't.csv'), delimiter=','))
np.save(p, np.asfortranarray(a))
print(np.load(p), np.load(p).flags['F_CONTIGUOUS'])
for n in ['int8', 'uint16', 'bool', 'float16', 'float64', 'int64']:
    np.save(p, np.array([1, 0, 1]).astype(n))
    print(np.load(p), np.load(p).dtype)
try:
    np.load(os.path.join(d, 'none.npy'))
except FileNotFoundError as e:
    print('FileNotFoundError')
