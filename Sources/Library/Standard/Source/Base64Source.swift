// This file holds the module `base64`, written in the cell language.

let base64Source = #"""
import binascii as _binascii

def _bytes(s):
    return s.encode('ascii') if isinstance(s, str) else bytes(s)

def b64encode(s, altchars=None):
    out = _binascii.b2a_base64(s, newline=False)
    return out.translate(bytes.maketrans(b'+/', altchars)) if altchars else out

def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars:
        s = s.translate(bytes.maketrans(_bytes(altchars), b'+/'))
    if validate and any(c not in b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=' for c in s):
        raise _binascii.Error('Only base64 data is allowed')
    return _binascii.a2b_base64(s)

def standard_b64encode(s):
    return b64encode(s)

def standard_b64decode(s):
    return b64decode(s)

def urlsafe_b64encode(s):
    return b64encode(s, b'-_')

def urlsafe_b64decode(s):
    return b64decode(s, b'-_')

def encodebytes(s):
    return b''.join(_binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57))

def decodebytes(s):
    return _binascii.a2b_base64(s)

def b16encode(s):
    return _binascii.hexlify(s).upper()

def b16decode(s, casefold=False):
    s = _bytes(s)
    if not casefold and any(97 <= c <= 102 for c in s):
        raise _binascii.Error('Non-base16 digit found')
    return _binascii.unhexlify(s)

_letters = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_hexletters = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'

def b32encode(s):
    return _b32encode(_letters, s)

def b32hexencode(s):
    return _b32encode(_hexletters, s)

def _b32encode(letters, s):
    s = bytes(s)
    out = bytearray()
    for i in range(0, len(s), 5):
        chunk = s[i:i + 5]
        n = int.from_bytes(chunk.ljust(5, b'\0'), 'big')
        text = bytes(letters[n >> shift & 31] for shift in range(35, -1, -5))
        keep = (len(chunk) * 8 + 4) // 5
        out += text[:keep] + b'=' * (8 - keep)
    return bytes(out)

def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    if map01 is not None:
        map01 = _bytes(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    return _b32decode(_letters, s, casefold)

def b32hexdecode(s, casefold=False):
    return _b32decode(_hexletters, _bytes(s), casefold)

def _b32decode(letters, s, casefold):
    if casefold:
        s = s.upper()
    if len(s) % 8:
        raise _binascii.Error('Incorrect padding')
    out = bytearray()
    for i in range(0, len(s), 8):
        chunk = s[i:i + 8].rstrip(b'=') if i + 8 == len(s) else s[i:i + 8]
        if len(chunk) not in (2, 4, 5, 7, 8):
            raise _binascii.Error('Incorrect padding')
        n = 0
        for c in chunk:
            if c not in letters:
                raise _binascii.Error('Non-base32 digit found')
            n = n << 5 | letters.index(c)
        n <<= 5 * (8 - len(chunk))
        out += n.to_bytes(5, 'big')[:len(chunk) * 5 // 8]
    return bytes(out)

_85 = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'

def _five(n):
    out = []
    for _ in range(5):
        n, r = divmod(n, 85)
        out.append(r)
    return out[::-1]

def b85encode(b, pad=False):
    b = bytes(b)
    missing = -len(b) % 4
    out = bytearray()
    b += b'\0' * missing
    for i in range(0, len(b), 4):
        out += bytes(_85[d] for d in _five(int.from_bytes(b[i:i + 4], 'big')))
    return bytes(out[:len(out) - missing] if missing and not pad else out)

def b85decode(b):
    b = _bytes(b)
    missing = -len(b) % 5
    b += b'~' * missing
    out = bytearray()
    for i in range(0, len(b), 5):
        n = 0
        for j, c in enumerate(b[i:i + 5]):
            d = _85.find(c)
            if d < 0:
                raise ValueError(f'bad base85 character at position {i + j}')
            n = n * 85 + d
        if n > 0xffffffff:
            raise ValueError(f'base85 overflow in hunk starting at byte {i}')
        out += n.to_bytes(4, 'big')
    return bytes(out[:len(out) - missing])

def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    b = bytes(b)
    missing = -len(b) % 4
    b += b'\0' * missing
    out = bytearray(b'<~' if adobe else b'')
    for i in range(0, len(b), 4):
        n = int.from_bytes(b[i:i + 4], 'big')
        text = bytes(d + 33 for d in _five(n))
        last = i + 4 == len(b) and missing and not pad
        if last:
            text = text[:5 - missing]
        elif n == 0:
            text = b'z'
        elif foldspaces and n == 0x20202020:
            text = b'y'
        out += text
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [bytes(out[i:i + wrapcol]) for i in range(0, len(out), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b'')
        out = bytearray(b'\n'.join(lines))
    if adobe:
        out += b'~>'
    return bytes(out)

def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    b = _bytes(b)
    if adobe:
        if not b.endswith(b'~>'):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b'<~') else b[:-2]
    group = []
    out = bytearray()
    for c in b + b'u' * 4:
        if 33 <= c <= 117:
            group.append(c - 33)
            if len(group) == 5:
                n = 0
                for d in group:
                    n = n * 85 + d
                if n > 0xffffffff:
                    raise ValueError('Ascii85 overflow')
                out += n.to_bytes(4, 'big')
                group = []
        elif c == 122:
            if group:
                raise ValueError('z inside Ascii85 5-tuple')
            out += b'\0\0\0\0'
        elif foldspaces and c == 121:
            if group:
                raise ValueError('y inside Ascii85 5-tuple')
            out += b'    '
        elif c in ignorechars:
            continue
        else:
            raise ValueError('Non-Ascii85 digit found: %c' % c)
    missing = 4 - len(group)
    return bytes(out[:-missing] if missing else out)
"""#
