// This file compiles `match`.

extension CodeBuilder {
    func match(_ subject: Expr, _ cases: [MatchCase]) throws {
        let mark = nextTemp
        let x = temp()
        _ = try expression(subject, into: x)
        let end = Label()
        let before = assigned
        var ends: [Set<Int>] = []
        var exhaustive = false
        for c in cases {
            let next = Label()
            assigned = before
            let m = nextTemp
            span = c.pattern.span
            // Captured names are bound only when the whole pattern fits.
            var captures: [(String, Int)] = []
            try pattern(c.pattern, subject: x, fail: next, captures: &captures)
            for (n, r) in captures { storeName(mangle(n), from: r, isTemp: false) }
            if let g = c.guardTest { try condition(g, ifTrue: false, to: next) }
            unreachable = false
            nextTemp = m
            try statements(c.body)
            if !unreachable {
                ends.append(assigned)
                jump(.jump, to: end)
            }
            exhaustive = c.guardTest == nil && isIrrefutable(c.pattern)
            place(next)
        }
        if !exhaustive { ends.append(before) }
        place(end)
        unreachable = ends.isEmpty
        assigned = ends.dropFirst().reduce(ends.first ?? before) { $0.intersection($1) }
        emit(.clear, a: x, b: 1)
        nextTemp = mark
    }

    private func isIrrefutable(_ p: Pattern) -> Bool {
        if case .capture(let inner, _) = p.kind { return inner.map(isIrrefutable) ?? true }
        return false
    }

    /// Jumps to `fail` when the value in `x` does not fit. Captured values stay in temporaries, which the caller frees.
    private func pattern(_ p: Pattern, subject x: Int, fail: Label, captures: inout [(String, Int)]) throws {
        span = p.span
        switch p.kind {
        case .value(let e):
            let r = try expression(e)
            span = p.span
            jump(.jumpEq, to: fail, a: 0, b: x, c: r)
        case .singleton(let c):
            let t = temp()
            constant(CodeBuilder.value(of: c), into: t)
            jump(.jumpIs, to: fail, a: 0, b: x, c: t)
        case .capture(let inner, let name):
            if let inner { try pattern(inner, subject: x, fail: fail, captures: &captures) }
            if let name {
                let t = temp()
                emit(.move, a: t, b: x)
                captures.append((name, t))
            }
        case .star: break
        case .sequence(let items):
            let t = temp()
            emit(.matchSequence, a: t, b: x)
            jump(.jumpFalse, to: fail, b: t)
            emit(.length, a: t, b: x)
            let star = items.firstIndex { if case .star = $0.kind { return true } else { return false } }
            let n = star == nil ? items.count : items.count - 1
            jump(star == nil ? .jumpEqInt : .jumpGeInt, to: fail, a: 0, b: t, c: n)
            if items.isEmpty { return }
            if let star, case .star(nil) = items[star].kind {
                // Only the places that are named are read, as CPython does.
                let index = temp(), item = temp()
                for (i, part) in items.enumerated() where i != star {
                    if case .capture(nil, nil) = part.kind { continue }
                    if i < star {
                        constant(.int(i), into: index)
                    } else {
                        emit(.length, a: index, b: x)
                        emit(.subInt, a: index, b: index, c: 0, d: items.count - i)
                    }
                    emit(.getItem, a: item, b: x, c: index)
                    let held = temp()
                    emit(.move, a: held, b: item)
                    try pattern(part, subject: held, fail: fail, captures: &captures)
                }
                return
            }
            let base = temps(items.count)
            let copy = temp()
            emit(.move, a: copy, b: x)
            if let star {
                emit(.unpackStar, a: base, b: copy, c: items.count, d: star)
            } else {
                emit(.unpack, a: base, b: copy, c: items.count)
            }
            for (i, item) in items.enumerated() {
                if case .star(let name) = item.kind {
                    if let name { captures.append((name, base + i)) }
                } else {
                    try pattern(item, subject: base + i, fail: fail, captures: &captures)
                }
            }
        case .mapping(let keys, let patterns, let rest):
            let t = temp()
            emit(.matchMapping, a: t, b: x)
            jump(.jumpFalse, to: fail, b: t)
            let k = temp()
            _ = try display(keys, .tuple, into: k)
            let values = temp()
            emit(.matchKeys, a: values, b: x, c: k)
            jump(.jumpNone, to: fail, a: 1, b: values)
            if !patterns.isEmpty {
                let base = temps(patterns.count)
                emit(.unpack, a: base, b: values, c: patterns.count)
                for (i, q) in patterns.enumerated() { try pattern(q, subject: base + i, fail: fail, captures: &captures) }
            }
            if let rest {
                let r = temp()
                emit(.matchRest, a: r, b: x, c: k)
                captures.append((rest, r))
            }
        case .class_(let cls, let positional, let names, let named):
            let t = temp()
            let c = temps(2)
            _ = try expression(cls, into: c)
            constant(.tuple(names.map { Name($0).value }), into: c + 1)
            span = p.span
            emit(.matchClass, a: t, b: x, c: c, d: positional.count)
            jump(.jumpNone, to: fail, a: 1, b: t)
            let n = positional.count + named.count
            if n == 0 { return }
            let base = temps(n)
            emit(.unpack, a: base, b: t, c: n)
            for (i, q) in (positional + named).enumerated() { try pattern(q, subject: base + i, fail: fail, captures: &captures) }
        case .or(let alternatives):
            let done = Label()
            // All alternatives bind the same names: each puts them in the same temporaries.
            var slots: [String: Int] = [:]
            var order: [(String, Int)] = []
            for (i, q) in alternatives.enumerated() {
                let next = i == alternatives.count - 1 ? fail : Label()
                var inner: [(String, Int)] = []
                try pattern(q, subject: x, fail: next, captures: &inner)
                for (n, r) in inner {
                    if let s = slots[n] {
                        emit(.move, a: s, b: r)
                    } else {
                        slots[n] = r
                        order.append((n, r))
                    }
                }
                if i < alternatives.count - 1 {
                    jump(.jump, to: done)
                    place(next)
                }
            }
            place(done)
            captures += order
        }
    }
}
