import hashlib
import numpy as np
from PIL import Image
rng = np.random.default_rng(1)
count = 0
for mode, shape in [('L', (23, 31)), ('RGB', (23, 31, 3)), ('RGBA', (17, 19, 4)), ('LA', (17, 19, 2)), ('F', (13, 11)), ('I', (13, 11)), ('CMYK', (9, 12, 4)), ('1', (16, 15))]:
    if mode == 'F': im = Image.fromarray(rng.normal(0, 50, shape).astype(np.float32))
    elif mode == 'I': im = Image.fromarray(rng.integers(-70000, 70000, shape).astype(np.int32))
    elif mode == 'I;16': im = Image.fromarray(rng.integers(0, 60000, shape).astype(np.uint16))
    elif mode == '1': im = Image.fromarray(rng.integers(0, 2, shape).astype(bool))
    elif mode == 'LA': im = Image.merge('LA', [Image.fromarray(rng.integers(0, 256, shape[:2], dtype=np.uint8)) for _ in range(2)])
    elif mode == 'CMYK': im = Image.fromarray(rng.integers(0, 256, shape, dtype=np.uint8), 'CMYK')
    else: im = Image.fromarray(rng.integers(0, 256, shape, dtype=np.uint8))
    for f in [Image.NEAREST, Image.BOX, Image.BILINEAR, Image.HAMMING, Image.BICUBIC, Image.LANCZOS]:
        if mode == 'F' and f == Image.HAMMING: continue
        for size in [(5, 7), (40, 33), (31, 9), (1, 1), (64, 2)]:
            try: h = hashlib.md5(im.resize(size, f).tobytes()).hexdigest()[:8]
            except Exception as e: h = type(e).__name__ + str(e)
            print(mode, int(f), size, h)
