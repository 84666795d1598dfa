from PIL import Image, ImageDraw, ImageOps, ImageFilter
import numpy as np
im = Image.new('L', (8, 6), 100)
print(im.size, im.mode, im.getpixel((0, 0)))
im.putpixel((2, 3), 255)
print(np.array(im).sum(), im.getextrema(), im.getbbox())
