from PIL import Image
import numpy as np
im = Image.new('RGB', (4, 3), (255, 0, 10)); print(im.size, im.mode, im.width, im.height, im.getpixel((0, 0)), im.getbands(), im.format, im.info)
im.putpixel((1, 1), (1, 2, 3)); a = np.array(im); print(a.shape, a.dtype, a[1, 1], a.sum()); g = im.convert('L'); print(list(g.getdata())); print(g.getextrema(), im.getbbox(), im.tobytes()[:6])
b = Image.fromarray((np.arange(12).reshape(3, 4) * 20).astype(np.uint8)); print(b, b.mode) if False else print(b.mode, b.size); print(b.resize((2, 2)).tobytes(), b.resize((8, 6), Image.NEAREST).tobytes(), b.resize((5, 5), Image.BICUBIC).tobytes(), b.resize((3, 2), Image.LANCZOS).tobytes(), b.resize((3, 3), Image.BOX).tobytes(), b.resize((3, 3), Image.HAMMING).tobytes(), b.resize((3, 3), Image.BILINEAR).tobytes())
print(b.rotate(90).tobytes(), b.rotate(30).tobytes(), b.rotate(45, expand=True).size, b.rotate(45, resample=Image.BILINEAR, fillcolor=128).tobytes(), b.crop((1, 0, 3, 2)).tobytes(), b.transpose(Image.FLIP_LEFT_RIGHT).tobytes(), b.transpose(Image.ROTATE_90).size, b.point(lambda x: 255 - x).tobytes(), b.histogram()[:21], b.copy() == b)
c = Image.new('L', (5, 5)); c.paste(b, (1, 1)); print(c.tobytes()); c.paste(9, (0, 0, 2, 2)); print(np.asarray(c)); r, gg, bb = im.split(); m = Image.merge('RGB', (bb, gg, r)); print(m.getpixel((0, 0))); t = im.copy(); t.thumbnail((2, 2)); print(t.size)
