"""Writes small files with the real libraries and what they hold: python record_files.py

Tests/LibraryTests/Files: pytorch.pt and pytorch.safetensors, a PNG and a JPEG of each kind, and read.out, what read.py prints about them under CPython.
"""
import contextlib
import io
import pathlib
import struct
import zlib

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file

FILES = pathlib.Path(__file__).resolve().parent.parent / 'LibraryTests' / 'Files'
FILES.mkdir(exist_ok=True)


def checkpoints():
    torch.manual_seed(3)
    model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(8, 3))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    for _ in range(2):
        optimizer.zero_grad()
        model(torch.linspace(-1, 1, 32).reshape(2, 1, 4, 4)).square().sum().backward()
        optimizer.step()
    base = torch.arange(12.0).reshape(3, 4)
    kinds = {str(d)[6:]: torch.tensor([0, 1, 3]).to(d) for d in (torch.float16, torch.bfloat16, torch.float64, torch.int8, torch.uint8, torch.int16, torch.int32, torch.int64, torch.bool)}
    torch.save({'model': model.state_dict(), 'optimizer': optimizer.state_dict(), 'views': [base, base[1:], base.t(), base[:, ::2]], 'kinds': kinds, 'scalar': torch.tensor(2.5), 'empty': torch.zeros(0, 3),
                'plain': {'n': None, 't': True, 'i': 2 ** 40, 'f': -0.5, 's': 'é', 'b': [1, (2, 3), {'k': []}]}}, FILES / 'pytorch.pt')
    save_file({'w': base, **kinds, 'empty': torch.zeros(0, 3)}, FILES / 'pytorch.safetensors', metadata={'format': 'pt'})


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def interlaced(pixels):
    """An RGB PNG in the seven passes of Adam7, which Pillow reads but does not write."""
    h, w = pixels.shape[:2]
    rows = b''
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        part = pixels[y0::dy, x0::dx]
        if part.size:
            rows += b''.join(b'\0' + row.tobytes() for row in part)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, 8, 2, 0, 0, 1)) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def grey(bits, pixels):
    """A grey PNG of 2 or 4 bits a pixel."""
    per = 8 // bits
    rows = b''
    for row in pixels:
        row = list(row) + [0] * (-len(row) % per)
        rows += b'\0' + bytes(sum(int(row[i + k]) << (8 - bits * (k + 1)) for k in range(per)) for i in range(0, len(row), per))
    h, w = pixels.shape
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, bits, 0, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def images():
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:13, 0:19]
    rgb = np.stack([x * 13 % 256, y * 19 % 256, (x * y) % 256], axis=2).astype(np.uint8)
    rgb[4:8, 5:12] = rng.integers(0, 256, (4, 7, 3))
    image = Image.fromarray(rgb)
    alpha = Image.fromarray((x * 11 % 256).astype(np.uint8))
    image.save(FILES / 'rgb.png')
    image.convert('L').save(FILES / 'grey.png')
    image.convert('1').save(FILES / 'bits.png')
    image.convert('P', palette=Image.Palette.ADAPTIVE, colors=200).save(FILES / 'palette.png')
    image.convert('P', palette=Image.Palette.ADAPTIVE, colors=4).save(FILES / 'palette2.png', bits=2, transparency=1)
    rgba = image.copy()
    rgba.putalpha(alpha)
    rgba.save(FILES / 'rgba.png')
    rgba.convert('LA').save(FILES / 'la.png')
    Image.fromarray((x * 3000 + y * 17).astype(np.uint16)).save(FILES / 'grey16.png')
    image.save(FILES / 'transparent.png', transparency=tuple(int(v) for v in rgb[0, 0]))
    (FILES / 'interlaced.png').write_bytes(interlaced(rgb))
    (FILES / 'grey2.png').write_bytes(grey(2, x % 4))
    (FILES / 'grey4.png').write_bytes(grey(4, (x + y) % 16))
    for name, mode, options in (('grey', 'L', {}), ('444', 'RGB', {'subsampling': 0, 'quality': 90}), ('422', 'RGB', {'subsampling': 1}), ('420', 'RGB', {'subsampling': 2, 'quality': 60}),
                                ('progressive', 'RGB', {'progressive': True}), ('optimized', 'RGB', {'optimize': True, 'quality': 30}), ('cmyk', 'CMYK', {})):
        image.convert(mode).save(FILES / f'{name}.jpg', **options)


checkpoints()
images()
out = io.StringIO()
with contextlib.redirect_stdout(out):
    exec(compile((FILES / 'read.py').read_text(), 'read.py', 'exec'), {'folder': str(FILES)})
(FILES / 'read.out').write_text(out.getvalue())
print(f'{len(list(FILES.iterdir()))} files, {len(out.getvalue().splitlines())} lines')
