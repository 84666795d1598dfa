// This file holds the module `uuid`, written in the cell language.

let uuidSource = #"""
import hashlib as _hashlib
import os as _os

class UUID:
    def __init__(self, hex=None, bytes=None, int=None, version=None):
        if hex is not None:
            h = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(h) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            self.int = _whole(h, 16)
        elif bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            self.int = _whole.from_bytes(bytes, 'big')
        elif int is not None:
            if not 0 <= int < 1 << 128:
                raise ValueError('int is out of range (need a 128-bit value)')
            self.int = int
        else:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if version is not None:
            self.int = self.int & ~(0xc000 << 48) | 0x8000 << 48
            self.int = self.int & ~(0xf000 << 64) | version << 76

    @property
    def hex(self):
        return f'{self.int:032x}'

    @property
    def bytes(self):
        return self.int.to_bytes(16, 'big')

    @property
    def version(self):
        return self.int >> 76 & 0xf

    def __str__(self):
        h = self.hex
        return f'{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}'

    def __repr__(self):
        return f'UUID({str(self)!r})'

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

_whole = int

def uuid4():
    return UUID(bytes=_os.urandom(16), version=4)

def uuid1(node=None, clock_seq=None):
    return UUID(bytes=_os.urandom(16), version=1)

def uuid3(namespace, name):
    return UUID(bytes=_hashlib.md5(namespace.bytes + name.encode()).digest(), version=3)

def uuid5(namespace, name):
    return UUID(bytes=_hashlib.sha1(namespace.bytes + name.encode()).digest()[:16], version=5)

NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
"""#
