// This file defines the small helpers that the machine's loop uses in line, frames being pushed, and what inline caches hold.

extension Machine {
    // MARK: Small helpers, in line

    @inline(__always) static func immediate(_ i: UnsafeMutablePointer<Instruction>) -> Int { Int(Int16(bitPattern: i.pointee.c)) }
    @inline(__always) static func cellContent(_ o: RawObject) -> Register { (o + Layout.cellContent).assumingMemoryBound(to: Value.self) }
    @inline(__always) static func cellsOf(_ function: RawObject) -> Register { (function + Layout.functionCells).assumingMemoryBound(to: Register.self).pointee }
    @inline(__always) static func attributesObject(_ o: RawObject) -> Attributes { Unmanaged<Attributes>.fromOpaque(o).value }
    @inline(__always) static func result(_ bits: Int, _ tag: UInt8) -> Value {
        switch tag {
        case Tag.int: return .int(bits)
        case Tag.float: return .float(Double(bitPattern: UInt64(bitPattern: Int64(bits))))
        case Tag.bool: return .bool(bits & 1 != 0)
        case Tag.object: return .object(Unmanaged<Object>.fromOpaque(RawObject(bitPattern: bits)!).takeRetainedValue())
        default: return bits == 0 ? .none : .unbound
        }
    }
    @inline(__always) static func number(_ p: Register) -> Double? {
        let t = p.tag
        if t == Tag.float { return p.doubleBits }
        // Quotients of larger integers are rounded once, not twice.
        if t == Tag.int, p.intBits.magnitude <= 1 << 53 { return Double(p.intBits) }
        return nil
    }
    @inline(__always) static func floorDivide(_ a: Int, _ b: Int) -> Int {
        let q = a / b
        return a % b < 0 ? q &- 1 : q
    }
    @inline(__always) static func floorModulo(_ a: Int, _ b: Int) -> Int {
        let m = a % b
        return m < 0 ? m &+ b : m
    }
    @inline(__always) static func same(_ b: Register, _ c: Register) -> Bool {
        let t = b.tag
        if t != c.tag { return false }
        if t == Tag.bool { return b.boolBits == c.boolBits }
        return b.intBits == c.intBits
    }
    @inline(__always) static func clearOperands(_ i: UnsafeMutablePointer<Instruction>, _ r: Register) {
        if i.pointee.a & 2 != 0 { (r + Int(i.pointee.b)).setUnbound() }
        if i.pointee.a & 4 != 0 { (r + Int(i.pointee.c)).setUnbound() }
    }
    @inline(__always) static func appendToList(_ o: RawObject, _ b: Register) {
        Unmanaged<ListObject>.fromOpaque(o)._withUnsafeGuaranteedRef { l in
            let v = result(b.intBits, b.tag)
            b.store(1, Tag.simple)
            l.items.append(v)
        }
    }
    @inline(__always) static func takeArray(_ b: Register, _ n: Int) -> [Value] {
        @inline(__always) func taken(_ j: Int) -> Value {
            let v = result((b + j).intBits, (b + j).tag)
            (b + j).store(1, Tag.simple)
            return v
        }
        // Literals allocate with a known type; the general way asks the runtime for it.
        switch n {
        case 0: return []
        case 1: return [taken(0)]
        case 2: return [taken(0), taken(1)]
        case 3: return [taken(0), taken(1), taken(2)]
        case 4: return [taken(0), taken(1), taken(2), taken(3)]
        default: break
        }
        return [Value](unsafeUninitializedCapacity: n) { p, count in
            for j in 0..<n { (p.baseAddress! + j).takeInit(b + j) }
            count = n
        }
    }

    /// A new frame over the registers at `top`, of which the first `filled` are set.
    @inline(__always) static func push(
        _ fi: UnsafeMutablePointer<CodeInfo>, _ function: RawObject, filled: Int, mode: UInt8, destination: Int32, owned: RawObject?, namespace: RawObject? = nil
    ) throws {
        let base: Register = top
        let n = fi.pointee.registerCount
        var j = filled
        while j < n {
            let p = (base + j).raw.assumingMemoryBound(to: Int.self)
            p[0] = 1
            p[1] = Int(Tag.simple)
            j &+= 1
        }
        let nf: UnsafeMutablePointer<Frame> = frame + 1
        if UInt(bitPattern: nf) >= UInt(bitPattern: frameLimit) || UInt(bitPattern: base + n) >= UInt(bitPattern: stackEnd) { throw tooDeep(base, filled, owned) }
        // Field by field: the initializer of so large a structure is left as a call.
        nf.pointee.info = fi
        nf.pointee.registers = base
        nf.pointee.pc = fi.pointee.instructions
        nf.pointee.function = function
        nf.pointee.globals = (function + Layout.functionGlobals).assumingMemoryBound(to: RawObject.self).pointee
        nf.pointee.namespace = namespace
        nf.pointee.owned = owned
        nf.pointee.outerHandled = nil
        nf.pointee.destination = destination
        nf.pointee.mode = mode
        nf.pointee.isGenerator = false
        frame = nf
        top = base + n
    }

    @inline(never) static func tooDeep(_ base: Register, _ filled: Int, _ owned: RawObject?) -> PythonError {
        let dead = takeArray(base, filled)
        if let owned { release(owned) }
        withExtendedLifetime(dead) {}
        return recursionError()
    }
}

/// Thrown inside the machine: an exception goes on with its traceback and context as they are.
struct Reraise: Error {
    let exception: ExceptionObject
}

/// What an inline cache of an attribute holds.
enum CacheKind {
    static let none: UInt8 = 0
    /// `key`: shape, `version`: type, `slot`.
    static let slot: UInt8 = 1
    /// `version`: type, `pointer`: getter function.
    static let property: UInt8 = 2
    /// `version`: type, `key`: shape of the instance or 0, `pointer`: function.
    static let method: UInt8 = 3
    /// A new attribute: `version`: type, `key`: shape before or 0 for no table, `pointer`: shape after, where it is a shared one.
    static let add: UInt8 = 5
}

extension Machine {
    @inline(__always) static func storeName(_ names: Attributes, _ name: Name, _ v: Value) throws {
        if names.refusesDoubles { try refuseDouble(names, name) }
        names.set(name, v)
    }

    /// Throws TypeError when the body of an enumeration gives a member's name again.
    @inline(never) static func refuseDouble(_ names: Attributes, _ name: Name) throws {
        let s = name.text
        if s.hasPrefix("_"), s.hasSuffix("_") { return }
        guard let old = names.get(name) else { return }
        if case .object(let o) = old {
            switch o.kind {
            case .function, .nativeFunction, .property, .staticMethod, .classMethod: return
            default: if o.type.lookup("__get__") != nil { return }
            }
        }
        throw typeError("\(StrObject.repr(s)) already defined as \(try Operators.repr(old))")
    }
}
