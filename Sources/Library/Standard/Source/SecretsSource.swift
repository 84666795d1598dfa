// This file holds the module `secrets`, written in the cell language.

let secretsSource = #"""
import base64 as _base64
import os as _os

def randbits(k):
    return int.from_bytes(_os.urandom((k + 7) // 8), 'big') >> (-k % 8)

def randbelow(n):
    if n <= 0:
        raise ValueError('Upper bound must be positive.')
    k = n.bit_length()
    r = randbits(k)
    while r >= n:
        r = randbits(k)
    return r

def choice(seq):
    return seq[randbelow(len(seq))]

def token_bytes(nbytes=None):
    return _os.urandom(32 if nbytes is None else nbytes)

def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()

def token_urlsafe(nbytes=None):
    return _base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode()

def compare_digest(a, b):
    return a == b
"""#
