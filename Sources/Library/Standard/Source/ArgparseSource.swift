// This file holds the module `argparse`, written in the cell language.

let argparseSource = #"""
import os as _os
import re as _re
import sys as _sys
import textwrap as _textwrap

SUPPRESS = '==SUPPRESS=='
OPTIONAL = '?'
ZERO_OR_MORE = '*'
ONE_OR_MORE = '+'
PARSER = 'A...'
REMAINDER = '...'

class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _action_name(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f'argument {self.argument_name}: {self.message}'

class ArgumentTypeError(Exception):
    pass

def _action_name(a):
    if a is None:
        return None
    if a.option_strings:
        return '/'.join(a.option_strings)
    if a.metavar not in (None, SUPPRESS):
        return a.metavar
    if a.dest not in (None, SUPPRESS):
        return a.dest
    return '{' + ','.join(map(str, a.choices)) + '}' if a.choices else None

class Namespace:
    def __init__(self, **kwargs):
        for k, v in kwargs.items():
            setattr(self, k, v)

    def __repr__(self):
        return f"Namespace({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

class HelpFormatter:
    def __init__(self, prog, **kwargs):
        self.prog = prog

class RawDescriptionHelpFormatter(HelpFormatter):
    pass

class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    pass

class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass

class MetavarTypeHelpFormatter(HelpFormatter):
    pass

class FileType:
    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._encoding = encoding

    def __call__(self, string):
        if string == '-':
            return _sys.stdin if 'r' in self._mode else _sys.stdout
        try:
            return open(string, self._mode, encoding=self._encoding)
        except OSError as e:
            raise ArgumentTypeError(f"can't open '{string}': {e}")

class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, version=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)

class _Const(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)

class _Append(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + [values])

class _AppendConst(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + [self.const])

class _Extend(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + list(values))

class _Count(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)

class _Help(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()

class _Version(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        print(self.version or parser.version)
        parser.exit()

class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, **kw):
        extra = ['--no-' + o[2:] for o in option_strings if o.startswith('--')]
        kw['nargs'] = 0
        super().__init__(list(option_strings) + extra, dest, **kw)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith('--no-'))

class _SubParsers(Action):
    def __init__(self, parser, dest, title, required, help, metavar):
        super().__init__([], dest, nargs=PARSER, required=required, help=help, metavar=metavar)
        self.parser = parser
        self.choices = {}
        self.helps = {}

    def add_parser(self, name, *, help=None, aliases=(), **kwargs):
        kwargs.setdefault('prog', f'{self.parser._usage_prefix()} {name}')
        p = ArgumentParser(**kwargs)
        for n in (name, *aliases):
            self.choices[n] = p
        self.helps[name] = help
        return p

    def __call__(self, parser, namespace, values, option_string=None):
        name = values[0]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        p = self.choices[name]
        sub, rest = p.parse_known_args(values[1:])
        for k, v in vars(sub).items():
            setattr(namespace, k, v)
        if rest:
            namespace._unrecognized = getattr(namespace, '_unrecognized', []) + rest

class _Group:
    def __init__(self, container, title=None, description=None, exclusive=False, required=False):
        self.container = container
        self.title = title
        self.description = description
        self.exclusive = exclusive
        self.required = required
        self.actions = []

    def add_argument(self, *args, **kwargs):
        a = self.container._add(self, args, kwargs)
        return a

    def add_mutually_exclusive_group(self, required=False):
        return self.container.add_mutually_exclusive_group(required=required)

class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars='-',
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True):
        self.prog = prog or _os.path.basename(_sys.argv[0])
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.argument_default = argument_default
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._actions = []
        self._defaults = {}
        self._groups = []
        self._exclusive = []
        self._subparsers = None
        self._own = _Group(self)
        if add_help:
            self.add_argument('-h', '--help', action='help', help='show this help message and exit')
        for p in parents:
            for a in p._actions:
                if not isinstance(a, _Help):
                    self._actions.append(a)
            self._defaults.update(p._defaults)

    def _usage_prefix(self):
        return ' '.join([self.prog] + [self._arguments_text(a) for a in self._actions if not a.option_strings and a is not self._subparsers])

    def add_argument(self, *args, **kwargs):
        return self._add(self._own, args, kwargs)

    def add_argument_group(self, title=None, description=None):
        g = _Group(self, title, description)
        self._groups.append(g)
        return g

    def add_mutually_exclusive_group(self, required=False):
        g = _Group(self, exclusive=True, required=required)
        self._exclusive.append(g)
        return g

    def add_subparsers(self, *, title=None, description=None, prog=None, dest=SUPPRESS, help=None, metavar=None, required=False, **kwargs):
        self._subparsers = _SubParsers(self, dest, title, required, help, metavar)
        self._actions.append(self._subparsers)
        return self._subparsers

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for a in self._actions:
            if a.dest in kwargs:
                a.default = kwargs[a.dest]

    def get_default(self, dest):
        for a in self._actions:
            if a.dest == dest and a.default is not None:
                return a.default
        return self._defaults.get(dest)

    def _add(self, group, names, kw):
        kw = dict(kw)
        action = kw.pop('action', 'store')
        if names and names[0].startswith('-'):
            options = list(names)
            dest = kw.pop('dest', None)
            if dest is None:
                longs = [o for o in options if o.startswith('--')]
                dest = (longs or options)[0].lstrip('-').replace('-', '_')
        else:
            options = []
            if names and 'dest' in kw:
                raise ValueError('dest supplied twice for positional argument')
            dest = names[0] if names else kw.pop('dest')
            if kw.get('nargs') not in (OPTIONAL, ZERO_OR_MORE, REMAINDER):
                kw['required'] = True
            elif kw.get('nargs') == ZERO_OR_MORE and 'default' not in kw:
                kw['required'] = True
        for a in self._actions:
            for o in options:
                if o in a.option_strings:
                    raise ArgumentError(Action(options, dest), f'conflicting option string: {o}')
        if 'default' not in kw and self.argument_default is not None:
            kw['default'] = self.argument_default
        if dest in self._defaults:
            kw['default'] = self._defaults[dest]
        if action == 'store':
            a = Action(options, dest, **kw)
        elif action == 'store_const':
            a = _Const(options, dest, nargs=0, **kw)
        elif action == 'store_true':
            kw.setdefault('default', False)
            a = _Const(options, dest, nargs=0, const=True, **kw)
        elif action == 'store_false':
            kw.setdefault('default', True)
            a = _Const(options, dest, nargs=0, const=False, **kw)
        elif action == 'append':
            a = _Append(options, dest, **kw)
        elif action == 'append_const':
            a = _AppendConst(options, dest, nargs=0, **kw)
        elif action == 'extend':
            a = _Extend(options, dest, **kw)
        elif action == 'count':
            a = _Count(options, dest, nargs=0, **kw)
        elif action == 'help':
            kw['default'] = SUPPRESS
            a = _Help(options, dest, nargs=0, **kw)
        elif action == 'version':
            kw['default'] = SUPPRESS
            kw.setdefault('help', "show program's version number and exit")
            a = _Version(options, dest, nargs=0, **kw)
        elif isinstance(action, type):
            a = action(options, dest, **kw)
        else:
            raise ValueError(f'unknown action "{action}"')
        self._actions.append(a)
        group.actions.append(a)
        return a

    # Parsing

    def parse_args(self, args=None, namespace=None):
        args, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return args

    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        ns = Namespace() if namespace is None else namespace
        for a in self._actions:
            if a.dest is not SUPPRESS and a.default is not SUPPRESS and not hasattr(ns, a.dest):
                setattr(ns, a.dest, a.default)
        for k, v in self._defaults.items():
            if not hasattr(ns, k):
                setattr(ns, k, v)
        try:
            return self._parse(args, ns)
        except ArgumentError as e:
            if not self.exit_on_error:
                raise
            self.error(str(e))

    def _find(self, arg):
        """The action and explicit value of an option, None for an argument that is no option."""
        if not arg.startswith('-') or arg == '-':
            return None
        options = {o: a for a in self._actions for o in a.option_strings}
        if arg in options:
            return options[arg], arg, None
        name, eq, value = arg.partition('=')
        if eq and name in options:
            return options[name], name, value
        if arg.startswith('--'):
            if self.allow_abbrev:
                found = [o for o in options if o.startswith(name)]
                if len(found) == 1:
                    return options[found[0]], found[0], value if eq else None
                if len(found) > 1:
                    self.error(f"ambiguous option: {arg} could match {', '.join(found)}")
        elif arg[:2] in options:
            return options[arg[:2]], arg[:2], arg[2:]
        if _re.match(r'^-\d+$|^-\d*\.\d+$', arg) and not any(_re.match(r'^-\d', o) for o in options):
            return None
        if ' ' in arg:
            return None
        return False, arg, None

    def _parse(self, args, ns):
        positionals = [a for a in self._actions if not a.option_strings]
        seen = []
        extras = []
        waiting = []
        i = 0
        only = False

        def use(a, values, option=None):
            if values is not a.default or a.option_strings or a.nargs not in (OPTIONAL, ZERO_OR_MORE):
                seen.append(a)
                for g in self._exclusive:
                    if a in g.actions:
                        for b in g.actions:
                            if b is not a and b in seen:
                                raise ArgumentError(a, f'not allowed with argument {_action_name(b)}')
            a(self, ns, values, option)

        def consume(final):
            nonlocal waiting
            if not final and not waiting:
                return
            # Hands the waiting arguments to as many positionals as they fill.
            for n in range(len(positionals), 0, -1):
                pattern = ''.join(self._pattern(a) for a in positionals[:n])
                m = _re.match(pattern, 'A' * len(waiting))
                if m:
                    break
            else:
                return
            at = 0
            for a, g in zip(positionals[:n], m.groups()):
                values = waiting[at:at + len(g)]
                at += len(g)
                use(a, self._values(a, values))
            del positionals[:n]
            waiting = waiting[at:]

        while i < len(args):
            arg = args[i]
            if only or positionals and positionals[0].nargs in (PARSER, REMAINDER) and (not arg.startswith('-') or positionals[0].nargs == REMAINDER):
                if positionals and positionals[0].nargs in (PARSER, REMAINDER) and not only:
                    a = positionals.pop(0)
                    use(a, self._values(a, args[i:]))
                    i = len(args)
                    break
                waiting.append(arg)
                i += 1
                continue
            if arg == '--':
                only = True
                i += 1
                continue
            found = self._find(arg)
            if found is None:
                waiting.append(arg)
                i += 1
                if positionals and positionals[0].nargs not in (None,) or len(positionals) > 1 and positionals[1].nargs in (PARSER, REMAINDER):
                    if len(positionals) > 1 and positionals[1].nargs == PARSER and positionals[0].nargs is None:
                        consume(False)
                continue
            a, option, explicit = found
            i += 1
            consume(False)
            if a is False:
                extras.append(arg)
                continue
            if a.nargs == 0:
                if explicit is not None:
                    if option.startswith('--'):
                        raise ArgumentError(a, f'ignored explicit argument {explicit!r}')
                    use(a, [], option)
                    if explicit:
                        args.insert(i, '-' + explicit)
                    continue
                use(a, [], option)
                continue
            if explicit is not None:
                use(a, self._values(a, [explicit]), option)
                continue
            values = []
            limit = 1 if a.nargs in (None, OPTIONAL) else a.nargs if isinstance(a.nargs, int) else len(args)
            while i < len(args) and len(values) < limit and args[i] != '--' and (a.nargs == REMAINDER or self._find(args[i]) is None):
                values.append(args[i])
                i += 1
            if a.nargs is None and not values:
                raise ArgumentError(a, 'expected one argument')
            if a.nargs == ONE_OR_MORE and not values:
                raise ArgumentError(a, 'expected at least one argument')
            if isinstance(a.nargs, int) and len(values) != a.nargs:
                raise ArgumentError(a, f"expected {a.nargs} argument{'s' if a.nargs != 1 else ''}")
            use(a, self._values(a, values), option)
        consume(True)
        extras += waiting
        missing = [_action_name(a) for a in self._actions if a.required and a not in seen and (a.option_strings or a in positionals)]
        if missing:
            self.error(f"the following arguments are required: {', '.join(missing)}")
        for g in self._exclusive:
            if g.required and not any(a in seen for a in g.actions):
                self.error(f"one of the arguments {' '.join(_action_name(a) for a in g.actions)} is required")
        for a in self._actions:
            if a not in seen and isinstance(a.default, str) and a.dest is not SUPPRESS and a.default is not SUPPRESS and getattr(ns, a.dest, None) is a.default:
                setattr(ns, a.dest, self._convert(a, a.default))
        if hasattr(ns, '_unrecognized'):
            extras += ns._unrecognized
            del ns._unrecognized
        return ns, extras

    def _pattern(self, a):
        n = a.nargs
        if n is None:
            return '(A)'
        return {OPTIONAL: '(A?)', ZERO_OR_MORE: '(A*)', ONE_OR_MORE: '(A+)', PARSER: '(A+)', REMAINDER: '(A*)'}.get(n) or '(' + 'A' * n + ')'

    def _convert(self, a, text):
        if a.type is None:
            return text
        try:
            return a.type(text)
        except ArgumentTypeError as e:
            raise ArgumentError(a, str(e))
        except (TypeError, ValueError):
            raise ArgumentError(a, f"invalid {getattr(a.type, '__name__', repr(a.type))} value: {text!r}") from None

    def _check(self, a, value):
        if a.choices is not None and value not in a.choices:
            raise ArgumentError(a, f"invalid choice: {value!r} (choose from {', '.join(map(repr, a.choices))})")

    def _values(self, a, texts):
        if a.nargs == OPTIONAL and not texts:
            value = a.const if a.option_strings else a.default
            return self._convert(a, value) if isinstance(value, str) else value
        if a.nargs == ZERO_OR_MORE and not texts and not a.option_strings:
            return a.default if a.default is not None else []
        if a.nargs in (None, OPTIONAL):
            value = self._convert(a, texts[0])
            self._check(a, value)
            return value
        if a.nargs == PARSER:
            self._check(a, texts[0])
            return texts
        values = [self._convert(a, t) for t in texts]
        if a.nargs != REMAINDER:
            for v in values:
                self._check(a, v)
        return values

    # Help

    def _metavar(self, a):
        if a.metavar is not None:
            return a.metavar
        if a.choices is not None:
            return '{' + ','.join(map(str, a.choices)) + '}'
        return a.dest.upper() if a.option_strings else a.dest

    def _arguments_text(self, a):
        m = self._metavar(a)
        one = m if not isinstance(m, tuple) else m[0]
        if a.nargs == 0:
            return ''
        if a.nargs is None:
            return one
        if a.nargs == OPTIONAL:
            return f'[{one}]'
        if a.nargs == ZERO_OR_MORE:
            return f'[{one} ...]'
        if a.nargs == ONE_OR_MORE:
            return f'{one} [{one} ...]'
        if a.nargs == PARSER:
            return f'{one} ...'
        if a.nargs == REMAINDER:
            return '...'
        return ' '.join(m) if isinstance(m, tuple) else ' '.join([one] * a.nargs)

    def _usage_part(self, a):
        if a.option_strings:
            text = ' | '.join(a.option_strings) if isinstance(a, BooleanOptionalAction) else a.option_strings[0]
            args = self._arguments_text(a)
            return f'{text} {args}' if args else text
        return self._arguments_text(a)

    def format_usage(self):
        if self.usage is not None:
            return f'usage: {self.usage % dict(prog=self.prog)}\n' if '%' in self.usage else f'usage: {self.usage}\n'
        def parts(actions):
            out = []
            done = set()
            for a in actions:
                if a.help is SUPPRESS or id(a) in done:
                    continue
                group = next((g for g in self._exclusive if a in g.actions), None)
                if group is not None:
                    done.update(map(id, group.actions))
                    text = ' | '.join(self._usage_part(b) for b in group.actions if b.help is not SUPPRESS)
                    out.append(f'({text})' if group.required else f'[{text}]')
                else:
                    text = self._usage_part(a)
                    out.append(f'[{text}]' if a.option_strings and not a.required else text)
            return out
        options = parts([a for a in self._actions if a.option_strings])
        others = parts([a for a in self._actions if not a.option_strings])
        text = ' '.join([self.prog] + options + others)
        width = self._width() - len('usage: ')
        if len(text) <= width:
            return f'usage: {text}\n'
        indent = ' ' * (len('usage: ') + len(self.prog) + 1)
        def lines(items, prefix):
            out, line, used = [], [], len(prefix) - 1
            for p in items:
                if used + 1 + len(p) > self._width() and line:
                    out.append(prefix + ' '.join(line))
                    line, used = [], len(indent) - 1
                line.append(p)
                used += len(p) + 1
            if line:
                out.append(prefix + ' '.join(line))
            return out
        if len('usage: ') + len(self.prog) <= 0.75 * self._width():
            out = lines(options, indent) + lines(others, indent)
            return f'usage: {self.prog} ' + '\n'.join(out).lstrip() + '\n'
        return f'usage: {self.prog}\n' + '\n'.join(lines(options + others, ' ' * 7)) + '\n'

    def _width(self):
        import shutil
        return shutil.get_terminal_size().columns - 2

    def format_help(self):
        raw = issubclass(self.formatter_class, RawDescriptionHelpFormatter)
        width = max(self._width(), 11)
        out = [self.format_usage(), '\n']
        def paragraph(text):
            text = text % dict(prog=self.prog) if '%(prog)' in text else text
            out.append((text.rstrip('\n') if raw else _textwrap.fill(' '.join(text.split()), width)) + '\n\n')
        if self.description:
            paragraph(self.description)
        grouped = {id(a) for g in self._groups for a in g.actions}
        sections = [('positional arguments', [a for a in self._actions if not a.option_strings and id(a) not in grouped], None),
                    ('options', [a for a in self._actions if a.option_strings and id(a) not in grouped], None)]
        sections += [(g.title, g.actions, g.description) for g in self._groups]
        shown = []
        for _, actions, _d in sections:
            for a in actions:
                if a.help is not SUPPRESS:
                    shown.append(2 + len(self._invocation(a)))
                    if isinstance(a, _SubParsers):
                        shown += [4 + len(n) for n in a.helps]
        column = min(max(shown, default=0) + 2, 24)
        for title, actions, description in sections:
            actions = [a for a in actions if a.help is not SUPPRESS]
            if not actions and not description:
                continue
            out.append(f'{title}:\n')
            if description:
                out.append(_textwrap.fill(' '.join(description.split()), width, initial_indent='  ', subsequent_indent='  ') + '\n\n')
            for a in actions:
                self._entry(out, a, column, width)
            out.append('\n')
        if self.epilog:
            paragraph(self.epilog)
        return ''.join(out).rstrip('\n') + '\n'

    def _invocation(self, a):
        if not a.option_strings:
            return self._metavar(a)
        args = self._arguments_text(a)
        return ', '.join(f'{o} {args}' if args else o for o in a.option_strings)

    def _entry(self, out, a, column, width):
        head = '  ' + self._invocation(a)
        text = a.help
        if text:
            values = {k: v for k, v in vars(a).items() if v is not SUPPRESS}
            values['prog'] = self.prog
            for k in ('type',):
                if hasattr(values.get(k), '__name__'):
                    values[k] = values[k].__name__
            if values.get('choices') is not None:
                values['choices'] = ', '.join(map(str, values['choices']))
            if issubclass(self.formatter_class, ArgumentDefaultsHelpFormatter) and '%(default)' not in text and a.default not in (SUPPRESS, None) \
                    and (a.option_strings or a.nargs in (OPTIONAL, ZERO_OR_MORE)):
                text += ' (default: %(default)s)'
            elif issubclass(self.formatter_class, ArgumentDefaultsHelpFormatter) and '%(default)' not in text and a.default is None and a.option_strings:
                text += ' (default: %(default)s)'
            text = text % values
            if issubclass(self.formatter_class, RawTextHelpFormatter):
                lines = text.splitlines()
            else:
                lines = _textwrap.wrap(' '.join(text.split()), max(width - column, 11))
            if len(head) <= column - 2:
                out.append(head.ljust(column) + lines[0] + '\n')
                lines = lines[1:]
            else:
                out.append(head + '\n')
            for l in lines:
                out.append(' ' * column + l + '\n')
        else:
            out.append(head + '\n')
        if isinstance(a, _SubParsers):
            for name, help in a.helps.items():
                if help:
                    h = '    ' + name
                    out.append((h.ljust(column) if len(h) <= column - 2 else h + '\n' + ' ' * column) + help + '\n')

    def print_usage(self, file=None):
        (file or _sys.stdout).write(self.format_usage())

    def print_help(self, file=None):
        (file or _sys.stdout).write(self.format_help())

    def exit(self, status=0, message=None):
        if message:
            _sys.stderr.write(message)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\n')
"""#
