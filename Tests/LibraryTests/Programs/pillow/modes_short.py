from PIL import Image
import numpy as np
rng = np.random.default_rng(1)
im = Image.fromarray(rng.integers(0, 256, (10, 12, 3), dtype=np.uint8))
for m in ['L', '1', 'RGBA', 'CMYK', 'YCbCr', 'HSV', 'I', 'F', 'LA']:
    try:
        c = im.convert(m)
        a = np.asarray(c)
        print(m, c.size, a.shape, a.dtype, float(a.astype(float).sum()), c.getpixel((3, 3)))
    except Exception as e:
        print(m, type(e).__name__, e)
