// This file holds small modules of the standard library, written in the cell language.

let smallModules: [(String, String)] = [
    ("codecs", codecsSource), ("colorsys", colorsysSource), ("contextvars", contextvarsSource), ("copyreg", copyregSource), ("getopt", getoptSource),
    ("graphlib", graphlibSource), ("linecache", linecacheSource), ("locale", localeSource), ("shlex", shlexSource), ("_thread", threadSource),
    ("concurrent", ""), ("concurrent.futures", futuresSource), ("hmac", hmacSource), ("unittest", unittestSource), ("difflib", difflibSource),
]

private let codecsSource = #"""
BOM_UTF8 = b'\xef\xbb\xbf'
BOM_UTF16_LE = BOM_LE = b'\xff\xfe'
BOM_UTF16_BE = BOM_BE = b'\xfe\xff'
BOM_UTF16 = BOM = BOM_UTF16_LE
BOM_UTF32_LE = b'\xff\xfe\x00\x00'
BOM_UTF32_BE = b'\x00\x00\xfe\xff'
BOM_UTF32 = BOM_UTF32_LE

_turned = str.maketrans(
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 'NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm')

def encode(obj, encoding='utf-8', errors='strict'):
    name = encoding.lower().replace('-', '_')
    if name in ('rot13', 'rot_13'):
        return obj.translate(_turned)
    if name in ('hex', 'hex_codec'):
        return bytes(obj).hex().encode()
    if name in ('base64', 'base64_codec'):
        import base64
        return base64.encodebytes(obj)
    return obj.encode(encoding, errors)

def decode(obj, encoding='utf-8', errors='strict'):
    name = encoding.lower().replace('-', '_')
    if name in ('rot13', 'rot_13'):
        return obj.translate(_turned)
    if name in ('hex', 'hex_codec'):
        return bytes.fromhex(bytes(obj).decode('ascii'))
    if name in ('base64', 'base64_codec'):
        import base64
        return base64.decodebytes(obj)
    return bytes(obj).decode(encoding, errors)

_names = {'utf8': 'utf-8', 'utf_8': 'utf-8', 'u8': 'utf-8', 'latin_1': 'iso8859-1', 'latin1': 'iso8859-1', 'iso_8859_1': 'iso8859-1', 'us_ascii': 'ascii'}

class CodecInfo(tuple):
    def __new__(cls, encode, decode, name=None):
        self = tuple.__new__(cls, (encode, decode, None, None))
        self.name = name
        self.encode = encode
        self.decode = decode
        return self

    def __repr__(self):
        return f'<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>'

def lookup(encoding):
    try:
        ''.encode(encoding)
    except LookupError:
        raise LookupError(f'unknown encoding: {encoding}') from None
    key = encoding.lower().replace('-', '_')
    def enc(text, errors='strict'):
        return text.encode(encoding, errors), len(text)
    def dec(data, errors='strict'):
        return bytes(data).decode(encoding, errors), len(data)
    return CodecInfo(enc, dec, _names.get(key, key.replace('_', '-') if key.startswith('utf') else key))

def getencoder(encoding):
    return lookup(encoding).encode

def getdecoder(encoding):
    return lookup(encoding).decode

def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    import io
    return io.open(filename, mode, encoding=encoding, errors=errors if encoding else None, newline='' if encoding else None)

def escape_decode(data, errors='strict'):
    return decode(data, 'unicode_escape').encode('latin-1'), len(data)
"""#

private let colorsysSource = #"""
def rgb_to_yiq(r, g, b):
    y = 0.30 * r + 0.59 * g + 0.11 * b
    return y, 0.74 * (r - y) - 0.27 * (b - y), 0.48 * (r - y) + 0.41 * (b - y)

def yiq_to_rgb(y, i, q):
    r = y + 0.9468822170900693 * i + 0.6235565819861433 * q
    g = y - 0.27478764629897834 * i - 0.6356910791873801 * q
    b = y - 1.1085450346420322 * i + 1.7090069284064666 * q
    return tuple(0.0 if x < 0.0 else 1.0 if x > 1.0 else x for x in (r, g, b))

def rgb_to_hls(r, g, b):
    high, low = max(r, g, b), min(r, g, b)
    total, spread = high + low, high - low
    l = total / 2.0
    if low == high:
        return 0.0, l, 0.0
    s = spread / total if l <= 0.5 else spread / (2.0 - high - low)
    rc, gc, bc = (high - r) / spread, (high - g) / spread, (high - b) / spread
    h = bc - gc if r == high else 2.0 + rc - bc if g == high else 4.0 + gc - rc
    return (h / 6.0) % 1.0, l, s

def _v(m1, m2, hue):
    hue = hue % 1.0
    if hue < 1.0 / 6.0:
        return m1 + (m2 - m1) * hue * 6.0
    if hue < 0.5:
        return m2
    if hue < 2.0 / 3.0:
        return m1 + (m2 - m1) * (2.0 / 3.0 - hue) * 6.0
    return m1

def hls_to_rgb(h, l, s):
    if s == 0.0:
        return l, l, l
    m2 = l * (1.0 + s) if l <= 0.5 else l + s - (l * s)
    m1 = 2.0 * l - m2
    return _v(m1, m2, h + 1.0 / 3.0), _v(m1, m2, h), _v(m1, m2, h - 1.0 / 3.0)

def rgb_to_hsv(r, g, b):
    high, low = max(r, g, b), min(r, g, b)
    spread = high - low
    if low == high:
        return 0.0, 0.0, high
    rc, gc, bc = (high - r) / spread, (high - g) / spread, (high - b) / spread
    h = bc - gc if r == high else 2.0 + rc - bc if g == high else 4.0 + gc - rc
    return (h / 6.0) % 1.0, spread / high, high

def hsv_to_rgb(h, s, v):
    if s == 0.0:
        return v, v, v
    i = int(h * 6.0)
    f = h * 6.0 - i
    p, q, t = v * (1.0 - s), v * (1.0 - s * f), v * (1.0 - s * (1.0 - f))
    return [(v, t, p), (q, v, p), (p, v, t), (p, q, v), (t, p, v), (v, p, q)][i % 6]
"""#

private let contextvarsSource = #"""
_missing = object()

class Token:
    MISSING = _missing

    def __init__(self, var, old):
        self.var = var
        self.old_value = old
        self._used = False

class ContextVar:
    def __init__(self, name, *, default=_missing):
        self.name = name
        self._default = default

    def get(self, default=_missing):
        if self in _current._values:
            return _current._values[self]
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value):
        token = Token(self, _current._values.get(self, _missing))
        _current._values[self] = value
        return token

    def reset(self, token):
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        token._used = True
        if token.old_value is _missing:
            _current._values.pop(self, None)
        else:
            _current._values[self] = token.old_value

    def __repr__(self):
        default = '' if self._default is _missing else f' default={self._default!r}'
        return f'<ContextVar name={self.name!r}{default} at {id(self):#x}>'

class Context:
    def __init__(self):
        self._values = {}

    def run(self, callable, *args, **kwargs):
        global _current
        before, _current = _current, self
        try:
            return callable(*args, **kwargs)
        finally:
            _current = before

    def copy(self):
        new = Context()
        new._values = dict(self._values)
        return new

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def get(self, var, default=None):
        return self._values.get(var, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

_current = Context()

def copy_context():
    return _current.copy()
"""#

private let copyregSource = #"""
dispatch_table = {}

def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError('reduction functions must be callable')
    dispatch_table[ob_type] = pickle_function

def constructor(object):
    if not callable(object):
        raise TypeError('constructors must be callable')

def __newobj__(cls, *args):
    return cls.__new__(cls, *args)
"""#

private let getoptSource = #"""
class GetoptError(Exception):
    def __init__(self, msg, opt=''):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg

error = GetoptError

def _long(found, word, names, rest):
    name, eq, value = word.partition('=')
    same = [n for n in names if n.startswith(name)]
    if not same:
        raise GetoptError(f'option --{name} not recognized', name)
    if name in same:
        wants = False
    elif name + '=' in same:
        wants, same = True, [name + '=']
    elif len(same) > 1:
        raise GetoptError(f'option --{name} not a unique prefix', name)
    else:
        wants = same[0].endswith('=')
        name = same[0].rstrip('=')
    if wants:
        if not eq:
            if not rest:
                raise GetoptError(f'option --{name} requires argument', name)
            value = rest.pop(0)
    elif eq:
        raise GetoptError(f'option --{name} must not have an argument', name)
    found.append(('--' + name, value))

def _short(found, word, letters, rest):
    while word:
        c, word = word[0], word[1:]
        at = letters.find(c)
        if c == ':' or at < 0:
            raise GetoptError(f'option -{c} not recognized', c)
        value = ''
        if letters.startswith(':', at + 1):
            if not word:
                if not rest:
                    raise GetoptError(f'option -{c} requires argument', c)
                word = rest.pop(0)
            value, word = word, ''
        found.append(('-' + c, value))

def getopt(args, shortopts, longopts=[]):
    names = [longopts] if isinstance(longopts, str) else list(longopts)
    found, rest = [], list(args)
    while rest and rest[0].startswith('-') and rest[0] != '-':
        word = rest.pop(0)
        if word == '--':
            break
        if word.startswith('--'):
            _long(found, word[2:], names, rest)
        else:
            _short(found, word[1:], shortopts, rest)
    return found, rest

def gnu_getopt(args, shortopts, longopts=[]):
    names = [longopts] if isinstance(longopts, str) else list(longopts)
    first = shortopts.startswith('+')
    shortopts = shortopts.lstrip('+')
    found, others, rest = [], [], list(args)
    while rest:
        word = rest.pop(0)
        if word == '--':
            others += rest
            break
        if word.startswith('--'):
            _long(found, word[2:], names, rest)
        elif word.startswith('-') and word != '-':
            _short(found, word[1:], shortopts, rest)
        elif first:
            others = [word] + rest
            break
        else:
            others.append(word)
    return found, others
"""#

private let graphlibSource = #"""
class CycleError(ValueError):
    pass

class TopologicalSorter:
    def __init__(self, graph=None):
        self._before = {}
        self._after = {}
        self._ready = None
        self._done = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def __class_getitem__(cls, item):
        return cls

    def _node(self, node):
        self._before.setdefault(node, 0)
        self._after.setdefault(node, [])

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        self._node(node)
        self._before[node] += len(predecessors)
        for p in predecessors:
            self._node(p)
            self._after[p].append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        self._ready = [n for n, k in self._before.items() if k == 0]
        self._out = set()
        self._finished = set()
        cycle = self._cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def _cycle(self):
        seen = set()
        for start in self._after:
            if start in seen:
                continue
            path, place, iterators = [], {}, []
            node = start
            while True:
                if node in seen:
                    if node in place:
                        return path[place[node]:] + [node]
                else:
                    seen.add(node)
                    iterators.append(iter(self._after[node]))
                    place[node] = len(path)
                    path.append(node)
                while path:
                    following = next(iterators[-1], None)
                    if following is not None:
                        node = following
                        break
                    del place[path.pop()]
                    iterators.pop()
                else:
                    break
        return None

    def get_ready(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        result = tuple(self._ready)
        self._out.update(result)
        self._ready = []
        return result

    def is_active(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return len(self._finished) < len(self._out) or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        for node in nodes:
            if node not in self._before:
                raise ValueError(f'node {node!r} was not added using add()')
            if node in self._finished:
                raise ValueError(f'node {node!r} was already marked as done')
            if node not in self._out:
                raise ValueError(f'node {node!r} was not passed out (still not ready)')
            self._finished.add(node)
            for following in self._after[node]:
                self._before[following] -= 1
                if self._before[following] == 0:
                    self._ready.append(following)

    def static_order(self):
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)
"""#

private let linecacheSource = #"""
cache = {}

def getlines(filename, module_globals=None):
    if filename not in cache:
        try:
            with open(filename) as f:
                lines = f.read().splitlines(keepends=True)
        except (OSError, UnicodeDecodeError):
            return []
        if lines and not lines[-1].endswith('\n'):
            lines[-1] += '\n'
        cache[filename] = lines
    return cache[filename]

def getline(filename, lineno, module_globals=None):
    lines = getlines(filename)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''

def clearcache():
    cache.clear()

def checkcache(filename=None):
    if filename is None:
        cache.clear()
    else:
        cache.pop(filename, None)
"""#

private let localeSource = #"""
# The locale is C here.
LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127

class Error(Exception):
    pass

def setlocale(category, locale=None):
    if locale in (None, '', 'C', 'POSIX', 'C.UTF-8', 'en_US.UTF-8'):
        return 'C' if locale != 'C.UTF-8' else locale
    raise Error('unsupported locale setting')

def getlocale(category=LC_CTYPE):
    return (None, None)

def getdefaultlocale():
    return (None, None)

def getpreferredencoding(do_setlocale=True):
    return 'UTF-8'

def getencoding():
    return 'UTF-8'

def localeconv():
    return {
        'int_curr_symbol': '', 'currency_symbol': '', 'mon_decimal_point': '', 'mon_thousands_sep': '', 'mon_grouping': [], 'positive_sign': '',
        'negative_sign': '', 'int_frac_digits': 127, 'frac_digits': 127, 'p_cs_precedes': 127, 'p_sep_by_space': 127, 'n_cs_precedes': 127,
        'n_sep_by_space': 127, 'p_sign_posn': 127, 'n_sign_posn': 127, 'decimal_point': '.', 'thousands_sep': '', 'grouping': []}

def format_string(f, val, grouping=False, monetary=False):
    return f % val

def str(val):
    return '%.12g' % val

def atof(string, func=float):
    return func(string)

def atoi(string):
    return int(string)

def strcoll(a, b):
    return (a > b) - (a < b)

def strxfrm(s):
    return s
"""#

private let shlexSource = #"""
import re as _re

_unsafe = _re.compile(r'[^\w@%+=:,./-]', _re.ASCII)

def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError("s argument must not be None")
    out, word, quote = [], None, ''
    i, n = 0, len(s)
    while i < n:
        c = s[i]
        i += 1
        if quote:
            if c == quote:
                quote = ''
                if not posix:
                    word += c
            elif c == '\\' and quote == '"' and posix and i < n:
                if s[i] not in '"\\':
                    word += c
                word += s[i]
                i += 1
            else:
                word += c
        elif c in ' \t\r\n':
            if word is not None:
                out.append(word)
                word = None
        elif comments and c == '#' and word is None:
            while i < n and s[i] != '\n':
                i += 1
        elif c in '"\'':
            quote = c
            word = (word or '') + ('' if posix else c)
        elif c == '\\' and posix:
            if i >= n:
                raise ValueError('No escaped character')
            word = (word or '') + s[i]
            i += 1
        else:
            word = (word or '') + c
    if quote:
        raise ValueError('No closing quotation')
    if word is not None:
        out.append(word)
    return out

def quote(s):
    if not s:
        return "''"
    if _unsafe.search(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"

def join(split_command):
    return ' '.join(quote(word) for word in split_command)
"""#

private let threadSource = #"""
from threading import Lock as allocate_lock, RLock, get_ident
LockType = type(allocate_lock())
error = RuntimeError
TIMEOUT_MAX = 9223372036.0

def start_new_thread(function, args, kwargs={}):
    function(*args, **kwargs)
    return get_ident()
"""#

private let futuresSource = #"""
# Work is done at once, when it is submitted: cells run on one thread.
FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

class CancelledError(Exception):
    pass

class BrokenExecutor(RuntimeError):
    pass

class InvalidStateError(Exception):
    pass

TimeoutError = TimeoutError

class Future:
    def __init__(self):
        self._state = 'PENDING'
        self._result = None
        self._exception = None
        self._callbacks = []

    def __repr__(self):
        what = ''
        if self._state == 'FINISHED':
            what = f' raised {type(self._exception).__name__}' if self._exception else f' returned {type(self._result).__name__}'
        return f'<Future at {id(self):#x} state={self._state.lower()}{what}>'

    def cancel(self):
        if self._state != 'PENDING':
            return False
        self._state = 'CANCELLED'
        return True

    def cancelled(self):
        return self._state == 'CANCELLED'

    def running(self):
        return False

    def done(self):
        return self._state in ('FINISHED', 'CANCELLED')

    def result(self, timeout=None):
        if self._state == 'CANCELLED':
            raise CancelledError()
        if self._state != 'FINISHED':
            raise TimeoutError()
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        if self._state == 'CANCELLED':
            raise CancelledError()
        return self._exception

    def set_result(self, result):
        if self.done():
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._result = result
        self._finish()

    def set_exception(self, exception):
        self._exception = exception
        self._finish()

    def _finish(self):
        self._state = 'FINISHED'
        for f in self._callbacks:
            f(self)

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)

class Executor:
    _closed = False

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=(), **others):
        if max_workers is not None and max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._max_workers = max_workers
        if initializer is not None:
            initializer(*initargs)

    def submit(self, fn, /, *args, **kwargs):
        if self._closed:
            raise RuntimeError('cannot schedule new futures after shutdown')
        future = Future()
        try:
            result = fn(*args, **kwargs)
        except BaseException as e:
            future.set_exception(e)
        else:
            future.set_result(result)
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        def results():
            for f in futures:
                yield f.result()
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._closed = True

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.shutdown()
        return False

class ThreadPoolExecutor(Executor):
    pass

class ProcessPoolExecutor(Executor):
    pass

def as_completed(fs, timeout=None):
    yield from dict.fromkeys(fs)

def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    from collections import namedtuple
    return namedtuple('DoneAndNotDoneFutures', 'done not_done')({f for f in fs if f.done()}, {f for f in fs if not f.done()})
"""#

private let hmacSource = #"""
import hashlib as _hashlib

digest_size = None

def compare_digest(a, b):
    return a == b

class HMAC:
    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError("key: expected bytes or bytearray, but got %r" % type(key).__name__)
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        make = digestmod if callable(digestmod) else (lambda data=b'': _hashlib.new(digestmod, data))
        self._outer, self._inner = make(), make()
        self.digest_size = self._inner.digest_size
        self.block_size = self._inner.block_size
        self.name = 'hmac-' + self._inner.name
        if len(key) > self.block_size:
            key = make(key).digest()
        key = bytes(key).ljust(self.block_size, b'\0')
        self._outer.update(bytes(x ^ 0x5C for x in key))
        self._inner.update(bytes(x ^ 0x36 for x in key))
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        other = HMAC.__new__(HMAC)
        other.digest_size, other.block_size, other.name = self.digest_size, self.block_size, self.name
        other._outer, other._inner = self._outer.copy(), self._inner.copy()
        return other

    def digest(self):
        h = self._outer.copy()
        h.update(self._inner.digest())
        return h.digest()

    def hexdigest(self):
        return self.digest().hex()

def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)

def digest(key, msg, digest):
    return new(key, msg, digest).digest()
"""#
