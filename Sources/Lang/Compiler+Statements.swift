// This file compiles statements.

extension CodeBuilder {
    func statements(_ body: [Stmt]) throws {
        for s in body { try statement(s) }
    }

    func statement(_ s: Stmt) throws {
        let outer = span
        span = s.span
        defer { span = outer }
        let mark = nextTemp
        defer { nextTemp = mark }
        switch s.kind {
        case .expression(let e):
            if case .constant = e.kind { return }
            let r = try expression(e)
            // The value is dropped at once, as a reference count of zero would.
            if isTemp(r) { emit(.clear, a: r, b: 1) }
        case .assign(let targets, let value):
            try assign(targets, value)
        case .augAssign(let target, let op, let value):
            try augmentedAssign(target, op, value, s.span)
        case .annAssign(let target, let annotation, let value, let simple):
            try annotatedAssign(target, annotation, value, simple)
        case .delete(let targets):
            for t in targets { try delete(t) }
        case .pass, .global, .nonlocal: break
        case .break_, .continue_:
            try leaveLoop(isBreak: { if case .break_ = s.kind { return true } else { return false } }())
        case .return_(let e):
            try returnStatement(e)
        case .raise(let e, let cause):
            guard let e else {
                emit(.raiseCurrent)
                return
            }
            let r = try expression(e)
            var c = 65535
            if let cause { c = try expression(cause) }
            span = s.span
            emit(.raise, b: r, c: c)
            unreachable = true
        case .assert(let test, let message):
            let ok = Label()
            try condition(test, ifTrue: true, to: ok)
            let before = assigned
            var r = 65535
            if let message { r = try expression(message) }
            span = CodeBuilder.assertionSpan(test) ?? s.span
            emit(.raiseAssertion, b: r)
            assigned = before
            place(ok)
        case .import_(let aliases):
            for a in aliases { importStatement(a, s.span) }
        case .importFrom(let module, let level, let names, let star):
            importFrom(module, level, names, star, s.span)
        case .if_(let test, let body, let orElse):
            let no = Label()
            try condition(test, ifTrue: false, to: no)
            let before = assigned
            unreachable = false
            try statements(body)
            let bodyLeaves = unreachable
            let a = assigned
            if orElse.isEmpty {
                place(no)
                assigned = bodyLeaves ? before : a.intersection(before)
                unreachable = false
                return
            }
            let end = Label()
            if !bodyLeaves { jump(.jump, to: end) }
            place(no)
            assigned = before
            try statements(orElse)
            let elseLeaves = unreachable
            if bodyLeaves {
                // What the else part assigned holds.
            } else if elseLeaves {
                assigned = a
            } else {
                assigned.formIntersection(a)
            }
            place(end)
            unreachable = bodyLeaves && elseLeaves
        case .while_(let test, let body, let orElse):
            try whileLoop(test, body, orElse)
        case .for_(let target, let iterable, let body, let orElse):
            try forLoop(target, iterable, body, orElse, s.span)
        case .with(let items, let body):
            try with(items[...], body, s.span)
        case .try_(let body, let handlers, let orElse, let finally, let isStar):
            try tryStatement(body, handlers, orElse, finally, isStar)
        case .function(let f):
            let t = temp()
            try function(f, into: t)
            storeName(mangle(f.name), from: t, isTemp: true)
        case .class_(let c):
            let t = temp()
            try classStatement(c, into: t)
            storeName(mangle(c.name), from: t, isTemp: true)
        case .match(let subject, let cases):
            try match(subject, cases)
        }
    }

    // MARK: Assignment

    private func localRegister(_ e: Expr) -> Int? {
        if case .name(let n) = e.kind, case .local(let r) = find(mangle(n)) { return r }
        return nil
    }

    func assign(_ targets: [Expr], _ value: Expr) throws {
        if targets.count == 1, let r = localRegister(targets[0]) {
            // A comprehension or display writes its result last, so the local may be the destination; what writes early goes through a temporary itself.
            let got = try expression(value, into: r)
            if got != r { emit(.move, a: r, b: got) }
            markAssigned(r)
            return
        }
        if targets.count == 1, let items = unpackable(targets[0]), case .tuple(let values) = value.kind, values.count == items.count, items.count <= 8,
            !values.contains(where: { if case .starred = $0.kind { return true } else { return false } })
        {
            let base = temps(items.count)
            for (i, v) in values.enumerated() { _ = try expression(v, into: base + i) }
            for (i, t) in items.enumerated() { try store(t, from: base + i) }
            return
        }
        let t = temp()
        let r = try expression(value, into: t)
        for (i, target) in targets.enumerated() {
            if i < targets.count - 1 {
                let copy = temp()
                emit(.move, a: copy, b: r)
                try store(target, from: copy)
                nextTemp -= 1
            } else {
                try store(target, from: r)
            }
        }
    }

    /// The items of a tuple or list target without a star.
    private func unpackable(_ e: Expr) -> [Expr]? {
        switch e.kind {
        case .tuple(let items), .list(let items):
            return items.contains { if case .starred = $0.kind { return true } else { return false } } ? nil : items
        default: return nil
        }
    }

    /// Stores a temporary in a target, emptying it.
    func store(_ target: Expr, from r: Int) throws {
        let outer = span
        defer { span = outer }
        switch target.kind {
        case .name(let n): storeName(mangle(n), from: r, isTemp: true)
        case .attribute(let x, let n, _):
            let mark = nextTemp
            let o = try expression(x)
            span = target.span
            emit(.setAttribute, a: o, b: r, c: isTemp(o) ? 1 : 0, d: nameIndex(mangle(n)), e: newCache())
            emit(.clear, a: r, b: 1)
            nextTemp = mark
        case .subscript_(let x, let i):
            let mark = nextTemp
            let o = try expression(x)
            let k = try expression(i)
            span = target.span
            emit(.setItem, a: o, b: k, c: r, d: (isTemp(o) ? 1 : 0) | (isTemp(k) ? 2 : 0) | 4)
            nextTemp = mark
        case .tuple(let items), .list(let items):
            span = target.span
            let mark = nextTemp
            let base = temps(items.count)
            if let star = items.firstIndex(where: { if case .starred = $0.kind { return true } else { return false } }) {
                emit(.unpackStar, a: base, b: r, c: items.count, d: star)
            } else {
                emit(.unpack, a: base, b: r, c: items.count)
            }
            for (i, t) in items.enumerated() { try store(t, from: base + i) }
            nextTemp = mark
        case .starred(let x): try store(x, from: r)
        default: throw syntaxError("cannot assign to expression", target.span)
        }
    }

    func augmentedAssign(_ target: Expr, _ op: BinaryOperator, _ value: Expr, _ s: Span) throws {
        /// `R[d] := R[l] op= value`
        func apply(_ l: Int, into d: Int) throws {
            if let i = smallInt(value), let code = CodeBuilder.immediate(op) {
                span = s
                emit(code, a: d, b: l, c: isTemp(l) && l != d ? 1 : 0, d: i, e: 1)
                return
            }
            let mark = nextTemp
            let r = try expression(value)
            span = s
            emit(CodeBuilder.binaryOpcodes[Int(op.rawValue)], a: d, b: l, c: r, d: clearFlags(l, r, d), e: 1)
            nextTemp = mark
        }
        switch target.kind {
        case .name(let n):
            let name = mangle(n)
            if case .local(let r) = find(name) {
                span = target.span
                _ = loadName(name, into: nil)
                try apply(r, into: r)
                return
            }
            let t = temp()
            span = target.span
            _ = loadName(name, into: t)
            try apply(t, into: t)
            storeName(name, from: t, isTemp: true)
        case .attribute(let x, let n, _):
            let o = try expression(x)
            let t = temp()
            span = target.span
            emit(.getAttribute, a: t, b: o, d: nameIndex(mangle(n)), e: newCache())
            try apply(t, into: t)
            span = target.span
            emit(.setAttribute, a: o, b: t, c: isTemp(o) ? 1 : 0, d: nameIndex(mangle(n)), e: newCache())
            emit(.clear, a: t, b: 1)
        case .subscript_(let x, let i):
            let o = try expression(x)
            let k = try expression(i)
            let t = temp()
            span = target.span
            emit(.getItem, a: t, b: o, c: k)
            try apply(t, into: t)
            span = target.span
            emit(.setItem, a: o, b: k, c: t, d: (isTemp(o) ? 1 : 0) | (isTemp(k) ? 2 : 0) | 4)
        default: throw syntaxError("'expression' is an illegal expression for augmented assignment", target.span)
        }
    }

    func annotatedAssign(_ target: Expr, _ annotation: Expr, _ value: Expr?, _ simple: Bool) throws {
        if let value { try assign([target], value) }
        guard kind == .module || kind == .class_, comprehensions.isEmpty else { return }
        if simple, case .name(let n) = target.kind {
            let t = temp()
            try annotationValue(annotation, into: t)
            emit(.storeAnnotation, b: t, d: constantNumber(Name(mangle(n)).value))
        } else if value == nil {
            let r = try expression(annotation)
            if isTemp(r) { emit(.clear, a: r, b: 1) }
        }
    }

    /// An annotation's value; its text under `from __future__ import annotations`.
    func annotationValue(_ e: Expr, into t: Int) throws {
        if annotationsAsText {
            constant(.string(unparsed(e)), into: t)
        } else if case .starred(let inner) = e.kind {
            // `*args: *Ts`: the one item of `Ts`.
            let x = temp()
            _ = try expression(inner, into: x)
            emit(.unpack, a: t, b: x, c: 1)
        } else {
            _ = try expression(e, into: t)
        }
    }

    /// An annotation as CPython writes it back from the tree; what is rare there stands as it was written.
    private func unparsed(_ e: Expr) -> String {
        func list(_ items: [Expr]) -> String { items.map(unparsed).joined(separator: ", ") }
        switch e.kind {
        case .constant(.string(let s)): return StrObject.repr(s)
        case .constant(.none): return "None"
        case .constant(.ellipsis): return "..."
        case .name(let n): return n
        case .attribute(let x, let n, _): return unparsed(x) + "." + n
        case .subscript_(let x, let i):
            if case .tuple(let items) = i.kind, !items.isEmpty { return unparsed(x) + "[" + list(items) + (items.count == 1 ? ",]" : "]") }
            return unparsed(x) + "[" + unparsed(i) + "]"
        case .list(let items): return "[" + list(items) + "]"
        case .binary(.or, let a, let b): return unparsed(a) + " | " + unparsed(b)
        case .starred(let x): return "*" + unparsed(x)
        default: return text(of: e.span)
        }
    }

    func text(of s: Span) -> String {
        if s.line == s.endLine {
            return String(decoding: Array(source.line(Int(s.line)).utf8)[Int(s.column)..<min(Int(s.endColumn), source.line(Int(s.line)).utf8.count)], as: UTF8.self)
        }
        var out = String(decoding: Array(source.line(Int(s.line)).utf8).dropFirst(Int(s.column)), as: UTF8.self)
        for l in Int(s.line) + 1..<Int(s.endLine) { out += "\n" + source.line(l) }
        return out + "\n" + String(decoding: Array(source.line(Int(s.endLine)).utf8).prefix(Int(s.endColumn)), as: UTF8.self)
    }

    func delete(_ target: Expr) throws {
        let outer = span
        span = target.span
        defer { span = outer }
        let mark = nextTemp
        switch target.kind {
        case .name(let n): deleteName(mangle(n))
        case .attribute(let x, let n, _):
            let o = try expression(x)
            span = target.span
            emit(.deleteAttribute, a: o, d: nameIndex(mangle(n)))
            if isTemp(o) { emit(.clear, a: o, b: 1) }
        case .subscript_(let x, let i):
            let o = try expression(x)
            let k = try expression(i)
            span = target.span
            emit(.deleteItem, a: o, b: k)
            if isTemp(o) { emit(.clear, a: o, b: 1) }
            if isTemp(k) { emit(.clear, a: k, b: 1) }
        case .tuple(let items), .list(let items):
            for i in items { try delete(i) }
        default: throw syntaxError("cannot delete expression", target.span)
        }
        nextTemp = mark
    }

    // MARK: Loops and returns

    func leaveLoop(isBreak: Bool) throws {
        guard let depth = blocks.lastIndex(where: { if case .loop = $0.kind { return true } else { return false } }),
            case .loop(let breakTo, let continueTo, let state) = blocks[depth].kind
        else { throw syntaxError(isBreak ? "'break' outside loop" : "'continue' not properly in loop", span) }
        try unwind(to: depth + 1) {
            if isBreak, let state { emit(.clear, a: state, b: 3) }
            jump(.jump, to: isBreak ? breakTo : continueTo)
        }
        unreachable = true
    }

    func returnStatement(_ e: Expr?) throws {
        let t: Int
        var isLocal = false
        if let e {
            let needsUnwinding = blocks.contains { if case .handlers = $0.kind { return false } else if case .loop = $0.kind { return false } else { return true } }
            if needsUnwinding {
                t = temp()
                _ = try expression(e, into: t)
            } else {
                t = try expression(e)
                isLocal = !isTemp(t)
            }
        } else {
            t = temp()
            emit(.const, a: t, d: constantNumber(.none))
        }
        try unwind(to: 0) { emit(.return_, b: t, e: isLocal ? 1 : 0) }
        unreachable = true
    }

    func whileLoop(_ test: Expr, _ body: [Stmt], _ orElse: [Stmt]) throws {
        let top = Label(), check = Label(), done = Label(), end = Label()
        // The test stands twice: once before the loop, once at its bottom.
        try condition(test, ifTrue: false, to: done)
        let before = assigned
        place(top)
        push(Block(.loop(breakTo: end, continueTo: check, state: nil)))
        try statements(body)
        pop()
        place(check)
        assigned = before
        // An interrupt of an empty loop is the test's.
        let outer = span
        span = test.span
        try condition(test, ifTrue: true, to: top)
        span = outer
        place(done)
        assigned = before
        if isAlwaysTrue(test) { unreachable = true } else { unreachable = false }
        let infinite = unreachable
        try statements(orElse)
        let hadBreak = !end.uses.isEmpty
        place(end)
        assigned = orElse.isEmpty || !hadBreak ? assigned : before
        unreachable = infinite && !hadBreak
    }

    private func isAlwaysTrue(_ e: Expr) -> Bool {
        switch e.kind {
        case .constant(.bool(true)): return true
        case .constant(.int(let i)): return i != 0
        default: return false
        }
    }

    /// The comparison that an assertion failed by, which CPython underlines; nil: no comparison, the whole statement.
    static func assertionSpan(_ test: Expr) -> Span? {
        switch test.kind {
        case .compare: return test.span
        case .unary(.not, let inner): return assertionSpan(inner)
        case .boolean(_, let items): return items.reversed().lazy.compactMap(assertionSpan).first
        default: return nil
        }
    }

    func forLoop(_ target: Expr, _ iterable: Expr, _ body: [Stmt], _ orElse: [Stmt], _ whole: Span) throws {
        let state = temps(3)
        let r = try expression(iterable, into: state)
        // As in CPython, the loop's own steps belong to the whole statement.
        span = whole
        emit(.forPrepare, a: state, b: r)
        let top = Label(), next = Label(), end = Label()
        jump(.jump, to: next)
        let before = assigned
        place(top)
        let item: Int
        if let l = localRegister(target) {
            item = l
            markAssigned(l)
        } else {
            item = temp()
            try store(target, from: item)
        }
        push(Block(.loop(breakTo: end, continueTo: next, state: state)))
        try statements(body)
        pop()
        span = whole
        place(next)
        jump(.forNext, to: top, a: state, b: item)
        assigned = before
        unreachable = false
        try statements(orElse)
        place(end)
        assigned = before
        unreachable = false
    }

    // MARK: with

    func with(_ items: ArraySlice<WithItem>, _ body: [Stmt], _ s: Span) throws {
        guard let item = items.first else { return try statements(body) }
        let mark = nextTemp
        let w = temps(2)
        _ = try expression(item.context, into: w)
        span = item.context.span
        let v = temp()
        emit(.withEnter, a: v, b: w)
        let handler = Label(), end = Label()
        let x = temps(2)
        let before = assigned
        push(Block(.with(w, item.context.span), start: here, target: handler, register: x))
        if let t = item.target {
            try store(t, from: v)
        } else {
            emit(.clear, a: v, b: 1)
        }
        unreachable = false
        try with(items.dropFirst(), body, s)
        let leaves = unreachable
        pop()
        let after = assigned
        span = item.context.span
        if !leaves {
            emit(.withExit, a: w)
            jump(.jump, to: end)
        }
        place(handler)
        emit(.pushException, a: x)
        let start = here
        let t = temp()
        emit(.withExcept, a: t, b: w, c: x)
        let swallowed = Label()
        jump(.jumpTrue, to: swallowed, b: t, c: 1)
        emit(.reraise, a: x)
        cleanupRange(start: start, register: x)
        place(swallowed)
        emit(.popException, a: x)
        place(end)
        // The body may have been left early by a swallowed exception.
        assigned = after.intersection(before)
        nextTemp = mark
    }

    // MARK: try

    func tryStatement(_ body: [Stmt], _ handlers: [ExceptHandler], _ orElse: [Stmt], _ finally: [Stmt], _ isStar: Bool) throws {
        if finally.isEmpty {
            if isStar { try tryStar(body, handlers, orElse) } else { try tryExcept(body, handlers, orElse) }
            return
        }
        let handler = Label(), end = Label()
        let x = temps(2)
        let before = assigned
        push(Block(.finally(finally), start: here, target: handler, register: x))
        unreachable = false
        if handlers.isEmpty {
            try statements(body)
        } else if isStar {
            try tryStar(body, handlers, orElse)
        } else {
            try tryExcept(body, handlers, orElse)
        }
        let leaves = unreachable
        pop()
        if !leaves { try statements(finally) }
        let after = assigned
        let finallyLeaves = unreachable
        if !leaves, !finallyLeaves { jump(.jump, to: end) }
        place(handler)
        assigned = before
        emit(.pushException, a: x)
        let block = Block(.handling(x), start: here)
        push(block)
        try statements(finally)
        emit(.reraise, a: x)
        pop()
        place(end)
        assigned = after
        unreachable = leaves || finallyLeaves
    }

    func tryExcept(_ body: [Stmt], _ handlers: [ExceptHandler], _ orElse: [Stmt]) throws {
        let handler = Label(), end = Label()
        let x = temps(2)
        let before = assigned
        push(Block(.handlers, start: here, target: handler, register: x))
        unreachable = false
        try statements(body)
        pop()
        var ends: [Set<Int>] = []
        if !unreachable {
            try statements(orElse)
            if !unreachable {
                ends.append(assigned)
                jump(.jump, to: end)
            }
        }
        place(handler)
        assigned = before
        emit(.pushException, a: x)
        push(Block(.handling(x), start: here))
        for h in handlers {
            let next = Label()
            assigned = before
            let mark = nextTemp
            span = h.span
            if let type = h.type {
                let t = try expression(type)
                span = type.span
                jump(.jumpNoMatch, to: next, a: x, b: t)
                if isTemp(t) { emit(.clear, a: t, b: 1) }
            }
            nextTemp = mark
            unreachable = false
            if let n = h.name {
                let name = mangle(n)
                let t = temp()
                emit(.move, a: t, b: x)
                storeName(name, from: t, isTemp: true)
                nextTemp -= 1
                push(Block(.unbind(name, h.span)))
                try statements(h.body)
                pop()
                if !unreachable { unbindHandlerName(name) }
            } else {
                try statements(h.body)
            }
            if !unreachable {
                // Leaving the handler: the range of `handling` must not cover the restoring itself.
                let block = blocks.removeLast()
                let start = block.start!
                cleanupRange(start: start, register: x)
                emit(.popException, a: x)
                ends.append(assigned)
                jump(.jump, to: end)
                block.start = here
                blocks.append(block)
            }
            place(next)
        }
        emit(.reraise, a: x)
        pop()
        place(end)
        if var all = ends.first {
            for e in ends.dropFirst() { all.formIntersection(e) }
            assigned = all
            unreachable = false
        } else {
            assigned = before
            unreachable = true
        }
    }

    func tryStar(_ body: [Stmt], _ handlers: [ExceptHandler], _ orElse: [Stmt]) throws {
        let handler = Label(), end = Label(), out = Label()
        // x: the exception; rest: what is not handled yet; rest + 1: list of what handlers raised; rest + 2: the original.
        let x = temps(2)
        let rest = temps(3)
        let before = assigned
        push(Block(.handlers, start: here, target: handler, register: x))
        unreachable = false
        try statements(body)
        pop()
        if !unreachable {
            try statements(orElse)
            jump(.jump, to: end)
        }
        place(handler)
        assigned = before
        emit(.pushException, a: x)
        push(Block(.handling(x), start: here))
        emit(.move, a: rest, b: x)
        emit(.move, a: rest + 2, b: x)
        emit(.list, a: rest + 1, b: rest + 1, c: 0)
        for h in handlers {
            let next = Label()
            assigned = before
            let mark = nextTemp
            span = h.span
            let part = temp()
            let t = try expression(h.type!)
            span = h.type!.span
            let i = emit(.matchGroup, a: part, b: rest, c: t)
            next.uses.append(i)
            if isTemp(t) { emit(.clear, a: t, b: 1) }
            // The handler's own exceptions are collected.
            let caught = Label(), done = Label()
            let y = temps(2)
            emit(.move, a: y, b: part)
            emit(.pushException, a: y)
            let z = temps(2)
            push(Block(.handlers, start: here, target: caught, register: z))
            push(Block(.handling(y), start: here))
            unreachable = false
            if let n = h.name {
                let name = mangle(n)
                let c = temp()
                emit(.move, a: c, b: part)
                storeName(name, from: c, isTemp: true)
                push(Block(.unbind(name, h.span)))
                try statements(h.body)
                pop()
                unbindHandlerName(name)
            } else {
                try statements(h.body)
            }
            pop()
            pop()
            emit(.popException, a: y)
            jump(.jump, to: done)
            place(caught)
            emit(.listAppend, a: rest + 1, b: z)
            place(done)
            nextTemp = mark
            place(next)
        }
        let nothing = Label()
        let i = emit(.reraiseGroup, a: rest)
        nothing.uses.append(i)
        pop()
        place(nothing)
        emit(.popException, a: x)
        place(out)
        place(end)
        assigned = before
        unreachable = false
    }

    // MARK: import

    private func importStatement(_ a: ImportAlias, _ s: Span) {
        let t = temp()
        span = s
        emit(.importModule, a: t, b: 0, c: a.asName != nil ? 1 : 0, d: nameIndex(a.name))
        let bound = a.asName ?? String(a.name.split(separator: ".", maxSplits: 1)[0])
        storeName(mangle(bound), from: t, isTemp: true)
        nextTemp -= 1
    }

    private func importFrom(_ module: String, _ level: Int, _ names: [ImportAlias], _ star: Bool, _ s: Span) {
        let t = temp()
        span = s
        emit(.importModule, a: t, b: level, c: 1, d: nameIndex(module))
        if star {
            emit(.importStar, a: t)
        } else {
            for n in names {
                let v = temp()
                span = s
                emit(.importFrom, a: v, b: t, d: nameIndex(n.name))
                storeName(mangle(n.asName ?? n.name), from: v, isTemp: true)
                nextTemp -= 1
            }
        }
        emit(.clear, a: t, b: 1)
        nextTemp -= 1
    }
}
