// This file writes and reads PyTorch's checkpoints: the pickle of the values, the records of the storages.
//
// The reader is a small machine over the instructions that PyTorch's own restricted unpickler knows. It builds data only: names are looked up in a table,
// nothing is imported or called.

import Glibc

public enum Checkpoint {
    // MARK: Writing

    private static let storageNames: [DType: String] = [
        .float32: "FloatStorage", .float64: "DoubleStorage", .float16: "HalfStorage", .bfloat16: "BFloat16Storage", .int64: "LongStorage", .int32: "IntStorage", .int16: "ShortStorage",
        .int8: "CharStorage", .uint8: "ByteStorage", .bool: "BoolStorage",
    ]

    private struct Pickler {
        var out: [UInt8] = [0x80, 2]
        var memo: [ObjectIdentifier: Int] = [:]
        var storages: [(Storage, DType)] = []
        var keys: [ObjectIdentifier: Int] = [:]
        var nextMemo = 0
        var depth = 0

        mutating func global(_ module: String, _ name: String) { out += Array("c\(module)\n\(name)\n".utf8) }
        mutating func int(_ i: Int) {
            if i >= 0 && i < 256 { out += [UInt8(ascii: "K"), UInt8(i)] } else if i >= 0 && i < 65536 { out += [UInt8(ascii: "M"), UInt8(i & 255), UInt8(i >> 8)] } else if let v = Int32(exactly: i) {
                out.append(UInt8(ascii: "J"))
                withUnsafeBytes(of: v.littleEndian) { out += $0 }
            } else {
                // LONG1 with eight bytes of two's complement.
                out += [0x8a, 8]
                withUnsafeBytes(of: i.littleEndian) { out += $0 }
            }
        }
        mutating func string(_ s: String) {
            let u = Array(s.utf8)
            out.append(UInt8(ascii: "X"))
            withUnsafeBytes(of: UInt32(u.count).littleEndian) { out += $0 }
            out += u
        }
        mutating func bool(_ b: Bool) { out.append(b ? 0x88 : 0x89) }
        mutating func ints(_ list: [Int]) {
            if list.isEmpty {
                out.append(UInt8(ascii: ")"))
                return
            }
            out.append(UInt8(ascii: "("))
            list.forEach { int($0) }
            out.append(UInt8(ascii: "t"))
        }
        mutating func emptyOrderedDict() {
            global("collections", "OrderedDict")
            out += [UInt8(ascii: ")"), UInt8(ascii: "R")]
        }
        mutating func remember(_ v: SavedValue) {
            memo[ObjectIdentifier(v)] = nextMemo
            put(nextMemo)
            nextMemo += 1
        }
        mutating func put(_ i: Int) {
            if i < 256 { out += [UInt8(ascii: "q"), UInt8(i)] } else {
                out.append(UInt8(ascii: "r"))
                withUnsafeBytes(of: UInt32(i).littleEndian) { out += $0 }
            }
        }

        mutating func value(_ v: SavedValue) throws {
            if let i = memo[ObjectIdentifier(v)] {
                if i < 256 { out += [UInt8(ascii: "h"), UInt8(i)] } else {
                    out.append(UInt8(ascii: "j"))
                    withUnsafeBytes(of: UInt32(i).littleEndian) { out += $0 }
                }
                return
            }
            depth += 1
            defer { depth -= 1 }
            if depth > 500 { throw KernelError.value("a checkpoint is nested too deeply") }
            switch v.content {
            case .none: out.append(UInt8(ascii: "N"))
            case .bool(let b): bool(b)
            case .int(let i): int(i)
            case .float(let d):
                out.append(UInt8(ascii: "G"))
                withUnsafeBytes(of: d.bitPattern.bigEndian) { out += $0 }
            case .string(let s): string(s)
            case .bytes(let b):
                // As protocol 2 has it: _codecs.encode(latin-1 text, 'latin1').
                global("_codecs", "encode")
                out.append(UInt8(ascii: "("))
                string(String(String.UnicodeScalarView(b.map { UnicodeScalar($0) })))
                string("latin1")
                out += [UInt8(ascii: "t"), UInt8(ascii: "R")]
            case .list(let items):
                out.append(UInt8(ascii: "]"))
                remember(v)
                if !items.isEmpty {
                    out.append(UInt8(ascii: "("))
                    for i in items { try value(i) }
                    out.append(UInt8(ascii: "e"))
                }
            case .tuple(let items):
                if items.isEmpty { out.append(UInt8(ascii: ")")) } else {
                    out.append(UInt8(ascii: "("))
                    for i in items { try value(i) }
                    out.append(UInt8(ascii: "t"))
                    remember(v)
                }
            case .set(let items):
                global("builtins", "set")
                out += [UInt8(ascii: "("), UInt8(ascii: "]"), UInt8(ascii: "(")]
                for i in items { try value(i) }
                out += [UInt8(ascii: "e"), UInt8(ascii: "t"), UInt8(ascii: "R")]
                remember(v)
            case .dict(let pairs, let ordered):
                if ordered { emptyOrderedDict() } else { out.append(UInt8(ascii: "}")) }
                remember(v)
                if !pairs.isEmpty {
                    out.append(UInt8(ascii: "("))
                    for (k, x) in pairs {
                        try value(k)
                        try value(x)
                    }
                    out.append(UInt8(ascii: "u"))
                }
            case .size(let s):
                global("torch", "Size")
                out.append(UInt8(ascii: "("))
                ints(s)
                out += [UInt8(ascii: "t"), UInt8(ascii: "R")]
            case .dtype(let d): global("torch", d.name)
            case .device(let s):
                global("torch", "device")
                out.append(UInt8(ascii: "("))
                string(s)
                out += [UInt8(ascii: "t"), UInt8(ascii: "R")]
            case .tensor(let t, let requiresGrad, let isParameter):
                if isParameter {
                    global("torch._utils", "_rebuild_parameter")
                    out.append(UInt8(ascii: "("))
                }
                try tensor(t, isParameter ? false : requiresGrad)
                if isParameter {
                    bool(requiresGrad)
                    emptyOrderedDict()
                    out += [UInt8(ascii: "t"), UInt8(ascii: "R")]
                }
                remember(v)
            }
        }
        mutating func tensor(_ t: Tensor, _ requiresGrad: Bool) throws {
            guard let name = storageNames[t.dtype] else { throw KernelError.notImplemented("saving tensors of torch.\(t.dtype.name) is not available") }
            global("torch._utils", "_rebuild_tensor_v2")
            out += [UInt8(ascii: "("), UInt8(ascii: "(")]
            let id = ObjectIdentifier(t.storage)
            let key = keys[id] ?? storages.count
            if keys[id] == nil {
                keys[id] = key
                storages.append((t.storage, t.dtype))
            }
            string("storage")
            global("torch", name)
            string(String(key))
            string("cpu")
            int(t.storage.byteCount / t.dtype.size)
            out += [UInt8(ascii: "t"), UInt8(ascii: "Q")]
            int(t.offset)
            ints(t.shape)
            ints(t.strides)
            bool(requiresGrad)
            emptyOrderedDict()
            out += [UInt8(ascii: "t"), UInt8(ascii: "R")]
        }
    }

    /// Writes a value as `torch.save` does. `name` is the folder inside the archive.
    public static func write(_ v: SavedValue, to sink: ByteSink, name: String = "archive") throws {
        var p = Pickler()
        try p.value(v)
        p.out.append(UInt8(ascii: "."))
        let zip = ZipWriter(sink)
        try zip.record("\(name)/data.pkl", p.out)
        try zip.record("\(name)/byteorder", Array("little".utf8))
        for (i, (s, _)) in p.storages.enumerated() { try zip.record("\(name)/data/\(i)", UnsafeRawBufferPointer(start: s.base, count: s.byteCount)) }
        try zip.record("\(name)/version", Array("3\n".utf8))
        try zip.finish()
    }

    // MARK: Reading

    /// Reads a checkpoint. Throws `CheckpointError`.
    public static func read(_ bytes: UnsafeRawBufferPointer) throws -> SavedValue {
        guard bytes.count >= 4, bytes[0] == 0x50, bytes[1] == 0x4b else {
            throw CheckpointError.damaged("the file is no archive of PyTorch 1.6 or later (it does not begin with PK)")
        }
        let zip = try ZipReader(bytes)
        guard let pickle = zip.names.first(where: { $0.hasSuffix("/data.pkl") && $0.split(separator: "/").count == 2 }) else { throw CheckpointError.damaged("file in archive is not in a subdirectory: data.pkl") }
        let folder = String(pickle.dropLast("data.pkl".count))
        if let order = try zip.record(folder + "byteorder"), String(decoding: order, as: UTF8.self) != "little" {
            throw CheckpointError.refused("a checkpoint of big-endian numbers is not read")
        }
        guard try zip.record(folder + "version") != nil else { throw CheckpointError.damaged("the archive has no version record") }
        var u = Unpickler(bytes: try zip.record(pickle)!, zip: zip, folder: folder)
        let v = try u.run()
        // Every record of the archive is verified, used or not.
        for n in zip.names { _ = try zip.record(n) }
        return v
    }

    private struct Unpickler {
        enum Item {
            case value(SavedValue)
            case mark
            case global(String)
            case storage(Storage, DType?)
        }
        let bytes: UnsafeRawBufferPointer
        let zip: ZipReader
        let folder: String
        var at = 0
        var stack: [Item] = []
        var memo: [Int: Item] = [:]
        var storages: [String: (Storage, DType?)] = [:]

        static let storageTypes: [String: DType?] = [
            "torch.FloatStorage": .float32, "torch.DoubleStorage": .float64, "torch.HalfStorage": .float16, "torch.BFloat16Storage": .bfloat16, "torch.LongStorage": .int64,
            "torch.IntStorage": .int32, "torch.ShortStorage": .int16, "torch.CharStorage": .int8, "torch.ByteStorage": .uint8, "torch.BoolStorage": .bool,
            "torch.storage.UntypedStorage": nil as DType?,
        ]
        static let globals: Set<String> = [
            "collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor_v3", "torch._utils._rebuild_parameter", "torch.Size", "torch.device", "_codecs.encode",
            "builtins.set", "__builtin__.set", "torch.serialization._get_layout",
        ]

        func refused(_ s: String) -> CheckpointError { .refused(s) }
        mutating func byte() throws -> Int {
            guard at < bytes.count else { throw CheckpointError.damaged("the pickle ends early") }
            at += 1
            return Int(bytes[at - 1])
        }
        mutating func take(_ n: Int) throws -> UnsafeRawBufferPointer {
            guard n >= 0, n <= bytes.count - at else { throw CheckpointError.damaged("the pickle ends early") }
            at += n
            return UnsafeRawBufferPointer(rebasing: bytes[(at - n)..<at])
        }
        mutating func u32() throws -> Int { Int(try take(4).loadUnaligned(as: UInt32.self)) }
        mutating func line() throws -> String {
            let start = at
            while try byte() != 10 { if at - start > 1000 { throw CheckpointError.damaged("a name in the pickle is too long") } }
            return String(decoding: bytes[start..<(at - 1)], as: UTF8.self)
        }
        mutating func text(_ n: Int) throws -> String {
            let b = try take(n)
            guard let s = String(validating: b, as: UTF8.self) else { throw CheckpointError.damaged("a text in the pickle is not UTF-8") }
            return s
        }
        mutating func push(_ c: SavedValue.Content) { stack.append(.value(SavedValue(c))) }
        mutating func pop() throws -> Item {
            guard let i = stack.popLast() else { throw CheckpointError.damaged("the pickle takes from an empty stack") }
            return i
        }
        mutating func popValue() throws -> SavedValue {
            guard case .value(let v) = try pop() else { throw refused("the pickle uses a class or a mark as a value") }
            return v
        }
        mutating func top() throws -> SavedValue {
            guard case .value(let v)? = stack.last else { throw refused("the pickle uses a class or a mark as a container") }
            return v
        }
        mutating func popMark() throws -> [Item] {
            guard let i = stack.lastIndex(where: { if case .mark = $0 { return true } else { return false } }) else { throw CheckpointError.damaged("the pickle has no mark") }
            let items = Array(stack[(i + 1)...])
            stack.removeSubrange(i...)
            return items
        }
        func values(_ items: [Item]) throws -> [SavedValue] {
            try items.map {
                switch $0 {
                case .value(let v): return v
                case .global(let g):
                    if let d = Self.dtype(g) { return SavedValue(.dtype(d)) }
                    throw refused("the pickle uses the class \(g) as a value")
                default: throw refused("the pickle uses a storage or a mark as a value")
                }
            }
        }
        static func dtype(_ g: String) -> DType? { g.hasPrefix("torch.") ? DType.allCases.first { "torch." + $0.name == g } : nil }

        mutating func run() throws -> SavedValue {
            var steps = 0
            while true {
                steps += 1
                if stack.count > 10_000_000 { throw CheckpointError.damaged("the pickle is too large") }
                let op = try byte()
                switch UInt8(op) {
                case 0x80:
                    let p = try byte()
                    if p > 5 { throw CheckpointError.damaged("the pickle has protocol \(p)") }
                case UInt8(ascii: "("): stack.append(.mark)
                case UInt8(ascii: "N"): push(.none)
                case 0x88: push(.bool(true))
                case 0x89: push(.bool(false))
                case UInt8(ascii: "K"): push(.int(try byte()))
                case UInt8(ascii: "M"): push(.int(Int(try take(2).loadUnaligned(as: UInt16.self))))
                case UInt8(ascii: "J"): push(.int(Int(try take(4).loadUnaligned(as: Int32.self))))
                case 0x8a:
                    let b = Array(try take(try byte()))
                    guard b.count <= 8 else { throw refused("an integer of more than 64 bits") }
                    var v: UInt64 = b.last.map { $0 & 0x80 != 0 } ?? false ? .max : 0
                    for x in b.reversed() { v = v << 8 | UInt64(x) }
                    push(.int(Int(Int64(bitPattern: v))))
                case UInt8(ascii: "G"): push(.float(Double(bitPattern: UInt64(bigEndian: try take(8).loadUnaligned(as: UInt64.self)))))
                case UInt8(ascii: "X"): push(.string(try text(try u32())))
                case UInt8(ascii: "U"): push(.string(String(decoding: try take(try byte()), as: UTF8.self)))
                case UInt8(ascii: "T"): push(.string(String(decoding: try take(try u32()), as: UTF8.self)))
                case 0x8c: push(.string(try text(try byte())))
                case UInt8(ascii: "B"): push(.bytes(Array(try take(try u32()))))
                case UInt8(ascii: "C"): push(.bytes(Array(try take(try byte()))))
                case UInt8(ascii: ")"): push(.tuple([]))
                case UInt8(ascii: "]"): push(.list([]))
                case UInt8(ascii: "}"): push(.dict([], ordered: false))
                case 0x8f: push(.set([]))
                case UInt8(ascii: "t"): 
                    let items = try popMark()
                    // A persistent id holds a class: kept as a tuple of items until BINPERSID takes it.
                    if items.contains(where: { if case .global(let g) = $0 { return Self.storageTypes[g] != nil } else { return false } }) {
                        if case .value(let first)? = items.first, case .string("storage") = first.content {
                            stack.append(try storage(items))
                            continue
                        }
                        throw refused("the pickle uses a storage class as a value")
                    }
                    if items.contains(where: { if case .storage = $0 { return true } else { return false } }) {
                        pendingArguments = items
                        stack.append(.global("arguments"))
                        continue
                    }
                    push(.tuple(try values(items)))
                case 0x85: try tuple(1)
                case 0x86: try tuple(2)
                case 0x87: try tuple(3)
                case UInt8(ascii: "a"):
                    let v = try valueOrDType()
                    let l = try top()
                    guard case .list(var items) = l.content else { throw refused("APPEND to something that is no list") }
                    items.append(v)
                    l.content = .none
                    l.content = .list(items)
                case UInt8(ascii: "e"):
                    let more = try values(try popMark())
                    let l = try top()
                    switch l.content {
                    case .list(var items):
                        items += more
                        l.content = .list(items)
                    default: throw refused("APPENDS to something that is no list")
                    }
                case 0x90:
                    let more = try values(try popMark())
                    let l = try top()
                    guard case .set(let items) = l.content else { throw refused("ADDITEMS to something that is no set") }
                    l.content = .set(items + more)
                case UInt8(ascii: "s"):
                    let v = try valueOrDType(), k = try valueOrDType()
                    try setItems([k, v])
                case UInt8(ascii: "u"): try setItems(values(popMark()))
                case UInt8(ascii: "c"):
                    let module = try line(), name = try line()
                    try global(module + "." + name)
                case 0x93:
                    let name = try popValue(), module = try popValue()
                    guard case .string(let m) = module.content, case .string(let n) = name.content else { throw refused("a class is named by no text") }
                    try global(m + "." + n)
                case UInt8(ascii: "q"): memo[try byte()] = try last()
                case UInt8(ascii: "r"): memo[try u32()] = try last()
                case 0x94: memo[memo.count] = try last()
                case UInt8(ascii: "h"): try recall(try byte())
                case UInt8(ascii: "j"): try recall(try u32())
                case 0x95: _ = try take(8)
                case UInt8(ascii: "Q"):
                    guard case .storage? = stack.last else { throw refused("a persistent id that is no storage") }
                case UInt8(ascii: "R"): try reduce()
                case 0x81: try reduce()
                case UInt8(ascii: "b"):
                    // State of an OrderedDict (`_metadata`) is left out.
                    let state = try popValue(), target = try top()
                    guard case .dict(_, true) = target.content, case .dict = state.content else { throw refused("BUILD of something that is no OrderedDict") }
                case UInt8(ascii: "0"): _ = try pop()
                case UInt8(ascii: "."):
                    let v = try valueOrDType()
                    guard stack.isEmpty else { throw CheckpointError.damaged("the pickle leaves values behind") }
                    return v
                default: throw refused("Unsupported operand \(op)")
                }
            }
        }
        /// Arguments of a tensor's rebuilding, between TUPLE and REDUCE.
        var pendingArguments: [Item]?

        mutating func valueOrDType() throws -> SavedValue {
            let i = try pop()
            return try values([i])[0]
        }
        func last() throws -> Item {
            guard let i = stack.last else { throw CheckpointError.damaged("the pickle remembers nothing") }
            return i
        }
        mutating func recall(_ i: Int) throws {
            guard let v = memo[i] else { throw CheckpointError.damaged("Memo value not found at index \(i)") }
            stack.append(v)
        }
        mutating func tuple(_ n: Int) throws {
            guard stack.count >= n else { throw CheckpointError.damaged("the pickle takes from an empty stack") }
            let items = Array(stack.suffix(n))
            stack.removeLast(n)
            push(.tuple(try values(items)))
        }
        mutating func setItems(_ list: [SavedValue]) throws {
            guard list.count % 2 == 0 else { throw CheckpointError.damaged("a dictionary has a key without value") }
            let d = try top()
            guard case .dict(var pairs, let ordered) = d.content else { throw refused("SETITEM on something that is no dictionary") }
            d.content = .none
            for i in stride(from: 0, to: list.count, by: 2) { pairs.append((list[i], list[i + 1])) }
            d.content = .dict(pairs, ordered: ordered)
        }
        mutating func global(_ g: String) throws {
            guard Self.globals.contains(g) || Self.storageTypes[g] != nil || Self.dtype(g) != nil else {
                throw refused("Unsupported global: GLOBAL \(g) was not an allowed global by default.")
            }
            stack.append(.global(g))
        }

        /// ('storage', class, key, device, number of elements)
        mutating func storage(_ items: [Item]) throws -> Item {
            guard items.count == 5, case .global(let g) = items[1], let type = Self.storageTypes[g], case .value(let k) = items[2], case .string(let key) = k.content, case .value(let n) = items[4],
                case .int(let count) = n.content
            else { throw refused("a storage is described in another way than ('storage', class, key, device, size)") }
            let size = type?.size ?? 1
            if let known = storages[key] {
                guard known.1 == type, known.0.byteCount == count * size || (count == 0 && known.0.byteCount == 0) else { throw CheckpointError.damaged("storage '\(key)' is described in two ways") }
                return .storage(known.0, known.1)
            }
            guard count >= 0 else { throw CheckpointError.damaged("storage '\(key)' has a negative size") }
            let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
            guard let record = zip.size(folder + "data/" + key) else { throw CheckpointError.damaged("storage '\(key)' has no record") }
            // The size is compared with the record before anything is allocated.
            guard !overflow, bytes == record else { throw CheckpointError.damaged("storage '\(key)' of \(count) elements does not fit its record of \(record) bytes") }
            let data = try zip.record(folder + "data/" + key)!
            let s = try Storage(byteCount: bytes)
            if bytes > 0 { s.base.copyMemory(from: data.baseAddress!, byteCount: bytes) }
            storages[key] = (s, type)
            return .storage(s, type)
        }

        mutating func reduce() throws {
            let arguments = try pop()
            guard case .global(let g) = try pop() else { throw refused("the pickle calls something that is no known function") }
            if case .global("arguments") = arguments {
                guard let items = pendingArguments else { throw CheckpointError.damaged("the pickle has no arguments") }
                pendingArguments = nil
                return try rebuild(g, items)
            }
            guard case .value(let tuple) = arguments, case .tuple(let args) = tuple.content else { throw refused("a function is called without a tuple") }
            switch g {
            case "collections.OrderedDict":
                guard args.isEmpty else { throw refused("an OrderedDict is made with arguments") }
                push(.dict([], ordered: true))
            case "builtins.set", "__builtin__.set":
                if args.isEmpty { return push(.set([])) }
                guard args.count == 1, case .list(let items) = args[0].content else { throw refused("a set is made of something that is no list") }
                push(.set(items))
            case "torch.Size":
                guard args.count == 1 else { throw refused("torch.Size with \(args.count) arguments") }
                push(.size(try ints(args[0])))
            case "torch.device":
                guard let first = args.first, case .string(let s) = first.content else { throw refused("torch.device of no text") }
                push(.device(s))
            case "_codecs.encode":
                guard args.count == 2, case .string(let s) = args[0].content, case .string(let code) = args[1].content, code == "latin1" || code == "latin-1" else { throw refused("_codecs.encode of something that is no bytes") }
                push(.bytes(try s.unicodeScalars.map { c in
                    guard c.value < 256 else { throw refused("_codecs.encode of something that is no bytes") }
                    return UInt8(c.value)
                }))
            case "torch._utils._rebuild_parameter":
                guard args.count >= 2, case .tensor(let t, _, _) = args[0].content, case .bool(let r) = args[1].content else { throw refused("a parameter is made of something that is no tensor") }
                push(.tensor(t, requiresGrad: r, isParameter: true))
            default: throw refused("Unsupported function \(g)")
            }
        }
        func ints(_ v: SavedValue) throws -> [Int] {
            let items: [SavedValue]
            switch v.content {
            case .tuple(let i), .list(let i): items = i
            case .size(let s): return s
            default: throw refused("a shape is no tuple")
            }
            return try items.map {
                guard case .int(let i) = $0.content else { throw refused("a shape holds something that is no integer") }
                return i
            }
        }
        /// A tensor over a storage: sizes, strides and offset must stay inside.
        mutating func rebuild(_ g: String, _ items: [Item]) throws {
            guard g == "torch._utils._rebuild_tensor_v2" || g == "torch._utils._rebuild_tensor_v3" else { throw refused("\(g) is called with a storage") }
            guard items.count >= 5, case .storage(let s, let type) = items[0], case .value(let o) = items[1], case .int(let offset) = o.content, case .value(let sizes) = items[2],
                case .value(let steps) = items[3], case .value(let r) = items[4], case .bool(let requiresGrad) = r.content
            else { throw refused("a tensor is rebuilt from other arguments than (storage, offset, size, stride, requires_grad)") }
            var dtype = type
            if g.hasSuffix("v3") {
                guard items.count >= 7, case .dtype(let d)? = try? values([items[6]])[0].content else { throw refused("a tensor's dtype is missing") }
                dtype = d
            }
            guard let dtype else { throw refused("a tensor over an untyped storage has no dtype") }
            let shape = try ints(sizes), strides = try ints(steps)
            guard shape.count == strides.count, shape.count <= 64 else { throw CheckpointError.damaged("a tensor's shape and strides differ in length") }
            guard offset >= 0, shape.allSatisfy({ $0 >= 0 }), strides.allSatisfy({ $0 >= 0 }) else { throw CheckpointError.damaged("a tensor has a negative size, stride or offset") }
            var last = offset, count = 1
            for (n, st) in Swift.zip(shape, strides) {
                let (p, a) = max(n - 1, 0).multipliedReportingOverflow(by: st), (q, b) = last.addingReportingOverflow(p), (c, e) = count.multipliedReportingOverflow(by: n)
                if a || b || e { throw CheckpointError.damaged("a tensor's size overflows") }
                last = q
                count = c
            }
            let limit = s.byteCount / dtype.size
            guard count == 0 ? offset <= limit : last < limit else { throw CheckpointError.damaged("a tensor lies outside its storage") }
            push(.tensor(Tensor(storage: s, dtype: dtype, shape: shape, strides: strides, offset: offset), requiresGrad: requiresGrad, isParameter: false))
        }
    }

    // MARK: Files

    /// Calls `body` with the bytes of a file (mapped, read-only).
    public static func withFile<T>(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> T) throws -> T {
        let d = open(path, O_RDONLY | O_CLOEXEC)
        if d < 0 { throw KernelError.io(errno: errno, path: path) }
        defer { close(d) }
        var s = stat()
        if fstat(d, &s) != 0 { throw KernelError.io(errno: errno, path: path) }
        if s.st_mode & S_IFMT == S_IFDIR { throw KernelError.io(errno: EISDIR, path: path) }
        let n = Int(s.st_size)
        if n == 0 { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        guard let p = mmap(nil, n, PROT_READ, MAP_PRIVATE, d, 0), p != MAP_FAILED else { throw KernelError.io(errno: errno, path: path) }
        defer { munmap(p, n) }
        return try body(UnsafeRawBufferPointer(start: p, count: n))
    }
}
