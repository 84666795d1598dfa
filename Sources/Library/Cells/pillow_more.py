"""Further parts of PIL: enumerations, gradients, toned greys, logic of two-level images, and the plain file formats BMP and PPM."""

import struct
from enum import IntEnum

import numpy as np
from PIL import Image, ImageColor, ImageOps, UnidentifiedImageError


class Transpose(IntEnum):
    """How `Image.transpose` turns and flips."""
    FLIP_LEFT_RIGHT = 0
    FLIP_TOP_BOTTOM = 1
    ROTATE_90 = 2
    ROTATE_180 = 3
    ROTATE_270 = 4
    TRANSPOSE = 5
    TRANSVERSE = 6


class Transform(IntEnum):
    """The maps of `Image.transform`."""
    AFFINE = 0
    EXTENT = 1
    PERSPECTIVE = 2
    QUAD = 3
    MESH = 4


class Resampling(IntEnum):
    """The filters of `Image.resize` and others."""
    NEAREST = 0
    BOX = 4
    BILINEAR = 2
    HAMMING = 5
    BICUBIC = 3
    LANCZOS = 1


class Dither(IntEnum):
    """How `Image.convert` spreads errors."""
    NONE = 0
    ORDERED = 1
    RASTERIZE = 2
    FLOYDSTEINBERG = 3


class Palette(IntEnum):
    """The palettes of `Image.convert`."""
    WEB = 0
    ADAPTIVE = 1


class Quantize(IntEnum):
    """The methods of `Image.quantize`."""
    MEDIANCUT = 0
    MAXCOVERAGE = 1
    FASTOCTREE = 2
    LIBIMAGEQUANT = 3


NEAREST, BOX, BILINEAR, HAMMING, BICUBIC, LANCZOS = Resampling
FLIP_LEFT_RIGHT, FLIP_TOP_BOTTOM, ROTATE_90, ROTATE_180, ROTATE_270, TRANSPOSE, TRANSVERSE = Transpose
AFFINE, EXTENT, PERSPECTIVE, QUAD, MESH = Transform
NONE, ORDERED, RASTERIZE, FLOYDSTEINBERG = Dither
WEB, ADAPTIVE = Palette
MEDIANCUT, MAXCOVERAGE, FASTOCTREE, LIBIMAGEQUANT = Quantize

_BASES = {'1': 'L', 'L': 'L', 'I': 'L', 'F': 'L', 'P': 'P', 'RGB': 'RGB', 'RGBA': 'RGB', 'CMYK': 'RGB', 'YCbCr': 'RGB', 'LAB': 'RGB', 'HSV': 'RGB', 'LA': 'L', 'I;16': 'L', 'RGBX': 'RGB', 'RGBa': 'RGB', 'La': 'L', 'PA': 'RGB'}
_BANDS = {'1': '1', 'L': 'L', 'I': 'I', 'F': 'F', 'P': 'P', 'RGB': 'RGB', 'RGBA': 'RGBA', 'CMYK': 'CMYK', 'LAB': 'LAB', 'HSV': 'HSV', 'LA': 'LA', 'RGBX': 'RGBX', 'RGBa': 'RGBa', 'La': 'La', 'PA': 'PA'}


def getmodebase(mode):
    """L for greys, RGB for colours, P for palettes."""
    return _BASES[mode]


def getmodetype(mode):
    """The kind of a band's values."""
    return {'I': 'I', 'F': 'F', 'I;16': 'I'}.get(mode, 'L')


def getmodebandnames(mode):
    """The names of a mode's bands."""
    if mode == 'YCbCr':
        return ('Y', 'Cb', 'Cr')
    return ('I',) if mode == 'I;16' else tuple(_BANDS[mode])


def getmodebands(mode):
    """The number of a mode's bands."""
    return len(getmodebandnames(mode))


def registered_extensions():
    """Suffixes of the file formats that are read or written here."""
    return {'.bmp': 'BMP', '.dib': 'DIB', '.jfif': 'JPEG', '.jpe': 'JPEG', '.jpg': 'JPEG', '.jpeg': 'JPEG', '.pbm': 'PPM', '.pgm': 'PPM', '.ppm': 'PPM', '.pnm': 'PPM', '.png': 'PNG', '.apng': 'PNG'}


def frombuffer(mode, size, data, decoder_name='raw', *args):
    """An image of the bytes of a buffer, copied."""
    return Image.frombytes(mode, size, bytes(data))


def _gradient(mode, values):
    if len(mode) != 1 or mode not in 'LPIF':
        raise ValueError('image has wrong mode')
    if mode == 'P':
        image = Image.new('P', (256, 256))
        image.putdata(values.ravel().tolist())
        return image
    return Image.fromarray(values.astype({'L': np.uint8, 'I': np.int32, 'F': np.float32}[mode]))


def linear_gradient(mode):
    """256x256 pixels from black at the top to white at the bottom."""
    return _gradient(mode, np.repeat(np.arange(256), 256).reshape(256, 256))


def radial_gradient(mode):
    """256x256 pixels from black in the middle to white at the edges."""
    d = (np.arange(256) - 128.0) ** 2
    return _gradient(mode, np.minimum(np.sqrt((d[:, None] + d[None, :]) * 2.0).astype(np.int64), 255))


def _color(color, mode):
    return ImageColor.getcolor(color, mode) if isinstance(color, str) else color


def colorize(image, black, white, mid=None, blackpoint=0, whitepoint=255, midpoint=127):
    """An L image in the tones from one colour to another, through a third where it is given."""
    assert image.mode == 'L'
    if mid is None:
        assert 0 <= blackpoint <= whitepoint <= 255
    else:
        assert 0 <= blackpoint <= midpoint <= whitepoint <= 255
    ends = [_color(black, 'RGB'), _color(white, 'RGB')] if mid is None else [_color(black, 'RGB'), _color(mid, 'RGB'), _color(white, 'RGB')]
    points = [blackpoint, whitepoint] if mid is None else [blackpoint, midpoint, whitepoint]
    table = []
    for band in range(3):
        table += [ends[0][band]] * blackpoint
        for (a, b), (p, q) in zip(zip(ends, ends[1:]), zip(points, points[1:])):
            table += [a[band] + i * (b[band] - a[band]) // (q - p) for i in range(q - p)]
        table += [ends[-1][band]] * (256 - whitepoint)
    return image.convert('RGB').point(table)


def _logical(f, image1, image2):
    if image1.mode != '1' or image2.mode != '1':
        raise ValueError('images do not match' if image1.mode != image2.mode else 'image has wrong mode')
    w, h = min(image1.width, image2.width), min(image1.height, image2.height)
    return Image.fromarray(f(np.asarray(image1)[:h, :w], np.asarray(image2)[:h, :w]))


def logical_and(image1, image2):
    """Both, of images in mode 1."""
    return _logical(np.logical_and, image1, image2)


def logical_or(image1, image2):
    """Either, of images in mode 1."""
    return _logical(np.logical_or, image1, image2)


def logical_xor(image1, image2):
    """One of both, of images in mode 1."""
    return _logical(np.logical_xor, image1, image2)


def blend(image1, image2, alpha):
    """`Image.blend`."""
    return Image.blend(image1, image2, alpha)


def composite(image1, image2, mask):
    """`Image.composite`."""
    return Image.composite(image1, image2, mask)


def constant(image, value):
    """An L image of one value, of an image's size."""
    return Image.new('L', image.size, value)


def _broken(what):
    raise UnidentifiedImageError('cannot identify image file: ' + what)


def bmp_bytes(image):
    """A Windows bitmap (BITMAPINFOHEADER, rows from the bottom, each a multiple of four bytes)."""
    mode = image.mode
    if mode not in ('1', 'L', 'P', 'RGB', 'RGBA'):
        raise OSError(f'cannot write mode {mode} as BMP')
    w, h = image.size
    bits = {'1': 1, 'L': 8, 'P': 8, 'RGB': 24, 'RGBA': 32}[mode]
    stride = ((w * bits + 7) // 8 + 3) & ~3
    palette = b''
    if mode == '1':
        palette = b'\0\0\0\0\xff\xff\xff\0'
        rows = np.packbits(np.asarray(image), axis=1)
    elif mode in ('L', 'P'):
        colors = image.getpalette() if mode == 'P' else None
        for i in range(256):
            r, g, b = (i, i, i) if colors is None else (colors[3 * i:3 * i + 3] + [0, 0, 0])[:3]
            palette += bytes((b, g, r, 0))
        rows = np.asarray(image)
    else:
        a = np.asarray(image)
        rows = (a[:, :, ::-1] if mode == 'RGB' else a[:, :, [2, 1, 0, 3]]).reshape(h, -1)
    padded = np.zeros((h, stride), np.uint8)
    padded[:, :rows.shape[1]] = rows
    data = np.ascontiguousarray(padded[::-1]).tobytes()
    offset = 14 + 40 + len(palette)
    return b'BM' + struct.pack('<IHHI', offset + len(data), 0, 0, offset) + struct.pack('<IiiHHIIiiII', 40, w, h, 1, bits, 0, len(data), 3780, 3780, len(palette) // 4, len(palette) // 4) + palette + data


def bmp_image(data):
    """The image of an uncompressed Windows bitmap of 1, 8, 24 or 32 bits."""
    if len(data) < 54:
        _broken('a BMP header of 54 bytes was expected')
    offset, size, w, h, planes, bits, packing = struct.unpack('<IIiiHHI', data[10:34])
    if size < 40 or bits not in (1, 4, 8, 24, 32) or packing not in (0, 3) or w <= 0 or h == 0 or w * abs(h) > 178956970:
        _broken(f'BMP of {w}x{h} pixels of {bits} bits, packing {packing}')
    stride = ((w * bits + 7) // 8 + 3) & ~3
    if len(data) < offset + stride * abs(h):
        raise OSError(f'image file is truncated ({max(offset + stride * abs(h) - len(data), 0)} bytes not processed)')
    rows = np.frombuffer(data[offset:offset + stride * abs(h)], dtype=np.uint8).reshape(abs(h), stride)
    if h > 0:
        rows = rows[::-1]
    h = abs(h)
    if bits == 24:
        return Image.fromarray(np.ascontiguousarray(rows[:, :3 * w].reshape(h, w, 3)[:, :, ::-1]))
    if bits == 32:
        pixels = rows.reshape(h, w, 4)
        return Image.fromarray(np.ascontiguousarray(pixels[:, :, [2, 1, 0, 3]] if packing == 3 else pixels[:, :, 2::-1]))
    if bits == 8:
        index = rows[:, :w]
    else:
        per = 8 // bits
        shifts = 8 - bits * (1 + np.arange(per))
        index = ((rows[:, :, None] >> shifts) & (2 ** bits - 1)).reshape(h, -1)[:, :w].astype(np.uint8)
    start = 14 + size
    colors = [bytes((data[i + 2], data[i + 1], data[i])) for i in range(start, min(offset, start + 4 * 2 ** bits) - 3, 4)]
    if bits == 1 and colors == [b'\0\0\0', b'\xff\xff\xff']:
        return Image.fromarray(index.astype(bool))
    if all(c == bytes((i, i, i)) for i, c in enumerate(colors)):
        return Image.fromarray(np.ascontiguousarray(index))
    image = Image.frombytes('P', (w, h), np.ascontiguousarray(index).tobytes())
    image.putpalette(list(b''.join(colors)))
    return image


def ppm_bytes(image):
    """A portable any-map: P4 for mode 1, P5 for L and I;16, P6 for RGB (Netpbm's formats)."""
    mode = image.mode
    if mode == '1':
        head, data = 'P4', (np.packbits(~np.asarray(image), axis=1)).tobytes()
    elif mode == 'L':
        head, data = 'P5', image.tobytes()
    elif mode in ('I', 'I;16'):
        head, data = 'P5', np.asarray(image).astype('>u2').tobytes()
    elif mode in ('RGB', 'RGBA'):
        head, data = 'P6', image.convert('RGB').tobytes()
    else:
        raise OSError(f'cannot write mode {mode} as PPM')
    top = '' if head == 'P4' else '65535\n' if mode in ('I', 'I;16') else '255\n'
    return f'{head}\n{image.width} {image.height}\n{top}'.encode() + data


def ppm_image(data):
    """The image of a portable any-map of kind P1 to P6."""
    kind = data[1] - 48
    at, numbers = 2, []
    while len(numbers) < (2 if kind in (1, 4) else 3):
        while at < len(data) and data[at:at + 1].isspace():
            at += 1
        if data[at:at + 1] == b'#':
            while at < len(data) and data[at] not in (10, 13):
                at += 1
            continue
        start = at
        while at < len(data) and data[at:at + 1].isdigit():
            at += 1
        if start == at or at - start > 9:
            raise ValueError('Reached EOF while reading header') if at >= len(data) else ValueError(f'Non-decimal-ASCII found in header: {data[start:start + 10]}')
        numbers.append(int(data[start:at]))
    w, h = numbers[:2]
    top = numbers[2] if len(numbers) > 2 else 1
    if w <= 0 or h <= 0 or w * h > 178956970 or not 0 < top < 65536:
        _broken(f'PPM of {w}x{h} pixels up to {top}')
    bands = 3 if kind in (3, 6) else 1
    if kind in (1, 2, 3):
        text = data[at:]
        found = [int(v) for v in (text.split() if kind != 1 else [text[i:i + 1] for i in range(len(text)) if text[i] in (48, 49)])]
        if len(found) < w * h * bands:
            raise OSError('image file is truncated (0 bytes not processed)')
        values = np.array(found[:w * h * bands])
    else:
        at += 1
        count = (w + 7) // 8 * h if kind == 4 else w * h * bands * (2 if top > 255 else 1)
        if len(data) - at < count:
            raise OSError(f'image file is truncated ({count - len(data) + at} bytes not processed)')
        raw = np.frombuffer(data[at:at + count], dtype=np.uint8)
        if kind == 4:
            values = np.unpackbits(raw.reshape(h, -1), axis=1)[:, :w]
        elif top > 255:
            values = raw.reshape(-1, 2)[:, 0].astype(np.int64) * 256 + raw.reshape(-1, 2)[:, 1]
        else:
            values = raw.astype(np.int64)
    if kind in (1, 4):
        return Image.fromarray(values.reshape(h, w) == 0)
    if top > 255 and bands == 1:
        return Image.fromarray((values * 65535 // top if top != 65535 else values).reshape(h, w).astype(np.int32))
    if top != 255:
        values = np.minimum((values * 255 + top // 2) // top, 255)
    pixels = values.astype(np.uint8).reshape(h, w, 3) if bands == 3 else values.astype(np.uint8).reshape(h, w)
    return Image.fromarray(pixels)
