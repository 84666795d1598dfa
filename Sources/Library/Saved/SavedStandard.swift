// This file defines the saved form of the standard library's native objects.

import BigInt
import Lang

extension DequeObject: Snapshotable {
    static var snapshotName: String { "deque" }
    func writeSnapshot(_ w: SnapshotWriter) throws { w.integer(maximum ?? -1) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let d: DequeObject
        if let make = type.make, let o = try make(type, CallArguments()).asObject as? DequeObject { d = o } else { throw r.damaged() }
        let m = try r.integer()
        d.maximum = m < 0 ? nil : m
        return d
    }
    func writeContents(_ w: SnapshotWriter) throws { try SavedTensor.values(items, w) }
    func readContents(_ r: SnapshotReader) throws { for v in try SavedTensor.values(r) { append(v) } }
}

extension PartialObject: Snapshotable {
    static var snapshotName: String { "partial" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        try w.value(function)
        try SavedTensor.values(positional, w)
        w.integer(keywords.count)
        for k in keywords {
            w.string(k.name.text)
            try w.value(k.value)
        }
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let f = try r.value(), p = try SavedTensor.values(r), n = try r.integer()
        guard n >= 0 else { throw r.damaged() }
        return PartialObject(f, p, try (0..<n).map { _ in (Name(try r.string()), try r.value()) }, type: type)
    }
}

extension CacheObject: Snapshotable {
    static var snapshotName: String { "lru_cache" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        try w.value(function)
        w.integer(maximum ?? -1)
        w.bool(typed)
        w.integer(hits)
        w.integer(misses)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let f = try r.value(), m = try r.integer()
        let c = CacheObject(f, maximum: m < 0 ? nil : m, typed: try r.bool())
        c.hits = try r.integer()
        c.misses = try r.integer()
        return c
    }
    /// Keys with a mark for keywords are made by the process; what was computed for them is computed again.
    func writeContents(_ w: SnapshotWriter) throws {
        let plain = table.entries.filter { isPlain($0.key) }
        w.integer(plain.count)
        for e in plain {
            try w.value(e.key)
            try w.value(e.value)
        }
    }
    func readContents(_ r: SnapshotReader) throws {
        let n = try r.integer()
        guard n >= 0 else { throw r.damaged() }
        for _ in 0..<n {
            let k = try r.value()
            try table.set(k, try r.value())
        }
    }
    private func isPlain(_ v: Value) -> Bool {
        guard case .object(let o) = v else { return true }
        switch o.kind {
        case .str, .bytes, .bigInt: return true
        case .tuple: return (o as! TupleObject).items.allSatisfy(isPlain)
        default: return false
        }
    }
}

extension Getter: Snapshotable {
    static var snapshotName: String { "itemgetter" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.bool(isItem)
        try SavedTensor.values(keys, w)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let i = try r.bool()
        return Getter(try SavedTensor.values(r), isItem: i, type: type)
    }
}

extension MethodCaller: Snapshotable {
    static var snapshotName: String { "methodcaller" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.string(name.text)
        try SavedTensor.values(arguments.positional, w)
        w.integer(arguments.keywords.count)
        for k in arguments.keywords {
            w.string(k.name.text)
            try w.value(k.value)
        }
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let name = Name(try r.string()), p = try SavedTensor.values(r), n = try r.integer()
        guard n >= 0 else { throw r.damaged() }
        return MethodCaller(name, CallArguments(p, keywords: try (0..<n).map { _ in (Name(try r.string()), try r.value()) }), type: type)
    }
}

extension RePattern: Snapshotable {
    static var snapshotName: String { "re.Pattern" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.integer(flags)
        try w.value(pattern)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let f = try r.integer()
        return try RePattern(try r.value(), flags: f)
    }
}

extension ReMatch: Snapshotable {
    static var snapshotName: String { "re.Match" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        try w.value(.object(pattern))
        try w.value(subject.value)
        SavedTensor.ints(spans, w)
        w.integer(pos)
        w.integer(endpos)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        guard let p = try r.value().asObject as? RePattern else { throw r.damaged() }
        let s = try ReSubject(try r.value()), spans = try SavedTensor.ints(r), a = try r.integer()
        return ReMatch(p, s, spans, pos: a, endpos: try r.integer())
    }
}

extension ReFlag: Snapshotable {
    static var snapshotName: String { "re.Flag" }
    func writeSnapshot(_ w: SnapshotWriter) throws { w.integer(value) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { ReFlag(try r.integer(), type) }
}

extension EnumInfo: Snapshotable {
    static var snapshotName: String { "enum" }
    func writeSnapshot(_ w: SnapshotWriter) throws { w.bool(isFlag) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { EnumInfo(isFlag: try r.bool()) }
    func writeContents(_ w: SnapshotWriter) throws {
        w.integer(members.count)
        for m in members {
            w.string(m.name)
            try w.value(m.member)
        }
        w.integer(all.count)
        for e in all.entries {
            try w.value(e.key)
            try w.value(e.value)
        }
        w.integer(combinations.count)
        for (k, v) in combinations.sorted(by: { $0.key < $1.key }) {
            w.integer(k)
            try w.value(v)
        }
    }
    func readContents(_ r: SnapshotReader) throws {
        for _ in 0..<(try r.integer()) {
            let n = try r.string()
            members.append((n, try r.value()))
        }
        for _ in 0..<(try r.integer()) {
            let k = try r.value()
            try all.set(k, try r.value())
        }
        for _ in 0..<(try r.integer()) {
            let k = try r.integer()
            combinations[k] = try r.value()
        }
    }
}

extension AutoValue: Snapshotable {
    static var snapshotName: String { "enum.auto" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        guard let v = resolved else { throw w.refuse("an auto() that is no member yet cannot be saved") }
        try w.value(v)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let a = AutoValue()
        a.resolved = try r.value()
        return a
    }
}

extension FieldObject: Snapshotable {
    static var snapshotName: String { "dataclasses.Field" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.string(name)
        for v in [defaultValue, factory, inHash, metadata] { try w.value(v) }
        for b in [inInit, inRepr, inCompare, isInitVar] { w.bool(b) }
        w.byte(keywordOnly == nil ? 2 : keywordOnly! ? 1 : 0)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let name = try r.string()
        let d = try r.value(), f = try r.value(), h = try r.value(), m = try r.value()
        let i = try r.bool(), p = try r.bool(), c = try r.bool(), v = try r.bool(), k = try r.byte()
        let x = FieldObject(defaultValue: d, factory: f, inInit: i, inRepr: p, inHash: h, inCompare: c, metadata: m, keywordOnly: k == 2 ? nil : k == 1)
        x.name = name
        x.isInitVar = v
        return x
    }
    func writeContents(_ w: SnapshotWriter) throws { try w.value(annotation) }
    func readContents(_ r: SnapshotReader) throws { annotation = try r.value() }
}

extension FieldsObject: Snapshotable {
    static var snapshotName: String { "dataclasses.fields" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.bool(frozen)
        w.integer(options)
        try SavedTensor.values(fields.map { .object($0) }, w)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let f = try r.bool(), o = try r.integer()
        return FieldsObject(try SavedTensor.values(r).compactMap { $0.asObject as? FieldObject }, frozen: f, options: o)
    }
}

extension MemoryFile: Snapshotable {
    static var snapshotName: String { "io" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.bool(isText)
        w.integer(position)
        w.bool(isClosed)
        try units.withUnsafeBytes { try w.buffer($0) }
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let f = MemoryFile(isText: try r.bool(), type: type)
        f.position = try r.integer()
        f.isClosed = try r.bool()
        let b = try r.buffer()
        f.units = b.withUnsafeBytes { p in (0..<p.count / 4).map { p.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self) } }
        return f
    }
}

extension UnionAlias: Snapshotable {
    static var snapshotName: String { "typing.Union" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedTensor.values(members, w) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { UnionAlias(try SavedTensor.values(r)) }
}

extension TypeVariable: Snapshotable {
    static var snapshotName: String { "typing.TypeVar" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.string(name)
        try SavedTensor.values(constraints, w)
        try w.value(bound)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let n = try r.string(), c = try SavedTensor.values(r)
        return TypeVariable(n, c, try r.value())
    }
}

extension HashObject: Snapshotable {
    static var snapshotName: String { "hashlib" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        guard HashModule.algorithms.contains(where: { $0.0 == name && $0.1 == size }) else { throw w.refuse("a '\(name)' hash with options cannot be saved") }
        w.string(name)
        w.data(data)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let name = try r.string(), d = try r.data()
        guard let a = HashModule.algorithms.first(where: { $0.0 == name }) else { throw r.damaged() }
        return HashObject(a.0, a.1, a.2, d, a.3)
    }
}

extension RandomObject: Snapshotable {
    static var snapshotName: String { "random.Random" }
    func write(_ w: SnapshotWriter) {
        twister.state.forEach { w.integer(Int($0)) }
        w.integer(twister.index)
        w.bool(gaussNext != nil)
        w.double(gaussNext ?? 0)
    }
    func read(_ r: SnapshotReader) throws {
        for i in 0..<624 { twister.state[i] = UInt32(truncatingIfNeeded: try r.integer()) }
        twister.index = min(max(try r.integer(), 0), 624)
        let has = try r.bool(), g = try r.double()
        gaussNext = has ? g : nil
    }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        let shared = self === RandomModule.sharedObject
        w.bool(shared)
        if !shared { write(w) }
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        if try r.bool() { return RandomModule.sharedObject }
        guard let x = try type.make?(type, CallArguments()).asObject as? RandomObject else { throw r.damaged() }
        try x.read(r)
        return x
    }
}
