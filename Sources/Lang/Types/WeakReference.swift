// This file defines weak references: `weakref.ref`.

/// `weakref.ref(object, callback)`. It does not keep the object alive; the object tells the table when it goes.
public final class WeakReference: Object {
    fileprivate(set) var target: RawObject?
    fileprivate var callback: Value
    private var cachedHash: Int?

    fileprivate init(_ o: Object, _ callback: Value, type: TypeObject) {
        target = Unmanaged.passUnretained(o).toOpaque()
        self.callback = callback
        super.init(type: type)
        WeakTable.add(self)
    }
    deinit { if target != nil { WeakTable.forget(self) } }

    /// The object, nil when it is gone.
    public var object: Value? { target.map { .object(Unmanaged<Object>.fromOpaque($0).value) } }

    /// Throws TypeError for what cannot be referred to weakly.
    static func make(_ v: Value, _ callback: Value, type: TypeObject) throws -> Value {
        guard case .object(let o) = v, allowed(o) else { throw typeError("cannot create weak reference to '\(v.typeName)' object") }
        let callback = callback.isUnbound ? .none : callback
        if callback.isNone, type === referenceType, let r = WeakTable.shared(o) { return .object(r) }
        return .object(WeakReference(o, callback, type: type))
    }
    private static func allowed(_ o: Object) -> Bool {
        switch o.kind {
        case .str, .bytes, .bigInt, .tuple, .range, .slice, .cell, .intInstance where !o.type.isHeap: return false
        case .list, .dict, .exception: return o.type.isHeap
        case .instance: return o.type.slotNames == nil || o.type.slotNames!.contains("__weakref__")
        case .other: return !(o is PlainObject) && !o.isIterator && o !== Value.ellipsis.asObject && o !== Value.notImplemented.asObject
        default: return true
        }
    }

    public override var isCallable: Bool { true }
    public override func call(_ a: CallArguments) throws -> Value? {
        if !a.isEmpty { throw typeError("weakref.__call__() takes no arguments") }
        return object ?? .none
    }
    public override func hash() throws -> Int {
        if let h = cachedHash { return h }
        guard let o = object else { throw typeError("weak object has gone away") }
        let h = try Operators.hash(o)
        cachedHash = h
        return h
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let r = other.asObject as? WeakReference else { return nil }
        guard let a = object, let b = r.object else { return .bool((self === r) == (op == .eq)) }
        return .bool(try Operators.equal(a, b) == (op == .eq))
    }
    public override func repr() throws -> String {
        let head = "<weakref at \(Object.address(self)); "
        guard let o = object else { return head + "dead>" }
        var name = ""
        if let n = try Operators.attributeIfPresent(o, "__name__"), let s = n.asString { name = " (\(s))" }
        return head + "to '\(o.typeName)' at \(Object.address(o.asObject!))\(name)>"
    }
    public override func traverse(_ visit: (Value) -> Void) { visit(callback) }
    public override func clearReferences() { callback = .none }

    public static let referenceType = TypeObject.native("ReferenceType", module: "weakref", doc: "A reference that does not keep its object alive.") { t in
        t.constructor("ReferenceType(object, callback=None, /)") { cls, a in try make(a[0], a[1], type: cls) }
        t.property("__callback__") { o in
            let r = o as! WeakReference
            return r.target == nil ? .none : r.callback
        }
        NativeSlots.declare(t, ["__eq__", "__ne__", "__hash__", "__repr__"])
        t.method("__call__(self, /)") { a in (a[0].asObject as? WeakReference)?.object ?? .none }
    }

    /// `weakref.getweakrefs(object)`
    public static func all(of v: Value) -> [WeakReference] {
        guard case .object(let o) = v else { return [] }
        return WeakTable.references(to: o)
    }
}

/// The weak references to each object that has any; such an object carries a mark.
enum WeakTable {
    nonisolated(unsafe) private static var table: [RawObject: [Unmanaged<WeakReference>]] = [:]

    fileprivate static func add(_ r: WeakReference) {
        table[r.target!, default: []].append(Unmanaged.passUnretained(r))
        object(r.target!).gcBits |= GarbageCollector.weaklyReferenced
    }
    fileprivate static func forget(_ r: WeakReference) {
        guard let t = r.target else { return }
        table[t]?.removeAll { $0.toOpaque() == Unmanaged.passUnretained(r).toOpaque() }
        if table[t]?.isEmpty == true { table[t] = nil }
    }
    fileprivate static func shared(_ o: Object) -> WeakReference? {
        references(to: o).first { $0.callback.isNone && $0.type === WeakReference.referenceType }
    }
    fileprivate static func references(to o: Object) -> [WeakReference] {
        guard o.gcBits & GarbageCollector.weaklyReferenced != 0 else { return [] }
        return (table[Unmanaged.passUnretained(o).toOpaque()] ?? []).map { $0.value }
    }

    /// The object goes: its references die, then their callbacks run.
    @inline(never) static func clear(_ raw: RawObject) {
        guard let list = table.removeValue(forKey: raw) else { return }
        let references = list.map { $0.value }
        for r in references { r.target = nil }
        // The newest first, as in CPython.
        for r in references.reversed() where !r.callback.isNone {
            let f = r.callback
            r.callback = .none
            do { _ = try Operators.call(f, .object(r)) } catch let e as PythonError {
                Interpreter.shared.errorOutput("Exception ignored in: \((try? Operators.repr(f)) ?? "callback")\n" + Interpreter.shared.traceback(e))
            } catch {}
        }
    }
}
