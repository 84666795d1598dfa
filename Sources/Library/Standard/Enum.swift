// This file defines the module `enum`.

import BigInt
import Lang

/// The members of an enumeration class, kept in its namespace.
final class EnumInfo: Object {
    /// Canonical members, in order of definition.
    var members: [(name: String, member: Value)] = []
    /// Names to members, aliases too.
    let all = DictObject()
    /// Combinations of flags made so far, by value.
    var combinations: [Int: Value] = [:]
    let isFlag: Bool
    init(isFlag: Bool) {
        self.isFlag = isFlag
        super.init(type: Types.object)
    }
    override func traverse(_ visit: (Value) -> Void) {
        visit(.object(all))
        members.forEach { visit($0.member) }
        combinations.values.forEach(visit)
    }
    override func clearReferences() {
        members = []
        all.removeAll()
        combinations = [:]
    }

    static let key: Name = "_enum_info_"
    static func of(_ t: TypeObject) -> EnumInfo? { t.namespace.get(key)?.asObject as? EnumInfo }
}

/// `enum.auto()`
final class AutoValue: Object {
    /// The value once the member is made.
    var resolved: Value?
    /// `R | W` of members not yet made.
    private let expression: (op: BinaryOperator, left: Value, right: Value)?
    init(_ e: (op: BinaryOperator, left: Value, right: Value)? = nil) {
        expression = e
        super.init(type: EnumModule.autoType)
    }
    override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        .object(AutoValue(reflected ? (op, other, .object(self)) : (op, .object(self), other)))
    }
    /// The value, with `next` for one that has none yet.
    func value(_ next: () throws -> Value) throws -> Value {
        if let v = resolved { return v }
        if let (op, l, r) = expression {
            func side(_ v: Value) throws -> Value { try (v.asObject as? AutoValue)?.value(next) ?? v }
            let v = try Operators.binary(op, side(l), side(r))
            resolved = v
            return v
        }
        let v = try next()
        resolved = v
        return v
    }
}

final class EnumBehavior: TypeBehavior {
    private static let nameKey: Name = "_name_", valueKey: Name = "_value_"

    override func refusesDoubles(_ base: TypeObject) -> Bool { true }
    override func missingAttribute(_ t: TypeObject, _ name: Name) -> String? { EnumInfo.of(t) != nil ? name.text : nil }

    /// The class that says what members are made of (`int`, `str`, …); nil for plain ones.
    private func dataType(_ t: TypeObject) -> TypeObject? {
        t.mro.first { $0 === Types.int || $0 === Types.str || $0 === Types.float || $0 === Types.bytes || $0 === Types.tuple }
    }

    private func isMember(_ name: String, _ v: Value, _ t: TypeObject) -> Bool {
        if name.hasPrefix("__"), name.hasSuffix("__") { return false }
        if name.hasPrefix("_"), name.hasSuffix("_"), name.utf8.count > 2 { return false }
        if name.hasPrefix("_\(t.name)__") { return false }
        if case .object(let o) = v {
            switch o.kind {
            case .function, .nativeFunction, .property, .staticMethod, .classMethod: return false
            default: if o.type.lookup("__get__") != nil { return false }
            }
        }
        return true
    }

    override func created(_ t: TypeObject, _ keywords: [(name: Name, value: Value)]) throws -> [(name: Name, value: Value)] {
        for b in t.bases {
            if let i = EnumInfo.of(b), !i.members.isEmpty { throw typeError("<enum '\(t.name)'> cannot extend <enum '\(b.name)'>") }
        }
        let isFlag = t.isSubtype(of: EnumModule.flag)
        let info = EnumInfo(isFlag: isFlag)
        var ignore: Set<String> = ["_ignore_"]
        if let v = t.namespace.get("_ignore_") {
            for x in try v.asString.map({ $0.split(separator: " ").map { Value.string(String($0)) } }) ?? Operators.items(of: v) { ignore.insert(try Operators.str(x)) }
        }
        var entries: [(String, Value)] = []
        t.namespace.forEach { n, v in if isMember(n.text, v, t), !ignore.contains(n.text) { entries.append((n.text, v)) } }
        t.namespace.set(EnumInfo.key, .object(info))
        var lastValues: [Value] = []
        for (name, given) in entries {
            var value = given
            if let a = given.asObject as? AutoValue {
                value = try a.value { try nextValue(t, name, lastValues) }
            } else if let tuple = given.asObject as? TupleObject, tuple.items.contains(where: { $0.asObject is AutoValue }) {
                value = .tuple(try tuple.items.map { try ($0.asObject as? AutoValue)?.value { try nextValue(t, name, lastValues) } ?? $0 })
            }
            let member = try makeMember(t, name, value)
            let real = Operators.attributeValue(member, EnumBehavior.valueKey) ?? value
            lastValues.append(real)
            var canonical = member
            if let same = try info.members.first(where: { try Operators.equal(Operators.attributeValue($0.member, EnumBehavior.valueKey) ?? .none, real) }) {
                canonical = same.member
            } else {
                if isFlag, case .int(let n) = real, n == 0 || n.magnitude.nonzeroBitCount != 1 {
                    info.combinations[n] = member
                    try info.all.set(.string(name), member)
                    t.namespace.set(Name(name), member)
                    continue
                }
                info.members.append((name, member))
            }
            try info.all.set(.string(name), canonical)
            t.namespace.set(Name(name), canonical)
        }
        // Where the data type's own text would be found, the enumeration's is meant.
        if let data = dataType(t), let base = t.bases.last {
            for n in [Name("__repr__"), "__str__", "__format__"] where t.namespace.get(n) == nil {
                guard let found = t.lookup(n), let wanted = base.lookup(n) else { continue }
                let plain = [data.lookup(n), Types.object.lookup(n)].contains { $0.map { Operators.same($0, found) } ?? false }
                if plain { try Operators.setAttribute(.object(t), n, wanted) }
            }
        }
        t.namespace.set("_member_names_", .list(info.members.map { .string($0.name) }))
        t.namespace.set("_member_map_", .object(info.all))
        t.namespace.set("__members__", .object(MappingProxy(info.all)))
        return keywords.filter { $0.name != "boundary" }
    }

    private func nextValue(_ t: TypeObject, _ name: String, _ last: [Value]) throws -> Value {
        if let f = t.lookup("_generate_next_value_") {
            var function = f
            if case .object(let o) = f, let s = o as? StaticMethodObject { function = s.function }
            return try Operators.call(function, .string(name), .int(1), .int(last.count), .list(last))
        }
        if t.isSubtype(of: EnumModule.strEnum) { return .string(name.lowercased()) }
        let numbers = last.filter { Number($0) != nil }
        if t.isSubtype(of: EnumModule.flag) {
            var high = 0
            for v in numbers { if case .int(let n) = v { high = max(high, n) } }
            return .int(high == 0 ? 1 : 1 << (64 - high.leadingZeroBitCount))
        }
        guard var high = numbers.first else { return .int(1) }
        for v in numbers.dropFirst() where try Operators.less(high, v) { high = v }
        return try Operators.binary(.add, high, .int(1))
    }

    private func makeMember(_ t: TypeObject, _ name: String, _ value: Value) throws -> Value {
        let arguments: [Value] = (value.asObject as? TupleObject).map { $0.type === Types.tuple ? $0.items : [value] } ?? [value]
        var member: Value
        var stored = value
        let data = dataType(t)
        if let new = t.mro.first(where: { $0.isHeap && $0.namespace.get("__new__") != nil })?.namespace.get("__new__") {
            var f = new
            if case .object(let o) = new, let s = o as? StaticMethodObject { f = s.function }
            member = try Operators.call(f, CallArguments([.object(t)] + arguments))
            if let v = Operators.attributeValue(member, EnumBehavior.valueKey) { stored = v } else if data != nil { stored = try plain(member, data!) }
        } else if let data {
            if t.isSubtype(of: EnumModule.strEnum) {
                for v in arguments where v.asString == nil { throw typeError("\(try Operators.repr(v)) is not a string") }
            }
            guard let make = data.make else { throw typeError("cannot make a member of \(data.name)") }
            member = try make(t, CallArguments(data === Types.tuple ? [.tuple(arguments)] : arguments))
            stored = data === Types.tuple ? value : try plain(member, data)
        } else {
            member = try Types.object.make!(t, CallArguments())
        }
        guard case .object(let o) = member else { throw typeError("an enum member must be an object") }
        if o.attributes == nil { o.attributes = Attributes() }
        if o.attributes!.get(EnumBehavior.valueKey) == nil { o.attributes!.set(EnumBehavior.valueKey, stored) }
        o.attributes!.set(EnumBehavior.nameKey, .string(name))
        o.attributes!.set("__objclass__", .object(t))
        if let f = t.mro.first(where: { $0.isHeap && $0.namespace.get("__init__") != nil })?.namespace.get("__init__") {
            _ = try Operators.call(f, CallArguments([member] + arguments))
        }
        return member
    }
    private func plain(_ member: Value, _ data: TypeObject) throws -> Value {
        if let n = member.asObject as? IntInstance { return n.value }
        if let n = member.asObject as? FloatInstance { return .float(n.value) }
        if let s = member.asString { return .string(s) }
        return member
    }

    override func call(_ t: TypeObject, _ a: CallArguments) throws -> Value? {
        let info = EnumInfo.of(t)
        let names = a.positional.count > 1 ? a.positional[1] : a.keywords.first { $0.name == "names" }?.value
        if info == nil || info!.all.count == 0, let names, let name = a.positional.first?.asString {
            return try functional(t, name, names, a)
        }
        guard let info, let value = a.positional.first, a.positional.count == 1 else {
            if info == nil { throw typeError("EnumType.__call__() missing 1 required positional argument: 'value'") }
            if a.positional.count > 1 { return try find(t, info!, .tuple(a.positional)) }
            throw typeError("EnumType.__call__() missing 1 required positional argument: 'value'")
        }
        return try find(t, info, value)
    }

    func find(_ t: TypeObject, _ info: EnumInfo, _ value: Value) throws -> Value {
        if case .object(let o) = value, o.type === t { return value }
        for (_, m) in info.members where try Operators.equal(Operators.attributeValue(m, EnumBehavior.valueKey) ?? .none, value) { return m }
        if info.isFlag, case .int(let n) = Number(value).flatMap({ n -> Value? in if case .int(let i) = n { return .int(i) } else { return nil } }) ?? .none {
            if let m = try combination(t, info, n) { return m }
        }
        if let f = t.lookup("_missing_") {
            _ = f
            let r = try Operators.callMethod(.object(t), "_missing_", value)
            if Operators.isInstance(r, t) { return r }
            if !r.isNone {
                throw typeError("error in \(t.name)._missing_: returned \(try Operators.repr(r)) instead of None or a valid member")
            }
        }
        throw valueError("\(try Operators.repr(value)) is not a valid \(t.namespace.get("__qualname__")?.asString ?? t.name)")
    }

    /// The flag of several bits (negative: the complement).
    func combination(_ t: TypeObject, _ info: EnumInfo, _ number: Int) throws -> Value? {
        var mask = 0
        for (_, m) in info.members { if case .int(let v)? = Operators.attributeValue(m, EnumBehavior.valueKey) { mask |= v } }
        for v in info.combinations.keys where v > 0 { mask |= v }
        var n = number
        if n < 0 { n = mask & n }
        let isInt = t.isSubtype(of: Types.int)
        if n & ~mask != 0, !isInt {
            throw valueError("\(t.name)(\(number)): invalid value \(number)")
        }
        for (_, m) in info.members { if case .int(n)? = Operators.attributeValue(m, EnumBehavior.valueKey) { return m } }
        if let m = info.combinations[n] { return m }
        let parts = info.members.filter { x in
            if case .int(let v)? = Operators.attributeValue(x.member, EnumBehavior.valueKey) { return v & n == v } else { return false }
        }
        var rest = n
        for p in parts { if case .int(let v)? = Operators.attributeValue(p.member, EnumBehavior.valueKey) { rest &= ~v } }
        let member: Value = isInt ? .object(IntInstance(.int(n), type: t)) : try Types.object.make!(t, CallArguments())
        guard case .object(let o) = member else { return nil }
        if o.attributes == nil { o.attributes = Attributes() }
        o.attributes!.set(EnumBehavior.valueKey, .int(n))
        var name = parts.map { $0.name }.joined(separator: "|")
        if rest != 0, !parts.isEmpty { name += "|\(rest)" }
        o.attributes!.set(EnumBehavior.nameKey, parts.isEmpty ? .none : .string(name))
        info.combinations[n] = member
        return member
    }

    private func functional(_ t: TypeObject, _ name: String, _ names: Value, _ a: CallArguments) throws -> Value {
        let d = DictObject()
        var start = 1
        for (k, v) in a.keywords where k == "start" { start = try Operators.index(v) }
        var pairs: [(String, Value)] = []
        func number(_ i: Int) -> Value {
            t.isSubtype(of: EnumModule.strEnum) ? .object(AutoValue()) : (t.isSubtype(of: EnumModule.flag) ? .int(1 << i) : .int(start + i))
        }
        if let s = names.asString {
            for (i, n) in s.replacing(",", with: " ").split(separator: " ").enumerated() { pairs.append((String(n), number(i))) }
        } else if let m = names.asObject as? DictObject {
            for (k, v) in m.entries { pairs.append((try Operators.str(k), v)) }
        } else {
            for (i, x) in try Operators.items(of: names).enumerated() {
                if let s = x.asString { pairs.append((s, number(i))) } else {
                    let p = try Operators.items(of: x)
                    if p.count == 2 { pairs.append((try Operators.str(p[0]), p[1])) }
                }
            }
        }
        for (n, v) in pairs { try d.set(.string(n), v) }
        return try Builtins.makeClass(name, [t], d)
    }

    override func iterate(_ t: TypeObject) throws -> Value? {
        guard let info = EnumInfo.of(t) else { return nil }
        return try Operators.iterator(.list(info.members.map { $0.member }))
    }
    override func length(_ t: TypeObject) throws -> Int? { EnumInfo.of(t)?.members.count }
    override func contains(_ t: TypeObject, _ item: Value) throws -> Bool? {
        guard EnumInfo.of(t) != nil else { return nil }
        if Operators.isInstance(item, t) { return true }
        if case .object(let o) = item, o.type.isSubtype(of: EnumModule.enumType) { return false }
        throw typeError("unsupported operand type(s) for 'in': '\(item.typeName)' and 'EnumType'")
    }
    override func getItem(_ t: TypeObject, _ key: Value) throws -> Value? {
        guard let info = EnumInfo.of(t) else { return nil }
        if let m = try info.all.get(key) { return m }
        throw keyError(key)
    }
    override func repr(_ t: TypeObject) throws -> String? {
        guard t.isHeap else { return t === EnumModule.flag || t.isSubtype(of: EnumModule.flag) ? "<flag '\(t.name)'>" : "<enum '\(t.name)'>" }
        return t.isSubtype(of: EnumModule.flag) ? "<flag '\(t.name)'>" : "<enum '\(t.name)'>"
    }
    override func willSet(_ t: TypeObject, _ name: Name, _ value: Value?) throws {
        guard let info = EnumInfo.of(t), try info.all.has(name.value) else { return }
        throw attributeError(value == nil ? "\(t.name): cannot delete member '\(name)'." : "cannot reassign member '\(name)'")
    }
}

extension Operators {
    /// A name of the instance's own table.
    static func attributeValue(_ v: Value, _ name: Name) -> Value? {
        if case .object(let o) = v { return o.attributes?.get(name) } else { return nil }
    }
}

enum EnumModule {
    static let autoType = TypeObject.native("auto", module: "enum", subclassable: false) { t in
        t.constructor("auto()") { _, _ in .object(AutoValue()) }
    }
    private static let nameKey: Name = "_name_", valueKey: Name = "_value_"
    static func name(_ v: Value) -> Value { Operators.attributeValue(v, nameKey) ?? .none }
    static func value(_ v: Value) -> Value { Operators.attributeValue(v, valueKey) ?? .none }
    private static func shown(_ v: Value) throws -> String {
        let n = name(v)
        return try n.isNone ? Operators.repr(value(v)) : Operators.str(n)
    }

    static let behavior = EnumBehavior()
    static let enumType = TypeObject.native("Enum", module: "enum", doc: "Base of enumerations.") { t in
        t.behavior = behavior
        t.isMixin = true
        t.property("name", get: { name(.object($0)) })
        t.property("value", get: { value(.object($0)) })
        t.method("__repr__(self, /)") { a in
            .string(try "<\(a[0].typeName)\(name(a[0]).isNone ? "" : "." + shown(a[0])): \(Operators.repr(value(a[0])))>")
        }
        t.method("__str__(self, /)") { a in
            .string(try name(a[0]).isNone ? "\(a[0].typeName)(\(Operators.repr(value(a[0]))))" : "\(a[0].typeName).\(shown(a[0]))")
        }
        t.method("__format__(self, format_spec, /)") { a in .string(try Operators.format(.string(Operators.str(a[0])), a.string(1))) }
        t.method("__hash__(self, /)") { a in .int(try Operators.hash(name(a[0]))) }
        t.method("__eq__(self, other, /)") { a in Operators.same(a[0], a[1]) ? .bool(true) : .notImplemented }
        t.method("__copy__(self)") { $0[0] }
        t.method("__deepcopy__(self, memo)") { $0[0] }
        t.method("__reduce_ex__(self, proto)") { a in .tuple([.object(a[0].type), .tuple([value(a[0])])]) }
        t.method("__dir__(self)") { _ in .list(["__class__", "__doc__", "__module__", "name", "value"].map(Value.string)) }
        t.closeDoors([.repr, .str, .format, .hash])
    }
    private static func plainText(_ t: TypeObject, _ text: @escaping (Value) throws -> Value) {
        t.method("__str__(self, /)") { a in try text(value(a[0])) }
        t.method("__format__(self, format_spec, /)") { a in .string(try Operators.format(value(a[0]), a.string(1))) }
    }
    /// An enumeration type over a data type: a heap class, so that it has two bases.
    private static func mixed(_ name: String, _ bases: [TypeObject]) -> TypeObject {
        let d = DictObject()
        try! d.set(.string("__module__"), .string("enum"))
        let v = try! Builtins.makeClass(name, bases, d)
        let t = v.asObject as! TypeObject
        t.namespace.set("__module__", .string("enum"))
        t.namespace.remove(EnumInfo.key)
        _ = Unmanaged.passRetained(t)
        return t
    }
    static let intEnum: TypeObject = {
        let t = mixed("IntEnum", [Types.int, enumType])
        declareMixed(t, .repr)
        return t
    }()
    private static func declareMixed(_ t: TypeObject, _: TypeObject.Overrides) {
        func set(_ declaration: String, _ body: @escaping NativeFunction.Body) {
            let f = NativeFunction(declaration, isMethod: true, body)
            try? Operators.setAttribute(.object(t), Name(f.name), .object(f))
        }
        set("__repr__(self, /)") { a in .string(try "<\(a[0].typeName)\(name(a[0]).isNone ? "" : "." + shown(a[0])): \(Operators.repr(value(a[0])))>") }
        set("__str__(self, /)") { a in .string(try Operators.str(value(a[0]))) }
        set("__format__(self, format_spec, /)") { a in .string(try Operators.format(value(a[0]), a.string(1))) }
        set("__hash__(self, /)") { a in .int(try Operators.hash(value(a[0]))) }
    }
    static let strEnum: TypeObject = {
        let t = mixed("StrEnum", [Types.str, enumType])
        declareMixed(t, .repr)
        return t
    }()

    static let flag = TypeObject.native("Flag", module: "enum", base: enumType, doc: "Base of enumerations of bits.") { t in
        t.behavior = behavior
        t.isMixin = true
        declareFlag { declaration, body in t.method(declaration, "", body) }
        t.closeDoors([.repr, .str, .format, .hash, .binary, .unary, .truth, .contains, .iterate, .length])
    }
    private static func declareFlag(_ set: (String, @escaping NativeFunction.Body) -> Void) {
        func number(_ v: Value) -> Int? {
            if case .int(let n) = value(v) { return n }
            if case .int(let n) = v { return n }
            return nil
        }
        func combine(_ a: Value, _ b: Value, _ f: (Int, Int) -> Int) throws -> Value {
            let cls = a.type
            guard let x = number(a), let y = number(b), b.type === cls || (cls.isSubtype(of: Types.int) && Number(b) != nil) else { return .notImplemented }
            let info = cls.mro.lazy.compactMap { EnumInfo.of($0) }.first
            guard let info else { return .notImplemented }
            return try behavior.find(cls, info, .int(f(x, y)))
        }
        for (n, f) in [("or", { $0 | $1 }), ("and", { $0 & $1 }), ("xor", { $0 ^ $1 })] as [(String, (Int, Int) -> Int)] {
            set("__\(n)__(self, other, /)") { a in try combine(a[0], a[1], f) }
            set("__r\(n)__(self, other, /)") { a in try combine(a[0], a[1], f) }
        }
        set("__invert__(self, /)") { a in
            let cls = a[0].type
            guard let info = EnumInfo.of(cls), let n = number(a[0]) else { return .notImplemented }
            return try behavior.combination(cls, info, ~n) ?? .none
        }
        set("__bool__(self, /)") { a in .bool(number(a[0]) != 0) }
        set("__contains__(self, other, /)") { a in
            guard a[1].type === a[0].type, let x = number(a[0]), let y = number(a[1]) else {
                throw typeError("unsupported operand type(s) for 'in': '\(a[1].typeName)' and '\(a[0].typeName)'")
            }
            return .bool(x & y == y)
        }
        set("__iter__(self, /)") { a in
            guard let info = EnumInfo.of(a[0].type), let n = number(a[0]) else { return .none }
            return try Operators.iterator(
                .list(info.members.filter { m in number(m.member).map { $0 & n != 0 } ?? false }.map { $0.member }))
        }
        set("__len__(self, /)") { a in .int(number(a[0])?.nonzeroBitCount ?? 0) }
    }
    static let intFlag: TypeObject = {
        let t = mixed("IntFlag", [Types.int, flag])
        declareMixed(t, .repr)
        declareFlag { declaration, body in
            let f = NativeFunction(declaration, isMethod: true, body)
            try? Operators.setAttribute(.object(t), Name(f.name), .object(f))
        }
        return t
    }()

    static func make() throws -> ModuleObject {
        let m = ModuleObject("enum", doc: "Enumerations.")
        m.type(enumType)
        m.type(intEnum)
        m.type(strEnum)
        m.type(flag)
        m.type(intFlag)
        m.type(autoType)
        m.constant("EnumMeta", .object(Types.type))
        m.constant("EnumType", .object(Types.type))
        m.function("unique(enumeration)", "Refuses aliases.") { a in
            guard let t = a[0].asObject as? TypeObject, let info = EnumInfo.of(t) else { return a[0] }
            let aliases = info.all.entries.filter { e in e.key.asString != name(e.value).asString }
            if !aliases.isEmpty {
                throw valueError(
                    "duplicate values found in \(try Operators.repr(a[0])): "
                        + aliases.map { "\($0.key.asString ?? "") -> \(name($0.value).asString ?? "")" }.joined(separator: ", "))
            }
            return a[0]
        }
        m.function("member(value)", "The value as a member.") { $0[0] }
        m.function("nonmember(value)", "The value, not as a member.") { $0[0] }
        m.constant("property", .object(Types.property))
        for (i, n) in ["STRICT", "CONFORM", "EJECT", "KEEP"].enumerated() { m.constant(n, .int(i)) }
        return m
    }
}
