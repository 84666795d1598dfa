// This file prints syntax trees, for `shell ast` and for the comparison with CPython's own parser.

/// A tree as text: every node as `Kind@line:column-line:column(fields)`, with the names and fields of CPython's `ast` module.
public enum SyntaxDump {
    /// A whole module, one top-level statement a line.
    public static func text(_ module: ModuleNode) -> String { module.body.map { statement($0) }.joined(separator: "\n") + "\n" }

    private static func at(_ s: Span) -> String { "@\(s.line):\(s.column)-\(s.endLine):\(s.endColumn)" }
    private static func node(_ name: String, _ s: Span, _ fields: String...) -> String { name + at(s) + "(" + fields.joined(separator: ", ") + ")" }
    private static func list<T>(_ items: [T], _ show: (T) -> String) -> String { "[" + items.map(show).joined(separator: ", ") + "]" }
    private static func option(_ e: Expr?) -> String { e.map(expression) ?? "None" }
    private static func name(_ s: String?) -> String { s ?? "None" }

    static func statement(_ s: Stmt) -> String {
        let sp = s.span
        func body(_ b: [Stmt]) -> String { list(b, statement) }
        switch s.kind {
        case .expression(let e): return node("Expr", sp, expression(e))
        case .assign(let targets, let value): return node("Assign", sp, list(targets, expression), expression(value))
        case .augAssign(let t, let op, let v): return node("AugAssign", sp, expression(t), binary(op), expression(v))
        case .annAssign(let t, let a, let v, let simple): return node("AnnAssign", sp, expression(t), expression(a), option(v), simple ? "1" : "0")
        case .delete(let items): return node("Delete", sp, list(items, expression))
        case .pass: return node("Pass", sp)
        case .break_: return node("Break", sp)
        case .continue_: return node("Continue", sp)
        case .return_(let e): return node("Return", sp, option(e))
        case .raise(let e, let c): return node("Raise", sp, option(e), option(c))
        case .global(let n): return node("Global", sp, list(n) { $0 })
        case .nonlocal(let n): return node("Nonlocal", sp, list(n) { $0 })
        case .assert(let e, let m): return node("Assert", sp, expression(e), option(m))
        case .import_(let n): return node("Import", sp, list(n, alias))
        case .importFrom(let m, let level, let n, let star): return node("ImportFrom", sp, m.isEmpty ? "None" : m, star ? "*" : list(n, alias), String(level))
        case .if_(let t, let b, let e): return node("If", sp, expression(t), body(b), body(e))
        case .while_(let t, let b, let e): return node("While", sp, expression(t), body(b), body(e))
        case .for_(let t, let i, let b, let e): return node("For", sp, expression(t), expression(i), body(b), body(e))
        case .with(let items, let b): return node("With", sp, list(items) { "withitem(" + expression($0.context) + ", " + option($0.target) + ")" }, body(b))
        case .try_(let b, let h, let e, let f, let star):
            return node(
                star ? "TryStar" : "Try", sp, body(b),
                list(h) { node("ExceptHandler", $0.span, option($0.type), name($0.name), body($0.body)) }, body(e), body(f))
        case .function(let f):
            return node("FunctionDef", sp, f.name, parameters(f.parameters), body(f.body), list(f.decorators, expression), option(f.returns))
        case .class_(let c): return node("ClassDef", sp, c.name, arguments(c.arguments), body(c.body), list(c.decorators, expression))
        case .match(let e, let cases):
            return node("Match", sp, expression(e), list(cases) { "match_case(" + pattern($0.pattern) + ", " + option($0.guardTest) + ", " + body($0.body) + ")" })
        }
    }

    private static func alias(_ a: ImportAlias) -> String { node("alias", a.span, a.name, name(a.asName)) }

    /// Positional arguments, then keywords, as `ast.Call` has them.
    private static func arguments(_ items: [CallArgument]) -> String {
        var positional: [String] = []
        var keywords: [String] = []
        for a in items {
            switch a {
            case .positional(let e): positional.append(expression(e))
            case .starred(let e): positional.append("*" + expression(e))
            case .keyword(let n, let e, _): keywords.append(n + "=" + expression(e))
            case .doubleStarred(let e): keywords.append("**" + expression(e))
            }
        }
        return "[" + positional.joined(separator: ", ") + "], [" + keywords.joined(separator: ", ") + "]"
    }

    private static func parameters(_ p: Parameters) -> String {
        func one(_ x: Parameter) -> String { node("arg", x.span, x.name, option(x.annotation)) + (x.defaultValue.map { "=" + expression($0) } ?? "") }
        func maybe(_ x: Parameter?) -> String { x.map(one) ?? "None" }
        return "args(" + list(p.positionalOnly, one) + ", " + list(p.regular, one) + ", " + maybe(p.varArgs) + ", " + list(p.keywordOnly, one) + ", "
            + maybe(p.varKeywords) + ")"
    }

    private static func binary(_ op: BinaryOperator) -> String {
        ["Add", "Sub", "Mult", "MatMult", "Div", "FloorDiv", "Mod", "Pow", "LShift", "RShift", "BitAnd", "BitOr", "BitXor"][Int(op.rawValue)]
    }
    private static func compare(_ op: CompareOperator) -> String {
        ["Lt", "LtE", "Eq", "NotEq", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"][Int(op.rawValue)]
    }
    private static func unary(_ op: UnaryOperator) -> String { ["USub", "UAdd", "Invert", "Not"][Int(op.rawValue)] }

    /// Strings by code points, so that both sides spell them alike.
    static func quoted(_ s: String) -> String {
        var out = "'"
        for u in s.unicodeScalars {
            if u.value >= 32, u.value < 127, u != "'", u != "\\" { out.unicodeScalars.append(u) } else { out += "\\u{" + String(u.value, radix: 16) + "}" }
        }
        return out + "'"
    }

    static func constant(_ c: Constant) -> String {
        switch c {
        case .none: return "None"
        case .bool(let b): return b ? "True" : "False"
        case .int(let i): return String(i)
        case .bigInt(let b): return b.description
        case .float(let f): return "f" + String(f.bitPattern, radix: 16)
        case .string(let s): return quoted(s)
        case .bytes(let b): return "b[" + b.map { String($0) }.joined(separator: " ") + "]"
        case .ellipsis: return "Ellipsis"
        }
    }

    private static func parts(_ items: [StringPart]) -> String {
        list(items) {
            switch $0 {
            case .literal(let s): return quoted(s)
            case .value(let e, let conversion, let format):
                return "{" + expression(e) + ", " + (conversion.map(String.init) ?? "None") + ", " + (format.map(parts) ?? "None") + "}"
            }
        }
    }

    /// One expression.
    public static func expression(_ e: Expr) -> String {
        let sp = e.span
        switch e.kind {
        case .constant(let c): return node("Constant", sp, constant(c))
        case .name(let n): return node("Name", sp, n)
        case .namedExpr(let t, let v): return node("NamedExpr", sp, expression(t), expression(v))
        case .binary(let op, let a, let b): return node("BinOp", sp, expression(a), binary(op), expression(b))
        case .unary(let op, let a): return node("UnaryOp", sp, unary(op), expression(a))
        case .boolean(let isAnd, let items): return node("BoolOp", sp, isAnd ? "And" : "Or", list(items, expression))
        case .compare(let a, let ops, let rest): return node("Compare", sp, expression(a), list(ops, compare), list(rest, expression))
        case .conditional(let t, let b, let o): return node("IfExp", sp, expression(t), expression(b), expression(o))
        case .lambda(let p, let b, _): return node("Lambda", sp, parameters(p), expression(b))
        case .call(let f, let items): return node("Call", sp, expression(f), arguments(items))
        case .attribute(let a, let n, _): return node("Attribute", sp, expression(a), n)
        case .subscript_(let a, let i): return node("Subscript", sp, expression(a), expression(i))
        case .slice(let a, let b, let c): return node("Slice", sp, option(a), option(b), option(c))
        case .list(let items): return node("List", sp, list(items, expression))
        case .tuple(let items): return node("Tuple", sp, list(items, expression))
        case .set(let items): return node("Set", sp, list(items, expression))
        case .dict(let pairs): return node("Dict", sp, list(pairs) { option($0.key) + ": " + expression($0.value) })
        case .starred(let a): return node("Starred", sp, expression(a))
        case .comprehension(let kind, let element, let value, let clauses, _):
            let c = list(clauses) { "comprehension(" + expression($0.target) + ", " + expression($0.iterable) + ", " + list($0.conditions, expression) + ")" }
            switch kind {
            case .list: return node("ListComp", sp, expression(element), c)
            case .set: return node("SetComp", sp, expression(element), c)
            case .generator: return node("GeneratorExp", sp, expression(element), c)
            case .dict: return node("DictComp", sp, expression(element), option(value), c)
            }
        case .joinedString(let items): return node("JoinedStr", sp, parts(items))
        case .yield(let v): return node("Yield", sp, option(v))
        case .yieldFrom(let v): return node("YieldFrom", sp, expression(v))
        }
    }

    private static func pattern(_ p: Pattern) -> String {
        let sp = p.span
        switch p.kind {
        case .value(let e): return node("MatchValue", sp, expression(e))
        case .singleton(let c): return node("MatchSingleton", sp, constant(c))
        case .sequence(let items): return node("MatchSequence", sp, list(items, pattern))
        case .mapping(let keys, let patterns, let rest): return node("MatchMapping", sp, list(keys, expression), list(patterns, pattern), name(rest))
        case .class_(let e, let a, let names, let b): return node("MatchClass", sp, expression(e), list(a, pattern), list(names) { $0 }, list(b, pattern))
        case .star(let n): return node("MatchStar", sp, name(n))
        case .capture(let inner, let n): return node("MatchAs", sp, inner.map(pattern) ?? "None", name(n))
        case .or(let items): return node("MatchOr", sp, list(items, pattern))
        }
    }
}
