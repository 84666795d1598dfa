import hashlib
import numpy as np
from PIL import Image, ImageOps, ImageFilter, ImageChops, ImageEnhance
rng = np.random.default_rng(4)
g = Image.fromarray(rng.integers(0, 256, (30, 41), dtype=np.uint8)); c = Image.fromarray(rng.integers(0, 256, (30, 41, 3), dtype=np.uint8)); a = Image.fromarray(rng.integers(0, 256, (30, 41, 4), dtype=np.uint8))
def show(name, f):
    try: print(name, hashlib.md5(f().tobytes()).hexdigest()[:8])
    except Exception as e: print(name, type(e).__name__, e)
for n, im in [('g', g), ('c', c), ('a', a)]:
    show(n + ' crop', lambda: im.crop((-3, 5, 20, 50))); show(n + ' crop2', lambda: im.crop((1.5, 2.5, 10.6, 9)))
    for i in range(7): show(n + f' transpose {i}', lambda: im.transpose(i))
    for r in [2, 3, (2, 3)]: show(n + f' reduce {r}', lambda: im.reduce(r))
    for box in [(0, 0, 41, 30), (1.5, 2.25, 30, 20)]:
        for f in [0, 1, 2, 3]: show(n + f' box {box} {f}', lambda: im.resize((11, 13), f, box))
    show(n + ' gap', lambda: im.resize((5, 5), Image.BICUBIC, reducing_gap=2.0))
    for f in [0, 2, 3]:
        show(n + f' affine {f}', lambda: im.transform((20, 25), Image.AFFINE, (.9, .2, 1, -.1, 1.1, 2), f)); show(n + f' extent {f}', lambda: im.transform((20, 25), Image.EXTENT, (2, 3, 30, 25), f))
    for k in ['BLUR', 'CONTOUR', 'EDGE_ENHANCE', 'EDGE_ENHANCE_MORE', 'EMBOSS', 'FIND_EDGES', 'SHARPEN', 'SMOOTH']: show(n + ' ' + k, lambda: im.filter(getattr(ImageFilter, k)))
    for number, k in enumerate([ImageFilter.GaussianBlur(2), ImageFilter.BoxBlur(2), ImageFilter.BoxBlur(1.5), ImageFilter.MedianFilter(3), ImageFilter.MinFilter(5), ImageFilter.MaxFilter(3), ImageFilter.UnsharpMask(2, 150, 3), ImageFilter.Kernel((3, 3), (1, 2, 1, 2, 4, 2, 1, 2, 1))]): show(f'{n} filter {number}', lambda: im.filter(k))
    if n != 'a':
        for name in ['invert', 'equalize', 'autocontrast', 'flip', 'mirror', 'grayscale', 'solarize']: show(n + ' ' + name, lambda: getattr(ImageOps, name)(im))
        show(n + ' cutoff', lambda: ImageOps.autocontrast(im, 5)); show(n + ' posterize', lambda: ImageOps.posterize(im, 3))
    show(n + ' fit', lambda: ImageOps.fit(im, (10, 20))); show(n + ' pad', lambda: ImageOps.pad(im, (50, 20))); show(n + ' contain', lambda: ImageOps.contain(im, (15, 15))); show(n + ' expand', lambda: ImageOps.expand(im, 3)); show(n + ' scale', lambda: ImageOps.scale(im, 1.7)); show(n + ' cover', lambda: ImageOps.cover(im, (15, 15)))
    for e in (['Brightness', 'Contrast', 'Color', 'Sharpness'] if n != 'a' else []): show(n + ' ' + e, lambda: getattr(ImageEnhance, e)(im).enhance(1.4)); show(n + ' ' + e, lambda: getattr(ImageEnhance, e)(im).enhance(.3))
    show(n + ' point', lambda: im.point(lambda v: v // 2 + 3)); show(n + ' blend', lambda: Image.blend(im, ImageOps.flip(im), .3)); show(n + ' composite', lambda: Image.composite(im, ImageOps.flip(im), g)); show(n + ' chops', lambda: ImageChops.screen(im, ImageOps.mirror(im))); show(n + ' sub', lambda: ImageChops.subtract(im, ImageOps.mirror(im))); show(n + ' overlay', lambda: ImageChops.overlay(im, ImageOps.mirror(im))); show(n + ' darker', lambda: ImageChops.darker(im, ImageOps.mirror(im))); show(n + ' addm', lambda: ImageChops.add_modulo(im, im))
    def paste(m=None):
        t = im.copy(); t.paste(im.resize((10, 12)), (5, -3), m); return t
    show(n + ' paste', paste); show(n + ' pastemask', lambda: paste(g.resize((10, 12))))
    print(n, im.histogram()[:5], im.getextrema(), im.getbbox())
show('alpha', lambda: Image.alpha_composite(a, ImageOps.flip(a)))
