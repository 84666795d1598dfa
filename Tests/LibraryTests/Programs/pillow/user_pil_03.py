from PIL import Image, ImageDraw, ImageOps, ImageFilter
import numpy as np
a = np.arange(48, dtype=np.uint8).reshape(4, 4, 3) * 5
im = Image.fromarray(a)
print(np.array(im.convert('L')))
print(np.array(im.rotate(90))[0])
print(np.array(im.rotate(30, resample=Image.BILINEAR))[1])
print(im.rotate(45, expand=True).size)
r, g, b = im.split()
print(np.array(g))
print(np.array(Image.merge('RGB', (b, g, r)))[0, 0])
