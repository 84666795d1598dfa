// This file defines the slow sides of the machine's instructions: everything that the loop does not do in line.

extension Machine {
    typealias Code_ = UnsafeMutablePointer<Instruction>

    // MARK: Names

    static func unboundLocal(_ f: UnsafeMutablePointer<Frame>, _ register: Int) -> PythonError {
        let n = f.pointee.info.pointee.code._withUnsafeGuaranteedRef { $0.localName(register) }
        return PythonError(Exceptions.unboundLocalError, "cannot access local variable '\(n)' where it is not associated with a value")
    }

    static func unboundFree(_ f: UnsafeMutablePointer<Frame>, _ i: Int) -> PythonError {
        let n = f.pointee.info.pointee.code._withUnsafeGuaranteedRef { $0.freeNames[i] }
        return nameFailure("cannot access free variable '\(n)' where it is not associated with a value in enclosing scope", n)
    }

    static func nameError(_ n: Name) -> PythonError { nameFailure("name '\(n)' is not defined", n) }

    private static func nameFailure(_ m: String, _ n: Name) -> PythonError {
        let e = ExceptionObject(type: Exceptions.nameError, args: [.string(m)])
        e.attributes = Attributes()
        e.attributes!.set(Names.plainName, n.value)
        return PythonError(e)
    }

    /// `del` of a variable in a register or cell.
    static func clear(_ p: Register, _ error: @autoclosure () -> PythonError) throws {
        if p.isUnboundBits { throw error() }
        p.setUnbound()
    }

    /// `del` of a global or of a name in a class body.
    static func remove(_ n: Name, from table: RawObject) throws { if !attributesObject(table).remove(n) { throw nameError(n) } }

    static func loadGlobalSlow(_ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register, _ cache: UnsafeMutablePointer<InlineCache>) throws {
        let n = Name(id: i.pointee.d)
        let g = attributesObject(f.pointee.globals)
        let slot = g.shape.find(n.id)
        if slot >= 0 {
            cache.pointee = InlineCache(key: g.shapeID, version: 0, slot: Int32(slot))
            (r + Int(i.pointee.a)).set(g.value(at: slot))
            return
        }
        let b = Interpreter.shared.builtins.globals
        let s = b.shape.find(n.id)
        guard s >= 0 else { throw nameError(n) }
        cache.pointee = InlineCache(key: 0, version: g.keysID, slot: Int32(s), pointer: Unmanaged.passUnretained(b).toOpaque())
        (r + Int(i.pointee.a)).set(b.value(at: s))
    }

    static func storeGlobalSlow(_ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register, _ cache: UnsafeMutablePointer<InlineCache>) {
        let n = Name(id: i.pointee.d)
        let g = attributesObject(f.pointee.globals)
        g.set(n, r[Int(i.pointee.b)])
        if i.pointee.c != 0 { (r + Int(i.pointee.b)).setUnbound() }
        cache.pointee = InlineCache(key: g.shapeID, version: 0, slot: Int32(g.shape.find(n.id)))
    }

    static func loadNameSlow(_ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register, _ cache: UnsafeMutablePointer<InlineCache>) throws {
        if let ns = f.pointee.namespace, let v = attributesObject(ns).get(Name(id: i.pointee.d)) {
            (r + Int(i.pointee.a)).set(v)
            return
        }
        try loadGlobalSlow(i, f, r, cache)
    }

    // MARK: Arithmetic and comparison

    @inline(never) static func binarySlow(_ op: BinaryOperator, _ i: Code_, _ r: Register) throws {
        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
        if b.tag <= Tag.float, c.tag <= Tag.float, b.tag == Tag.float || c.tag == Tag.float {
            // Mixed numbers.
            let x = b.tag == Tag.float ? b.doubleBits : b.tag == Tag.int ? Double(b.intBits) : b.boolBits ? 1 : 0
            let y = c.tag == Tag.float ? c.doubleBits : c.tag == Tag.int ? Double(c.intBits) : c.boolBits ? 1 : 0
            switch op {
            case .add:
                (r + Int(i.pointee.a)).setFloat(x + y)
                return
            case .sub:
                (r + Int(i.pointee.a)).setFloat(x - y)
                return
            case .mul:
                (r + Int(i.pointee.a)).setFloat(x * y)
                return
            default: break
            }
        }
        let v: Value
        if op == .add, i.pointee.e & 1 == 0, b.tag == Tag.object, c.tag == Tag.object, typeOf(b.objectBits) == strType, typeOf(c.objectBits) == strType {
            v = .string(
                Unmanaged<StrObject>.fromOpaque(b.objectBits)._withUnsafeGuaranteedRef { s in
                    Unmanaged<StrObject>.fromOpaque(c.objectBits)._withUnsafeGuaranteedRef { concatenated(s, $0) }
                })
        } else if i.pointee.e & 1 != 0 {
            if op == .add, b.tag == Tag.object, kindOf(b.objectBits) == Kind.str.rawValue, try appendText(i, r) { return }
            v = try Operators.inPlace(op, b.pointee, c.pointee)
        } else {
            v = try Operators.binary(op, b.pointee, c.pointee)
        }
        if i.pointee.d & 1 != 0 { b.setUnbound() }
        if i.pointee.d & 2 != 0 { c.setUnbound() }
        (r + Int(i.pointee.a)).set(v)
    }

    /// `s += t` where nobody else holds `s`: its storage grows in place, so that building a text piece by piece is linear.
    private static func appendText(_ i: Code_, _ r: Register) throws -> Bool {
        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c), a = r + Int(i.pointee.a)
        guard a == b, isUnique(b.objectBits), c.tag == Tag.object, kindOf(c.objectBits) == Kind.str.rawValue, b.objectBits != c.objectBits else { return false }
        let s = Unmanaged<StrObject>.fromOpaque(b.objectBits).value
        let t = Unmanaged<StrObject>.fromOpaque(c.objectBits).value
        guard s.type === Types.str else { return false }
        s.appendInPlace(t)
        if i.pointee.d & 2 != 0 { c.setUnbound() }
        return true
    }

    @inline(never) static func binaryIntSlow(_ op: BinaryOperator, _ i: Code_, _ r: Register) throws {
        let b = r + Int(i.pointee.b)
        let n = Value.int(Int(i.pointee.d))
        let v = i.pointee.e & 1 != 0 ? try Operators.inPlace(op, b.pointee, n) : try Operators.binary(op, b.pointee, n)
        if i.pointee.c & 1 != 0 { b.setUnbound() }
        (r + Int(i.pointee.a)).set(v)
    }

    @inline(never) static func unarySlow(_ op: UnaryOperator, _ i: Code_, _ r: Register) throws {
        let b = r + Int(i.pointee.b)
        let v = op == .not ? .bool(try !Operators.isTrue(b.pointee)) : try Operators.unary(op, b.pointee)
        if i.pointee.d & 1 != 0 { b.setUnbound() }
        (r + Int(i.pointee.a)).set(v)
    }

    @inline(never) static func compareSlow(_ op: CompareOperator, _ i: Code_, _ r: Register) throws {
        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
        let v: Value
        if let t = try compareShort(op, b, c) { v = .bool(t) } else { v = try Operators.compare(op, b.pointee, c.pointee) }
        if i.pointee.d & 1 != 0 { b.setUnbound() }
        if i.pointee.d & 2 != 0 { c.setUnbound() }
        (r + Int(i.pointee.a)).set(v)
    }

    static func isSlow(_ i: Code_, _ r: Register, _ sense: Bool) {
        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
        let t = (same(b, c) || Operators.same(b.pointee, c.pointee)) == sense
        if i.pointee.d & 1 != 0 { b.setUnbound() }
        if i.pointee.d & 2 != 0 { c.setUnbound() }
        (r + Int(i.pointee.a)).setBool(t)
    }

    @inline(never) static func jumpCompareSlow(_ op: CompareOperator, _ i: Code_, _ r: Register) throws -> Bool {
        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
        if let t = try compareShort(op, b, c) {
            clearOperands(i, r)
            return t
        }
        let v = try Operators.compare(op, b.pointee, c.pointee)
        let t: Bool
        if case .bool(let x) = v { t = x } else { t = try Operators.isTrue(v) }
        clearOperands(i, r)
        return t
    }

    @inline(never) static func jumpCompareIntSlow(_ op: CompareOperator, _ i: Code_, _ r: Register) throws -> Bool {
        let b = r + Int(i.pointee.b)
        let v = try Operators.compare(op, b.pointee, .int(immediate(i)))
        let t: Bool
        if case .bool(let x) = v { t = x } else { t = try Operators.isTrue(v) }
        if i.pointee.a & 2 != 0 { b.setUnbound() }
        return t
    }

    @inline(never) static func isTrueSlow(_ i: Code_, _ r: Register) throws -> Bool {
        let b = r + Int(i.pointee.b)
        let t: Bool
        switch b.tag {
        case Tag.int: return b.intBits != 0
        case Tag.float: return b.doubleBits != 0
        case Tag.simple: return false
        default: t = try Operators.isTrue(b.pointee)
        }
        if i.pointee.c != 0 { b.setUnbound() }
        return t
    }

    // MARK: Loops

    /// Sets up the state in `s`, `s + 1`, `s + 2` and empties `b` (unless it is a local).
    static func forPrepare(_ s: Register, _ b: Register) throws {
        if b.tag == Tag.object {
            let o = b.objectBits
            let kind = kindOf(o)
            if kind == Kind.range.rawValue {
                let range = Unmanaged<RangeObject>.fromOpaque(o).value
                let (start, count, step) = (range.start, range.count, range.step)
                s.setInt(start)
                (s + 1).setInt(count)
                (s + 2).setInt(step)
                return
            }
            if kind == Kind.list.rawValue || kind == Kind.tuple.rawValue, overridesOf(type: typeOf(o)) & TypeObject.Overrides.iterate.rawValue == 0 {
                if s != b { s.copy(b) }
                (s + 1).setInt(0)
                return
            }
            if kind == Kind.generator.rawValue {
                if s != b { s.copy(b) }
                (s + 1).setUnbound()
                return
            }
        }
        let v = try Operators.iterator(b.pointee)
        s.set(v)
        (s + 1).setUnbound()
    }

    /// The next item of any other iterator. false at the end, the state cleared.
    static func forNextSlow(_ s: Register, _ b: Register) throws -> Bool {
        let o = object(s.objectBits)
        let v: Value?
        if o.type.overrides.contains(.next) {
            v = try Operators.next(.object(o))
        } else {
            v = try o.next()
        }
        if let v {
            b.set(v)
            return true
        }
        s.setUnbound()
        return false
    }

    // MARK: Items

    @inline(never) static func getItemSlow(_ i: Code_, _ r: Register) throws {
        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
        let v: Value
        if b.tag == Tag.object, typeOf(b.objectBits) == strType, c.tag == Tag.int, let x = character(b.objectBits, c.intBits) {
            v = x.pointee
        } else if b.tag == Tag.object, typeOf(b.objectBits) == strType, c.tag == Tag.object, kindOf(c.objectBits) == Kind.slice.rawValue {
            v = try Unmanaged<StrObject>.fromOpaque(b.objectBits)._withUnsafeGuaranteedRef { s in
                try Unmanaged<SliceObject>.fromOpaque(c.objectBits)._withUnsafeGuaranteedRef { try s.item($0) }
            }
        } else if b.tag == Tag.object, kindOf(b.objectBits) == Kind.dict.rawValue,
            overridesOf(type: typeOf(b.objectBits)) & (TypeObject.Overrides.getItem.rawValue | TypeObject.Overrides.missing.rawValue) == 0
        {
            v = try Unmanaged<DictObject>.fromOpaque(b.objectBits)._withUnsafeGuaranteedRef { d in
                let at = try d.place(of: c)
                if at >= 0 { return d.valueRegister(at).pointee }
                // Subclasses of dict in native code (defaultdict) make missing items.
                if let v = try d.getItem(c.pointee) { return v }
                throw keyError(c.pointee)
            }
        } else {
            v = try Operators.getItem(b.pointee, c.pointee)
        }
        if i.pointee.d & 1 != 0 { b.setUnbound() }
        if i.pointee.d & 2 != 0 { c.setUnbound() }
        (r + Int(i.pointee.a)).set(v)
    }

    @inline(never) static func setItemSlow(_ i: Code_, _ r: Register) throws {
        let a = r + Int(i.pointee.a), b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
        if a.tag == Tag.object, kindOf(a.objectBits) == Kind.dict.rawValue, overridesOf(type: typeOf(a.objectBits)) & TypeObject.Overrides.setItem.rawValue == 0 {
            try Unmanaged<DictObject>.fromOpaque(a.objectBits)._withUnsafeGuaranteedRef { d in
                if d.onChange == nil { try d.store(b, c) } else { _ = try d.setItem(b.pointee, c.pointee) }
            }
        } else {
            try Operators.setItem(a.pointee, b.pointee, c.pointee)
        }
        if i.pointee.d & 4 != 0 { c.setUnbound() }
        if i.pointee.d & 1 != 0 { a.setUnbound() }
        if i.pointee.d & 2 != 0 { b.setUnbound() }
    }

    @inline(never) static func unpackSlow(_ b: Register, _ a: Register, _ n: Int) throws {
        if b.tag == Tag.object, typeOf(b.objectBits) == listType, case let items = itemsOf(b.objectBits), countOf(items) == n, b + 1 <= a || b >= a + n {
            let p = (items + Layout.arrayItems).assumingMemoryBound(to: Value.self)
            // A list that dies here gives its items away.
            if isUnique(b.objectBits), isUnique(items) {
                for j in 0..<n { (a + j).take(p + j) }
            } else {
                for j in 0..<n { (a + j).copy(p + j) }
            }
            b.setUnbound()
            return
        }
        let v = b.pointee
        if case .object(let o) = v, o.kind == .list || o.kind == .tuple, !o.type.overrides.contains(.iterate) {
            let items = o.kind == .list ? unsafeDowncast(o, to: ListObject.self).items : unsafeDowncast(o, to: TupleObject.self).items
            if items.count != n { throw wrongCount(items.count, n, exact: true) }
            for j in 0..<n { (a + j).set(items[j]) }
            if !(b >= a && b < a + n) { b.setUnbound() }
            return
        }
        guard try Operators.isIterable(v) else { throw typeError("cannot unpack non-iterable \(v.typeName) object") }
        let it = try Operators.iterator(v)
        var got: [Value] = []
        while let x = try Operators.next(it) {
            if got.count == n { throw wrongCount(n + 1, n, exact: false) }
            got.append(x)
        }
        if got.count < n { throw wrongCount(got.count, n, exact: true) }
        b.setUnbound()
        for j in 0..<n { (a + j).set(got[j]) }
    }

    private static func wrongCount(_ got: Int, _ n: Int, exact: Bool) -> PythonError {
        got < n
            ? valueError("not enough values to unpack (expected \(n), got \(got))") : valueError("too many values to unpack (expected \(n))")
    }

    // MARK: Displays and strings

    @inline(never) static func display(_ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register) throws {
        let a = r + Int(i.pointee.a), b = r + Int(i.pointee.b)
        let n = Int(i.pointee.c)
        switch i.pointee.op {
        case .set:
            let s = SetObject()
            for v in takeArray(b, n) { try s.add(v) }
            a.set(.object(s))
        case .dict:
            let d = Recycler.dict()
            for j in 0..<n { try d.set(b[2 * j], b[2 * j + 1]) }
            for j in 0..<2 * n { (b + j).setUnbound() }
            a.set(.object(d))
            if GarbageCollector.isDue { GarbageCollector.collectYoung() }
        case .listExtend:
            let l = Unmanaged<ListObject>.fromOpaque(a.objectBits).value
            guard try Operators.isIterable(b.pointee) else {
                if i.pointee.c == 1 {
                    throw typeError("\(describeCallee(r[Int(i.pointee.d)])) argument after * must be an iterable, not \(b.pointee.typeName)")
                }
                throw typeError("Value after * must be an iterable, not \(b.pointee.typeName)")
            }
            l.items += try Operators.items(of: b.pointee)
            b.setUnbound()
        case .setAdd:
            try Unmanaged<SetObject>.fromOpaque(a.objectBits).value.add(b.pointee)
            b.setUnbound()
        case .setUpdate:
            let s = Unmanaged<SetObject>.fromOpaque(a.objectBits).value
            try s.update(b.pointee)
            b.setUnbound()
        case .dictSet:
            let c = r + Int(i.pointee.c)
            try Unmanaged<DictObject>.fromOpaque(a.objectBits).value.set(b.pointee, c.pointee)
            b.setUnbound()
            c.setUnbound()
        case .dictUpdate:
            let d = Unmanaged<DictObject>.fromOpaque(a.objectBits).value
            guard try forEachPair(b.pointee, { k, v in try d.set(k, v) }) else { throw typeError("'\(b.pointee.typeName)' object is not a mapping") }
            b.setUnbound()
        case .dictMerge:
            let d = Unmanaged<DictObject>.fromOpaque(a.objectBits).value
            let callee = r[Int(i.pointee.c)]
            if d.count == 0, b.tag == Tag.object, typeOf(b.objectBits) == dictType,
                try Unmanaged<DictObject>.fromOpaque(b.objectBits)._withUnsafeGuaranteedRef({ try d.takeNames(of: $0) })
            {
                b.setUnbound()
                return
            }
            let ok = try forEachPair(b.pointee) { k, v in
                guard let name = k.asString else { throw typeError("keywords must be strings") }
                if try d.get(k) != nil { throw typeError("\(describeCallee(callee)) got multiple values for keyword argument '\(name)'") }
                try d.set(k, v)
            }
            if !ok { throw typeError("\(describeCallee(callee)) argument after ** must be a mapping, not \(b.pointee.typeName)") }
            b.setUnbound()
        case .listToTuple:
            let l = Unmanaged<ListObject>.fromOpaque(a.objectBits).value
            let t = TupleObject(l.items)
            l.items = []
            a.set(.object(t))
        case .format:
            let spec = i.pointee.d >= 0 ? (r + Int(i.pointee.d)).pointee.asString ?? "" : ""
            let text: Value
            switch i.pointee.c {
            case 1: text = .string(try formatted(try Operators.repr(b.pointee), spec))
            case 2: text = .string(try formatted(try Operators.str(b.pointee), spec))
            case 3: text = .string(try formatted(try ascii(try Operators.repr(b.pointee)), spec))
            default:
                if spec.isEmpty, case .object(let o) = b.pointee, o.kind == .str, o.type === Types.str {
                    text = b.pointee
                } else if spec.isEmpty, case .int(let n) = b.pointee {
                    text = .string(decimal(n))
                } else {
                    text = .string(try Operators.format(b.pointee, spec))
                }
            }
            if i.pointee.d >= 0 { (r + Int(i.pointee.d)).setUnbound() }
            a.set(text)
        case .buildString:
            let s = joined(b, n)
            for j in 0..<n { (b + j).setUnbound() }
            a.set(.string(s))
        case .unpackStar:
            let at = Int(i.pointee.d)
            guard try Operators.isIterable(b.pointee) else { throw typeError("cannot unpack non-iterable \(b.pointee.typeName) object") }
            let items = try Operators.items(of: b.pointee)
            if items.count < n - 1 { throw valueError("not enough values to unpack (expected at least \(n - 1), got \(items.count))") }
            b.setUnbound()
            let after = n - 1 - at
            for j in 0..<at { (a + j).set(items[j]) }
            (a + at).set(.list(Array(items[at..<items.count - after])))
            for j in 0..<after { (a + at + 1 + j).set(items[items.count - after + j]) }
        default: break
        }
    }

    private static func formatted(_ s: String, _ spec: String) throws -> String { spec.isEmpty ? s : try Operators.format(.string(s), spec) }

    /// `ascii(x)` of a text.
    static func ascii(_ s: String) throws -> String {
        var out = ""
        for u in s.unicodeScalars {
            if u.isASCII {
                out.unicodeScalars.append(u)
            } else {
                let h = String(u.value, radix: 16)
                if u.value < 0x100 { out += "\\x" + h } else if u.value < 0x10000 {
                    out += "\\u" + String(repeating: "0", count: 4 - h.count) + h
                } else {
                    out += "\\U" + String(repeating: "0", count: 8 - h.count) + h
                }
            }
        }
        return out
    }

    /// The pairs of a mapping. false: it is none.
    static func forEachPair(_ m: Value, _ body: (Value, Value) throws -> Void) throws -> Bool {
        if case .object(let o) = m, o.kind == .dict, !o.type.overrides.contains(.getItem) {
            for e in unsafeDowncast(o, to: DictObject.self).entries { try body(e.key, e.value) }
            return true
        }
        guard let keys = try Operators.attributeIfPresent(m, "keys") else { return false }
        for k in try Operators.items(of: Operators.call(keys)) { try body(k, try Operators.getItem(m, k)) }
        return true
    }

    // MARK: Functions

    static func makeFunction(_ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register, _ k: Register) {
        let code = Unmanaged<Code>.fromOpaque((k + Int(i.pointee.d)).objectBits).value
        var cells: [Value] = []
        if !code.captures.isEmpty {
            cells.reserveCapacity(code.captures.count)
            let mine = cellsOf(f.pointee.function)
            for c in code.captures { cells.append(c >= 0 ? r[c] : mine[-1 - c]) }
        }
        var defaults: [Value] = []
        if i.pointee.b != 65535 {
            defaults = Unmanaged<TupleObject>.fromOpaque((r + Int(i.pointee.b)).objectBits).value.items
            (r + Int(i.pointee.b)).setUnbound()
        }
        var keywords: DictObject?
        if i.pointee.c != 65535 {
            keywords = Unmanaged<DictObject>.fromOpaque((r + Int(i.pointee.c)).objectBits).value
            (r + Int(i.pointee.c)).setUnbound()
        }
        let function = FunctionObject(code: code, globals: attributesObject(f.pointee.globals), cells: cells, defaults: defaults, keywordDefaults: keywords)
        (r + Int(i.pointee.a)).set(.object(function))
        if GarbageCollector.isDue { GarbageCollector.collectYoung() }
    }

    // MARK: yield from

    static func yieldFromIterator(_ i: Code_, _ r: Register) throws {
        let b = r + Int(i.pointee.b)
        if i.pointee.c == 1 {
            // The iterable of a generator expression: what loops know best stays as it is.
            if b.tag == Tag.object {
                let kind = kindOf(b.objectBits)
                if kind == Kind.list.rawValue || kind == Kind.tuple.rawValue || kind == Kind.range.rawValue || kind == Kind.generator.rawValue { return }
            }
        }
        let v = try Operators.iterator(b.pointee)
        (r + Int(i.pointee.a)).set(v)
    }

    /// Sends `a` to the iterator `b`. true: it has ended, its value is in `a`.
    static func send(_ a: Register, _ b: Register) throws -> Bool {
        let sent = a.pointee
        if case .object(let o) = b.pointee {
            if o.kind == .generator {
                let g = unsafeDowncast(o, to: GeneratorObject.self)
                if let v = try g.step(sending: sent) {
                    a.set(v)
                    return false
                }
                a.set(g.takeReturned())
                return true
            }
            if !sent.isNone {
                let v: Value
                do { v = try Operators.callMethod(b.pointee, Names.send, sent) } catch let e as PythonError where e.isInstance(of: Exceptions.stopIteration) {
                    a.set(e.exception.args.first ?? .none)
                    return true
                }
                a.set(v)
                return false
            }
            if o.type.overrides.contains(.next), let m = o.type.lookup(Names.next) {
                let v: Value
                do { v = try Operators.call(m, b.pointee) } catch let e as PythonError where e.isInstance(of: Exceptions.stopIteration) {
                    a.set(e.exception.args.first ?? .none)
                    return true
                }
                a.set(v)
                return false
            }
        }
        if let v = try Operators.next(b.pointee) {
            a.set(v)
            return false
        }
        a.set((b.pointee.asObject as? MapIterator)?.takeStopValue() ?? .none)
        return true
    }
}
