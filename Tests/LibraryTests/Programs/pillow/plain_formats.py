# BMP and PPM files, gradients, maps, enumerations, and the filter of the commonest value.
import io
import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, ImageSequence
rng = np.random.RandomState(0)
for im in [Image.fromarray(rng.randint(0, 256, (5, 7)).astype(np.uint8)), Image.fromarray(rng.randint(0, 256, (5, 7, 3)).astype(np.uint8)), Image.fromarray(rng.rand(5, 11) > .5)]:
    for kind in ('BMP', 'PPM'):
        b = io.BytesIO()
        im.save(b, kind)
        back = Image.open(b)
        print(im.mode, kind, len(b.getvalue()), sum(b.getvalue()), back.format, back.mode, back.size, back.tobytes() == im.tobytes())
for mode in 'LIFP':
    print(mode, np.asarray(Image.linear_gradient(mode)).sum(), np.asarray(Image.radial_gradient(mode))[::50, ::50].tolist())
im = Image.fromarray((np.indices((8, 8)).sum(0) * 16).astype(np.uint8))
print(np.array(im.transform((8, 8), Image.Transform.PERSPECTIVE, (1, 0, 0, 0, 1, 0, 0.01, 0.02), Image.Resampling.BILINEAR)).tolist())
print(np.array(im.transform((8, 8), Image.QUAD, (0, 0, 0, 8, 8, 8, 8, 0))).tolist(), np.array(im.transform((6, 6), Image.MESH, [((0, 0, 3, 3), (0, 0, 0, 8, 8, 8, 8, 0))])).tolist())
print([(t.name, t.value, im.transpose(t).getpixel((0, 1))) for t in Image.Transpose], Image.Resampling.LANCZOS, repr(Image.Dither.NONE))
noisy = Image.fromarray(rng.randint(0, 3, (7, 7)).astype(np.uint8))
print(np.array(noisy.filter(ImageFilter.ModeFilter(3))).tolist(), ImageFilter.BLUR.name, ImageFilter.GaussianBlur(3).radius)
print(np.array(ImageOps.colorize(im, 'black', 'yellow', mid='red'))[2].tolist(), ImageChops.add(im, im, 2.0, 5).getpixel((3, 3)), im.getprojection())
a, b = Image.fromarray(rng.rand(3, 4) > .5), Image.fromarray(rng.rand(3, 4) > .5)
print([np.array(f(a, b)).astype(int).tolist() for f in (ImageChops.logical_and, ImageChops.logical_or, ImageChops.logical_xor)])
rgb = Image.fromarray(rng.randint(0, 256, (9, 11, 3)).astype(np.uint8))
print(np.array(rgb.convert('P')).tolist(), np.array(rgb.convert('P', dither=Image.Dither.NONE)).sum(), np.array(rgb.convert('1')).astype(int).tolist(), np.array(rgb.convert('HSV')).sum(axis=(0, 1)))
page = Image.new('L', (40, 40))
d = ImageDraw.Draw(page)
for k, (s, e) in enumerate([(0, 90), (20, 250), (300, 30), (-90, 400), (45, 46), (10, 370)]):
    d.arc((k, k, 38 - 2 * k, 39), s, e, fill=40 * k + 10, width=k % 3 + 1)
    d.chord((k, 2 * k, 39 - k, 30), s, e, fill=30 * k, outline=200, width=k % 2 + 1)
    d.pieslice((3, k, 30, 39 - k), s, e, fill=90 + k, outline=10 * k, width=k % 4)
print(np.array(page).sum(axis=0).tolist(), np.array(page).sum(axis=1).tolist())
jpeg = io.BytesIO()
rgb.save(jpeg, 'JPEG', dpi=(72, 72))
print(Image.open(jpeg).info, len(list(ImageSequence.Iterator(im))))
