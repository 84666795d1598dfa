from PIL import Image, ImageDraw, ImageOps, ImageFilter
import numpy as np
im = Image.fromarray(np.arange(36, dtype=np.uint8).reshape(6, 6) * 7)
print(np.array(ImageOps.invert(im))[0], np.array(ImageOps.mirror(im))[0], np.array(ImageOps.flip(im))[0], np.array(ImageOps.autocontrast(im))[0], np.array(im.crop((1, 1, 4, 4))), np.array(im.filter(ImageFilter.BLUR))[2], np.array(im.filter(ImageFilter.GaussianBlur(1)))[2], np.array(im.point(lambda v: v // 2))[3], sep='\n')
t = Image.new('L', (6, 6))
t.paste(im.crop((0, 0, 3, 3)), (2, 2))
print(np.array(t))
