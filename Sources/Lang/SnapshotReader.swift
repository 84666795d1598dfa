// This file reads values from their saved form.

import BigInt

public final class SnapshotReader {
    private let bytes: [UInt8]
    var position = 0
    var loadBuffer: ((String) throws -> [UInt8])?
    private var objects: [Object?] = []
    private var roots: [Code] = []
    private var parts: [AnyObject] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private func broken(_ what: String = "the file is damaged") -> SnapshotError { SnapshotError(path: "", reason: what) }

    // MARK: Data

    public func byte() throws -> UInt8 {
        guard position < bytes.count else { throw broken() }
        position += 1
        return bytes[position - 1]
    }
    public func integer() throws -> Int {
        var u: UInt = 0
        var shift: UInt = 0
        while true {
            let b = try byte()
            guard shift < 64 else { throw broken() }
            u |= UInt(b & 0x7F) &<< shift
            if b < 0x80 { break }
            shift += 7
        }
        return Int(bitPattern: u &>> 1) ^ (0 &- Int(bitPattern: u & 1))
    }
    private func count() throws -> Int {
        let n = try integer()
        guard n >= 0, n <= bytes.count else { throw broken() }
        return n
    }
    public func double() throws -> Double {
        guard position + 8 <= bytes.count else { throw broken() }
        var u: UInt64 = 0
        for i in 0..<8 { u |= UInt64(bytes[position + i]) << UInt64(8 * i) }
        position += 8
        return Double(bitPattern: u)
    }
    public func data() throws -> [UInt8] {
        let n = try integer()
        guard n >= 0, n <= bytes.count - position else { throw broken() }
        position += n
        return Array(bytes[position - n..<position])
    }
    public func string() throws -> String {
        let n = try integer()
        guard n >= 0, n <= bytes.count - position else { throw broken() }
        position += n
        return String(decoding: bytes[position - n..<position], as: UTF8.self)
    }
    public func bool() throws -> Bool { try byte() != 0 }

    /// What `SnapshotWriter.buffer` wrote.
    public func buffer() throws -> [UInt8] {
        if try byte() == 0 { return try data() }
        let key = try string()
        guard let loadBuffer else { throw broken("the buffer '\(key)' is missing") }
        return try loadBuffer(key)
    }

    /// What `SnapshotWriter.shared` wrote.
    public func shared<T: AnyObject>(_: T.Type = T.self, make: () throws -> T, fill: (T) throws -> Void = { _ in }) throws -> T {
        let n = try integer()
        if n >= 0 {
            guard n < parts.count, let o = parts[n] as? T else { throw broken() }
            return o
        }
        let o = try make()
        parts.append(o)
        try fill(o)
        return o
    }
    public func sharedIfPresent<T: AnyObject>(_: T.Type = T.self, make: () throws -> T, fill: (T) throws -> Void = { _ in }) throws -> T? {
        try bool() ? shared(T.self, make: make, fill: fill) : nil
    }
    /// The error for data that cannot be.
    public func damaged(_ what: String = "the file is damaged") -> SnapshotError { broken(what) }

    // MARK: Values

    public func value() throws -> Value {
        while true {
            let tag = try byte()
            switch tag {
            case Snapshot.Tag.define: _ = try value()
            case Snapshot.Tag.none: return .none
            case Snapshot.Tag.no: return .bool(false)
            case Snapshot.Tag.yes: return .bool(true)
            case Snapshot.Tag.int: return .int(try integer())
            case Snapshot.Tag.float: return .float(try double())
            case Snapshot.Tag.unbound: return .unbound
            case Snapshot.Tag.reference: return .object(try known(try integer()))
            default: return .object(try object(tag))
            }
        }
    }

    private func known(_ id: Int) throws -> Object {
        guard id >= 0, id < objects.count, let o = objects[id] else { throw broken() }
        return o
    }

    /// Reserves the next number.
    private func reserve() -> Int {
        objects.append(nil)
        return objects.count - 1
    }

    private func type(_ fallback: TypeObject) throws -> TypeObject {
        let id = try integer()
        if id == -1 { return fallback }
        if id == -2 {
            let m = try string()
            guard let t = try Snapshot.native(m, try string(), "").asObject as? TypeObject else { throw broken() }
            return t
        }
        guard let t = try known(id) as? TypeObject else { throw broken() }
        return t
    }

    private func close(_ o: Object) throws {
        let n = try count()
        if n == 0 { return }
        let a = o.attributes ?? Attributes()
        o.attributes = a
        for _ in 0..<n {
            let name = Name(try string())
            a.set(name, try value())
        }
        if n > o.type.expectedAttributes { o.type.expectedAttributes = n }
    }

    private func values() throws -> [Value] {
        let n = try count()
        var out: [Value] = []
        out.reserveCapacity(n)
        for _ in 0..<n { out.append(try value()) }
        return out
    }

    private func object(_ tag: UInt8) throws -> Object {
        switch tag {
        case Snapshot.Tag.snapshotable:
            let name = try string()
            guard let c = Snapshot.classes[name] else { throw broken("nothing here can read a '\(name)'") }
            let id = reserve()
            let t = try type(Types.object)
            let o = try c.readSnapshot(self, type: t)
            objects[id] = o
            try (o as? any Snapshotable)?.readContents(self)
            try close(o)
            return o
        case Snapshot.Tag.native:
            let id = reserve()
            let m = try string(), n = try string(), inner = try string()
            guard let o = try Snapshot.native(m, n, inner).asObject else { throw broken("'\(m).\(n)' is no object") }
            objects[id] = o
            return o
        case Snapshot.Tag.nativeModule:
            let id = reserve()
            let m = try Importer.module(try string())
            objects[id] = m
            return m
        case Snapshot.Tag.main, Snapshot.Tag.module: return try module(isMain: tag == Snapshot.Tag.main)
        case Snapshot.Tag.function: return try function()
        case Snapshot.Tag.type: return try cellType()
        case Snapshot.Tag.code:
            let id = reserve()
            let c = try code()
            objects[id] = c
            return c
        case Snapshot.Tag.madeType:
            let id = reserve(), maker = try string()
            guard let make = Snapshot.typeMakers[maker] else { throw broken("nothing here can make a '\(maker)'") }
            let t = try make(try value())
            objects[id] = t
            return t
        case Snapshot.Tag.closedFile:
            let id = reserve(), f = try FileObject.readClosed(self)
            objects[id] = f
            return f
        case Snapshot.Tag.attributes:
            let id = reserve()
            guard let o = try value().asObject else { throw broken() }
            let d: AttributesDict
            if let m = o as? ModuleObject { d = AttributesDict(m.globals, owner: m) } else { d = AttributesDict.of(o) }
            objects[id] = d
            return d
        case Snapshot.Tag.plain:
            let id = reserve()
            let o = PlainObject(type: Types.object)
            objects[id] = o
            return o
        default: break
        }
        let id = reserve()
        switch tag {
        case Snapshot.Tag.str:
            let t = try type(Types.str)
            let s = try string()
            let o = t === Types.str && s.utf8.count <= 24 ? Name(s).value.asObject! : StrObject(s, type: t)
            objects[id] = o
            try close(o)
            return o
        case Snapshot.Tag.bytes:
            let t = try type(Types.bytes)
            let o = BytesObject(try data(), type: t)
            objects[id] = o
            try close(o)
            return o
        case Snapshot.Tag.bigInt:
            _ = try type(Types.int)
            guard let b = BigInt(try string(), radix: 16) else { throw broken() }
            let o = BigIntObject(b)
            objects[id] = o
            try close(o)
            return o
        case Snapshot.Tag.list:
            let o = ListObject([], type: try type(Types.list))
            objects[id] = o
            o.items = try values()
            try close(o)
            return o
        case Snapshot.Tag.tuple:
            let t = try type(Types.tuple)
            let o = TupleObject(try values(), type: t)
            objects[id] = o
            try close(o)
            return o
        case Snapshot.Tag.dict:
            let t = try type(Types.dict)
            let o: DictObject
            if t !== Types.dict, let make = t.make, let d = try make(t, CallArguments()).asObject as? DictObject { o = d } else { o = DictObject(type: t) }
            objects[id] = o
            for _ in 0..<(try count()) {
                let k = try value()
                try o.set(k, try value())
            }
            try close(o)
            return o
        case Snapshot.Tag.set:
            let o = SetObject(type: try type(Types.set))
            objects[id] = o
            try o.readLayout(self)
            try close(o)
            return o
        case Snapshot.Tag.range:
            _ = try type(Types.range)
            let a = try integer(), b = try integer(), c = try integer()
            guard c != 0 else { throw broken() }
            let o = RangeObject(a, b, c)
            objects[id] = o
            return o
        case Snapshot.Tag.slice:
            _ = try type(Types.slice)
            let a = try value(), b = try value(), c = try value()
            let o = SliceObject(a, b, c)
            objects[id] = o
            return o
        case Snapshot.Tag.cell:
            _ = try type(Types.cell)
            let o = CellObject(.unbound)
            objects[id] = o
            o.content = try value()
            return o
        case Snapshot.Tag.method:
            _ = try type(Types.boundMethod)
            let f = try value()
            let o = BoundMethod(f, try value())
            objects[id] = o
            return o
        case Snapshot.Tag.exception:
            let o = ExceptionObject(type: try type(Exceptions.exception), args: [])
            objects[id] = o
            o.args = try values()
            o.cause = try value().asObject as? ExceptionObject
            o.context = try value().asObject as? ExceptionObject
            o.suppressContext = try bool()
            for _ in 0..<(try count()) { o.notes.append(try string()) }
            let n = try string()
            o.attributeName = n.isEmpty ? nil : n
            try close(o)
            return o
        case Snapshot.Tag.property:
            _ = try type(Types.property)
            let o = PropertyObject(.none)
            objects[id] = o
            o.getter = try value()
            o.setter = try value()
            o.deleter = try value()
            o.doc = try value()
            return o
        case Snapshot.Tag.staticMethod:
            _ = try type(Types.staticMethod)
            let o = StaticMethodObject(try value())
            objects[id] = o
            return o
        case Snapshot.Tag.classMethod:
            _ = try type(Types.classMethod)
            let o = ClassMethodObject(try value())
            objects[id] = o
            return o
        case Snapshot.Tag.intInstance:
            let t = try type(Types.int)
            let o = IntInstance(try value(), type: t)
            objects[id] = o
            try close(o)
            return o
        case Snapshot.Tag.floatInstance:
            let t = try type(Types.float)
            let o = FloatInstance(try double(), type: t)
            objects[id] = o
            try close(o)
            return o
        case Snapshot.Tag.instance:
            let o = InstanceObject(type: try type(Types.object))
            objects[id] = o
            try close(o)
            return o
        default: throw broken()
        }
    }

    private func module(isMain: Bool) throws -> Object {
        let id = reserve()
        let name = try string(), file = try string()
        let m = isMain ? Interpreter.shared.main : ModuleObject(name)
        if !isMain {
            m.file = file.isEmpty ? nil : file
            ModuleTable.shared.add(m)
        }
        objects[id] = m
        let n = try count()
        m.globals.removeAll()
        for _ in 0..<n {
            let name = Name(try string())
            m.globals.set(name, try value())
        }
        return m
    }

    private func code() throws -> Code {
        let source = try integer()
        let root: Code
        if source >= 0 {
            guard source < roots.count else { throw broken() }
            root = roots[source]
        } else {
            let name = try string(), text = try string()
            let isCell = try bool(), wantsValue = try bool()
            root = try Interpreter.shared.compile(Source(name: name, text: text, isCell: isCell), wantsValue: wantsValue)
            roots.append(root)
        }
        var c = root
        for _ in 0..<(try count()) {
            let i = try integer()
            let inner = c.inner
            guard i >= 0, i < inner.count else { throw broken() }
            c = inner[i]
        }
        return c
    }

    private func function() throws -> Object {
        let id = reserve()
        let c = try code()
        guard let m = try known(try integer()) as? ModuleObject else { throw broken() }
        let name = try string(), qualified = try string()
        let n = try count()
        guard n == c.freeNames.count else { throw broken() }
        let f = FunctionObject(code: c, globals: m.globals, cells: [Value](repeating: .none, count: n), defaults: [], keywordDefaults: nil)
        f.name = name
        f.qualifiedName = qualified
        objects[id] = f
        for i in 0..<n { f.cells[i] = try value() }
        f.defaults = try values()
        f.keywordDefaults = try value().asObject as? DictObject
        f.annotationDict = try value().asObject as? DictObject
        f.docValue = try value()
        try close(f)
        return f
    }

    private func cellType() throws -> Object {
        let id = reserve()
        let name = try string(), module = try string()
        var bases: [TypeObject] = []
        for v in try values() {
            guard let b = v.asObject as? TypeObject else { throw broken() }
            bases.append(b)
        }
        let t = try ClassBuilder.bare(name: name, module: module, bases: bases)
        objects[id] = t
        // Instances met inside the namespace need the doors that the class closes: they are set when the names are known, which is at the end.
        for _ in 0..<(try count()) {
            let n = Name(try string()), v = try value()
            if !v.isUnbound { t.namespace.set(n, v) }
        }
        try ClassBuilder.finish(t)
        try t.behavior?.readSnapshot(t, self)
        for hook in Snapshot.typeHooks { try hook(t) }
        return t
    }
}

extension Code {
    /// The code objects defined directly inside, in order.
    var inner: [Code] { constants.compactMap { $0.asObject as? Code } }
}
