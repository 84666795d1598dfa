// This file writes values in their saved form.

import BigInt

public final class SnapshotWriter {
    public internal(set) var bytes: [UInt8] = []
    var storeBuffer: ((UnsafeRawBufferPointer) throws -> String)?
    private var ids: [ObjectIdentifier: Int] = [:]
    private var sources: [ObjectIdentifier: Int] = [:]
    /// Objects written so far, so that no identity is used twice.
    private var keep: [Object] = []
    lazy var natives = Snapshot.nativeIndex()
    /// Numbers of objects outside the language (storages, tensors, parts of figures).
    private var parts: [ObjectIdentifier: Int] = [:]
    private var keepParts: [AnyObject] = []
    private enum Step {
        case name(String), item(Int), key(Value), attribute(Name), what(String)
    }
    private var path: [Step] = []

    init() {}

    /// A writer that goes on where another stands.
    convenience init(sharing w: SnapshotWriter) {
        self.init()
        adopt(w)
        bytes = w.bytes
        storeBuffer = w.storeBuffer
    }

    func adopt(_ w: SnapshotWriter) {
        ids = w.ids
        sources = w.sources
        keep = w.keep
        natives = w.natives
        parts = w.parts
        keepParts = w.keepParts
    }

    // MARK: Data

    public func byte(_ b: UInt8) { bytes.append(b) }

    /// Any 64-bit integer, short when small.
    public func integer(_ i: Int) {
        var u = UInt(bitPattern: (i &<< 1) ^ (i &>> 63))
        while u >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: u) | 0x80)
            u >>= 7
        }
        bytes.append(UInt8(u))
    }
    public func double(_ d: Double) { withUnsafeBytes(of: d.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
    public func string(_ s: String) {
        var s = s
        s.withUTF8 { p in
            integer(p.count)
            bytes.append(contentsOf: p)
        }
    }
    public func data(_ b: [UInt8]) {
        integer(b.count)
        bytes.append(contentsOf: b)
    }
    public func bool(_ b: Bool) { bytes.append(b ? 1 : 0) }

    /// A block of numbers (a tensor's storage). Large ones go to the host's store when there is one, so that an unchanged one is not written again.
    public func buffer(_ p: UnsafeRawBufferPointer) throws {
        if let storeBuffer, p.count >= 4096 {
            byte(1)
            string(try storeBuffer(p))
        } else {
            byte(0)
            integer(p.count)
            bytes.append(contentsOf: p)
        }
    }

    /// An object outside the language that several values may share: its number, and at the first meeting what `make` and `fill` write.
    /// `make` writes what makes it, which must not lead back to it; `fill` what may.
    public func shared<T: AnyObject>(_ o: T, make: (T) throws -> Void = { _ in }, fill: (T) throws -> Void = { _ in }) throws {
        if let n = parts[ObjectIdentifier(o)] { return integer(n) }
        integer(-1)
        try make(o)
        // What `make` wrote may hold parts of its own, which have their numbers before this.
        parts[ObjectIdentifier(o)] = parts.count
        keepParts.append(o)
        try fill(o)
    }
    /// The same for one that may be missing.
    public func shared<T: AnyObject>(_ o: T?, make: (T) throws -> Void = { _ in }, fill: (T) throws -> Void = { _ in }) throws {
        bool(o != nil)
        if let o { try shared(o, make: make, fill: fill) }
    }

    // MARK: Values

    /// Refuses the value that is being written.
    public func refuse(_ reason: String) -> SnapshotError { SnapshotError(path: pathText(), reason: reason) }

    private func pathText() -> String {
        var s = ""
        for p in path {
            switch p {
            case .name(let n): s += s.isEmpty ? n : "." + n
            case .attribute(let n): s += s.isEmpty ? n.text : "." + n.text
            case .item(let i): s += "[\(i)]"
            case .key(let k): s += "[\((try? Operators.repr(k)) ?? "?")]"
            case .what(let w): s += " (\(w))"
            }
        }
        return s
    }

    private func step(_ s: Step, _ body: () throws -> Void) rethrows {
        path.append(s)
        try body()
        path.removeLast()
    }

    /// A value under a name, for messages.
    public func value(_ v: Value, named name: String) throws { try step(.name(name)) { try value(v) } }

    public func value(_ v: Value) throws {
        switch v {
        case .none: byte(Snapshot.Tag.none)
        case .bool(let b): byte(b ? Snapshot.Tag.yes : Snapshot.Tag.no)
        case .int(let i):
            byte(Snapshot.Tag.int)
            integer(i)
        case .float(let d):
            byte(Snapshot.Tag.float)
            double(d)
        case .unbound: byte(Snapshot.Tag.unbound)
        case .object(let o): try object(o)
        }
    }

    private func isKnown(_ o: Object) -> Bool { ids[ObjectIdentifier(o)] != nil }

    private func number(_ o: Object) {
        ids[ObjectIdentifier(o)] = ids.count
        keep.append(o)
    }

    private func reference(_ o: Object) -> Bool {
        guard let id = ids[ObjectIdentifier(o)] else { return false }
        byte(Snapshot.Tag.reference)
        integer(id)
        return true
    }

    /// Writes an object before the one that needs it complete. Atoms need no such care.
    private func define(_ v: Value) throws {
        guard case .object(let o) = v, !isKnown(o) else { return }
        byte(Snapshot.Tag.define)
        try object(o)
    }

    private var depth = 0
    private func object(_ o: Object) throws {
        if reference(o) { return }
        // A chain of that length would not fit the stack when it is read.
        depth += 1
        defer { depth -= 1 }
        if depth > 30_000 { throw refuse("values nested more than 30,000 deep cannot be saved") }
        if let n = natives[ObjectIdentifier(o)], !(o is any Snapshotable) {
            byte(Snapshot.Tag.native)
            number(o)
            string(n.module)
            string(n.name)
            string(n.inner)
            return
        }
        // The class first: it may lead to the object itself.
        if o.kind != .type, o.type.isHeap || o.type.recipe != nil {
            try step(.what("its class")) { try define(.object(o.type)) }
            if reference(o) { return }
        }
        switch o.kind {
        case .str:
            open(o, Snapshot.Tag.str)
            string(unsafeDowncast(o, to: StrObject.self).value)
            try close(o)
        case .bytes:
            open(o, Snapshot.Tag.bytes)
            data(unsafeDowncast(o, to: BytesObject.self).items)
            try close(o)
        case .bigInt:
            open(o, Snapshot.Tag.bigInt)
            string(String(unsafeDowncast(o, to: BigIntObject.self).value, radix: 16))
            try close(o)
        case .list:
            let items = unsafeDowncast(o, to: ListObject.self).items
            open(o, Snapshot.Tag.list)
            integer(items.count)
            for (i, v) in items.enumerated() { try step(.item(i)) { try value(v) } }
            try close(o)
        case .tuple:
            let items = unsafeDowncast(o, to: TupleObject.self).items
            for (i, v) in items.enumerated() { try step(.item(i)) { try define(v) } }
            if reference(o) { return }
            open(o, Snapshot.Tag.tuple)
            integer(items.count)
            for v in items { try value(v) }
            try close(o)
        case .dict:
            let d = unsafeDowncast(o, to: DictObject.self)
            if d.onMissing != nil || d.onChange != nil, !(o is any Snapshotable) { try special(d) }
            open(o, Snapshot.Tag.dict)
            let entries = d.entries
            integer(entries.count)
            for e in entries {
                try step(.key(e.key)) {
                    try value(e.key)
                    try value(e.value)
                }
            }
            try close(o)
        case .set:
            let s = unsafeDowncast(o, to: SetObject.self)
            if s.isFrozen {
                for v in s.items { try define(v) }
                if reference(o) { return }
            }
            open(o, Snapshot.Tag.set)
            try s.writeLayout(self)
            try close(o)
        case .range:
            let r = unsafeDowncast(o, to: RangeObject.self)
            open(o, Snapshot.Tag.range)
            integer(r.start)
            integer(r.stop)
            integer(r.step)
        case .slice:
            let s = unsafeDowncast(o, to: SliceObject.self)
            for v in [s.start, s.stop, s.step] { try define(v) }
            if reference(o) { return }
            open(o, Snapshot.Tag.slice)
            for v in [s.start, s.stop, s.step] { try value(v) }
        case .cell:
            open(o, Snapshot.Tag.cell)
            try value(unsafeDowncast(o, to: CellObject.self).content)
        case .function: try function(unsafeDowncast(o, to: FunctionObject.self))
        case .boundMethod:
            let m = unsafeDowncast(o, to: BoundMethod.self)
            try define(m.function)
            try define(m.instance)
            if reference(o) { return }
            open(o, Snapshot.Tag.method)
            try value(m.function)
            try value(m.instance)
        case .type: try type(unsafeDowncast(o, to: TypeObject.self))
        case .exception:
            let e = unsafeDowncast(o, to: ExceptionObject.self)
            open(o, Snapshot.Tag.exception)
            integer(e.args.count)
            for v in e.args { try value(v) }
            try value(e.cause.map { .object($0) } ?? .none)
            try value(e.context.map { .object($0) } ?? .none)
            bool(e.suppressContext)
            integer(e.notes.count)
            e.notes.forEach(string)
            string(e.attributeName ?? "")
            try close(o)
        case .property:
            let p = unsafeDowncast(o, to: PropertyObject.self)
            open(o, Snapshot.Tag.property)
            for v in [p.getter, p.setter, p.deleter, p.doc] { try value(v) }
        case .staticMethod:
            let f = unsafeDowncast(o, to: StaticMethodObject.self).function
            try define(f)
            if reference(o) { return }
            open(o, Snapshot.Tag.staticMethod)
            try value(f)
        case .classMethod:
            let f = unsafeDowncast(o, to: ClassMethodObject.self).function
            try define(f)
            if reference(o) { return }
            open(o, Snapshot.Tag.classMethod)
            try value(f)
        case .intInstance:
            open(o, Snapshot.Tag.intInstance)
            try value(unsafeDowncast(o, to: IntInstance.self).value)
            try close(o)
        case .floatInstance:
            open(o, Snapshot.Tag.floatInstance)
            double(unsafeDowncast(o, to: FloatInstance.self).value)
            try close(o)
        case .instance:
            open(o, Snapshot.Tag.instance)
            try close(o)
        case .module: try module(unsafeDowncast(o, to: ModuleObject.self))
        case .generator: throw refuse("a live generator ('\(unsafeDowncast(o, to: GeneratorObject.self).codeName)') cannot be saved")
        case .nativeFunction:
            throw refuse("the native function '\(unsafeDowncast(o, to: NativeFunction.self).name)' has no saved form")
        case .superObject: throw refuse("a super object cannot be saved")
        case .other: try other(o)
        }
    }

    /// Number and class of an object whose contents follow.
    private func open(_ o: Object, _ tag: UInt8) {
        byte(tag)
        number(o)
        if let id = ids[ObjectIdentifier(o.type)], o.kind != .type {
            integer(id)
        } else if let n = natives[ObjectIdentifier(o.type)], o.kind != .type {
            integer(-2)
            string(n.module)
            string(n.name)
        } else {
            integer(-1)
        }
    }

    /// The instance table.
    private func close(_ o: Object) throws {
        guard let a = o.attributes, a.count > 0 else {
            integer(0)
            return
        }
        integer(a.count)
        for (n, v) in zip(a.names, a.values) {
            string(n.text)
            try step(.attribute(n)) { try value(v) }
        }
    }

    private func other(_ o: Object) throws {
        if let s = o as? any Snapshotable {
            byte(Snapshot.Tag.snapshotable)
            string(Swift.type(of: s).snapshotName)
            number(o)
            if let id = ids[ObjectIdentifier(o.type)] {
                integer(id)
            } else if let n = natives[ObjectIdentifier(o.type)] {
                integer(-2)
                string(n.module)
                string(n.name)
            } else {
                integer(-1)
            }
            try s.writeSnapshot(self)
            try s.writeContents(self)
            try close(o)
            return
        }
        if let c = o as? Code {
            byte(Snapshot.Tag.code)
            number(o)
            try code(c)
            return
        }
        if let d = o as? AttributesDict {
            try define(.object(d.owner))
            if reference(o) { return }
            byte(Snapshot.Tag.attributes)
            number(o)
            try value(.object(d.owner))
            return
        }
        if o is PlainObject {
            byte(Snapshot.Tag.plain)
            number(o)
            return
        }
        if o is TracebackObject {
            byte(Snapshot.Tag.none)
            return
        }
        if let f = o as? FileObject, f.isClosed {
            byte(Snapshot.Tag.closedFile)
            number(o)
            try f.writeClosed(self)
            return
        }
        if o is FileObject { throw refuse("an open file cannot be saved") }
        if o.isIterator { throw refuse("a live iterator ('\(o.type.name)') cannot be saved") }
        throw refuse("a '\(o.type.qualifiedName)' object has no saved form")
    }

    /// A dict with native behaviour that is no `Snapshotable`.
    private func special(_ d: DictObject) throws {
        if !d.type.isHeap, natives[ObjectIdentifier(d.type)] == nil { throw refuse("a '\(d.type.qualifiedName)' object has no saved form") }
    }

    private func module(_ m: ModuleObject) throws {
        if m !== Interpreter.shared.main, m.file == nil, m.globals.get(Names.path) == nil {
            byte(Snapshot.Tag.nativeModule)
            number(m)
            string(m.name)
            return
        }
        byte(m === Interpreter.shared.main ? Snapshot.Tag.main : Snapshot.Tag.module)
        number(m)
        string(m.name)
        string(m.file ?? "")
        integer(m.globals.count)
        for (n, v) in zip(m.globals.names, m.globals.values) {
            string(n.text)
            if m === Interpreter.shared.main {
                try step(.attribute(n)) { try value(v) }
            } else {
                try step(.name(m.name)) { try step(.attribute(n)) { try value(v) } }
            }
        }
    }

    // MARK: Functions and classes

    /// The module whose table this is.
    private func moduleOf(_ globals: Attributes) -> ModuleObject? {
        if globals === Interpreter.shared.main.globals { return Interpreter.shared.main }
        return ModuleTable.shared.loadedModules.values.first { $0.globals === globals }
    }

    private func code(_ c: Code) throws {
        let root = c.root
        if let id = sources[ObjectIdentifier(root)] {
            integer(id)
        } else {
            sources[ObjectIdentifier(root)] = sources.count
            integer(-1)
            string(root.source.name)
            string(root.source.text)
            bool(root.source.isCell)
            bool(root.wantsValue)
        }
        integer(c.treePath.count)
        c.treePath.forEach(integer)
    }

    private func function(_ f: FunctionObject) throws {
        guard let m = moduleOf(f.globals) else { throw refuse("the function '\(f.qualifiedName)' belongs to a module that is gone") }
        try define(.object(m))
        if reference(f) { return }
        byte(Snapshot.Tag.function)
        number(f)
        try code(f.code)
        integer(ids[ObjectIdentifier(m)]!)
        string(f.name)
        string(f.qualifiedName)
        integer(f.cellCount)
        for (n, v) in zip(f.code.freeNames, f.closure) { try step(.what("closure variable \(n)")) { try value(v) } }
        let d = f.defaults
        integer(d.count)
        for v in d { try step(.what("default")) { try value(v) } }
        try value(f.keywordDefaults.map { .object($0) } ?? .none)
        try value(f.annotationDict.map { .object($0) } ?? .none)
        try value(f.docValue)
        try close(f)
    }

    /// What the class's makers put into its namespace and put back when it is read: native functions of data classes, fields of named tuples.
    private func isGenerated(_ v: Value) -> Bool {
        guard case .object(let o) = v, natives[ObjectIdentifier(o)] == nil else { return false }
        if o is NativeFunction || o is NativeProperty { return true }
        if let c = o as? ClassMethodObject { return isGenerated(c.function) }
        if let s = o as? StaticMethodObject { return isGenerated(s.function) }
        return false
    }

    private func type(_ t: TypeObject) throws {
        if let recipe = t.recipe, !t.isHeap {
            try define(recipe.arguments)
            if reference(t) { return }
            byte(Snapshot.Tag.madeType)
            number(t)
            string(recipe.maker)
            try value(recipe.arguments)
            return
        }
        guard t.isHeap else { throw refuse("the native type '\(t.qualifiedName)' has no saved form") }
        for b in t.bases { try define(.object(b)) }
        if reference(t) { return }
        byte(Snapshot.Tag.type)
        number(t)
        string(t.name)
        string(t.module)
        integer(t.bases.count)
        for b in t.bases { try value(.object(b)) }
        integer(t.namespace.count)
        for (n, v) in zip(t.namespace.names, t.namespace.values) {
            string(n.text)
            if isGenerated(v) { byte(Snapshot.Tag.unbound) } else { try step(.attribute(n)) { try value(v) } }
        }
        try t.behavior?.writeSnapshot(t, self)
    }
}
