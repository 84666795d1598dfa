// This file holds modules of the standard library, written in the cell language: `__future__`, `signal`, `subprocess`, `urllib.parse`, `configparser`.

let moreModules: [(String, String)] = [
    ("__future__", futureSource), ("signal", signalSource), ("subprocess", subprocessSource), ("urllib", ""), ("urllib.parse", urlSource),
    ("configparser", configSource),
]

private let futureSource = #"""
class _Feature:
    def __init__(self, optional, mandatory, flag):
        self.optional = optional
        self.mandatory = mandatory
        self.compiler_flag = flag

    def getOptionalRelease(self):
        return self.optional

    def getMandatoryRelease(self):
        return self.mandatory

    def __repr__(self):
        return '_Feature' + repr((self.optional, self.mandatory, self.compiler_flag))

nested_scopes = _Feature((2, 1, 0, 'beta', 1), (2, 2, 0, 'alpha', 0), 16)
generators = _Feature((2, 2, 0, 'alpha', 1), (2, 3, 0, 'final', 0), 0)
division = _Feature((2, 2, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0), 131072)
absolute_import = _Feature((2, 5, 0, 'alpha', 1), (3, 0, 0, 'alpha', 0), 262144)
with_statement = _Feature((2, 5, 0, 'alpha', 1), (2, 6, 0, 'alpha', 0), 524288)
print_function = _Feature((2, 6, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0), 1048576)
unicode_literals = _Feature((2, 6, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0), 2097152)
barry_as_FLUFL = _Feature((3, 1, 0, 'alpha', 2), (4, 0, 0, 'alpha', 0), 4194304)
generator_stop = _Feature((3, 5, 0, 'beta', 1), (3, 7, 0, 'alpha', 0), 8388608)
annotations = _Feature((3, 7, 0, 'beta', 1), None, 16777216)
all_feature_names = ['nested_scopes', 'generators', 'division', 'absolute_import', 'with_statement', 'print_function', 'unicode_literals', 'barry_as_FLUFL',
                     'generator_stop', 'annotations']
"""#

private let signalSource = #"""
import enum as _enum

class Signals(_enum.IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGABRT = 6
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17

class Handlers(_enum.IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1

SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD = Signals
SIG_DFL, SIG_IGN = Handlers

def default_int_handler(signalnum, frame):
    raise KeyboardInterrupt

_handlers = {Signals.SIGINT: default_int_handler}

def getsignal(signalnum):
    return _handlers.get(Signals(signalnum), Handlers.SIG_DFL)

def signal(signalnum, handler):
    if not callable(handler) and handler not in (0, 1):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    before = getsignal(signalnum)
    _handlers[Signals(signalnum)] = Handlers(handler) if not callable(handler) else handler
    return before

def raise_signal(signalnum):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(int(signalnum), None)
    elif handler == Handlers.SIG_DFL:
        import os
        os.kill(os.getpid(), int(signalnum))

def strsignal(signalnum):
    return {1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 6: 'Aborted', 9: 'Killed', 11: 'Segmentation fault', 14: 'Alarm clock', 15: 'Terminated'}.get(int(signalnum))

def valid_signals():
    return set(Signals)
"""#

private let subprocessSource = #"""
import os as _os
import shlex as _shlex
import tempfile as _tempfile

PIPE = -1
STDOUT = -2
DEVNULL = -3

class SubprocessError(Exception):
    pass

class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            return f"Command '{self.cmd}' died with signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        return self.output

class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        if self.stdout is not None:
            parts.append(f'stdout={self.stdout!r}')
        if self.stderr is not None:
            parts.append(f'stderr={self.stderr!r}')
        return f"CompletedProcess({', '.join(parts)})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)

def _found(program):
    if '/' in program:
        return _os.path.exists(program)
    return any(_os.path.exists(_os.path.join(p, program)) for p in _os.environ.get('PATH', '/usr/bin:/bin').split(':'))

def run(args, *, input=None, stdin=None, stdout=None, stderr=None, capture_output=False, shell=False, cwd=None, env=None, timeout=None, check=False,
        text=None, encoding=None, errors=None, universal_newlines=None):
    if capture_output:
        if stdout is not None or stderr is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        stdout = stderr = PIPE
    if isinstance(args, str):
        words = args if shell else _shlex.quote(args)
        program = args
    else:
        items = [_os.fspath(a) for a in args]
        words = items[0] if shell else ' '.join(_shlex.quote(a) for a in items)
        program = items[0]
    if not shell and not _found(program):
        raise FileNotFoundError(2, 'No such file or directory', program)
    is_text = text or universal_newlines or encoding or errors
    with _tempfile.TemporaryDirectory() as folder:
        command = f'( {words}\n)' if shell else words
        if timeout is not None:
            command = f'timeout {float(timeout)} sh -c {_shlex.quote(command)}'
        if env is not None:
            command = 'env -i ' + ' '.join(_shlex.quote(f'{k}={v}') for k, v in env.items()) + ' sh -c ' + _shlex.quote(command)
        if cwd is not None:
            if not _os.path.isdir(cwd):
                raise FileNotFoundError(2, 'No such file or directory', _os.fspath(cwd))
            command = f'cd {_shlex.quote(_os.fspath(cwd))} && {command}'
        if input is not None:
            data = input.encode(encoding or 'utf-8') if isinstance(input, str) else input
            with open(folder + '/in', 'wb') as f:
                f.write(data)
            command += f' < {folder}/in'
        elif stdin == DEVNULL:
            command += ' < /dev/null'
        targets = {PIPE: folder + '/out', DEVNULL: '/dev/null'}
        if stdout in targets:
            command += f' > {targets[stdout]}'
        if stderr == STDOUT:
            command += ' 2>&1'
        elif stderr in targets:
            command += ' 2> ' + {PIPE: folder + '/err', DEVNULL: '/dev/null'}[stderr]
        import sys
        sys.stdout.flush()
        status = _os.system(command)
        signal, code = status & 127, status >> 8
        returncode = -signal if signal else (128 - code if code > 128 and not shell and code < 165 else code)

        def read(name):
            with open(folder + '/' + name, 'rb') as f:
                data = f.read()
            return data.decode(encoding or 'utf-8', errors or 'strict').replace('\r\n', '\n') if is_text else data

        out = read('out') if stdout == PIPE else None
        err = read('err') if stderr == PIPE else None
    if timeout is not None and code == 124:
        raise TimeoutExpired(args, timeout, out, err)
    done = CompletedProcess(args, returncode, out, err)
    if check:
        done.check_returncode()
    return done

def call(args, **keywords):
    return run(args, **keywords).returncode

def check_call(args, **keywords):
    done = run(args, **keywords)
    if done.returncode:
        raise CalledProcessError(done.returncode, args)
    return 0

def check_output(args, **keywords):
    if 'stdout' in keywords:
        raise ValueError('stdout argument not allowed, it will be overridden.')
    return run(args, stdout=PIPE, check=True, **keywords).stdout

def getstatusoutput(cmd):
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT)
    return done.returncode, done.stdout[:-1] if done.stdout.endswith('\n') else done.stdout

def getoutput(cmd):
    return getstatusoutput(cmd)[1]
"""#

private let urlSource = #"""
from collections import namedtuple as _namedtuple

_safe = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')
_relative = {'', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file', 'https', 'shttp', 'mms', 'prospero', 'rtsp', 'rtspu', 'sftp', 'svn', 'svn+ssh', 'ws', 'wss'}

def quote(string, safe='/', encoding=None, errors=None):
    if isinstance(string, str):
        string = string.encode(encoding or 'utf-8', errors or 'strict')
    elif encoding is not None or errors is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    return quote_from_bytes(string, safe)

def quote_from_bytes(data, safe='/'):
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    keep = _safe | frozenset(safe.encode('ascii', 'ignore') if isinstance(safe, str) else safe)
    return ''.join(chr(b) if b in keep else f'%{b:02X}' for b in data)

def quote_plus(string, safe='', encoding=None, errors=None):
    space = ' ' if isinstance(string, str) else b' '
    if space not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, safe + ' ', encoding, errors).replace(' ', '+')

def unquote_to_bytes(string):
    data = string.encode('utf-8') if isinstance(string, str) else bytes(string)
    parts = data.split(b'%')
    out = bytearray(parts[0])
    for part in parts[1:]:
        try:
            out += bytes.fromhex(part[:2].decode('ascii')) if len(part) >= 2 else b'%' + part[:2]
            out += part[2:]
        except ValueError:
            out += b'%' + part
    return bytes(out)

def unquote(string, encoding='utf-8', errors='replace'):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if '%' not in string:
        return string
    return unquote_to_bytes(string).decode(encoding, errors)

def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)

def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, 'items'):
        query = query.items()
    out = []
    def text(x):
        return quote_via(x if isinstance(x, (str, bytes)) else str(x), safe)
    for k, v in query:
        if doseq and not isinstance(v, (str, bytes)) and hasattr(v, '__iter__'):
            out += [text(k) + '=' + text(x) for x in v]
        else:
            out.append(text(k) + '=' + text(v))
    return '&'.join(out)

def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    out = []
    for pair in qs.split(separator) if qs else []:
        if not pair and not strict_parsing:
            continue
        name, equals, value = pair.partition('=')
        if not equals:
            if strict_parsing:
                raise ValueError('bad query field: %r' % (pair,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            out.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return out

def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    out = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        out.setdefault(name, []).append(value)
    return out

class _Place:
    def _userinfo(self):
        return self.netloc.rpartition('@')[0] if '@' in self.netloc else None

    def _hostinfo(self):
        host = self.netloc.rpartition('@')[2]
        if host.startswith('['):
            name, _, port = host[1:].partition(']')
            return name, port[1:] or None
        name, _, port = host.partition(':')
        return name, port or None

    @property
    def username(self):
        info = self._userinfo()
        return None if info is None else info.partition(':')[0]

    @property
    def password(self):
        info = self._userinfo()
        return None if info is None or ':' not in info else info.partition(':')[2]

    @property
    def hostname(self):
        return self._hostinfo()[0].lower() or None

    @property
    def port(self):
        port = self._hostinfo()[1]
        if port is None:
            return None
        if not port.isdigit():
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        if int(port) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(port)

class SplitResult(_Place, _namedtuple('SplitResult', 'scheme netloc path query fragment')):
    __slots__ = ()
    def geturl(self):
        return urlunsplit(self)

class ParseResult(_Place, _namedtuple('ParseResult', 'scheme netloc path params query fragment')):
    __slots__ = ()
    def geturl(self):
        return urlunparse(self)

class DefragResult(_namedtuple('DefragResult', 'url fragment')):
    __slots__ = ()
    def geturl(self):
        return self.url + '#' + self.fragment if self.fragment else self.url

def urlsplit(url, scheme='', allow_fragments=True):
    url = url.strip().replace('\n', '').replace('\r', '').replace('\t', '')
    netloc = query = fragment = ''
    i = url.find(':')
    if i > 0 and url[0].isascii() and url[0].isalpha() and all(c.isascii() and (c.isalnum() or c in '+-.') for c in url[:i]):
        scheme, url = url[:i].lower(), url[i + 1:]
    if url[:2] == '//':
        end = min([x for x in (url.find(c, 2) for c in '/?#') if x >= 0] + [len(url)])
        netloc, url = url[2:end], url[end:]
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    return SplitResult(scheme, netloc, url, query, fragment)

def urlparse(url, scheme='', allow_fragments=True):
    s = urlsplit(url, scheme, allow_fragments)
    path, params = s.path, ''
    if ';' in path:
        head, slash, last = path.rpartition('/')
        if ';' in last:
            last, params = last.split(';', 1)
            path = head + slash + last
    return ParseResult(s.scheme, s.netloc, path, params, s.query, s.fragment)

def urlunsplit(parts):
    scheme, netloc, url, query, fragment = parts
    if netloc or (scheme and scheme in _relative and scheme and url[:2] == '//'):
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + netloc + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url += '?' + query
    if fragment:
        url += '#' + fragment
    return url

def urlunparse(parts):
    scheme, netloc, url, params, query, fragment = parts
    return urlunsplit((scheme, netloc, url + ';' + params if params else url, query, fragment))

def urldefrag(url):
    if '#' not in url:
        return DefragResult(url, '')
    p = urlparse(url)
    return DefragResult(urlunparse((p.scheme, p.netloc, p.path, p.params, p.query, '')), p.fragment)

def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    b, u = urlparse(base, '', allow_fragments), urlparse(url, urlparse(base).scheme, allow_fragments)
    if u.scheme != b.scheme or u.scheme not in _relative:
        return url
    if u.netloc:
        return urlunparse(u)
    if not u.path and not u.params:
        return urlunparse((u.scheme, b.netloc, b.path, b.params, u.query or b.query, u.fragment))
    before = b.path.split('/')
    if before[-1] != '':
        del before[-1]
    if u.path[:1] == '/':
        segments = u.path.split('/')
    else:
        segments = before + u.path.split('/')
        segments[1:-1] = filter(None, segments[1:-1])
    path = []
    for s in segments:
        if s == '..':
            if path:
                path.pop()
        elif s != '.':
            path.append(s)
    if segments[-1] in ('.', '..'):
        path.append('')
    return urlunparse((u.scheme, b.netloc, '/'.join(path) or '/', u.params, u.query, u.fragment))
"""#

private let configSource = #"""
DEFAULTSECT = 'DEFAULT'

class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message
    __str__ = __repr__

class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, 'No section: %r' % (section,))
        self.section = section

class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        at = '' if source is None else f'While reading from {source!r}' + (f' [line {lineno:2d}]' if lineno is not None else '') + ': section '
        Error.__init__(self, f'{at}{section!r} already exists' if at else f'Section {section!r} already exists')
        self.section = section

class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        at = '' if source is None else f'While reading from {source!r}' + (f' [line {lineno:2d}]' if lineno is not None else '') + ': option '
        Error.__init__(self, f'{at or "Option "}{option!r} in section {section!r} already exists')

class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, 'No option %r in section: %r' % (option, section))
        self.option = option
        self.section = section

class InterpolationError(Error):
    pass

class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        Error.__init__(self, f'Bad value substitution: option {option!r} in section {section!r} contains an interpolation key {reference!r} which is not a '
                       f'valid option name. Raw value: {rawval!r}')

class InterpolationSyntaxError(InterpolationError):
    pass

class ParsingError(Error):
    pass

class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, 'File contains no section headers.\nfile: %r, line: %d\n%r' % (filename, lineno, line))

_unset = object()

class BasicInterpolation:
    def get(self, parser, section, option, raw, values, depth=1):
        if '%' not in raw:
            return raw
        if depth > 10:
            raise InterpolationError(f'Recursion limit exceeded in value substitution: option {option!r} in section {section!r}')
        out, rest = [], raw
        while rest:
            i = rest.find('%')
            if i < 0:
                out.append(rest)
                break
            out.append(rest[:i])
            rest = rest[i:]
            if rest[1:2] == '%':
                out.append('%')
                rest = rest[2:]
            elif rest[1:2] == '(' and ')s' in rest:
                name, rest = rest[2:].split(')s', 1)
                key = parser.optionxform(name)
                if key not in values:
                    raise InterpolationMissingOptionError(option, section, raw, key)
                out.append(self.get(parser, section, option, values[key], values, depth + 1))
            else:
                raise InterpolationSyntaxError("'%%' must be followed by '%%' or '(', found: %r" % (rest,))
        return ''.join(out)

class ExtendedInterpolation(BasicInterpolation):
    def get(self, parser, section, option, raw, values, depth=1):
        out, rest = [], raw
        while '$' in rest:
            head, rest = rest.split('$', 1)
            out.append(head)
            if rest[:1] == '$':
                out.append('$')
                rest = rest[1:]
            elif rest[:1] == '{' and '}' in rest:
                name, rest = rest[1:].split('}', 1)
                if ':' in name:
                    s, name = name.split(':', 1)
                    out.append(parser.get(s, name))
                else:
                    key = parser.optionxform(name)
                    if key not in values:
                        raise InterpolationMissingOptionError(option, section, raw, name)
                    out.append(self.get(parser, section, option, values[key], values, depth + 1))
            else:
                raise InterpolationSyntaxError("'$' must be followed by '$' or '{', found: %r" % ('$' + rest,))
        return ''.join(out) + rest

class SectionProxy:
    def __init__(self, parser, name):
        self._parser = parser
        self._name = name

    def __repr__(self):
        return f'<Section: {self._name}>'

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __len__(self):
        return len(list(self))

    def __iter__(self):
        return iter(self._parser.defaults() if self._name == self._parser.default_section else self._parser.options(self._name))

    def keys(self):
        return list(self)

    def values(self):
        return [self[k] for k in self]

    def items(self):
        return [(k, self[k]) for k in self]

    def get(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)

    def getint(self, option, fallback=None):
        return self._parser.getint(self._name, option, fallback=fallback)

    def getfloat(self, option, fallback=None):
        return self._parser.getfloat(self._name, option, fallback=fallback)

    def getboolean(self, option, fallback=None):
        return self._parser.getboolean(self._name, option, fallback=fallback)

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

class RawConfigParser:
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False, 'off': False}
    _interpolation = None

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'), comment_prefixes=('#', ';'), inline_comment_prefixes=None,
                 strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_unset, converters=None):
        self._defaults = {}
        self._sections = {}
        self._no_value = allow_no_value
        self._delimiters = tuple(delimiters)
        self._comments = tuple(comment_prefixes or ())
        self._inline = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self.default_section = default_section
        if interpolation is not _unset:
            self._interpolation = interpolation
        for k, v in dict(defaults or {}).items():
            self._defaults[self.optionxform(k)] = None if v is None else str(v)

    def optionxform(self, option):
        return option.lower()

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section in self._sections:
            raise DuplicateSectionError(section)
        if section == self.default_section:
            raise ValueError('Invalid section name: %r' % section)
        self._sections[section] = {}

    def has_section(self, section):
        return section in self._sections

    def _own(self, section):
        if section == self.default_section:
            return self._defaults
        if section not in self._sections:
            raise NoSectionError(section)
        return self._sections[section]

    def options(self, section):
        return list({**self._own(section), **self._defaults}) if section != self.default_section else list(self._defaults)

    def read(self, filenames, encoding=None):
        if isinstance(filenames, str) or hasattr(filenames, '__fspath__'):
            filenames = [filenames]
        done = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as f:
                    self.read_file(f, str(name))
            except OSError:
                continue
            done.append(name)
        return done

    def read_string(self, string, source='<string>'):
        self.read_file(string.splitlines(keepends=True), source)

    def read_dict(self, dictionary, source='<dict>'):
        for section, entries in dictionary.items():
            if section != self.default_section and section not in self._sections:
                self.add_section(section)
            for k, v in entries.items():
                self._own(section)[self.optionxform(str(k))] = None if v is None else str(v)

    def read_file(self, f, source=None):
        source = source or getattr(f, 'name', '<???>')
        section = None
        here = None
        option = None
        indent = 0
        seen = set()
        values = {}
        for number, line in enumerate(f, 1):
            text = line.rstrip('\n')
            stripped = text.strip()
            for p in self._inline:
                i = text.find(p)
                if i == 0 or (i > 0 and text[i - 1].isspace()):
                    text = text[:i]
                    stripped = text.strip()
            if stripped.startswith(self._comments) if self._comments else False:
                continue
            if not stripped:
                if option is not None and values.get((section, option)) is not None:
                    values[section, option].append('')
                continue
            depth = len(text) - len(text.lstrip())
            if here is not None and option is not None and depth > indent:
                if values.get((section, option)) is not None:
                    values[section, option].append(stripped)
                continue
            indent = depth
            if stripped.startswith('[') and ']' in stripped:
                section = stripped[1:stripped.rindex(']')]
                option = None
                if section in self._sections:
                    if self._strict and section in seen:
                        raise DuplicateSectionError(section, source, number)
                elif section != self.default_section:
                    self._sections[section] = {}
                here = self._own(section)
                seen.add(section)
                continue
            if here is None:
                raise MissingSectionHeaderError(source, number, line)
            places = [(stripped.find(d), d) for d in self._delimiters if d in stripped]
            if not places:
                if not self._no_value:
                    raise ParsingError('Source contains parsing errors: %r\n\t[line %2d]: %r' % (source, number, line))
                option, value = self.optionxform(stripped), None
            else:
                at, mark = min(places)
                option, value = self.optionxform(stripped[:at].rstrip()), [stripped[at + len(mark):].strip()]
            if self._strict and (section, option) in seen:
                raise DuplicateOptionError(section, option, source, number)
            seen.add((section, option))
            here[option] = None
            values[section, option] = value
        for (name, key), lines in values.items():
            self._own(name)[key] = None if lines is None else '\n'.join(lines).rstrip()

    def get(self, section, option, *, raw=False, vars=None, fallback=_unset):
        try:
            values = {**self._defaults, **self._own(section)}
        except NoSectionError:
            if fallback is _unset:
                raise
            return fallback
        for k, v in (vars or {}).items():
            values[self.optionxform(k)] = str(v)
        key = self.optionxform(option)
        if key not in values:
            if fallback is _unset:
                raise NoOptionError(option, section)
            return fallback
        value = values[key]
        if raw or value is None or self._interpolation is None:
            return value
        return self._interpolation.get(self, section, option, value, values)

    def _convert(self, section, conv, option, fallback, keywords):
        if fallback is not _unset and not self.has_option(section, option):
            return fallback
        return conv(self.get(section, option, **keywords))

    def getint(self, section, option, *, fallback=_unset, **keywords):
        return self._convert(section, int, option, fallback, keywords)

    def getfloat(self, section, option, *, fallback=_unset, **keywords):
        return self._convert(section, float, option, fallback, keywords)

    def getboolean(self, section, option, *, fallback=_unset, **keywords):
        def conv(value):
            if value.lower() not in self.BOOLEAN_STATES:
                raise ValueError('Not a boolean: %s' % value)
            return self.BOOLEAN_STATES[value.lower()]
        return self._convert(section, conv, option, fallback, keywords)

    def items(self, section=_unset, raw=False, vars=None):
        if section is _unset:
            return [(name, self[name]) for name in self]
        return [(k, self.get(section, k, raw=raw, vars=vars)) for k in {**self._defaults, **self._own(section), **(vars or {})}]

    def has_option(self, section, option):
        key = self.optionxform(option)
        if not section or section == self.default_section:
            return key in self._defaults
        return section in self._sections and (key in self._sections[section] or key in self._defaults)

    def set(self, section, option, value=None):
        self._own(section)[self.optionxform(option)] = value

    def remove_option(self, section, option):
        return self._own(section).pop(self.optionxform(option), _unset) is not _unset

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        mark = f' {self._delimiters[0]} ' if space_around_delimiters else self._delimiters[0]
        for name, entries in ([(self.default_section, self._defaults)] if self._defaults else []) + list(self._sections.items()):
            fp.write(f'[{name}]\n')
            for k, v in entries.items():
                fp.write(k + (mark + str(v).replace('\n', '\n\t') if v is not None or not self._no_value else '') + '\n')
            fp.write('\n')

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key not in self._sections:
            raise KeyError(key)
        del self._sections[key]

    def __contains__(self, key):
        return key == self.default_section or key in self._sections

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return iter([self.default_section] + list(self._sections))

    def keys(self):
        return list(self)

    def values(self):
        return [self[k] for k in self]

class ConfigParser(RawConfigParser):
    _interpolation = BasicInterpolation()

    def set(self, section, option, value=None):
        if not isinstance(value, str) and not (value is None and self._no_value):
            raise TypeError('option values must be strings')
        super().set(section, option, value)

SafeConfigParser = ConfigParser
"""#
