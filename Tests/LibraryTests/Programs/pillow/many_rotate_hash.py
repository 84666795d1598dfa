import hashlib
import numpy as np
from PIL import Image
rng = np.random.default_rng(2)
for mode, shape in [('L', (23, 31)), ('RGB', (20, 21, 3)), ('RGBA', (17, 19, 4)), ('F', (13, 11))]:
    im = Image.fromarray(rng.normal(0, 50, shape).astype(np.float32)) if mode == 'F' else Image.fromarray(rng.integers(0, 256, shape, dtype=np.uint8))
    for angle in [0, 1, 17.5, 45, 90, 133, 180, 200, 270, 359, -45, 400]:
        for f in [Image.NEAREST, Image.BILINEAR, Image.BICUBIC]:
            for expand in [False, True]:
                r = im.rotate(angle, f, expand)
                print(mode, angle, int(f), expand, r.size, hashlib.md5(r.tobytes()).hexdigest()[:8])
    print(hashlib.md5(im.rotate(30, Image.BILINEAR, center=(3, 4), translate=(2, -1), fillcolor=7 if mode in 'LF' else (1, 2, 3, 4)[:len(mode)]).tobytes()).hexdigest())
