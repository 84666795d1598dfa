// This file defines the scan that finds which names of a scope inner functions really capture: inlined comprehensions do not count.

/// Walks the body of one scope, through inlined comprehensions, up to the borders of inner functions.
final class CaptureScan {
    /// Names that inner functions, classes and generator expressions take from outside.
    var freeInside: Set<String> = []
    var deleted: Set<String> = []
    var hasNamedExpression = false
    let scope: FunctionScope

    init(scope: FunctionScope) { self.scope = scope }

    func statements(_ s: [Stmt]) { s.forEach(statement) }

    func statement(_ s: Stmt) {
        switch s.kind {
        case .expression(let e): expression(e)
        case .assign(let targets, let value):
            targets.forEach(expression)
            expression(value)
        case .augAssign(let t, _, let v):
            expression(t)
            expression(v)
        case .annAssign(let t, let a, let v, _):
            expression(t)
            if scope.kind != .function && scope.kind != .lambda { expression(a) }
            v.map(expression)
        case .delete(let targets):
            for t in targets {
                markDeleted(t)
                expression(t)
            }
        case .pass, .break_, .continue_, .global, .nonlocal, .import_, .importFrom: break
        case .return_(let e): e.map(expression)
        case .raise(let e, let c):
            e.map(expression)
            c.map(expression)
        case .assert(let e, let m):
            expression(e)
            m.map(expression)
        case .if_(let t, let a, let b), .while_(let t, let a, let b):
            expression(t)
            statements(a)
            statements(b)
        case .for_(let t, let i, let a, let b):
            expression(t)
            expression(i)
            statements(a)
            statements(b)
        case .with(let items, let body):
            for i in items {
                expression(i.context)
                i.target.map(expression)
            }
            statements(body)
        case .try_(let body, let handlers, let orElse, let finally, _):
            statements(body)
            for h in handlers {
                h.type.map(expression)
                if let n = h.name { deleted.insert(n) }
                statements(h.body)
            }
            statements(orElse)
            statements(finally)
        case .function(let f):
            f.decorators.forEach(expression)
            parameters(f.parameters)
            f.returns.map(expression)
            inner(f.scope)
        case .class_(let c):
            c.decorators.forEach(expression)
            c.arguments.forEach(argument)
            inner(c.scope)
        case .match(let subject, let cases):
            expression(subject)
            for c in cases {
                pattern(c.pattern)
                c.guardTest.map(expression)
                statements(c.body)
            }
        }
    }

    private func markDeleted(_ e: Expr) {
        switch e.kind {
        case .name(let n): deleted.insert(n)
        case .tuple(let items), .list(let items): items.forEach(markDeleted)
        default: break
        }
    }

    private func inner(_ s: FunctionScope) { freeInside.formUnion(s.freeOrder) }

    func parameters(_ p: Parameters) {
        for x in p.positionalOnly + p.regular + p.keywordOnly {
            x.defaultValue.map(expression)
            x.annotation.map(expression)
        }
        p.varArgs?.annotation.map(expression)
        p.varKeywords?.annotation.map(expression)
    }

    private func argument(_ a: CallArgument) {
        switch a {
        case .positional(let e), .starred(let e), .keyword(_, let e, _), .doubleStarred(let e): expression(e)
        }
    }

    private func parts(_ p: [StringPart]) {
        for x in p {
            if case .value(let e, _, let f) = x {
                expression(e)
                f.map(parts)
            }
        }
    }

    func expression(_ e: Expr) {
        switch e.kind {
        case .constant, .name: break
        case .namedExpr(let t, let v):
            hasNamedExpression = true
            expression(t)
            expression(v)
        case .binary(_, let a, let b), .subscript_(let a, let b):
            expression(a)
            expression(b)
        case .unary(_, let a), .attribute(let a, _, _), .starred(let a), .yieldFrom(let a): expression(a)
        case .boolean(_, let items), .list(let items), .tuple(let items), .set(let items): items.forEach(expression)
        case .compare(let a, _, let rest):
            expression(a)
            rest.forEach(expression)
        case .conditional(let t, let a, let b):
            expression(t)
            expression(a)
            expression(b)
        case .lambda(let p, _, let s):
            parameters(p)
            inner(s)
        case .call(let f, let args):
            expression(f)
            args.forEach(argument)
        case .slice(let a, let b, let c):
            a.map(expression)
            b.map(expression)
            c.map(expression)
        case .dict(let pairs):
            for p in pairs {
                p.key.map(expression)
                expression(p.value)
            }
        case .comprehension(let kind, let element, let value, let clauses, let s):
            if let first = clauses.first { expression(first.iterable) }
            if kind == .generator {
                inner(s)
                return
            }
            // Names free in the comprehension's inner functions but bound by the comprehension itself are its own business.
            let nested = CaptureScan(scope: s)
            nested.expression(element)
            value.map(nested.expression)
            for (i, c) in clauses.enumerated() {
                nested.expression(c.target)
                if i > 0 { nested.expression(c.iterable) }
                c.conditions.forEach(nested.expression)
            }
            hasNamedExpression = hasNamedExpression || nested.hasNamedExpression
            for n in nested.freeInside where s.symbols[n] != .local && s.symbols[n] != .cell { freeInside.insert(n) }
        case .joinedString(let p): parts(p)
        case .yield(let v): v.map(expression)
        }
    }

    private func pattern(_ p: Pattern) {
        switch p.kind {
        case .value(let e): expression(e)
        case .singleton, .star: break
        case .sequence(let items), .or(let items): items.forEach(pattern)
        case .mapping(let keys, let patterns, _):
            keys.forEach(expression)
            patterns.forEach(pattern)
        case .class_(let e, let a, _, let b):
            expression(e)
            a.forEach(pattern)
            b.forEach(pattern)
        case .capture(let inner, _): inner.map(pattern)
        }
    }
}
