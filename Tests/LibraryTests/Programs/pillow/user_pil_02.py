from PIL import Image, ImageDraw, ImageOps, ImageFilter
import numpy as np
a = np.arange(64, dtype=np.uint8).reshape(8, 8) * 3
im = Image.fromarray(a)
for f in [Image.NEAREST, Image.BILINEAR, Image.BICUBIC, Image.LANCZOS]:
    print(np.array(im.resize((4, 4), f)))
print(np.array(im.resize((10, 3))))
