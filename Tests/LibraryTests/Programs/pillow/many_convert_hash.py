import hashlib
import numpy as np
from PIL import Image
rng = np.random.default_rng(3)
sources = {'L': Image.fromarray(rng.integers(0, 256, (16, 17), dtype=np.uint8)), 'RGB': Image.fromarray(rng.integers(0, 256, (16, 17, 3), dtype=np.uint8)), 'RGBA': Image.fromarray(rng.integers(0, 256, (16, 17, 4), dtype=np.uint8)), '1': Image.fromarray(rng.integers(0, 2, (16, 17)).astype(bool)), 'F': Image.fromarray(rng.uniform(-20, 300, (16, 17)).astype(np.float32)), 'I': Image.fromarray(rng.integers(-20, 300, (16, 17)).astype(np.int32))}
sources['LA'] = sources['RGBA'].convert('LA'); sources['CMYK'] = sources['RGB'].convert('CMYK'); sources['YCbCr'] = sources['RGB'].convert('YCbCr'); sources['HSV'] = sources['RGB'].convert('HSV')
for a, im in sources.items():
    for b in ['L', 'LA', 'RGB', 'RGBA', 'CMYK', 'HSV', 'I', 'F']:
        if a in ('LA', 'YCbCr', 'RGBA') and b in ('CMYK', 'HSV') or a == 'YCbCr': continue
        try: h = hashlib.md5(im.convert(b).tobytes()).hexdigest()[:8]
        except Exception as e: h = type(e).__name__ + ' ' + str(e)
        print(a, b, h)
