"""Prints a file's syntax tree as `shell ast` does, from CPython's own parser: for comparing the two.

python3 Tests/Oracle/dump_ast.py FILE
"""
import ast
import struct
import sys


def at(n):
    return f"@{n.lineno}:{n.col_offset}-{n.end_lineno}:{n.end_col_offset}"


def node(n, *fields):
    return type(n).__name__ + at(n) + "(" + ", ".join(fields) + ")"


def seq(items, show=None):
    return "[" + ", ".join((show or text)(i) for i in items) + "]"


def opt(n):
    return "None" if n is None else text(n)


def name(s):
    return "None" if s is None else s


def quoted(s):
    return "'" + "".join(c if 32 <= ord(c) < 127 and c not in "'\\" else "\\u{%x}" % ord(c) for c in s) + "'"


def constant(v):
    if isinstance(v, float):
        return "f%x" % struct.unpack("<Q", struct.pack("<d", v))
    if isinstance(v, str):
        return quoted(v)
    if isinstance(v, bytes):
        return "b[" + " ".join(map(str, v)) + "]"
    return repr(v)


def call(args, keywords):
    a = ", ".join("*" + text(x.value) if isinstance(x, ast.Starred) else text(x) for x in args)
    k = ", ".join(("**" if x.arg is None else x.arg + "=") + text(x.value) for x in keywords)
    return f"[{a}], [{k}]"


def arguments(a):
    def one(x, d=None):
        return node(x, x.arg, opt(x.annotation)) + ("" if d is None else "=" + text(d))

    def maybe(x):
        return "None" if x is None else one(x)

    both = a.posonlyargs + a.args
    defaults = [None] * (len(both) - len(a.defaults)) + a.defaults
    n = len(a.posonlyargs)
    pos = "[" + ", ".join(one(x, d) for x, d in zip(a.posonlyargs, defaults)) + "]"
    reg = "[" + ", ".join(one(x, d) for x, d in zip(a.args, defaults[n:])) + "]"
    kw = "[" + ", ".join(one(x, d) for x, d in zip(a.kwonlyargs, a.kw_defaults)) + "]"
    return f"args({pos}, {reg}, {maybe(a.vararg)}, {kw}, {maybe(a.kwarg)})"


def parts(values):
    out = []
    for v in values:
        if isinstance(v, ast.Constant):
            out.append(quoted(v.value))
        else:
            c = "None" if v.conversion == -1 else chr(v.conversion)
            f = "None" if v.format_spec is None else parts(v.format_spec.values)
            out.append("{" + text(v.value) + ", " + c + ", " + f + "}")
    return "[" + ", ".join(out) + "]"


def clauses(gens):
    return seq(gens, lambda c: f"comprehension({text(c.target)}, {text(c.iter)}, {seq(c.ifs)})")


def text(n):
    match n:
        case ast.Expr() | ast.Starred() | ast.YieldFrom():
            return node(n, text(n.value))
        case ast.Assign():
            return node(n, seq(n.targets), text(n.value))
        case ast.AugAssign():
            return node(n, text(n.target), type(n.op).__name__, text(n.value))
        case ast.AnnAssign():
            return node(n, text(n.target), text(n.annotation), opt(n.value), str(n.simple))
        case ast.Delete():
            return node(n, seq(n.targets))
        case ast.Pass() | ast.Break() | ast.Continue():
            return node(n)
        case ast.Return() | ast.Yield():
            return node(n, opt(n.value))
        case ast.Raise():
            return node(n, opt(n.exc), opt(n.cause))
        case ast.Global() | ast.Nonlocal():
            return node(n, seq(n.names, str))
        case ast.Assert():
            return node(n, text(n.test), opt(n.msg))
        case ast.alias():
            return node(n, n.name, name(n.asname))
        case ast.Import():
            return node(n, seq(n.names))
        case ast.ImportFrom():
            star = n.names[0].name == "*"
            return node(n, name(n.module), "*" if star else seq(n.names), str(n.level))
        case ast.If() | ast.While():
            return node(n, text(n.test), seq(n.body), seq(n.orelse))
        case ast.For():
            return node(n, text(n.target), text(n.iter), seq(n.body), seq(n.orelse))
        case ast.With():
            return node(n, seq(n.items, lambda i: f"withitem({text(i.context_expr)}, {opt(i.optional_vars)})"), seq(n.body))
        case ast.Try() | ast.TryStar():
            return node(n, seq(n.body), seq(n.handlers), seq(n.orelse), seq(n.finalbody))
        case ast.ExceptHandler():
            return node(n, opt(n.type), name(n.name), seq(n.body))
        case ast.FunctionDef():
            return node(n, n.name, arguments(n.args), seq(n.body), seq(n.decorator_list), opt(n.returns))
        case ast.ClassDef():
            return node(n, n.name, call(n.bases, n.keywords), seq(n.body), seq(n.decorator_list))
        case ast.Match():
            return node(n, text(n.subject), seq(n.cases, lambda c: f"match_case({text(c.pattern)}, {opt(c.guard)}, {seq(c.body)})"))
        case ast.Constant():
            return node(n, constant(n.value))
        case ast.Name():
            return node(n, n.id)
        case ast.NamedExpr():
            return node(n, text(n.target), text(n.value))
        case ast.BinOp():
            return node(n, text(n.left), type(n.op).__name__, text(n.right))
        case ast.UnaryOp():
            return node(n, type(n.op).__name__, text(n.operand))
        case ast.BoolOp():
            return node(n, type(n.op).__name__, seq(n.values))
        case ast.Compare():
            return node(n, text(n.left), seq(n.ops, lambda o: type(o).__name__), seq(n.comparators))
        case ast.IfExp():
            return node(n, text(n.test), text(n.body), text(n.orelse))
        case ast.Lambda():
            return node(n, arguments(n.args), text(n.body))
        case ast.Call():
            return node(n, text(n.func), call(n.args, n.keywords))
        case ast.Attribute():
            return node(n, text(n.value), n.attr)
        case ast.Subscript():
            return node(n, text(n.value), text(n.slice))
        case ast.Slice():
            return node(n, opt(n.lower), opt(n.upper), opt(n.step))
        case ast.List() | ast.Tuple() | ast.Set():
            return node(n, seq(n.elts))
        case ast.Dict():
            return node(n, "[" + ", ".join(opt(k) + ": " + text(v) for k, v in zip(n.keys, n.values)) + "]")
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
            return node(n, text(n.elt), clauses(n.generators))
        case ast.DictComp():
            return node(n, text(n.key), text(n.value), clauses(n.generators))
        case ast.JoinedStr():
            return node(n, parts(n.values))
        case ast.MatchValue():
            return node(n, text(n.value))
        case ast.MatchSingleton():
            return node(n, constant(n.value))
        case ast.MatchSequence() | ast.MatchOr():
            return node(n, seq(n.patterns))
        case ast.MatchMapping():
            return node(n, seq(n.keys), seq(n.patterns), name(n.rest))
        case ast.MatchClass():
            return node(n, text(n.cls), seq(n.patterns), seq(n.kwd_attrs, str), seq(n.kwd_patterns))
        case ast.MatchStar():
            return node(n, name(n.name))
        case ast.MatchAs():
            return node(n, opt(n.pattern), name(n.name))
        case _:
            return type(n).__name__ + "?"


if __name__ == "__main__":
    sys.setrecursionlimit(100000)
    with open(sys.argv[1], "rb") as f:
        tree = ast.parse(f.read(), sys.argv[1])
    sys.stdout.write("\n".join(text(s) for s in tree.body) + "\n")
