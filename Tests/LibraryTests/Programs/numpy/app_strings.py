import numpy as np
names = np.array(['ann', 'bob', 'cid', 'dan'])
scores = np.array([88, 92.5, 79, 92.5])
order = np.argsort(-scores, kind='stable')
for n, s in zip(names[order], scores[order]):
    print(f'{n:<5}|{s:6.1f}')
print(names[scores > 80], dict(zip(names.tolist(), scores.tolist())), names[scores.argmax()])
print(np.char.upper(names), np.char.add(names, '!'), np.char.str_len(names), np.char.startswith(names, 'b'))
print(', '.join(names), list(names), {n: i for i, n in enumerate(names)})
u, inv, cnt = np.unique(['x', 'y', 'x', 'z', 'x'], return_inverse=True, return_counts=True)
print(u, inv, cnt, u[inv], u[cnt.argmax()])
