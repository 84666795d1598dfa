// This file holds the module `warnings`, written in the cell language.

let warningsSource = #"""
import sys as _sys

filters = []
_once = set()

class WarningMessage:
    def __init__(self, message, category, filename='', lineno=0, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line

    def __str__(self):
        return f'{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}'

_record = None

def formatwarning(message, category, filename, lineno, line=None):
    return f'{filename}:{lineno}: {category.__name__}: {message}\n'

def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or _sys.stderr).write(formatwarning(message, category, filename, lineno, line))

def _action(message, category):
    text = str(message)
    for action, words, cls in filters:
        if issubclass(category, cls) and text.lower().startswith(words.lower()):
            return action
    return 'ignore' if issubclass(category, (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)) else 'default'

def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    action = _action(message, category)
    instance = message if isinstance(message, Warning) else category(message)
    if action == 'error':
        raise instance
    if action == 'ignore':
        return
    if action in ('default', 'once', 'module'):
        key = (str(message), category)
        if key in _once:
            return
        _once.add(key)
    if _record is not None:
        _record.append(WarningMessage(instance, category))
    else:
        showwarning(instance, category, '<cell>', 1)

def warn_explicit(message, category, filename, lineno, *args, **kwargs):
    warn(message, category)

def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    if action not in ('error', 'ignore', 'always', 'default', 'module', 'once'):
        raise AssertionError(f'invalid action: {action!r}')
    entry = (action, message.replace('.*', ''), category)
    if append:
        filters.append(entry)
    else:
        filters.insert(0, entry)

def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, '', category, append=append)

def resetwarnings():
    filters.clear()

class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._wants = record
        self._filter = (action, category)

    def __enter__(self):
        global _record, _once
        self._saved = (list(filters), _record, _once)
        _once = set()
        if self._filter[0] is not None:
            simplefilter(*self._filter)
        if self._wants:
            _record = []
            return _record

    def __exit__(self, *details):
        global _record, _once
        filters[:] = self._saved[0]
        _record = self._saved[1]
        _once = self._saved[2]
"""#
