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

def b32encode(s):
    out = bytearray()
    for i in range(0, len(s), 5):
        chunk = s[i:i + 5]
        n = int.from_bytes(chunk.ljust(5, b'\0'), 'big')
        text = bytes(_letters[n >> shift & 31] for shift in range(35, -1, -5))
        keep = (len(chunk) * 8 + 4) // 5
        out += text[:keep] + b'=' * (8 - keep)
    return bytes(out)

def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if len(s) % 8:
        raise _binascii.Error('Incorrect padding')
    out = bytearray()
    for i in range(0, len(s), 8):
        chunk = s[i:i + 8].rstrip(b'=')
        n = 0
        for c in chunk.ljust(8, b'A'):
            if c not in _letters:
                raise _binascii.Error('Non-base32 digit found')
            n = n << 5 | _letters.index(c)
        out += n.to_bytes(5, 'big')[:len(chunk) * 5 // 8]
    return bytes(out)
"""#
