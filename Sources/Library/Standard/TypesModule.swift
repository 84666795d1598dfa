// This file defines the modules `types`, `gc`, `inspect` and `traceback`.

import Lang

enum TypesModule {
    static func make() throws -> ModuleObject {
        try SourceModule.make("types", typesSource) { m in
            for (n, t) in [
                ("FunctionType", Types.function), ("LambdaType", Types.function), ("BuiltinFunctionType", Types.nativeFunction), ("BuiltinMethodType", Types.nativeFunction),
                ("MethodType", Types.boundMethod), ("GeneratorType", Types.generator), ("ModuleType", Types.module), ("NoneType", Types.noneType),
                ("EllipsisType", Types.ellipsis), ("NotImplementedType", Types.notImplemented), ("MappingProxyType", MappingProxy.proxyType), ("CellType", Types.cell),
                ("GetSetDescriptorType", Types.nativeProperty), ("MethodDescriptorType", Types.methodDescriptor), ("GenericAlias", GenericAlias.aliasType),
                ("TracebackType", Types.traceback), ("CodeType", Types.code), ("FrameType", FrameObject.frameType), ("ClassMethodDescriptorType", Types.methodDescriptor),
                ("MemberDescriptorType", Types.nativeProperty), ("WrapperDescriptorType", Types.methodDescriptor), ("MethodWrapperType", Types.boundMethod),
            ] { m.constant(n, .object(t)) }
            m.constant("UnionType", .object(UnionType.make(.object(Types.int), .object(Types.str))!.type))
            m.function("_new_class(name, bases, namespace, /)") { a in
                guard let d = a[2].asObject as? DictObject else { throw typeError("a dict is required") }
                return try Builtins.makeClass(try a.string(0), try a.items(1).compactMap { $0.asObject as? TypeObject }, d)
            }
        }
    }

    static func gc() -> ModuleObject {
        let m = ModuleObject("gc", doc: "The collector of cycles.")
        for n in ["freeze", "unfreeze"] { m.function("\(n)()", "Accepted.") { _ in .none } }
        for (n, on) in [("enable", true), ("disable", false)] {
            m.function("\(n)()", "Whether cycles are collected by themselves.") { _ in
                Interpreter.shared.collectsGarbage = on
                return .none
            }
        }
        m.function("isenabled()", "Whether cycles are collected by themselves.") { _ in .bool(Interpreter.shared.collectsGarbage) }
        m.function("collect(generation=2)", "Collects cycles now.") { a in
            let g = try a.int(0)
            if g < 0 || g > 2 { throw valueError("invalid generation") }
            return .int(Interpreter.shared.collectGarbage())
        }
        m.function("is_tracked(obj, /)", "Whether the collector knows the object.") { a in
            guard case .object(let o) = a[0] else { return .bool(false) }
            return .bool(o.kind != .str && o.kind != .bytes && o.kind != .bigInt)
        }
        m.function("is_finalized(obj, /)", "Whether the object was finalized.") { _ in .bool(false) }
        m.function("get_stats()", "What was collected.") { _ in .list([]) }
        m.function("get_debug()", "0") { _ in .int(0) }
        m.function("set_debug(flags, /)", "Accepted.") { _ in .none }
        m.function("get_freeze_count()", "0") { _ in .int(0) }
        m.constant("garbage", .list([]))
        m.constant("callbacks", .list([]))
        for (n, v) in [("DEBUG_STATS", 1), ("DEBUG_COLLECTABLE", 2), ("DEBUG_UNCOLLECTABLE", 4), ("DEBUG_SAVEALL", 32), ("DEBUG_LEAK", 38)] { m.constant(n, .int(v)) }
        m.function("get_count()", "") { _ in .tuple([.int(0), .int(0), .int(0)]) }
        m.function("get_objects(generation=None)", "") { _ in .list([]) }
        m.function("get_threshold()", "") { _ in .tuple([.int(700), .int(10), .int(10)]) }
        m.function("set_threshold(*args)", "Accepted.") { _ in .none }
        return m
    }
    static func traceback() throws -> ModuleObject {
        let m = ModuleObject("traceback", doc: "Texts of exceptions.")
        func current() -> ExceptionObject? { SysModule.currentException() }
        func pick(_ a: Arguments, _ i: Int) -> ExceptionObject? { (a[i].asObject as? ExceptionObject) ?? (a.count > i + 1 ? a[i + 1].asObject as? ExceptionObject : nil) ?? current() }
        func text(_ e: ExceptionObject?) -> String { e.map { Interpreter.shared.traceback(PythonError($0)) } ?? "NoneType: None\n" }
        m.function("format_exc(limit=None, chain=True)", "The traceback of the exception being handled.") { _ in .string(text(current())) }
        m.function("print_exc(limit=None, file=None, chain=True)", "Prints the traceback of the exception being handled.") { a in
            if a.given(1) { _ = try Operators.callMethod(a[1], "write", .string(text(current()))) } else { Interpreter.shared.errorOutput(text(current())) }
            return .none
        }
        m.function("format_exception(exc, value=..., tb=..., limit=None, chain=True)", "The lines of a traceback.") { a in
            .list(text(pick(a, 0)).split(separator: "\n", omittingEmptySubsequences: true).map { .string($0 + "\n") })
        }
        m.function("print_exception(exc, value=..., tb=..., limit=None, file=None, chain=True)", "Prints a traceback.") { a in
            if a.given(4) { _ = try Operators.callMethod(a[4], "write", .string(text(pick(a, 0)))) } else { Interpreter.shared.errorOutput(text(pick(a, 0))) }
            return .none
        }
        m.function("format_exception_only(exc, value=...)", "The last lines of a traceback.") { a in
            guard let e = pick(a, 0) else { return .list([.string("NoneType: None\n")]) }
            let s = try Operators.str(.object(e))
            let name = e.type.module == "builtins" || e.type.module == "__main__" ? e.type.name : e.type.qualifiedName
            var lines = [Value.string(s.isEmpty ? name + "\n" : "\(name): \(s)\n")]
            if let notes = Operators.attributeValue(.object(e), "__notes__") {
                for n in (try? Operators.items(of: notes)) ?? [] {
                    for line in try Operators.str(n).split(separator: "\n", omittingEmptySubsequences: false) { lines.append(.string(line + "\n")) }
                }
            }
            return .list(lines)
        }
        m.function("print_stack(f=None, limit=None, file=None)", "Prints nothing here.") { _ in .none }
        func stack(_ v: Value) -> [TracebackEntry] { (v.asObject as? TracebackObject)?.entries ?? [] }
        m.function("format_tb(tb, limit=None)", "The lines of the stack.") { a in .list(stack(a[0]).map { .string(TracebackPrinter.lines(of: [$0])[0]) }) }
        m.function("print_tb(tb, limit=None, file=None)", "Prints the lines of the stack.") { a in
            let s = TracebackPrinter.lines(of: stack(a[0])).joined()
            if a.given(2) { _ = try Operators.callMethod(a[2], "write", .string(s)) } else { Interpreter.shared.errorOutput(s) }
            return .none
        }
        m.function("extract_tb(tb, limit=None)", "The stack: objects with filename, lineno, name and line.") { a in
            .list(
                stack(a[0]).map { e in
                    let o = FrameSummary(e)
                    return .object(o)
                })
        }
        m.function("format_stack(f=None, limit=None)", "The stack.") { _ in .list([]) }
        return m
    }

    static func inspect() throws -> ModuleObject {
        try SourceModule.make("inspect", inspectSource) { m in
            m.function("_native_signature(f, /)", "Names, kinds and defaults of a native function.") { a in
                let s: Signature
                if let f = a[0].asObject as? NativeFunction { s = f.signature } else if let t = a[0].asObject as? TypeObject, let c = t.constructorSignature { s = c.value } else {
                    return .none
                }
                return .list(
                    s.parameters.map { p in
                        let kind: Int
                        switch p.kind {
                        case .positionalOnly: kind = 0
                        case .regular: kind = 1
                        case .varArgs: kind = 2
                        case .keywordOnly: kind = 3
                        case .varKeywords: kind = 4
                        }
                        return .tuple([p.name.value, .int(kind), .bool(p.defaultValue != nil), p.defaultValue.map { $0.isUnbound ? .none : $0 } ?? .none])
                    })
            }
            for (n, t) in [
                ("isclass", Types.type), ("isfunction", Types.function), ("ismodule", Types.module), ("isgenerator", Types.generator), ("ismethod", Types.boundMethod),
                ("isbuiltin", Types.nativeFunction),
            ] { m.function("\(n)(object)", "") { a in .bool(Operators.isInstance(a[0], t)) } }
        }
    }
}

let typesSource = #"""
class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = 'namespace' if self.__class__ is SimpleNamespace else self.__class__.__name__
        return f"{name}({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

def new_class(name, bases=(), kwds=None, exec_body=None):
    ns = {}
    if exec_body is not None:
        exec_body(ns)
    return _new_class(name, bases, ns)

def coroutine(func):
    return func

class DynamicClassAttribute(property):
    pass
"""#

let inspectSource = #"""
class _Empty:
    pass

_empty = _Empty

class _Kind(int):
    def __repr__(self):
        return ('POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD', 'VAR_POSITIONAL', 'KEYWORD_ONLY', 'VAR_KEYWORD')[int(self)]
    __str__ = __repr__

def _show(annotation):
    return annotation.__name__ if isinstance(annotation, type) else repr(annotation)

class Parameter:
    empty = _empty
    POSITIONAL_ONLY = _Kind(0)
    POSITIONAL_OR_KEYWORD = _Kind(1)
    VAR_POSITIONAL = _Kind(2)
    KEYWORD_ONLY = _Kind(3)
    VAR_KEYWORD = _Kind(4)

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def __str__(self):
        s = {2: '*', 4: '**'}.get(int(self.kind), '') + self.name
        if self.annotation is not _empty:
            s += ': ' + _show(self.annotation)
        if self.default is not _empty:
            s += (' = ' if self.annotation is not _empty else '=') + repr(self.default)
        return s

    def __repr__(self):
        return f'<Parameter "{self}">'

class Signature:
    empty = _empty

    def __init__(self, parameters=(), *, return_annotation=_empty):
        self.parameters = {p.name: p for p in parameters}
        self.return_annotation = return_annotation

    def __str__(self):
        out = []
        only = False
        star = False
        for p in self.parameters.values():
            if p.kind == 0:
                only = True
            elif only:
                out.append('/')
                only = False
            if p.kind == 2:
                star = True
            elif p.kind == 3 and not star:
                out.append('*')
                star = True
            out.append(str(p))
        if only:
            out.append('/')
        s = '(' + ', '.join(out) + ')'
        if self.return_annotation is not _empty:
            s += ' -> ' + _show(self.return_annotation)
        return s

    def __repr__(self):
        return f'<Signature {self}>'

    def bind(self, *args, **kwargs):
        bound = {}
        rest = list(args)
        for p in self.parameters.values():
            if p.kind == 2:
                bound[p.name] = tuple(rest)
                rest = []
            elif p.kind == 4:
                bound[p.name] = kwargs
                kwargs = {}
            elif rest and p.kind != 3:
                bound[p.name] = rest.pop(0)
            elif p.name in kwargs:
                bound[p.name] = kwargs.pop(p.name)
            elif p.default is _empty:
                raise TypeError(f'missing a required argument: {p.name!r}')
        if rest:
            raise TypeError('too many positional arguments')
        if kwargs:
            raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
        return BoundArguments(self, bound)

class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        out = []
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                if p.kind == 2:
                    out.extend(self.arguments[name])
                elif p.kind < 2:
                    out.append(self.arguments[name])
        return tuple(out)

    @property
    def kwargs(self):
        out = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                if p.kind == 4:
                    out.update(self.arguments[name])
                elif p.kind == 3:
                    out[name] = self.arguments[name]
        return out

    def apply_defaults(self):
        for name, p in self.signature.parameters.items():
            if name not in self.arguments:
                self.arguments[name] = () if p.kind == 2 else {} if p.kind == 4 else p.default

def signature(obj, **options):
    skip = 0
    f = obj
    if isinstance(obj, type):
        f = getattr(obj, '__init__', None)
        native = _native_signature(obj)
        if native is None:
            native = _native_signature(f)
            skip = 1
        if native is not None:
            return _from_native(native, skip)
        skip = 1
    elif hasattr(obj, '__func__'):
        f = obj.__func__
        skip = 1
    native = _native_signature(f)
    if native is not None:
        return _from_native(native, skip)
    while hasattr(f, '__wrapped__'):
        f = f.__wrapped__
    if not hasattr(f, '__code__'):
        if callable(f) and hasattr(type(f), '__call__'):
            f = type(f).__call__
            skip = 1
        else:
            raise TypeError(f'{obj!r} is not a callable object')
    code = f.__code__
    names = code.co_varnames
    n = code.co_argcount
    k = code.co_kwonlyargcount
    defaults = f.__defaults__ or ()
    kwdefaults = f.__kwdefaults__ or {}
    hints = getattr(f, '__annotations__', {})
    params = []
    for i, name in enumerate(names[:n]):
        d = defaults[i - n + len(defaults)] if i >= n - len(defaults) else _empty
        kind = Parameter.POSITIONAL_ONLY if i < code.co_posonlyargcount else Parameter.POSITIONAL_OR_KEYWORD
        params.append(Parameter(name, kind, default=d, annotation=hints.get(name, _empty)))
    at = n + k
    flags = code.co_flags
    if flags & 4:
        params.append(Parameter(names[at], Parameter.VAR_POSITIONAL, annotation=hints.get(names[at], _empty)))
        at += 1
    for name in names[n:n + k]:
        params.append(Parameter(name, Parameter.KEYWORD_ONLY, default=kwdefaults.get(name, _empty), annotation=hints.get(name, _empty)))
    if flags & 8:
        params.append(Parameter(names[at], Parameter.VAR_KEYWORD, annotation=hints.get(names[at], _empty)))
    return Signature(params[skip:], return_annotation=hints.get('return', _empty))

def _from_native(native, skip):
    return Signature([Parameter(n, _Kind(k), default=(d if has else _empty)) for n, k, has, d in native[skip:]])

def getdoc(object):
    doc = getattr(object, '__doc__', None)
    return cleandoc(doc) if isinstance(doc, str) else None

def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margin = None
    for line in lines[1:]:
        content = line.lstrip()
        if content:
            indent = len(line) - len(content)
            margin = indent if margin is None else min(margin, indent)
    lines[0] = lines[0].lstrip()
    if margin is not None:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)

def getmembers(object, predicate=None):
    out = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            out.append((name, value))
    return out

def isroutine(object):
    return isfunction(object) or isbuiltin(object) or ismethod(object)

def isgeneratorfunction(object):
    return isfunction(object) and bool(object.__code__.co_flags & 0x20)

def iscoroutinefunction(object):
    return False

def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, '__abstractmethods__', ()))

def getmro(cls):
    return cls.__mro__

def getmodule(object):
    return None

def unwrap(func):
    while hasattr(func, '__wrapped__'):
        func = func.__wrapped__
    return func

def getsource(object):
    raise OSError('could not get source code')

import types as _types
from collections import namedtuple as _namedtuple
import sys as _sys

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32

Arguments = _namedtuple('Arguments', 'args, varargs, varkw')
FullArgSpec = _namedtuple('FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations')
ArgInfo = _namedtuple('ArgInfo', 'args varargs keywords locals')
Traceback = _namedtuple('Traceback', 'filename lineno function code_context index')
FrameInfo = _namedtuple('FrameInfo', ('frame',) + Traceback._fields)
ClosureVars = _namedtuple('ClosureVars', 'nonlocals globals builtins unbound')

GEN_CREATED = 'GEN_CREATED'
GEN_RUNNING = 'GEN_RUNNING'
GEN_SUSPENDED = 'GEN_SUSPENDED'
GEN_CLOSED = 'GEN_CLOSED'

def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    if generator.gi_frame is None:
        return GEN_CLOSED
    return GEN_CREATED

def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError(f'{generator!r} is not a Python generator')
    frame = generator.gi_frame
    return frame.f_locals if frame is not None else {}

def iscode(object):
    return isinstance(object, _types.CodeType)

def isframe(object):
    return isinstance(object, _types.FrameType)

def istraceback(object):
    return isinstance(object, _types.TracebackType)

def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), '__set__') or hasattr(type(object), '__delete__')

def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), '__get__') and not hasattr(type(object), '__set__')

def iscoroutine(object):
    return False

isawaitable = isasyncgen = isasyncgenfunction = iscoroutine

def getargs(co):
    if not iscode(co):
        raise TypeError(f'{co!r} is not a code object')
    names = co.co_varnames
    n = co.co_argcount + co.co_kwonlyargcount
    args = list(names[:n])
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[n]
        n += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[n]
    return Arguments(args, varargs, varkw)

def getfullargspec(func):
    try:
        sig = signature(func)
    except (TypeError, ValueError) as e:
        raise TypeError('unsupported callable') from e
    if ismethod(func):
        sig = signature(func.__func__)
    args, defaults, kwonly, kwdefaults, notes = [], [], [], {}, {}
    varargs = varkw = None
    if sig.return_annotation is not _empty:
        notes['return'] = sig.return_annotation
    for p in sig.parameters.values():
        if p.kind < 2:
            args.append(p.name)
            if p.default is not _empty:
                defaults.append(p.default)
        elif p.kind == 2:
            varargs = p.name
        elif p.kind == 3:
            kwonly.append(p.name)
            if p.default is not _empty:
                kwdefaults[p.name] = p.default
        else:
            varkw = p.name
        if p.annotation is not _empty:
            notes[p.name] = p.annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, kwonly, kwdefaults or None, notes)

def getargvalues(frame):
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)

def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    out = dict(bound.arguments)
    if ismethod(func):
        out[func.__func__.__code__.co_varnames[0]] = func.__self__
    return out

def getclosurevars(func):
    code = func.__code__
    closure = func.__closure__ or ()
    nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, closure)}
    space = func.__globals__
    import builtins
    found, native, unbound = {}, {}, set()
    for name in code.co_names:
        if name in space:
            found[name] = space[name]
        elif hasattr(builtins, name):
            native[name] = getattr(builtins, name)
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found, native, unbound)

def currentframe():
    return _sys._getframe(1)

def getframeinfo(frame, context=1):
    line = frame.tb_lineno if istraceback(frame) else frame.f_lineno
    code = (frame.tb_frame if istraceback(frame) else frame).f_code
    import linecache
    text = linecache.getline(code.co_filename, line)
    return Traceback(code.co_filename, line, code.co_name, [text] if text else None, 0 if text else None)

def getouterframes(frame, context=1):
    out = []
    while frame is not None:
        out.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return out

def getinnerframes(tb, context=1):
    out = []
    while tb is not None:
        out.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return out

def stack(context=1):
    return getouterframes(_sys._getframe(1), context)

def trace(context=1):
    return getinnerframes(_sys.exc_info()[2], context)

def getfile(object):
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError(f'{object!r} is a built-in module')
    if isclass(object):
        module = _sys.modules.get(object.__module__)
        if getattr(module, '__file__', None):
            return module.__file__
        raise TypeError(f'{object!r} is a built-in class')
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, got ' + type(object).__name__)

def getmodulename(path):
    name = path.rsplit('/', 1)[-1]
    return name[:-3] if name.endswith('.py') else None

def getattr_static(obj, attr, default=_empty):
    if not isinstance(obj, type) and attr in getattr(obj, '__dict__', {}):
        return obj.__dict__[attr]
    for cls in (obj if isinstance(obj, type) else type(obj)).__mro__:
        if attr in cls.__dict__:
            return cls.__dict__[attr]
    if default is _empty:
        raise AttributeError(attr)
    return default
"""#

/// `traceback.FrameSummary`
final class FrameSummary: Object {
    static let type = TypeObject.native("FrameSummary", module: "traceback", doc: "One entry of a stack.") { t in
        t.property("filename") { .string(($0 as! FrameSummary).entry.source.name) }
        t.property("lineno") { .int(Int(($0 as! FrameSummary).entry.span.line)) }
        t.property("name") { .string(($0 as! FrameSummary).entry.function) }
        t.property("line") { o in
            let e = (o as! FrameSummary).entry
            let line = e.source.line(Int(e.span.line)).drop { $0 == " " || $0 == "\t" }
            return .string(String(line))
        }
    }
    let entry: TracebackEntry
    init(_ entry: TracebackEntry) {
        self.entry = entry
        super.init(type: FrameSummary.type)
    }
    /// It unpacks to file, line number, name and line.
    private var parts: [Value] {
        let line = entry.source.line(Int(entry.span.line)).drop { $0 == " " || $0 == "\t" }
        return [.string(entry.source.name), .int(Int(entry.span.line)), .string(entry.function), .string(String(line))]
    }
    override func iterate() throws -> Value? { try Operators.iterator(.tuple(parts)) }
    override func length() throws -> Int? { 4 }
    override func getItem(_ key: Value) throws -> Value? { try Operators.getItem(.tuple(parts), key) }
    override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne else { return nil }
        let them = (other.asObject as? FrameSummary)?.parts ?? (other.asObject as? TupleObject)?.items
        guard let them else { return nil }
        return .bool(try Operators.equal(.tuple(parts), .tuple(them)) == (op == .eq))
    }
    override func repr() throws -> String { "<FrameSummary file \(entry.source.name), line \(entry.span.line) in \(entry.function)>" }
}
