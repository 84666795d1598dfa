// This file defines calls: binding arguments to parameters, functions, types and native functions called from the loop, and calls from Swift.

extension Machine {
    /// Calls a function of a cell from Swift.
    static func call(_ function: FunctionObject, _ a: CallArguments, namespace: Attributes? = nil) throws -> Value {
        try checkNativeStack()
        let fi = function.info
        let fo = Unmanaged.passUnretained(function).toOpaque()
        let base: Register = top
        // The arguments wait above the new frame.
        let source = base + fi.pointee.registerCount
        if source + a.count >= stackEnd { throw recursionError() }
        for (j, v) in a.positional.enumerated() { (source + j).initialize(to: v) }
        for (j, v) in a.keywords.enumerated() { (source + a.positional.count + j).initialize(to: v.value) }
        let filled: Int
        if fi.pointee.isSimple, a.keywords.isEmpty, a.positional.count == fi.pointee.positionalCount {
            filled = a.positional.count
            for j in 0..<filled { (base + j).takeInit(source + j) }
        } else {
            filled = try bind(fi, fo, source, a.positional.count, a.keywords.map { $0.name }, base)
        }
        if fi.pointee.isGenerator { return .object(GeneratorObject(function: function, base: base, filled: filled)) }
        try push(
            fi, fo, filled: filled, mode: FrameMode.entry, destination: 0, owned: nil,
            namespace: namespace.map { Unmanaged.passUnretained($0).toOpaque() })
        return try withExtendedLifetime(function) { try run() }
    }

    /// One positional argument, without arrays.
    static func call1(_ function: FunctionObject, _ x: Value) throws -> Value {
        let fi = function.info
        guard fi.pointee.isSimple, fi.pointee.positionalCount == 1 else { return try call(function, CallArguments([x])) }
        try checkNativeStack()
        (top as Register).initialize(to: x)
        try push(fi, Unmanaged.passUnretained(function).toOpaque(), filled: 1, mode: FrameMode.entry, destination: 0, owned: nil)
        return try withExtendedLifetime(function) { try run() }
    }

    static func call2(_ function: FunctionObject, _ x: Value, _ y: Value) throws -> Value {
        let fi = function.info
        guard fi.pointee.isSimple, fi.pointee.positionalCount == 2 else { return try call(function, CallArguments([x, y])) }
        try checkNativeStack()
        let base: Register = top
        base.initialize(to: x)
        (base + 1).initialize(to: y)
        try push(fi, Unmanaged.passUnretained(function).toOpaque(), filled: 2, mode: FrameMode.entry, destination: 0, owned: nil)
        return try withExtendedLifetime(function) { try run() }
    }

    // MARK: Binding

    /// Moves arguments (`n` positional ones, then one for each of `names`) into the parameters' registers at `base`. Returns the number of registers filled.
    /// On an error all of them are dropped.
    static func bind(_ fi: UnsafeMutablePointer<CodeInfo>, _ fo: RawObject, _ source: Register, _ n: Int, _ names: [Name], _ base: Register) throws -> Int {
        let p = fi.pointee.positionalCount, ko = fi.pointee.keywordOnlyCount
        let named = p + ko
        let total = named + (fi.pointee.hasVarArgs ? 1 : 0) + (fi.pointee.hasVarKeywords ? 1 : 0)
        let given = min(n, p)
        for j in 0..<given { (base + j).takeInit(source + j) }
        for j in given..<max(total, given) { (base + j).initUnbound() }
        do {
            let function = Unmanaged<FunctionObject>.fromOpaque(fo).value
            if fi.pointee.hasVarArgs {
                (base + named).setObject(Recycler.tuple(source + p, max(n - p, 0)))
            }
            if !names.isEmpty || fi.pointee.hasVarKeywords {
                var extra: DictObject?
                let parameters = function.code.parameterNames
                for (j, name) in names.enumerated() {
                    var at = -1
                    var q = fi.pointee.positionalOnlyCount
                    while q < named {
                        if parameters[q] == name {
                            at = q
                            break
                        }
                        q += 1
                    }
                    if at >= 0 {
                        if !(base + at).isUnboundBits { throw typeError("\(function.qualifiedName)() got multiple values for argument '\(name)'") }
                        (base + at).take(source + n + j)
                    } else if fi.pointee.hasVarKeywords {
                        if extra == nil { extra = Recycler.dict() }
                        try extra!.set(name.value, source[n + j])
                        (source + n + j).setUnbound()
                    } else {
                        throw unexpectedKeyword(function, name, names)
                    }
                }
                if fi.pointee.hasVarKeywords { (base + total - 1).set(.object(extra ?? Recycler.dict())) }
            }
            if n > p, !fi.pointee.hasVarArgs { throw tooMany(function, n, base) }
            let d = function.defaultCount
            var missing = false
            for j in given..<max(p, given) where (base + j).isUnboundBits {
                let k = j - (p - d)
                if k >= 0 { (base + j).copy(function.defaultValues + k) } else { missing = true }
            }
            if missing { throw missingPositional(function, base) }
            for j in p..<named where (base + j).isUnboundBits {
                if let v = try function.keywordDefaults?.get(function.code.parameterNames[j].value) {
                    (base + j).set(v)
                } else {
                    throw missingKeywordOnly(function, base)
                }
            }
            return total
        } catch {
            // First all out of the registers, then freed: a finalizer that runs uses the same registers.
            var dead: [Value] = []
            for j in 0..<max(total, given) { dead.append(result((base + j).intBits, (base + j).tag)) }
            for j in 0..<n + names.count {
                dead.append(result((source + j).intBits, (source + j).tag))
                (source + j).store(1, Tag.simple)
            }
            throw error
        }
    }

    /// `bind` for a function without `*args` and `**kwargs` whose call is right; false, with the arguments where they were, when something is amiss.
    private static func bindPlain(_ fi: UnsafeMutablePointer<CodeInfo>, _ fo: RawObject, _ source: Register, _ n: Int, _ names: [Name], _ base: Register) -> Bool {
        let p = fi.pointee.positionalCount, total = p + fi.pointee.keywordOnlyCount
        if n > p { return false }
        return Unmanaged<FunctionObject>.fromOpaque(fo)._withUnsafeGuaranteedRef { function in
            function.code.parameterNames.withUnsafeBufferPointer { parameters in
                @inline(__always) func place(_ name: Name) -> Int {
                    var q = max(n, fi.pointee.positionalOnlyCount)
                    while q < total {
                        if parameters[q] == name { return q }
                        q &+= 1
                    }
                    return -1
                }
                for j in 0..<n { (base + j).takeInit(source + j) }
                for j in n..<total { (base + j).initUnbound() }
                var taken = 0
                while taken < names.count {
                    let q = place(names[taken])
                    if q < 0 || !(base + q).isUnboundBits { break }
                    (base + q).takeInit(source + n + taken)
                    taken &+= 1
                }
                if taken == names.count, fillDefaults(fi, function, n, base) { return true }
                for j in 0..<n { (source + j).takeInit(base + j) }
                for j in 0..<taken { (source + n + j).takeInit(base + place(names[j])) }
                for j in n..<total { (base + j).setUnbound() }
                return false
            }
        }
    }

    /// Sets the parameters from `n` on that have no value yet to their defaults; false when one has none.
    @inline(__always) private static func fillDefaults(_ fi: UnsafeMutablePointer<CodeInfo>, _ function: FunctionObject, _ n: Int, _ base: Register) -> Bool {
        let p = fi.pointee.positionalCount, d = function.defaultCount
        for j in n..<p where (base + j).isUnboundBits {
            let k = j - (p - d)
            if k < 0 { return false }
            (base + j).copyInit(function.defaultValues + k)
        }
        for j in p..<p + fi.pointee.keywordOnlyCount where (base + j).isUnboundBits {
            guard let v = try? function.keywordDefaults?.get(function.code.parameterNames[j].value) else { return false }
            (base + j).set(v)
        }
        return true
    }

    /// `f(*items, **keywords)` of a function without `*args` and `**kwargs`, from a tuple or list and a dict, where the call is right; false: nothing was done.
    private static func bindSpread(_ fi: UnsafeMutablePointer<CodeInfo>, _ fo: RawObject, _ items: RawObject, _ keywords: RawObject?, _ base: Register) -> Bool {
        let array = itemsOf(items)
        let n = countOf(array), p = fi.pointee.positionalCount, total = p + fi.pointee.keywordOnlyCount
        if n > p || UInt(bitPattern: base + total) >= UInt(bitPattern: stackEnd) { return false }
        return Unmanaged<FunctionObject>.fromOpaque(fo)._withUnsafeGuaranteedRef { function in
            let values = (array + Layout.arrayItems).assumingMemoryBound(to: Value.self)
            for j in 0..<n { (base + j).copyInit(values + j) }
            for j in n..<total { (base + j).initUnbound() }
            let first = max(n, fi.pointee.positionalOnlyCount)
            let named = keywords.map { Unmanaged<DictObject>.fromOpaque($0) }?._withUnsafeGuaranteedRef { $0.all { key, value in
                guard key.tag == Tag.object, typeOf(key.objectBits) == strType else { return false }
                for q in first..<max(first, total) {
                    guard case .object(let name) = function.code.parameterNames[q].value else { continue }
                    if sameText(Unmanaged.passUnretained(name).toOpaque(), key.objectBits) {
                        if !(base + q).isUnboundBits { return false }
                        (base + q).copyInit(value)
                        return true
                    }
                }
                return false
            } }
            if named != false, fillDefaults(fi, function, n, base) { return true }
            for j in 0..<total { (base + j).setUnbound() }
            return false
        }
    }

    private static func unexpectedKeyword(_ f: FunctionObject, _ name: Name, _ given: [Name]) -> PythonError {
        let only = f.code.parameterNames.prefix(f.info.pointee.positionalOnlyCount)
        let wrong = only.filter { given.contains($0) }
        if !wrong.isEmpty {
            return typeError(
                "\(f.qualifiedName)() got some positional-only arguments passed as keyword arguments: '\(wrong.map { $0.text }.joined(separator: ", "))'")
        }
        return typeError("\(f.qualifiedName)() got an unexpected keyword argument '\(name)'")
    }

    private static func tooMany(_ f: FunctionObject, _ n: Int, _ base: Register) -> PythonError {
        let i = f.info.pointee
        let p = i.positionalCount, d = f.defaultCount
        let plural = p != 1
        let range = d > 0 ? "from \(p - d) to \(p)" : "\(p)"
        var named = 0
        for j in p..<p + i.keywordOnlyCount where !(base + j).isUnboundBits { named += 1 }
        var were = "\(n) \(n == 1 && named == 0 ? "was" : "were") given"
        if named > 0 { were = "\(n) positional argument\(n == 1 ? "" : "s") (and \(named) keyword-only argument\(named == 1 ? "" : "s")) were given" }
        return typeError("\(f.qualifiedName)() takes \(range) positional argument\(plural || d > 0 ? "s" : "") but \(were)")
    }

    private static func list(_ names: [String]) -> String {
        let q = names.map { "'\($0)'" }
        switch q.count {
        case 1: return q[0]
        case 2: return q[0] + " and " + q[1]
        default: return q.dropLast().joined(separator: ", ") + ", and " + q.last!
        }
    }

    private static func missingPositional(_ f: FunctionObject, _ base: Register) -> PythonError {
        var names: [String] = []
        for j in 0..<f.info.pointee.positionalCount - f.defaultCount where (base + j).isUnboundBits { names.append(f.code.parameterNames[j].text) }
        return typeError("\(f.qualifiedName)() missing \(names.count) required positional argument\(names.count == 1 ? "" : "s"): \(list(names))")
    }

    private static func missingKeywordOnly(_ f: FunctionObject, _ base: Register) -> PythonError {
        let i = f.info.pointee
        var names: [String] = []
        for j in i.positionalCount..<i.positionalCount + i.keywordOnlyCount where (base + j).isUnboundBits {
            let n = f.code.parameterNames[j]
            if (try? f.keywordDefaults?.get(n.value)) == nil { names.append(n.text) }
        }
        return typeError("\(f.qualifiedName)() missing \(names.count) required keyword-only argument\(names.count == 1 ? "" : "s"): \(list(names))")
    }

    // MARK: From the loop. The result is true when a frame was pushed, else the value is in `a`.

    /// The slow side of a call of a function: defaults, `*args`, generators.
    static func callFunction(_ fi: UnsafeMutablePointer<CodeInfo>, _ fo: RawObject, _ args: Register, _ n: Int, _ a: Register, _ destination: Int32) throws -> Bool {
        try invoke(fi, fo, args, n, [], a, destination, mode: FrameMode.normal, owned: nil)
    }

    static func invoke(
        _ fi: UnsafeMutablePointer<CodeInfo>, _ fo: RawObject, _ args: Register, _ n: Int, _ names: [Name], _ a: Register, _ destination: Int32, mode: UInt8, owned: RawObject?
    ) throws -> Bool {
        let base: Register = top
        let filled: Int
        if fi.pointee.isSimple, names.isEmpty, n <= fi.pointee.positionalCount {
            let p = fi.pointee.positionalCount
            let d = fo.load(fromByteOffset: Layout.functionDefaultCount, as: Int.self)
            if p - n <= d {
                for j in 0..<n { (base + j).takeInit(args + j) }
                let defaults = fo.load(fromByteOffset: Layout.functionDefaults, as: Register.self)
                for j in n..<max(p, n) { (base + j).copyInit(defaults + (j - (p - d))) }
                try push(fi, fo, filled: p, mode: mode, destination: destination, owned: owned)
                return true
            }
        }
        if !fi.pointee.isGenerator, !fi.pointee.hasVarArgs, !fi.pointee.hasVarKeywords, bindPlain(fi, fo, args, n, names, base) {
            try push(fi, fo, filled: fi.pointee.positionalCount + fi.pointee.keywordOnlyCount, mode: mode, destination: destination, owned: owned)
            return true
        }
        do { filled = try bind(fi, fo, args, n, names, base) } catch {
            if let owned { release(owned) }
            throw error
        }
        if fi.pointee.isGenerator {
            let g = GeneratorObject(function: Unmanaged<FunctionObject>.fromOpaque(fo).value, base: base, filled: filled)
            a.set(.object(g))
            if let owned { release(owned) }
            if GarbageCollector.isDue { GarbageCollector.collectYoung() }
            return false
        }
        try push(fi, fo, filled: filled, mode: mode, destination: destination, owned: owned)
        return true
    }

    /// `C(...)`. `b`: the register of the type, the arguments after it.
    static func callType(_ o: RawObject, _ b: Register, _ n: Int, _ a: Register, _ destination: Int32, names: [Name] = []) throws -> Bool {
        let t = Unmanaged<TypeObject>.fromOpaque(o).value
        if t.isPlain {
            let raw = Recycler.instance(t)
            if GarbageCollector.isDue { GarbageCollector.collectYoung() }
            if let fo = t.initializerFunction {
                // The function takes the type's place in the register, which keeps it alive; the instance keeps the type.
                retain(fo)
                let fi = infoOf(fo)
                if fi.pointee.isSimple, names.isEmpty, n + 1 == fi.pointee.positionalCount {
                    b.setObject(fo)
                    let base: Register = top
                    retain(raw)
                    base.store(Int(bitPattern: raw), Tag.object)
                    for j in 0..<n { (base + 1 + j).takeInit(b + 1 + j) }
                    try push(fi, fo, filled: n + 1, mode: FrameMode.constructor, destination: destination, owned: raw)
                    return true
                }
                // The arguments move up by one to make room for self.
                let count = n + names.count
                let source = (top as Register) + fi.pointee.registerCount
                retain(raw)
                source.store(Int(bitPattern: raw), Tag.object)
                for j in 0..<count { (source + 1 + j).takeInit(b + 1 + j) }
                b.setObject(fo)
                return try invoke(fi, fo, source, n + 1, names, a, destination, mode: FrameMode.constructor, owned: raw)
            }
            if t.overrides.isDisjoint(with: .initialize) {
                if n + names.count > 0 {
                    release(raw)
                    throw typeError("\(t.name)() takes no arguments")
                }
                a.setObject(raw)
                return false
            }
            release(raw)
        }
        if !t.isHeap, names.isEmpty {
            if n == 1, o == strType, (b + 1).tag == Tag.int {
                let v = Value.string(decimal((b + 1).intBits))
                (b + 1).setUnbound()
                a.set(v)
                return false
            }
            if n == 1, let fast = t.fast1, let v = try fast(b[1]) {
                (b + 1).setUnbound()
                a.set(v)
                return false
            }
            if n == 2, let fast = t.fast2, let v = try fast(b[1], b[2]) {
                (b + 1).setUnbound()
                (b + 2).setUnbound()
                a.set(v)
                return false
            }
        }
        let v = try t.instantiate(arguments(b + 1, n, names))
        a.set(v)
        if GarbageCollector.isDue { GarbageCollector.collectYoung() }
        return false
    }

    /// Takes the arguments out of the registers.
    static func arguments(_ args: Register, _ n: Int, _ names: [Name]) -> CallArguments {
        var c = CallArguments(takeArray(args, n))
        for (j, name) in names.enumerated() {
            let p = args + n + j
            c.keywords.append((name, result(p.intBits, p.tag)))
            p.store(1, Tag.simple)
        }
        return c
    }

    /// A call of anything but a cell's function or a type.
    static func callNative(_ b: Register, _ n: Int, _ a: Register) throws {
        if b.tag == Tag.object {
            let o = b.objectBits
            let kind = kindOf(o)
            if kind == Kind.nativeFunction.rawValue {
                if o == listAppend, n == 2, (b + 1).tag == Tag.object, kindOf((b + 1).objectBits) == Kind.list.rawValue {
                    appendToList((b + 1).objectBits, b + 2)
                    (b + 1).setUnbound()
                    a.setNone()
                    return
                }
                let v: Value
                let nf = Unmanaged<NativeFunction>.fromOpaque(o).value
                if n == 1, let fast = nf.fast1 {
                    v = try fast(b[1])
                    (b + 1).setUnbound()
                } else if n == 2, let fast = nf.fast2 {
                    v = try fast(b[1], b[2])
                    (b + 1).setUnbound()
                    (b + 2).setUnbound()
                } else if n == 0, let fast = nf.fast0 {
                    v = try fast()
                } else if n == 3, let fast = nf.fast3 {
                    v = try fast(b[1], b[2], b[3])
                    (b + 1).setUnbound()
                    (b + 2).setUnbound()
                    (b + 3).setUnbound()
                } else {
                    v = try nf.callPositional(takeArray(b + 1, n))
                }
                a.set(v)
                if GarbageCollector.isDue { GarbageCollector.collectYoung() }
                return
            }
        }
        let f = b.pointee
        b.setUnbound()
        let v = try Operators.call(f, CallArguments(takeArray(b + 1, n)))
        a.set(v)
        if GarbageCollector.isDue { GarbageCollector.collectYoung() }
    }

    static func callWithKeywords(_ b: Register, _ count: Int, _ k: Register, _ a: Register, _ destination: Int32) throws -> Bool {
        let names = Unmanaged<KeywordNames>.fromOpaque(k.objectBits)._withUnsafeGuaranteedRef { $0.names }
        let n = count - names.count
        if b.tag == Tag.object {
            let o = b.objectBits
            let kind = kindOf(o)
            if kind == Kind.function.rawValue {
                let fi = infoOf(o)
                return try invoke(fi, o, b + 1, n, names, a, destination, mode: FrameMode.normal, owned: nil)
            }
            if kind == Kind.type.rawValue { return try callType(o, b, n, a, destination, names: names) }
        }
        let f = b.pointee
        b.setUnbound()
        let v = try Operators.call(f, arguments(b + 1, n, names))
        a.set(v)
        if GarbageCollector.isDue { GarbageCollector.collectYoung() }
        return false
    }

    /// `f(*args, **kwargs)`
    static func callSpread(_ b: Register, _ a: Register, _ destination: Int32) throws -> Bool {
        if b.tag == Tag.object, kindOf(b.objectBits) == Kind.function.rawValue, (b + 1).tag == Tag.object,
            typeOf((b + 1).objectBits) == tupleType || typeOf((b + 1).objectBits) == listType
        {
            let fo = b.objectBits
            let fi = infoOf(fo)
            let keywords = (b + 2).tag == Tag.object && typeOf((b + 2).objectBits) == dictType ? (b + 2).objectBits : nil
            if !fi.pointee.isGenerator, !fi.pointee.hasVarArgs, !fi.pointee.hasVarKeywords, keywords != nil || (b + 2).tag != Tag.object,
                bindSpread(fi, fo, (b + 1).objectBits, keywords, top)
            {
                let filled = fi.pointee.positionalCount + fi.pointee.keywordOnlyCount
                // The frame comes first: what the arguments' end runs must find the new registers taken.
                try push(fi, fo, filled: filled, mode: FrameMode.normal, destination: destination, owned: nil)
                (b + 1).setUnbound()
                (b + 2).setUnbound()
                return true
            }
        }
        let f = b.pointee
        let items: [Value]
        if (b + 1).tag == Tag.object, kindOf((b + 1).objectBits) == Kind.list.rawValue || kindOf((b + 1).objectBits) == Kind.tuple.rawValue {
            items = try Operators.items(of: b[1])
        } else {
            guard try Operators.isIterable(b[1]) else {
                throw typeError("\(describeCallee(f)) argument after * must be an iterable, not \(b[1].typeName)")
            }
            items = try Operators.items(of: b[1])
        }
        var keywords: [(name: Name, value: Value)] = []
        if case .object(let o) = b[2], let d = o as? DictObject {
            keywords.reserveCapacity(d.count)
            for e in d.entries { keywords.append((Name(e.key.asString ?? ""), e.value)) }
        }
        (b + 1).setUnbound()
        (b + 2).setUnbound()
        if case .object(let o) = f, o.kind == .function {
            let fo = Unmanaged.passUnretained(o).toOpaque()
            let fi = infoOf(fo)
            let source = (top as Register) + fi.pointee.registerCount
            if source + items.count + keywords.count >= stackEnd { throw recursionError() }
            for (j, v) in items.enumerated() { (source + j).initialize(to: v) }
            for (j, v) in keywords.enumerated() { (source + items.count + j).initialize(to: v.value) }
            return try invoke(fi, fo, source, items.count, keywords.map { $0.name }, a, destination, mode: FrameMode.normal, owned: nil)
        }
        let v = try Operators.call(f, CallArguments(items, keywords: keywords))
        a.set(v)
        if GarbageCollector.isDue { GarbageCollector.collectYoung() }
        return false
    }

    /// `f()`, for messages about a call.
    static func describeCallee(_ f: Value) -> String {
        if case .object(let o) = f {
            if let x = o as? FunctionObject { return (x.moduleName.asString.map { $0 == "builtins" ? "" : $0 + "." } ?? "") + x.qualifiedName + "()" }
            if let x = o as? NativeFunction { return (x.module.map { $0 == "builtins" ? "" : $0 + "." } ?? "") + x.name + "()" }
            if let t = o as? TypeObject { return t.qualifiedName + "()" }
            if let m = o as? BoundMethod { return describeCallee(m.function) }
        }
        return (try? Operators.str(f)) ?? f.typeName + " object"
    }

    /// What leaving a frame other than an ordinary one takes. The value (`bits`, `tag`) is one reference; it is consumed unless the run ends here.
    static func leave(_ f: UnsafeMutablePointer<Frame>, _ bits: Int, _ tag: UInt8) throws -> UnsafeMutablePointer<Frame> {
        let below = f - 1
        frame = below
        switch f.pointee.mode {
        case FrameMode.entry:
            top = f.pointee.registers
            if let o = f.pointee.owned { release(o) }
        case FrameMode.constructor:
            top = f.pointee.registers
            let instance = f.pointee.owned!
            if tag != Tag.simple || bits != 0 {
                let v = result(bits, tag)
                release(instance)
                throw typeError("__init__() should return None, not '\(v.typeName)'")
            }
            (below.pointee.registers + Int(f.pointee.destination)).setObject(instance)
        case FrameMode.loop, FrameMode.step:
            endGenerator(f, returned: true)
            if f.pointee.mode == FrameMode.loop {
                // The loop that stepped it falls through.
                let s = below.pointee.registers + Int((below.pointee.pc - 1).pointee.a)
                if tag == Tag.object { release(RawObject(bitPattern: bits)!) }
                s.setUnbound()
            }
        case FrameMode.delegate:
            endGenerator(f, returned: true)
            let a = below.pointee.registers + Int(f.pointee.destination)
            let old = a.objectBits, ot = a.tag
            a.store(bits, tag)
            if ot == Tag.object { release(old) }
            below.pointee.pc += Int((below.pointee.pc - 1).pointee.d)
        case FrameMode.operation:
            top = f.pointee.registers
            if let o = f.pointee.owned { release(o) }
            try endBinary(below, f.pointee.destination, bits, tag)
        default:
            top = f.pointee.registers
            if tag == Tag.object { release(RawObject(bitPattern: bits)!) }
            if let o = f.pointee.owned { release(o) }
        }
        return below
    }

    /// A generator's frame ends by return or exception.
    static func endGenerator(_ f: UnsafeMutablePointer<Frame>, returned: Bool) {
        let g = Unmanaged<GeneratorObject>.fromOpaque(f.pointee.owned!)
        let inside = handled
        handled = f.pointee.outerHandled
        g._withUnsafeGuaranteedRef { $0.finishAfterReturn() }
        if let inside { release(inside) }
        g.release()
    }

    static func suspend(_ f: UnsafeMutablePointer<Frame>, _ pc: UnsafeMutablePointer<Instruction>) {
        let g = Unmanaged<GeneratorObject>.fromOpaque(f.pointee.owned!)
        g._withUnsafeGuaranteedRef { $0.suspend(f, pc) }
        g.release()
    }
}
