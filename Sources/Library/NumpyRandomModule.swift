// This file defines `numpy.random`: RandomState, Generator and the functions of the global state.

import BigInt
import Glibc
import Kernel
import Lang

/// `np.random.RandomState` and, shared by all, the state behind `np.random.seed`.
final class RandomStateObject: Object {
    let random: LegacyRandom
    static let type_ = NumpyRandomModule.stateType()
    static let global = RandomStateObject(LegacyRandom.shared)
    init(_ r: LegacyRandom) {
        random = r
        super.init(type: RandomStateObject.type_)
    }
    override func repr() throws -> String { "RandomState(MT19937) at \(Object.address(self).uppercased().replacing("0X", with: "0x"))" }
}

/// `np.random.Generator`.
final class GeneratorObject: Object {
    let source: PCG64
    let sequence: SeedSequence
    static let type_ = NumpyRandomModule.generatorType()
    init(_ s: SeedSequence) {
        sequence = s
        source = PCG64(s)
        super.init(type: GeneratorObject.type_)
    }
    override func repr() throws -> String { "Generator(PCG64) at \(Object.address(self).uppercased().replacing("0X", with: "0x"))" }
    override func str() throws -> String? { "Generator(PCG64)" }
}

/// `np.random.SeedSequence`.
final class SeedSequenceObject: Object {
    let sequence: SeedSequence
    static let type_ = TypeObject.native("SeedSequence", module: "numpy.random.bit_generator") { t in
        t.constructor("SeedSequence(entropy=None, *, spawn_key=(), pool_size=4, n_children_spawned=0)") { _, a in
            .object(SeedSequenceObject(SeedSequence(entropy: try NumpyRandomModule.entropy(a[0]), spawnKey: try Convert.shape(from: a[1]).map { UInt32(truncatingIfNeeded: $0) })))
        }
        t.method("spawn(self, n_children)") { a in .list((a[0].asObject as! SeedSequenceObject).sequence.spawn(try NumpyRandomModule.children(a.int(1))).map { .object(SeedSequenceObject($0)) }) }
        t.method("generate_state(self, n_words, dtype=None)") { a in
            let s = (a[0].asObject as! SeedSequenceObject).sequence, n = try a.int(1)
            if try NumpyTypes.number(a[2]) == .uint64 { return Convert.ndarray(try Elementwise.cast(try Tensor.of(s.state64(n).map { Int(bitPattern: UInt($0)) }), .uint64)) }
            return Convert.ndarray(try Elementwise.cast(try Tensor.of(s.state32(n).map { Int($0) }), .uint32))
        }
        t.property("entropy") { o in .int((o as! SeedSequenceObject).sequence.entropy.enumerated().reduce(0) { $0 | Int($1.element) << (32 * min($1.offset, 1)) }) }
    }
    init(_ s: SeedSequence) {
        sequence = s
        super.init(type: SeedSequenceObject.type_)
    }
}

enum NumpyRandomModule {
    static func make() -> ModuleObject {
        let m = ModuleObject("numpy.random", doc: "Random numbers.")
        let global = Value.object(RandomStateObject.global)
        for n in RandomStateObject.type_.namespace.names where !n.text.hasPrefix("_") {
            if let f = RandomStateObject.type_.namespace.get(n) { m.constant(n.text, .object(BoundMethod(f, global))) }
        }
        m.type(RandomStateObject.type_)
        m.type(GeneratorObject.type_)
        m.type(SeedSequenceObject.type_)
        m.function("default_rng(seed=None)", "A Generator.") { a in
            if a[0].asObject is GeneratorObject { return a[0] }
            if let s = a[0].asObject as? SeedSequenceObject { return .object(GeneratorObject(s.sequence)) }
            return .object(GeneratorObject(SeedSequence(entropy: try entropy(a[0]))))
        }
        m.function("PCG64(seed=None)", "The bit generator of default_rng.") { a in
            if let s = a[0].asObject as? SeedSequenceObject { return .object(s) }
            return .object(SeedSequenceObject(SeedSequence(entropy: try entropy(a[0]))))
        }
        return m
    }

    /// Words of entropy of a seed.
    /// A number of children that memory holds.
    static func children(_ n: Int) throws -> Int {
        if n > 1 << 24 { throw PythonError(Exceptions.memoryError, "cannot spawn \(n) sequences") }
        return n
    }
    static func entropy(_ v: Value) throws -> [UInt32] {
        if v.asString != nil { throw typeError("SeedSequence expects int or sequence of ints for entropy not \(try Operators.str(v))") }
        switch v {
        case .none, .unbound:
            var g = SystemRandomNumberGenerator()
            return (0..<4).map { _ in UInt32.random(in: 0...UInt32.max, using: &g) }
        case .int(let i):
            if i < 0 { throw valueError("expected non-negative integer") }
            if i == 0 { return [0] }
            let low = UInt32(truncatingIfNeeded: i), high = UInt32(truncatingIfNeeded: i >> 32)
            return high == 0 ? [low] : [low, high]
        case .bool(let b): return [b ? 1 : 0]
        case .object(let o):
            if let b = o as? BigIntObject {
                if b.value.sign == .minus { throw valueError("expected non-negative integer") }
                var out: [UInt32] = []
                for w in b.value.magnitude.words {
                    out.append(UInt32(truncatingIfNeeded: w))
                    out.append(UInt32(truncatingIfNeeded: w >> 32))
                }
                while out.count > 1 && out.last == 0 { out.removeLast() }
                return out
            }
            if let i = try o.index() { return try entropy(i) }
            return try Operators.items(of: v).flatMap { try entropy($0) }
        case .float: throw typeError("SeedSequence expects int or sequence of ints for entropy not \(try Operators.repr(v))")
        }
    }

    // MARK: Shapes and parameters

    /// A size argument; nil: one number.
    private static func size(_ v: Value) throws -> [Int]? {
        if v.isNone || v.isUnbound { return nil }
        let shape = try Convert.shape(from: v)
        if shape.contains(where: { $0 < 0 }) { throw valueError("negative dimensions are not allowed") }
        var n = 1
        for s in shape {
            let (product, overflow) = n.multipliedReportingOverflow(by: s)
            if overflow || product > 1 << 50 { throw valueError("array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.") }
            n = product
        }
        return shape
    }
    /// Draws of a distribution: a Python float without a size (when parameters are numbers), else an array.
    private static func draw(_ sizeValue: Value, _ parameters: [Value], check: ([Double]) throws -> Void = { _ in }, _ f: ([Double]) throws -> Double) throws -> Value {
        let s = try size(sizeValue)
        let p = try parameters.map { try Convert.tensor(from: $0) }
        if p.allSatisfy({ $0.rank == 0 }) {
            let values = p.map { $0.double(at: 0) }
            try check(values)
            guard let s else { return .float(try f(values)) }
            let t = try Tensor(empty: s, .float64)
            let q = t.elements(Double.self)
            for i in 0..<t.count { q[i] = try f(values) }
            return Convert.ndarray(t)
        }
        let shape = try p.reduce([Int]()) { try Shape.broadcast($0, $1.shape) }
        let target = s ?? shape
        if let s, (try? Shape.broadcast(shape, s)) != s { throw valueError("Output size \(try Operators.repr(Convert.shape(s))) is not compatible with broadcast dimensions of inputs \(try Operators.repr(Convert.shape(shape))).") }
        let columns = try p.map { try Movement.expand(try Elementwise.cast($0, .float64), to: target).doubles() }
        let t = try Tensor(empty: target, .float64)
        let q = t.elements(Double.self)
        for i in 0..<t.count {
            let values = columns.map { $0[i] }
            try check(values)
            q[i] = try f(values)
        }
        return Convert.ndarray(t)
    }
    /// As `draw`, of integers.
    private static func drawInt(_ sizeValue: Value, _ parameters: [Value], check: ([Double]) throws -> Void = { _ in }, _ f: ([Double]) throws -> Int) throws -> Value {
        let s = try size(sizeValue)
        let p = try parameters.map { try Convert.tensor(from: $0) }
        let shape = try p.reduce([Int]()) { try Shape.broadcast($0, $1.shape) }
        if s == nil && shape.isEmpty {
            let v = p.map { $0.double(at: 0) }
            try check(v)
            return .int(try f(v))
        }
        let target = s ?? shape
        let columns = try p.map { try Movement.expand(try Elementwise.cast($0, .float64), to: target).doubles() }
        let t = try Tensor(empty: target, .int64)
        let q = t.elements(Int.self)
        for i in 0..<t.count {
            let v = columns.map { $0[i] }
            try check(v)
            q[i] = try f(v)
        }
        return Convert.ndarray(t)
    }
    private static func nonNegative(_ name: String, _ i: Int) -> ([Double]) throws -> Void { { v in if v[i] < 0 || (v[i] == 0 && v[i].sign == .minus) { throw valueError("\(name) < 0") } } }
    private static func positive(_ name: String, _ i: Int) -> ([Double]) throws -> Void { { v in if !(v[i] > 0) { throw valueError("\(name) <= 0") } } }
    private static func probability(_ name: String, _ i: Int) -> ([Double]) throws -> Void {
        { v in if !(v[i] >= 0 && v[i] <= 1) { throw valueError(v[i].isNaN ? "\(name) < 0, \(name) > 1 or \(name) contains NaNs" : "\(name) < 0, \(name) > 1 or \(name) contains NaNs") } }
    }

    /// Integers in [low, high) (or [low, high] with `closed`).
    private static func integers(_ g: BitSource, _ a0: Value, _ a1: Value, size sizeValue: Value, _ d: DType, masked: Bool, closed: Bool, python: Bool) throws -> Value {
        var low = a0, high = a1
        if high.isNone {
            high = low
            low = .int(0)
        }
        if let x = low.asObject, x is NDArray || x.kind == .list || x.kind == .tuple { return try broadcastIntegers(g, low, high, sizeValue, d, masked, closed) }
        if let x = high.asObject, x is NDArray || x.kind == .list || x.kind == .tuple { return try broadcastIntegers(g, low, high, sizeValue, d, masked, closed) }
        func whole(_ v: Value) throws -> BigInt {
            switch v {
            case .int(let i): return BigInt(i)
            case .float(let f): return BigInt(Int(toLimit: f))
            case .bool(let b): return BigInt(b ? 1 : 0)
            case .object(let o):
                if let b = o as? BigIntObject { return b.value }
                if let x = o as? NumpyScalar { return x.dtype.isFloat ? BigInt(Int(toLimit: x.double)) : BigInt(x.bits) }
                return BigInt(try Operators.index(v))
            default: throw typeError("an integer is required")
            }
        }
        let lo = try whole(low), hi = try whole(high) - (closed ? 0 : 1)
        let minimum = BigInt(d.isSigned ? d.integerRange!.lowerBound : 0), maximum = d == .uint64 ? BigInt(UInt.max) : BigInt(d.integerRange!.upperBound)
        if lo < minimum { throw valueError("low is out of bounds for \(d.name)") }
        if hi > maximum { throw valueError("high is out of bounds for \(d.name)") }
        if lo > hi { throw valueError(closed ? "low > high" : "low >= high") }
        let range = UInt64(hi - lo)
        let s = try size(sizeValue)
        let t = try Tensor(empty: s ?? [], d)
        let start = d == .uint64 ? Int(bitPattern: UInt(lo)) : Int(lo)
        Distributions.integers(g, t, low: start, range: range, masked: masked)
        if s == nil { return python ? Convert.python(t) : NumpyScalar.of(t) }
        return Convert.ndarray(t)
    }
    private static func broadcastIntegers(_ g: BitSource, _ low: Value, _ high: Value, _ sizeValue: Value, _ d: DType, _ masked: Bool, _ closed: Bool) throws -> Value {
        let x = try Convert.tensor(from: low), y = try Convert.tensor(from: high)
        let shape = try Shape.broadcast(x.shape, y.shape)
        let target = try size(sizeValue) ?? shape
        let p = try Movement.expand(x, to: target).integers(), q = try Movement.expand(y, to: target).integers()
        let out = try Tensor(empty: target, d), one = try Tensor(empty: [1], d)
        for i in 0..<out.count {
            let h = q[i] &- (closed ? 0 : 1)
            if p[i] > h || !closed && q[i] == .min { throw valueError("low >= high") }
            Distributions.integers(g, one, low: p[i], range: UInt64(bitPattern: Int64(h &- p[i])), masked: masked)
            (out.pointer + i * d.size).copyMemory(from: one.pointer, byteCount: d.size)
        }
        return Convert.ndarray(out)
    }

    /// Shuffles in place along an axis; `pick(i)`: uniform in 0...i.
    private static func shuffle(_ x: Value, axis: Int, _ pick: (UInt64) -> UInt64) throws {
        if let a = x.asObject as? NDArray {
            try a.checkWriteable()
            if a.tensor.rank == 0 { throw typeError("len() of unsized object") }
            let ax = try Shape.axis(axis, rank: a.tensor.rank)
            try shuffle(a.tensor, ax, pick)
            return
        }
        if let h = x.asObject as? TensorHolder { return try shuffle(h.tensor, 0, pick) }
        guard let l = x.asObject as? ListObject else {
            if x.asObject is TupleObject || x.asObject is StrObject { throw typeError("'\(x.typeName)' object does not support item assignment") }
            let n = try Operators.length(x)
            for i in stride(from: n - 1, to: 0, by: -1) {
                let j = Int(pick(UInt64(i)))
                let t = try Operators.getItem(x, .int(i))
                try Operators.setItem(x, .int(i), try Operators.getItem(x, .int(j)))
                try Operators.setItem(x, .int(j), t)
            }
            return
        }
        for i in stride(from: l.items.count - 1, to: 0, by: -1) { l.items.swapAt(i, Int(pick(UInt64(i)))) }
    }
    private static func shuffle(_ t: Tensor, _ axis: Int, _ pick: (UInt64) -> UInt64) throws {
        let n = t.shape[axis]
        // The order first, then the rows at once.
        var order = Array(0..<n)
        for i in stride(from: n - 1, to: 0, by: -1) { order.swapAt(i, Int(pick(UInt64(i)))) }
        try Elementwise.copy(from: try Indexing.take(t, try Tensor.of(order), axis: axis), to: t)
    }
    private static func permutation(_ x: Value, axis: Int, _ pick: (UInt64) -> UInt64) throws -> Value {
        if x.asObject == nil || x.asObject is NumpyScalar, let n = try? Operators.index(x) {
            if n < 0 { throw valueError("negative dimensions are not allowed") }
            let t = try Tensor(empty: [n], .int64), e = t.elements(Int.self)
            for i in 0..<n { e[i] = i }
            try shuffle(t, 0, pick)
            return Convert.ndarray(t)
        }
        if case .float = x { throw typeError("'float' object cannot be interpreted as an integer") }
        let a = try NDArray.from(x)
        if a.tensor.rank == 0 { throw indexError("x must be an integer or at least 1-dimensional") }
        let t = try a.tensor.clone()
        try shuffle(t, try Shape.axis(axis, rank: t.rank), pick)
        return .object(a.with(t))
    }

    /// The population of `choice`: its size and, for an array, the array.
    private static func population(_ v: Value, _ size: Value, generator: Bool) throws -> (Int, NDArray?) {
        let zero = try self.size(size).map { $0.contains(0) } ?? false
        if v.asObject == nil || v.asObject is NumpyScalar || (v.asObject as? NDArray)?.tensor.rank == 0 {
            guard let n = try? Operators.index(v) else { throw valueError(generator ? "a must be a sequence or an integer, not \(try Operators.repr(.object(v.type)))" : "a must be 1-dimensional or an integer") }
            if n <= 0 && !zero { throw valueError(generator ? "a must be a positive integer unless no samples are taken" : "a must be greater than 0 unless no samples are taken") }
            return (n, nil)
        }
        let a = try NDArray.from(v)
        if a.tensor.rank != 1 && !generator { throw valueError("a must be 1-dimensional") }
        if a.tensor.rank == 0 { throw valueError("a must be 1-dimensional or an integer") }
        if a.shape[0] == 0 && !zero { throw valueError(generator ? "a cannot be empty unless no samples are taken" : "'a' cannot be empty unless no samples are taken") }
        return (a.shape[0], a)
    }
    private static func probabilities(_ v: Value, _ n: Int, generator: Bool) throws -> [Double]? {
        if v.isNone { return nil }
        let t = try Convert.tensor(from: v)
        if t.rank != 1 { throw valueError(generator ? "p must be 1-dimensional" : "'p' must be 1-dimensional") }
        let p = try t.doubles()
        if p.count != n { throw valueError(generator ? "a and p must have same size" : "'a' and 'p' must have same size") }
        // Kahan's sum, as NumPy checks it.
        var sum = p.first ?? 0, c = 0.0
        for x in p.dropFirst() {
            let y = x - c, s = sum + y
            c = (s - sum) - y
            sum = s
        }
        if sum.isNaN { throw valueError(generator ? "Probabilities contain NaN" : "probabilities contain NaN") }
        if p.contains(where: { $0 < 0 }) { throw valueError(generator ? "Probabilities are not non-negative" : "probabilities are not non-negative") }
        let tolerance = max(1.4901161193847656e-08, t.dtype == .float32 ? Double(Float.ulpOfOne).squareRoot() : t.dtype == .float16 ? 0.03125 : 0)
        if (sum - 1).magnitude > tolerance { throw valueError(generator ? "Probabilities do not sum to 1. See Notes section of docstring for more information." : "probabilities do not sum to 1") }
        return p
    }
    private static func search(_ cdf: [Double], _ u: Double) -> Int {
        var a = 0, b = cdf.count
        while a < b {
            let m = (a + b) / 2
            if cdf[m] <= u { a = m + 1 } else { b = m }
        }
        return a
    }
    private static func cumulative(_ p: [Double]) -> [Double] {
        var s = 0.0
        var c = p.map { x -> Double in
            s += x
            return s
        }
        let last = c.last ?? 1
        for i in c.indices { c[i] /= last }
        return c
    }
    /// Indices drawn by weights without replacement.
    private static func weighted(_ p: [Double], _ n: Int, generator: Bool, _ uniform: () -> Double) throws -> [Int] {
        if p.filter({ $0 > 0 }).count < n { throw valueError("Fewer non-zero entries in p than size") }
        var p = p, found: [Int] = []
        while found.count < n {
            let x = (0..<n - found.count).map { _ in uniform() }
            for f in found { p[f] = 0 }
            let cdf = cumulative(p)
            var seen = Set<Int>()
            for u in x {
                let k = search(cdf, u)
                if seen.insert(k).inserted { found.append(k) }
            }
        }
        return found
    }
    private static func chosen(_ index: [Int], _ s: [Int]?, _ a: NDArray?, axis: Int = 0) throws -> Value {
        if s == nil {
            guard let a else { return .int(index[0]) }
            let t = Movement.select(a.tensor, axis: axis, index: index[0])
            return a.with(t).scalarOrSelf
        }
        let t = try Movement.reshape(try Tensor.of(index), s!)
        guard let a else { return Convert.ndarray(t) }
        return .object(a.with(try Indexing.take(a.tensor, t, axis: axis)))
    }

    // MARK: RandomState

    static func stateType() -> TypeObject {
        TypeObject.native("RandomState", module: "numpy.random.mtrand", doc: "NumPy's legacy generator.") { t in
            t.constructor("RandomState(seed=None)") { _, a in
                let r = LegacyRandom()
                if a.given(0) { try seed(r, a[0]) }
                return .object(RandomStateObject(r))
            }
            func method(_ declaration: String, _ body: @escaping (LegacyRandom, Arguments) throws -> Value) {
                t.method(declaration) { a in
                    guard let s = a[0].asObject as? RandomStateObject else { throw typeError("a RandomState is needed") }
                    return try PythonErrors.asNumpy { try body(s.random, a) }
                }
            }
            method("seed(self, seed=None)") { r, a in
                if a.given(1) { try seed(r, a[1]) } else { r.seed(try entropy(.none)) }
                return .none
            }
            method("get_state(self, legacy=True)") { r, a in
                let key = Convert.ndarray(try Elementwise.cast(try Tensor.of(r.source.key.map { Int($0) }), .uint32))
                if !(try a.bool(1)) {
                    return .object(DictObject([
                        ("bit_generator", .string("MT19937")), ("state", .object(DictObject([("key", key), ("pos", .int(r.source.position))]))),
                        ("has_gauss", .int(r.gauss == nil ? 0 : 1)), ("gauss", .float(r.gauss ?? 0)),
                    ]))
                }
                return .tuple([.string("MT19937"), key, .int(r.source.position), .int(r.gauss == nil ? 0 : 1), .float(r.gauss ?? 0)])
            }
            method("set_state(self, state)") { r, a in
                var items: [Value]
                if let d = a[1].asObject as? DictObject, let s = try d.get(.string("state"))?.asObject as? DictObject {
                    items = [.string("MT19937"), try s.get(.string("key")) ?? .none, try s.get(.string("pos")) ?? .int(624), try d.get(.string("has_gauss")) ?? .int(0), try d.get(.string("gauss")) ?? .float(0)]
                } else { items = try a.items(1) }
                if items.count < 3 { throw valueError("state dictionary is not valid.") }
                if items[0].asString != "MT19937" { throw valueError("set_state can only be used with legacy MT19937 state instances.") }
                let key = try Convert.tensor(from: items[1]).integers(), at = try Operators.index(items[2])
                if key.count != 624 || at < 0 || at > 624 { throw valueError("state must be 624 longs") }
                r.source.restore(key: key.map { UInt32(truncatingIfNeeded: $0) }, position: at)
                let has = items.count > 4 ? try Operators.isTrue(items[3]) : false
                r.gauss = has ? try Operators.toDouble(items[4]) : nil
                return .none
            }
            method("rand(self, *args)") { r, a in try draw(a.rest(1).isEmpty ? .none : .tuple(a.rest(1)), []) { _ in r.double() } }
            /// Standard normals of the given size, or normals of one location and one scale.
            func normals(_ r: LegacyRandom, _ sizeValue: Value, _ parameters: [Value] = []) throws -> Value {
                let p = try parameters.map { try Convert.tensor(from: $0) }
                guard let s = try size(sizeValue), p.allSatisfy({ $0.rank == 0 }) else {
                    return try draw(sizeValue, parameters, check: parameters.isEmpty ? { _ in } : nonNegative("scale", 1)) { $0.isEmpty ? r.normal() : $0[0] + $0[1] * r.normal() }
                }
                if !p.isEmpty { try nonNegative("scale", 1)(p.map { $0.double(at: 0) }) }
                let t = try Tensor(empty: s, .float64)
                if let q = t.elements(Double.self).baseAddress { r.fill(q, t.count, location: p.isEmpty ? 0 : p[0].double(at: 0), scale: p.isEmpty ? 1 : p[1].double(at: 0)) }
                return Convert.ndarray(t)
            }
            method("randn(self, *args)") { r, a in try normals(r, a.rest(1).isEmpty ? .none : .tuple(a.rest(1))) }
            for n in ["random", "random_sample", "sample", "ranf"] { method("\(n)(self, size=None)") { r, a in try draw(a[1], []) { _ in r.double() } } }
            method("standard_normal(self, size=None)") { r, a in try normals(r, a[1]) }
            method("normal(self, loc=0.0, scale=1.0, size=None)") { r, a in try normals(r, a[3], [a[1], a[2]]) }
            method("uniform(self, low=0.0, high=1.0, size=None)") { r, a in
                try draw(a[3], [a[1], a[2]], check: { if !($0[1] - $0[0]).isFinite { throw overflowError("Range exceeds valid bounds") } }) { $0[0] + ($0[1] - $0[0]) * r.double() }
            }
            method("randint(self, low, high=None, size=None, dtype=None)") { r, a in
                let python = !a.given(4) || a[4].asObject === Types.int || a[4].asObject === Types.bool
                let d = try NumpyTypes.number(a[4]) ?? .int64
                if d.isFloat { throw typeError("Unsupported dtype dtype('\(d.name)') for randint") }
                return try integers(r.source, a[1], a[2], size: a[3], d, masked: true, closed: false, python: python)
            }
            method("random_integers(self, low, high=None, size=None)") { r, a in
                try integers(r.source, a.given(2) ? a[1] : .int(1), a.given(2) ? a[2] : a[1], size: a[3], .int64, masked: true, closed: true, python: true)
            }
            method("bytes(self, length)") { r, a in
                let n = try a.int(1)
                if n < 0 { throw valueError("negative dimensions are not allowed") }
                if n > 1 << 32 { throw PythonError(Exceptions.memoryError, args: []) }
                var out: [UInt8] = []
                for _ in 0..<(n + 3) / 4 {
                    let w = r.source.next32()
                    for k in 0..<4 { out.append(UInt8(truncatingIfNeeded: w >> UInt32(8 * k))) }
                }
                return .object(BytesObject(Array(out.prefix(n))))
            }
            method("shuffle(self, x)") { r, a in
                try shuffle(a[1], axis: 0) { r.interval($0) }
                return .none
            }
            method("permutation(self, x)") { r, a in try permutation(a[1], axis: 0) { r.interval($0) } }
            method("choice(self, a, size=None, replace=True, p=None)") { r, a in
                let (n, array) = try population(a[1], a[2], generator: false)
                let p = try probabilities(a[4], n, generator: false)
                let s = try size(a[2])
                let count = s.map { $0.reduce(1, *) } ?? 1
                if try a.bool(3) {
                    if let p {
                        let cdf = cumulative(p)
                        return try chosen((0..<count).map { _ in search(cdf, r.double()) }, s, array)
                    }
                    let t = try Tensor(empty: [count], .int64)
                    if n > 0 { Distributions.integers(r.source, t, low: 0, range: UInt64(n - 1), masked: true) }
                    return try chosen(try t.integers(), s, array)
                }
                if count > n { throw valueError("Cannot take a larger sample than population when 'replace=False'") }
                if count < 0 { throw valueError("negative dimensions are not allowed") }
                if let p { return try chosen(try weighted(p, count, generator: false) { r.double() }, s, array) }
                var order = Array(0..<n)
                for i in stride(from: n - 1, to: 0, by: -1) { order.swapAt(i, Int(r.interval(UInt64(i)))) }
                return try chosen(Array(order.prefix(count)), s, array)
            }
            method("exponential(self, scale=1.0, size=None)") { r, a in try draw(a[2], [a[1]], check: nonNegative("scale", 0)) { $0[0] * r.exponential() } }
            method("standard_exponential(self, size=None)") { r, a in try draw(a[1], []) { _ in r.exponential() } }
            method("gamma(self, shape, scale=1.0, size=None)") { r, a in try draw(a[3], [a[1], a[2]], check: nonNegative("shape", 0)) { $0[1] * r.gamma($0[0]) } }
            method("standard_gamma(self, shape, size=None)") { r, a in try draw(a[2], [a[1]], check: nonNegative("shape", 0)) { r.gamma($0[0]) } }
            method("beta(self, a, b, size=None)") { r, a in try draw(a[3], [a[1], a[2]], check: { try positive("a", 0)($0); try positive("b", 1)($0) }) { r.beta($0[0], $0[1]) } }
            method("chisquare(self, df, size=None)") { r, a in try draw(a[2], [a[1]], check: positive("df", 0)) { r.chisquare($0[0]) } }
            method("standard_t(self, df, size=None)") { r, a in try draw(a[2], [a[1]], check: positive("df", 0)) { r.standardT($0[0]) } }
            method("f(self, dfnum, dfden, size=None)") { r, a in try draw(a[3], [a[1], a[2]]) { r.f($0[0], $0[1]) } }
            method("standard_cauchy(self, size=None)") { r, a in try draw(a[1], []) { _ in r.cauchy() } }
            method("pareto(self, a, size=None)") { r, a in try draw(a[2], [a[1]], check: positive("a", 0)) { r.pareto($0[0]) } }
            method("weibull(self, a, size=None)") { r, a in try draw(a[2], [a[1]], check: nonNegative("a", 0)) { r.weibull($0[0]) } }
            method("power(self, a, size=None)") { r, a in try draw(a[2], [a[1]], check: positive("a", 0)) { r.power($0[0]) } }
            method("lognormal(self, mean=0.0, sigma=1.0, size=None)") { r, a in try draw(a[3], [a[1], a[2]], check: nonNegative("sigma", 1)) { r.lognormal($0[0], $0[1]) } }
            method("wald(self, mean, scale, size=None)") { r, a in try draw(a[3], [a[1], a[2]]) { r.wald($0[0], $0[1]) } }
            method("rayleigh(self, scale=1.0, size=None)") { r, a in try draw(a[2], [a[1]], check: nonNegative("scale", 0)) { $0[0] * (-2 * log1p(-r.double())).squareRoot() } }
            uniformBased(method) { $0.source }
            method("binomial(self, n, p, size=None)") { r, a in
                try drawInt(a[3], [a[1], a[2]], check: { if !($0[0] >= 0) { throw valueError("n < 0") }; if $0[0] >= 9.2e18 { throw valueError("n too large") }; try probability("p", 1)($0) }) { Distributions.binomial(r.source, Int($0[0]), $0[1]) }
            }
            method("poisson(self, lam=1.0, size=None)") { r, a in try drawInt(a[2], [a[1]], check: { if !($0[0] >= 0) { throw valueError("lam < 0 or lam is NaN") }; if $0[0] > 9.223372006484771e18 { throw valueError("lam value too large") } }) { Distributions.poisson(r.source, $0[0]) } }
            method("geometric(self, p, size=None)") { r, a in
                try drawInt(a[2], [a[1]], check: { if !($0[0] > 0 && $0[0] <= 1) { throw valueError("p <= 0, p > 1 or p contains NaNs") } }) { v in
                    Distributions.geometric(r.source, v[0], legacyInversion: { (log1p(-r.double()) / log(1 - v[0])).rounded(.up) })
                }
            }
            method("negative_binomial(self, n, p, size=None)") { r, a in try drawInt(a[3], [a[1], a[2]]) { Distributions.poisson(r.source, (1 - $0[1]) / $0[1] * r.gamma($0[0])) } }
            method("multinomial(self, n, pvals, size=None)") { r, a in try multinomial(r.source, try a.int(1), a[2], a[3]) }
            method("dirichlet(self, alpha, size=None)") { r, a in try dirichlet(a[1], a[2]) { r.gamma($0) } }
            method("multivariate_normal(self, mean, cov, size=None, check_valid='warn', tol=1e-8)") { r, a in try multivariate(a[1], a[2], a[3]) { r.normal() } }
        }
    }
    static func seed(_ r: LegacyRandom, _ v: Value) throws {
        if let i = try? Operators.index(v) {
            if i < 0 || i > 0xffff_ffff { throw valueError("Seed must be between 0 and 2**32 - 1") }
            r.seed(UInt32(i))
            return
        }
        if v.asObject is BigIntObject { throw valueError("Seed must be between 0 and 2**32 - 1") }
        if case .float = v { throw typeError("Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'safe'") }
        if v.asString != nil { throw typeError("Cannot cast scalar from dtype('<U\(v.asString!.count)') to dtype('int64') according to the rule 'safe'") }
        let k = try Convert.tensor(from: v).integers()
        if k.isEmpty { throw valueError("Seed must be non-empty") }
        for i in k where i < 0 || i > 0xffff_ffff { throw valueError("Seed must be between 0 and 2**32 - 1") }
        r.seed(k.map { UInt32($0) })
    }
    /// Distributions made of one uniform, the same in both generators.
    private static func uniformBased<G>(_ method: (String, @escaping (G, Arguments) throws -> Value) -> Void, _ source: @escaping (G) -> BitSource) {
        method("laplace(self, loc=0.0, scale=1.0, size=None)") { g, a in
            try draw(a[3], [a[1], a[2]], check: nonNegative("scale", 1)) { v in
                while true {
                    let u = source(g).nextDouble()
                    if u >= 0.5 { return v[0] - v[1] * log(2 - u - u) }
                    if u > 0 { return v[0] + v[1] * log(u + u) }
                }
            }
        }
        method("gumbel(self, loc=0.0, scale=1.0, size=None)") { g, a in
            try draw(a[3], [a[1], a[2]], check: nonNegative("scale", 1)) { v in
                while true {
                    let u = 1 - source(g).nextDouble()
                    if u < 1 { return v[0] - v[1] * log(-log(u)) }
                }
            }
        }
        method("logistic(self, loc=0.0, scale=1.0, size=None)") { g, a in
            try draw(a[3], [a[1], a[2]], check: nonNegative("scale", 1)) { v in
                while true {
                    let u = source(g).nextDouble()
                    if u > 0 { return v[0] + v[1] * log(u / (1 - u)) }
                }
            }
        }
        method("triangular(self, left, mode, right, size=None)") { g, a in
            try draw(a[4], [a[1], a[2], a[3]], check: { v in
                if v[0] > v[1] { throw valueError("left > mode") }
                if v[1] > v[2] { throw valueError("mode > right") }
                if v[0] == v[2] { throw valueError("left == right") }
            }) { v in
                let base = v[2] - v[0], leftBase = v[1] - v[0]
                let u = source(g).nextDouble()
                return u <= leftBase / base ? v[0] + (u * (leftBase * base)).squareRoot() : v[2] - ((1 - u) * ((v[2] - v[1]) * base)).squareRoot()
            }
        }
    }
    private static func multinomial(_ g: BitSource, _ n: Int, _ pvals: Value, _ sizeValue: Value) throws -> Value {
        let p = try Convert.tensor(from: pvals).doubles()
        if n < 0 { throw valueError("n < 0") }
        if p.contains(where: { !($0 >= 0 && $0 <= 1) }) { throw valueError("pvals < 0, pvals > 1 or pvals contains NaNs") }
        if p.dropLast().reduce(0, +) > 1 + 1e-12 { throw valueError("sum(pvals[:-1]) > 1.0") }
        let s = try size(sizeValue) ?? []
        let count = s.reduce(1, *)
        let t = try Tensor.zeros(s + [p.count], .int64)
        for i in 0..<count {
            var left = n, sum = 1.0
            for j in 0..<max(p.count - 1, 0) {
                let k = Distributions.binomial(g, left, p[j] / sum)
                t.elements(Int.self)[i * p.count + j] = k
                left -= k
                if left <= 0 { break }
                sum -= p[j]
            }
            if left > 0 { t.elements(Int.self)[i * p.count + p.count - 1] = left }
        }
        return Convert.ndarray(t)
    }
    private static func dirichlet(_ alpha: Value, _ sizeValue: Value, _ gamma: (Double) -> Double) throws -> Value {
        let k = try Convert.tensor(from: alpha).doubles()
        if k.contains(where: { $0 <= 0 }) { throw valueError("alpha <= 0") }
        let s = try size(sizeValue) ?? []
        let t = try Tensor(empty: s + [k.count], .float64)
        let p = t.elements(Double.self)
        for i in 0..<s.reduce(1, *) {
            var sum = 0.0
            for j in k.indices {
                p[i * k.count + j] = gamma(k[j])
                sum += p[i * k.count + j]
            }
            let inverse = 1 / sum
            for j in k.indices { p[i * k.count + j] *= inverse }
        }
        return Convert.ndarray(t)
    }
    private static func multivariate(_ mean: Value, _ cov: Value, _ sizeValue: Value, _ normal: () -> Double) throws -> Value {
        let m = try Elementwise.cast(try Convert.tensor(from: mean), .float64), c = try Elementwise.cast(try Convert.tensor(from: cov), .float64)
        if m.rank != 1 { throw valueError("mean must be 1 dimensional") }
        if c.rank != 2 || c.shape[0] != c.shape[1] { throw valueError("cov must be 2 dimensional and square") }
        if m.count != c.shape[0] { throw valueError("mean and cov must have same length") }
        let s = try size(sizeValue) ?? []
        let x = try Tensor(empty: [s.reduce(1, *), m.count], .float64)
        for i in 0..<x.count { x.elements(Double.self)[i] = normal() }
        let d = try LAPACK.svd(c, full: true)
        let root = try Movement.reshape(try Elementwise.unary(.sqrt, d.s), [m.count, 1])
        let y = try Linalg.matmul(x, try Elementwise.binary(.multiply, root, d.vt, dtype: .float64), dtype: .float64)
        return Convert.ndarray(try Movement.reshape(try Elementwise.binary(.add, y, m, dtype: .float64), s + [m.count]))
    }

    // MARK: Generator

    static func generatorType() -> TypeObject {
        TypeObject.native("Generator", module: "numpy.random._generator", doc: "NumPy's generator of random numbers.") { t in
            t.constructor("Generator(bit_generator)") { _, a in .object(GeneratorObject(try a.object(0, SeedSequenceObject.self).sequence)) }
            func method(_ declaration: String, _ body: @escaping (GeneratorObject, Arguments) throws -> Value) {
                t.method(declaration) { a in
                    guard let s = a[0].asObject as? GeneratorObject else { throw typeError("a Generator is needed") }
                    return try PythonErrors.asNumpy { try body(s, a) }
                }
            }
            func float32(_ v: Value, _ size: Value, _ f: () -> Float) throws -> Value? {
                guard try NumpyTypes.number(v) == .float32 else { return nil }
                let s = try Convert.shape(from: size.isNone ? .tuple([]) : size)
                let t = try Tensor(empty: s, .float32)
                for i in 0..<t.count { t.elements(Float.self)[i] = f() }
                return size.isNone ? NumpyScalar.of(t) : Convert.ndarray(t)
            }
            /// Draws into an array of the right type, in the order of its elements.
            func into(_ out: Value, size: Value, dtype: Value, _ f: () -> Double, _ single: () -> Float) throws -> Value {
                guard let o = out.asObject as? NDArray, o.isNumeric else { throw typeError("Argument 'out' has incorrect type (expected numpy.ndarray, got \(out.typeName))") }
                let wanted: DType = dtype.isNone || dtype.isUnbound ? .float64 : try NumpyTypes.number(dtype) ?? .int64
                guard wanted == .float64 || wanted == .float32 else { throw typeError("Unsupported dtype dtype('\(wanted.name)') for random") }
                if o.tensor.dtype != wanted { throw typeError("Supplied output array has the wrong type. Expected \(wanted.name), got \(o.tensor.dtype.name)") }
                if let s = try NumpyRandomModule.size(size), s != o.tensor.shape { throw valueError("size must match out.shape when used together") }
                let t = try Tensor(empty: o.tensor.shape, wanted)
                if wanted == .float64 { for i in 0..<t.count { t.elements(Double.self)[i] = f() } } else { for i in 0..<t.count { t.elements(Float.self)[i] = single() } }
                try Elementwise.copy(from: t, to: o.tensor)
                return out
            }
            method("random(self, size=None, dtype=None, out=None)") { g, a in
                if a.given(3) { return try into(a[3], size: a[1], dtype: a[2], { g.source.nextDouble() }, { g.source.nextFloat() }) }
                return try float32(a[2], a[1]) { g.source.nextFloat() } ?? draw(a[1], []) { _ in g.source.nextDouble() }
            }
            method("standard_normal(self, size=None, dtype=None, out=None)") { g, a in
                if a.given(3), try !a.given(2) || NumpyTypes.number(a[2]) == .float64 { return try into(a[3], size: a[1], dtype: a[2], { Ziggurat.normal(g.source) }, { 0 }) }
                if try NumpyTypes.number(a[2]) == .float32 { throw notImplementedError("standard_normal(dtype=float32) is not supported here; use .astype(np.float32)") }
                return try draw(a[1], []) { _ in Ziggurat.normal(g.source) }
            }
            method("normal(self, loc=0.0, scale=1.0, size=None)") { g, a in try draw(a[3], [a[1], a[2]], check: nonNegative("scale", 1)) { $0[0] + $0[1] * Ziggurat.normal(g.source) } }
            method("uniform(self, low=0.0, high=1.0, size=None)") { g, a in
                try draw(a[3], [a[1], a[2]], check: { if $0[1] < $0[0] { throw valueError("high < low") } }) { $0[0] + ($0[1] - $0[0]) * g.source.nextDouble() }
            }
            method("integers(self, low, high=None, size=None, dtype=None, endpoint=False)") { g, a in
                let d = try NumpyTypes.number(a[4]) ?? .int64
                return try integers(g.source, a[1], a[2], size: a[3], d, masked: false, closed: try a.bool(5), python: false)
            }
            method("bytes(self, length)") { g, a in
                let n = try a.int(1)
                if n < 0 { throw valueError("negative dimensions are not allowed") }
                if n > 1 << 32 { throw PythonError(Exceptions.memoryError, args: []) }
                var out: [UInt8] = []
                for _ in 0..<(n + 3) / 4 {
                    let w = g.source.next32()
                    for k in 0..<4 { out.append(UInt8(truncatingIfNeeded: w >> UInt32(8 * k))) }
                }
                return .object(BytesObject(Array(out.prefix(n))))
            }
            method("shuffle(self, x, axis=0)") { g, a in
                try shuffle(a[1], axis: try a.int(2)) { Distributions.masked(g.source, $0) }
                return .none
            }
            method("permutation(self, x, axis=0)") { g, a in try permutation(a[1], axis: try a.int(2)) { Distributions.masked(g.source, $0) } }
            method("permuted(self, x, axis=None, out=None)") { g, a in
                let x = try NDArray.from(a[1])
                if a[2].isNone {
                    let t = try Movement.reshape(x.tensor, [x.tensor.count]).clone()
                    try shuffle(t, 0) { Distributions.masked(g.source, $0) }
                    return .object(x.with(try Movement.reshape(t, x.shape)))
                }
                let axis = try Shape.axis(try a.int(2), rank: x.tensor.rank)
                let moved = try Movement.moveAxis(x.tensor, from: axis, to: -1).clone()
                let n = moved.shape.last!
                let rows = try Movement.reshape(moved, [n == 0 ? 0 : moved.count / n, n])
                for i in 0..<rows.shape[0] { try shuffle(Movement.select(rows, axis: 0, index: i), 0) { Distributions.masked(g.source, $0) } }
                return .object(x.with(try Movement.moveAxis(try Movement.reshape(rows, moved.shape), from: -1, to: axis).contiguous()))
            }
            method("choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True)") { g, a in
                let (n, array) = try population(a[1], a[2], generator: true)
                let p = try probabilities(a[4], n, generator: true)
                let s = try size(a[2])
                let count = s.map { $0.reduce(1, *) } ?? 1
                let axis = try array.map { try Shape.axis(try a.int(5), rank: $0.tensor.rank) } ?? 0
                func done(_ i: [Int]) throws -> Value {
                    if s == nil && array == nil { return NumpyScalar.int64(i[0]) }
                    return try chosen(i, s, array, axis: axis)
                }
                if try a.bool(3) {
                    if let p {
                        let cdf = cumulative(p)
                        return try done((0..<count).map { _ in search(cdf, g.source.nextDouble()) })
                    }
                    let t = try Tensor(empty: [count], .int64)
                    if n > 0 { Distributions.integers(g.source, t, low: 0, range: UInt64(n - 1), masked: false) }
                    return try done(try t.integers())
                }
                if count > n { throw valueError("Cannot take a larger sample than population when replace is False") }
                if let p { return try done(try weighted(p, count, generator: true) { g.source.nextDouble() }) }
                let shuffled = try a.bool(6)
                func shuffle(_ v: inout [Int], _ first: Int) {
                    for i in stride(from: v.count - 1, through: first, by: -1) { v.swapAt(i, Int(Distributions.interval(g.source, UInt64(i)))) }
                }
                if n > 10000 && count > n / (shuffled ? 50 : 20) {
                    var v = Array(0..<n)
                    shuffle(&v, max(n - count, 1))
                    return try done(Array(v[(n - count)...]))
                }
                // Floyd's sampling.
                var seen = Set<Int>(), v: [Int] = []
                for j in (n - count)..<n {
                    let k = Int(Distributions.interval(g.source, UInt64(j)))
                    v.append(seen.insert(k).inserted ? k : j)
                    seen.insert(v[v.count - 1])
                }
                if shuffled { shuffle(&v, 1) }
                return try done(v)
            }
            method("exponential(self, scale=1.0, size=None)") { g, a in try draw(a[2], [a[1]], check: nonNegative("scale", 0)) { $0[0] * Ziggurat.exponential(g.source) } }
            method("standard_exponential(self, size=None, dtype=None, method='zig', out=None)") { g, a in try draw(a[1], []) { _ in Ziggurat.exponential(g.source) } }
            method("gamma(self, shape, scale=1.0, size=None)") { g, a in try draw(a[3], [a[1], a[2]], check: nonNegative("shape", 0)) { $0[1] * Ziggurat.gamma(g.source, $0[0]) } }
            method("standard_gamma(self, shape, size=None, dtype=None, out=None)") { g, a in try draw(a[2], [a[1]], check: nonNegative("shape", 0)) { Ziggurat.gamma(g.source, $0[0]) } }
            method("beta(self, a, b, size=None)") { g, a in try draw(a[3], [a[1], a[2]], check: { try positive("a", 0)($0); try positive("b", 1)($0) }) { Ziggurat.beta(g.source, $0[0], $0[1]) } }
            method("chisquare(self, df, size=None)") { g, a in try draw(a[2], [a[1]], check: positive("df", 0)) { 2 * Ziggurat.gamma(g.source, $0[0] / 2) } }
            method("standard_t(self, df, size=None)") { g, a in
                try draw(a[2], [a[1]], check: positive("df", 0)) { v in
                    let n = Ziggurat.normal(g.source), d = Ziggurat.gamma(g.source, v[0] / 2)
                    return (v[0] / 2).squareRoot() * n / d.squareRoot()
                }
            }
            method("f(self, dfnum, dfden, size=None)") { g, a in
                try draw(a[3], [a[1], a[2]]) { v in
                    let x = 2 * Ziggurat.gamma(g.source, v[0] / 2) * v[1]
                    return x / (2 * Ziggurat.gamma(g.source, v[1] / 2) * v[0])
                }
            }
            method("standard_cauchy(self, size=None)") { g, a in
                try draw(a[1], []) { _ in
                    let x = Ziggurat.normal(g.source)
                    return x / Ziggurat.normal(g.source)
                }
            }
            method("pareto(self, a, size=None)") { g, a in try draw(a[2], [a[1]]) { expm1(Ziggurat.exponential(g.source) / $0[0]) } }
            method("weibull(self, a, size=None)") { g, a in try draw(a[2], [a[1]]) { $0[0] == 0 ? 0 : pow(Ziggurat.exponential(g.source), 1 / $0[0]) } }
            method("power(self, a, size=None)") { g, a in try draw(a[2], [a[1]]) { pow(-expm1(-Ziggurat.exponential(g.source)), 1 / $0[0]) } }
            method("lognormal(self, mean=0.0, sigma=1.0, size=None)") { g, a in try draw(a[3], [a[1], a[2]]) { exp($0[0] + $0[1] * Ziggurat.normal(g.source)) } }
            method("rayleigh(self, scale=1.0, size=None)") { g, a in try draw(a[2], [a[1]]) { $0[0] * (2 * Ziggurat.exponential(g.source)).squareRoot() } }
            uniformBased(method) { $0.source }
            func numpyInt(_ v: Value) -> Value { if case .int(let i) = v { return NumpyScalar.int64(i) } else { return v } }
            method("binomial(self, n, p, size=None)") { g, a in
                numpyInt(try drawInt(a[3], [a[1], a[2]], check: { if !($0[0] >= 0) { throw valueError("n < 0") }; if $0[0] >= 9.2e18 { throw valueError("n too large") }; try probability("p", 1)($0) }) { Distributions.binomial(g.source, Int($0[0]), $0[1]) })
            }
            method("poisson(self, lam=1.0, size=None)") { g, a in
                numpyInt(try drawInt(a[2], [a[1]], check: { if !($0[0] >= 0) { throw valueError("lam < 0 or lam is NaN") }; if $0[0] > 9.223372006484771e18 { throw valueError("lam value too large") } }) { Distributions.poisson(g.source, $0[0]) })
            }
            method("geometric(self, p, size=None)") { g, a in
                numpyInt(try drawInt(a[2], [a[1]]) { v in
                    Distributions.geometric(g.source, v[0], legacyInversion: { (-Ziggurat.exponential(g.source) / log1p(-v[0])).rounded(.up) })
                })
            }
            method("negative_binomial(self, n, p, size=None)") { g, a in
                numpyInt(try drawInt(a[3], [a[1], a[2]]) { Distributions.poisson(g.source, (1 - $0[1]) / $0[1] * Ziggurat.gamma(g.source, $0[0])) })
            }
            method("multinomial(self, n, pvals, size=None)") { g, a in try multinomial(g.source, try a.int(1), a[2], a[3]) }
            method("dirichlet(self, alpha, size=None)") { g, a in try dirichlet(a[1], a[2]) { Ziggurat.gamma(g.source, $0) } }
            method("multivariate_normal(self, mean, cov, size=None, check_valid='warn', tol=1e-8, *, method='svd')") { g, a in try multivariate(a[1], a[2], a[3]) { Ziggurat.normal(g.source) } }
            method("spawn(self, n_children)") { g, a in .list(g.sequence.spawn(try children(a.int(1))).map { .object(GeneratorObject($0)) }) }
            t.property("bit_generator") { .object(BitGeneratorObject($0 as! GeneratorObject)) }
        }
    }
}

/// `rng.bit_generator`: its state can be read and set.
final class BitGeneratorObject: Object {
    let generator: GeneratorObject
    static let type_ = TypeObject.native("PCG64", module: "numpy.random._pcg64") { t in
        func big(_ high: UInt64, _ low: UInt64) -> Value { IntArithmetic.normalized(BigInt(high) << 64 | BigInt(low)) }
        t.property("state", get: { o in
            let w = (o as! BitGeneratorObject).generator.source.words
            return .object(DictObject([
                ("bit_generator", .string("PCG64")), ("state", .object(DictObject([("state", big(w[0], w[1])), ("inc", big(w[2], w[3]))]))),
                ("has_uint32", .int(Int(w[4]))), ("uinteger", .int(Int(w[5]))),
            ]))
        }, set: { o, v in
            guard let d = v.asObject as? DictObject, let s = try d.get(.string("state"))?.asObject as? DictObject, let x = try s.get(.string("state")), let y = try s.get(.string("inc")) else {
                throw valueError("state must be for a PCG64 PRNG")
            }
            func words(_ v: Value) throws -> [UInt64] {
                if case .int(let i) = v { return [0, UInt64(bitPattern: Int64(i))] }
                guard let b = v.asObject as? BigIntObject, b.value.bitWidth <= 129 else { throw valueError("state must be an integer of 128 bits") }
                let w = Array(b.value.magnitude.words)
                return [w.count > 1 ? UInt64(w[1]) : 0, UInt64(w[0])]
            }
            (o as! BitGeneratorObject).generator.source.words = try words(x) + words(y) + [
                UInt64(try Operators.index(try d.get(.string("has_uint32")) ?? .int(0))), UInt64(try Operators.index(try d.get(.string("uinteger")) ?? .int(0))),
            ]
        })
    }
    init(_ g: GeneratorObject) {
        generator = g
        super.init(type: BitGeneratorObject.type_)
    }
}

extension Int {
    /// A double cut to an integer within 64 bits.
    init(toLimit d: Double) { self = d.isNaN ? 0 : d >= 9.2e18 ? Int.max : d <= -9.2e18 ? Int.min : Int(d) }
}
