// This file defines `memoryview`: a window on the bytes of a bytes, bytearray or array object.

import Glibc

/// A `memoryview` of one dimension.
public final class MemoryViewObject: Object {
    /// A BytesObject or an ArrayObject.
    private var base: Object?
    private let code: ArrayObject.Code
    private let formatText: String
    /// In bytes.
    private let start: Int
    /// In items; may be negative.
    private let step: Int
    private let count: Int
    private let isReadOnly: Bool
    private var cachedHash: Int?

    private init(base: Object, code: ArrayObject.Code, format: String, start: Int, step: Int, count: Int, readOnly: Bool) {
        self.base = base
        self.code = code
        formatText = format
        self.start = start
        self.step = step
        self.count = count
        isReadOnly = readOnly
        super.init(type: MemoryViewObject.viewType)
    }
    /// A view of a whole object; throws TypeError.
    static func make(_ v: Value) throws -> MemoryViewObject {
        if case .object(let o) = v {
            if o.kind == .bytes {
                let b = unsafeDowncast(o, to: BytesObject.self)
                return MemoryViewObject(base: b, code: .B, format: "B", start: 0, step: 1, count: b.items.count, readOnly: !b.isMutable)
            }
            if let a = o as? ArrayObject {
                return MemoryViewObject(base: a, code: a.code, format: a.code == .u ? "w" : a.code.letter, start: 0, step: 1, count: a.count, readOnly: false)
            }
            if let m = o as? MemoryViewObject {
                let base = try m.held()
                return MemoryViewObject(base: base, code: m.code, format: m.formatText, start: m.start, step: m.step, count: m.count, readOnly: m.isReadOnly)
            }
        }
        throw typeError("memoryview: a bytes-like object is required, not '\(v.typeName)'")
    }

    private func held() throws -> Object {
        guard let base else { throw valueError("operation forbidden on released memoryview object") }
        return base
    }
    private func storage() throws -> [UInt8] {
        let o = try held()
        let all = o.kind == .bytes ? unsafeDowncast(o, to: BytesObject.self).items : (o as! ArrayObject).bytes
        // The object may have become shorter meanwhile, which CPython forbids.
        if count > 0 {
            let ends = [start, start + (count - 1) * step * code.size]
            if ends.min()! < 0 || ends.max()! + code.size > all.count { throw PythonError(Exceptions.bufferError, "the object under the memoryview was resized") }
        }
        return all
    }
    private func offset(_ i: Int) -> Int { start + i * step * code.size }

    /// The bytes of the view, one item after another.
    public func contents() throws -> [UInt8] {
        let all = try storage()
        if step == 1 { return Array(all[start..<start + count * code.size]) }
        return (0..<count).flatMap { all[offset($0)..<offset($0) + code.size] }
    }
    private func values() throws -> [Value] {
        let all = try storage()
        return (0..<count).map { value(all, $0) }
    }
    private func value(_ all: [UInt8], _ i: Int) -> Value {
        if formatText == "c" { return .object(BytesObject([all[offset(i)]])) }
        return code.load(all, offset(i))
    }
    private func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws {
        let o = try held()
        if o.kind == .bytes {
            unsafeDowncast(o, to: BytesObject.self).items.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        } else {
            (o as! ArrayObject).bytes.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        }
    }

    public override func length() throws -> Int? {
        _ = try held()
        return count
    }
    public override func isTrue() throws -> Bool { count > 0 }
    public override func hash() throws -> Int {
        if let h = cachedHash { return h }
        if !isReadOnly { throw valueError("cannot hash writable memoryview object") }
        let h = try contents().withUnsafeBufferPointer { Hashing.bytes($0) }
        cachedHash = h
        return h
    }
    public override func iterate() throws -> Value? {
        var i = 0
        return .object(
            NativeIterator(type: MemoryViewObject.iteratorType, holding: [.object(self)]) { [self] in
                if i >= count { return nil }
                i += 1
                return value(try storage(), i - 1)
            })
    }
    public override func getItem(_ key: Value) throws -> Value? {
        let base = try held()
        if case .object(let o) = key, o.kind == .slice {
            let (first, by, n) = try unsafeDowncast(o, to: SliceObject.self).resolve(length: count)
            return .object(
                MemoryViewObject(base: base, code: code, format: formatText, start: n > 0 ? offset(first) : start, step: n > 0 ? step * by : 1, count: n, readOnly: isReadOnly))
        }
        return value(try storage(), try place(key))
    }
    private func place(_ key: Value) throws -> Int {
        guard var i = try Operators.clampedIndex(key) else { throw typeError("memoryview: invalid slice key") }
        if i < 0 { i += count }
        if i < 0 || i >= count { throw indexError("index out of bounds on dimension 1") }
        return i
    }
    public override func setItem(_ key: Value, _ v: Value) throws -> Bool {
        _ = try held()
        if isReadOnly { throw typeError("cannot modify read-only memory") }
        _ = try storage()
        if case .object(let o) = key, o.kind == .slice {
            let (first, by, n) = try unsafeDowncast(o, to: SliceObject.self).resolve(length: count)
            let source = try MemoryViewObject.make(v)
            if source.formatText != formatText || source.count != n {
                throw valueError("memoryview assignment: lvalue and rvalue have different structures")
            }
            let bytes = try source.contents()
            for k in 0..<n { try write(bytes[k * code.size..<(k + 1) * code.size], at: offset(first + k * by)) }
            return true
        }
        let i = try place(key)
        do { try write(code.bytes(of: v)[...], at: offset(i)) } catch let e as PythonError where e.isInstance(of: Exceptions.overflowError) {
            throw valueError("memoryview: invalid value for format '\(formatText)'")
        } catch let e as PythonError where e.isInstance(of: Exceptions.typeError) {
            throw typeError("memoryview: invalid type for format '\(formatText)'")
        }
        return true
    }
    public override func deleteItem(_ key: Value) throws -> Bool { throw typeError(isReadOnly ? "cannot modify read-only memory" : "cannot delete memory") }
    public override func contains(_ item: Value) throws -> Bool? {
        for v in try values() where try Operators.equal(v, item) { return true }
        return false
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne else { return nil }
        if other.asObject === self { return .bool(op == .eq) }
        guard let m = try? MemoryViewObject.make(other) else { return nil }
        if base == nil { return .bool(op == .ne) }
        if m.count != count { return .bool(op == .ne) }
        let same = try zip(values(), m.values()).allSatisfy { try Operators.equal($0, $1) }
        return .bool(same == (op == .eq))
    }
    public override func repr() throws -> String {
        base == nil ? "<released memory at \(Object.address(self))>" : "<memory at \(Object.address(self))>"
    }
    public override func enter() throws -> Value? {
        _ = try held()
        return .object(self)
    }
    public override func exit(_ error: PythonError?) throws -> Bool {
        base = nil
        return false
    }
    public override func traverse(_ visit: (Value) -> Void) { if let base { visit(.object(base)) } }
    public override func clearReferences() { base = nil }

    private static let iteratorType = NativeIterator.makeType("memory_iterator", module: "builtins")

    public static let viewType = TypeObject.native("memoryview", doc: "A window on the bytes of another object.", subclassable: false) { t in
        func me(_ v: Value) throws -> MemoryViewObject {
            guard let m = v.asObject as? MemoryViewObject else { throw typeError("descriptor requires a 'memoryview' object but received a '\(v.typeName)'") }
            return m
        }
        t.constructor("memoryview(object)") { _, a in .object(try make(a[0])) }
        NativeSlots.declare(t, ["__len__", "__iter__", "__getitem__", "__setitem__", "__delitem__", "__eq__", "__ne__", "__repr__", "__hash__"])
        func property(_ name: String, _ get: @escaping (MemoryViewObject) throws -> Value) {
            t.property(name) { o in
                let m = o as! MemoryViewObject
                _ = try m.held()
                return try get(m)
            }
        }
        property("obj") { .object(try $0.held()) }
        property("nbytes") { .int($0.count * $0.code.size) }
        property("itemsize") { .int($0.code.size) }
        property("format") { .string($0.formatText) }
        property("ndim") { _ in .int(1) }
        property("shape") { .tuple([.int($0.count)]) }
        property("strides") { .tuple([.int($0.step * $0.code.size)]) }
        property("suboffsets") { _ in .tuple([]) }
        property("readonly") { .bool($0.isReadOnly) }
        for name in ["c_contiguous", "f_contiguous", "contiguous"] { property(name) { .bool($0.step == 1 || $0.count <= 1) } }
        t.method("tobytes(self, order='C')", "The contents as bytes.") { a in .object(BytesObject(try me(a[0]).contents())) }
        t.method("tolist(self, /)", "The items as a list.") { a in .list(try me(a[0]).values()) }
        t.method("hex(self, *args)", "The contents in hexadecimal.") { a in
            try Operators.call(Operators.attribute(.object(BytesObject(try me(a[0]).contents())), "hex"), CallArguments(a.rest(1)))
        }
        t.method("release(self, /)", "Lets go of the object.") { a in
            try me(a[0]).base = nil
            return .none
        }
        t.method("toreadonly(self, /)", "The same view, not writable.") { a in
            let m = try me(a[0])
            return .object(MemoryViewObject(base: try m.held(), code: m.code, format: m.formatText, start: m.start, step: m.step, count: m.count, readOnly: true))
        }
        t.method("cast(self, format, shape=None)", "The same bytes as items of another type.") { a in
            let m = try me(a[0])
            var f = try a.string(1)
            let shown = f
            if f.hasPrefix("@") { f.removeFirst() }
            if m.step != 1 { throw typeError("memoryview: casts are restricted to C-contiguous views") }
            guard f.utf8.count == 1, let code = f == "c" ? .B : ArrayObject.Code(rawValue: f.utf8.first!), code != .u else {
                throw valueError("memoryview: destination format must be a native single character format prefixed with an optional '@'")
            }
            if m.code.size != 1, code.size != 1 { throw typeError("memoryview: cannot cast between two non-byte formats") }
            if m.count * m.code.size % code.size != 0 { throw typeError("memoryview: length is not a multiple of itemsize") }
            if a.given(2), case let shape = try a.items(2), shape.count != 1 { throw notImplementedError("cells support memoryview of one dimension only") }
            return .object(
                MemoryViewObject(
                    base: try m.held(), code: code, format: shown, start: m.start, step: 1, count: m.count * m.code.size / code.size, readOnly: m.isReadOnly))
        }
    }
}
