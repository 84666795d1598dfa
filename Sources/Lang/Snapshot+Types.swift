// This file defines the saved form of Lang's small types: views, proxies, aliases.

extension MappingProxy: Snapshotable {
    public static var snapshotName: String { "mappingproxy" }
    public func writeSnapshot(_ w: SnapshotWriter) throws { try w.value(.object(dict)) }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        guard let d = try r.value().asObject as? DictObject else { throw r.damaged() }
        return MappingProxy(d)
    }
}

extension DictView: Snapshotable {
    public static var snapshotName: String { "dict view" }
    public func writeSnapshot(_ w: SnapshotWriter) throws {
        w.integer(what == .keys ? 0 : what == .values ? 1 : 2)
        try w.value(.object(dict))
    }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let k = try r.integer()
        guard let d = try r.value().asObject as? DictObject else { throw r.damaged() }
        return DictView(d, k == 0 ? .keys : k == 1 ? .values : .items)
    }
}

extension GenericAlias: Snapshotable {
    public static var snapshotName: String { "generic alias" }
    public func writeSnapshot(_ w: SnapshotWriter) throws {
        try w.value(origin)
        w.integer(arguments.count)
        for v in arguments { try w.value(v) }
        w.bool(shownName != nil)
        w.string(shownName ?? "")
    }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let o = try r.value(), n = try r.integer()
        guard n >= 0 else { throw r.damaged() }
        var a: [Value] = []
        for _ in 0..<n { a.append(try r.value()) }
        let shown = try r.bool(), name = try r.string()
        return GenericAlias(o, a, shownName: shown ? name : nil)
    }
}

extension UnionType: Snapshotable {
    public static var snapshotName: String { "union" }
    public func writeSnapshot(_ w: SnapshotWriter) throws {
        w.integer(members.count)
        for v in members { try w.value(v) }
    }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let n = try r.integer()
        guard n >= 2 else { throw r.damaged() }
        var u = try r.value()
        for _ in 1..<n {
            guard let next = UnionType.make(u, try r.value()) else { throw r.damaged() }
            u = next
        }
        guard let o = u.asObject else { throw r.damaged() }
        return o
    }
}

extension FileObject {
    /// A closed file is its facts.
    func writeClosed(_ w: SnapshotWriter) throws {
        try w.value(name)
        for s in [mode, encoding, errors, newline ?? "\u{0}"] { w.string(s) }
        for b in [isText, canRead, canWrite] { w.bool(b) }
    }
    static func readClosed(_ r: SnapshotReader) throws -> FileObject {
        let name = try r.value(), mode = try r.string(), encoding = try r.string(), errors = try r.string(), newline = try r.string()
        let text = try r.bool(), read = try r.bool(), write = try r.bool()
        return FileObject(
            -1, name: name, mode: mode, isText: text, canRead: read, canWrite: write, encoding: encoding, errors: errors, newline: newline == "\u{0}" ? nil : newline, lineBuffered: false)
    }
}
