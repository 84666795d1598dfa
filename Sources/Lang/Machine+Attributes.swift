// This file fills the inline caches of attribute instructions.

extension Machine {
    /// `BaseException.args`
    private static let argsDescriptor = Exceptions.baseException.lookup(Names.args)?.asObject

    @inline(never) static func getAttributeSlow(_ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register, _ cache: UnsafeMutablePointer<InlineCache>) throws {
        let b = r + Int(i.pointee.b)
        let x = b.pointee
        let name = Name(id: i.pointee.d)
        if name == Names.args, case .object(let o) = x, o.kind == .exception, !o.type.overrides.contains(.getAttribute), o.attributes == nil || o.attributes!.get(name) == nil,
            let c = o.type.lookup(name), c.asObject === argsDescriptor
        {
            let v = Recycler.tuple(of: unsafeDowncast(o, to: ExceptionObject.self).visibleArguments)
            if i.pointee.c != 0 { b.setUnbound() }
            (r + Int(i.pointee.a)).set(v)
            return
        }
        if case .object(let o) = x, o.kind != .type, o.kind != .module, o.kind != .superObject, !o.type.overrides.contains(.getAttribute) {
            let t: TypeObject = o.type
            if let c = t.lookup(name) {
                if case .object(let d) = c, d.kind == .property {
                    let p = unsafeDowncast(d, to: PropertyObject.self)
                    if case .object(let g) = p.getter, g.kind == .function {
                        let fi = unsafeDowncast(g, to: FunctionObject.self).info
                        if fi.pointee.isSimple, fi.pointee.positionalCount == 1 {
                            cache.pointee = InlineCache(version: t.version, kind: CacheKind.property, pointer: Unmanaged.passUnretained(g).toOpaque())
                        }
                    }
                } else if !Operators.isDataDescriptor(c), let a = o.attributes {
                    let slot = a.shape.find(name.id)
                    if slot >= 0 { cache.pointee = InlineCache(key: a.shapeID, version: t.version, slot: Int32(slot), kind: CacheKind.slot) }
                }
            } else if let a = o.attributes {
                let slot = a.shape.find(name.id)
                if slot >= 0 { cache.pointee = InlineCache(key: a.shapeID, version: t.version, slot: Int32(slot), kind: CacheKind.slot) }
            }
        }
        let v = try Operators.attribute(x, name)
        if i.pointee.c != 0 { b.setUnbound() }
        (r + Int(i.pointee.a)).set(v)
    }

    @inline(never) static func setAttributeSlow(_ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register, _ cache: UnsafeMutablePointer<InlineCache>) throws {
        let a = r + Int(i.pointee.a)
        let name = Name(id: i.pointee.d)
        let x = a.pointee
        var before: UInt32?
        if case .object(let o) = x, o.kind == .instance {
            if let t = o.attributes {
                if t.shape.find(name.id) < 0, !t.shape.isOwned { before = t.shapeID }
            } else {
                before = 0
            }
        }
        try Operators.setAttribute(x, name, r[Int(i.pointee.b)])
        if case .object(let o) = x, o.kind != .type, o.kind != .module, !o.type.overrides.contains(.setAttribute), let t = o.attributes {
            let type: TypeObject = o.type
            let c = type.lookup(name)
            // Native objects may handle names themselves.
            let plain = o.kind == .instance && (c == nil || !Operators.isDataDescriptor(c!))
            let slot = t.shape.find(name.id)
            if plain, slot >= 0, let before, type.slotNames == nil {
                cache.pointee = InlineCache(
                    key: before, version: type.version, kind: CacheKind.add, pointer: t.shape.isOwned ? nil : Unmanaged.passUnretained(t.shape).toOpaque())
            } else if plain, slot >= 0 { cache.pointee = InlineCache(key: t.shapeID, version: type.version, slot: Int32(slot), kind: CacheKind.slot) }
        }
        if i.pointee.c != 0 { a.setUnbound() }
    }

    /// Adds the attribute that the cached instruction added before. false: the object's table is another.
    static func addAttribute(_ o: RawObject, _ i: Code_, _ r: Register, _ cache: UnsafeMutablePointer<InlineCache>) -> Bool {
        let name = Name(id: i.pointee.d)
        let key = cache.pointee.key
        if let a = attributesOf(o) {
            if shapeOf(a) != key { return false }
            if let next = cache.pointee.pointer,
                Unmanaged<Attributes>.fromOpaque(a)._withUnsafeGuaranteedRef({ $0.add(r + Int(i.pointee.b), next: next) })
            {
                return true
            }
            Unmanaged<Attributes>.fromOpaque(a)._withUnsafeGuaranteedRef { $0.add(name, r[Int(i.pointee.b)]) }
            return true
        }
        if key != 0 { return false }
        return Unmanaged<Object>.fromOpaque(o)._withUnsafeGuaranteedRef { x in
            let a = Attributes(capacity: x.type.expectedAttributes)
            a.add(name, r[Int(i.pointee.b)])
            x.attributes = a
            return true
        }
    }

    @inline(never) static func loadMethodSlow(_ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register, _ cache: UnsafeMutablePointer<InlineCache>) throws {
        let a = r + Int(i.pointee.a), b = r + Int(i.pointee.b)
        let x = b.pointee
        let name = Name(id: i.pointee.d)
        let t = x.type
        if case .object(let o) = x, o.kind != .type, o.kind != .module, o.kind != .superObject, !t.overrides.contains(.getAttribute) {
            if let c = t.lookup(name), case .object(let d) = c, d.kind == .function || (d.kind == .nativeFunction && unsafeDowncast(d, to: NativeFunction.self).isMethod),
                o.attributes?.get(name) == nil
            {
                cache.pointee = InlineCache(
                    key: o.attributes?.shape.keysID ?? 0, version: t.version, slot: 0, kind: CacheKind.method, pointer: Unmanaged.passUnretained(d).toOpaque())
                // Where instances cannot have attributes of their own no shape needs to be checked.
                if o.attributes == nil, o.allowsAttributes || o.kind == .instance { cache.pointee.key = UInt32.max }
                (a + 1).set(x)
                if i.pointee.c == 0, b != a + 1 { b.setUnbound() }
                a.set(c)
                return
            }
        } else if x.asObject == nil, let c = t.lookup(name), case .object(let d) = c, d.kind == .nativeFunction, unsafeDowncast(d, to: NativeFunction.self).isMethod {
            (a + 1).set(x)
            a.set(c)
            return
        }
        let v = try Operators.attribute(x, name)
        if i.pointee.c == 0 { b.setUnbound() }
        (a + 1).set(v)
        a.setUnbound()
    }

    static func superMethod(_ i: Code_, _ r: Register) throws {
        let a = r + Int(i.pointee.a)
        let name = Name(id: i.pointee.d)
        let me = r[Int(i.pointee.c)]
        guard case .object(let o) = r[Int(i.pointee.b)], o.kind == .type else { throw runtimeError("super(): empty __class__ cell") }
        let cls = unsafeDowncast(o, to: TypeObject.self)
        // With one base class all the way, what comes after `cls` in the order of resolution is its base's order.
        if case .object(let m) = me, m.kind == .instance, case let t: TypeObject = m.type, t === cls || t.isSubtype(of: cls), let base = cls.bases.first,
            cls.bases.count == 1, t.mro.count - t.mro.firstIndex(where: { $0 === cls })! == base.mro.count + 1,
            case .object(let d)? = base.lookup(name), d.kind == .function
        {
            a.setObject(Unmanaged.passRetained(d).toOpaque())
            (a + 1).set(me)
            return
        }
        let s = try SuperObject(cls, me)
        if !(me.asObject === s.start), let c = SuperObject.find(name, after: cls, in: s.start), case .object(let d) = c,
            d.kind == .function || (d.kind == .nativeFunction && unsafeDowncast(d, to: NativeFunction.self).isMethod)
        {
            a.set(c)
            (a + 1).set(me)
            return
        }
        let v = try Operators.attribute(.object(s), name)
        a.setUnbound()
        (a + 1).set(v)
    }
}
