from PIL import Image, ImageDraw, ImageOps, ImageFilter
import numpy as np
import os
im = Image.fromarray((np.arange(300).reshape(10, 10, 3) % 256).astype(np.uint8))
im.save('a.png')
b = Image.open('a.png')
print(b.size, b.mode, b.format, np.array_equal(np.array(b), np.array(im)))
im.convert('L').save('b.jpg')
print(Image.open('b.jpg').mode, Image.open('b.jpg').size)
os.remove('a.png')
os.remove('b.jpg')
