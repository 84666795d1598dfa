// This file defines the module `random`: CPython's streams, bit for bit.

import BigInt
import Glibc
import Lang

/// The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998).
struct MersenneTwister {
    var state = [UInt32](repeating: 0, count: 624)
    var index = 624

    init(key: [UInt32]) { seed(key) }

    mutating func seed(_ s: UInt32) {
        state[0] = s
        for i in 1..<624 { state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i) }
        index = 624
    }
    mutating func seed(_ key: [UInt32]) {
        seed(19_650_218)
        var i = 1, j = 0
        for _ in 0..<max(624, key.count) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
            i += 1
            j += 1
            if i >= 624 {
                state[0] = state[623]
                i = 1
            }
            if j >= key.count { j = 0 }
        }
        for _ in 0..<623 {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
            i += 1
            if i >= 624 {
                state[0] = state[623]
                i = 1
            }
        }
        state[0] = 0x8000_0000
    }

    mutating func next() -> UInt32 {
        if index >= 624 {
            for k in 0..<624 {
                let y = (state[k] & 0x8000_0000) | (state[k + 1 < 624 ? k + 1 : 0] & 0x7FFF_FFFF)
                state[k] = state[k + 397 < 624 ? k + 397 : k - 227] ^ (y >> 1) ^ (y & 1 != 0 ? 0x9908_B0DF : 0)
            }
            index = 0
        }
        var y = state[index]
        index += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C_5680
        y ^= (y << 15) & 0xEFC6_0000
        y ^= y >> 18
        return y
    }
    /// A float in [0, 1) of 53 bits.
    mutating func double() -> Double {
        let a = next() >> 5, b = next() >> 6
        return (Double(a) * 67108864 + Double(b)) * (1 / 9007199254740992)
    }
}

/// `random.Random`
final class RandomObject: Object {
    var twister = MersenneTwister(key: [0])
    var gaussNext: Double?

    func random() -> Double { twister.double() }

    /// At most 64 bits.
    func bits(_ k: Int) -> UInt {
        if k == 0 { return 0 }
        if k <= 32 { return UInt(twister.next() >> UInt32(32 - k)) }
        let low = UInt(twister.next())
        return low | UInt(twister.next() >> UInt32(64 - k)) << 32
    }
    func bigBits(_ k: Int) -> BigUInt {
        if k <= 64 { return BigUInt(bits(k)) }
        var words: [UInt] = []
        var left = k
        var half: UInt?
        while left > 0 {
            var r = twister.next()
            if left < 32 { r >>= UInt32(32 - left) }
            if let h = half {
                words.append(h | UInt(r) << 32)
                half = nil
            } else {
                half = UInt(r)
            }
            left -= 32
        }
        if let h = half { words.append(h) }
        return BigUInt(words: words)
    }
    /// An integer in 0..<n.
    func below(_ n: Int) -> Int {
        if n <= 0 { return 0 }
        let k = 64 - n.leadingZeroBitCount
        while true {
            let r = bits(k)
            if r < UInt(n) { return Int(r) }
        }
    }
    func below(_ n: BigInt) -> BigInt {
        if let s = Int(exactly: n) { return BigInt(below(s)) }
        let k = n.magnitude.bitWidth
        while true {
            let r = BigInt(bigBits(k))
            if r < n { return r }
        }
    }

    /// Throws TypeError for what cannot seed.
    func seed(_ v: Value) throws {
        gaussNext = nil
        func key(_ m: BigUInt) -> [UInt32] {
            var out: [UInt32] = []
            for w in m.words {
                out.append(UInt32(truncatingIfNeeded: w))
                out.append(UInt32(truncatingIfNeeded: w >> 32))
            }
            while out.count > 1, out.last == 0 { out.removeLast() }
            return out.isEmpty ? [0] : out
        }
        switch v {
        case .none, .unbound:
            var words = [UInt32](repeating: 0, count: 624)
            words.withUnsafeMutableBytes { p in _ = getentropy(p.baseAddress!, 256) }
            twister.seed(words)
        case .object(let o) where o.kind == .str || o.kind == .bytes:
            let b = v.asString.map { Array($0.utf8) } ?? v.asBytes ?? []
            var m = BigUInt(0)
            for x in b + Digest.sha512(b) { m = m << 8 + BigUInt(x) }
            twister.seed(key(m))
        default:
            if let b = Number(v).flatMap({ n -> BigInt? in
                switch n {
                case .int(let i): return BigInt(i)
                case .big(let b): return b
                case .float: return nil
                }
            }) {
                twister.seed(key(b.magnitude))
            } else if case .float = v {
                twister.seed(key(BigUInt(UInt(bitPattern: try Operators.hash(v)).magnitude)))
            } else {
                throw typeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
            }
        }
    }

    // MARK: Distributions (as CPython computes them)

    func normal(_ mu: Double, _ sigma: Double) -> Double {
        let magic = 4 * Glibc.exp(-0.5) / Glibc.sqrt(2.0)
        while true {
            let u1 = random()
            let u2 = 1.0 - random()
            let z = magic * (u1 - 0.5) / u2
            if z * z / 4.0 <= -Glibc.log(u2) { return mu + z * sigma }
        }
    }
    func gauss(_ mu: Double, _ sigma: Double) -> Double {
        if let z = gaussNext {
            gaussNext = nil
            return mu + z * sigma
        }
        let angle = random() * (2 * Double.pi)
        let radius = Glibc.sqrt(-2.0 * Glibc.log(1.0 - random()))
        gaussNext = Glibc.sin(angle) * radius
        return mu + Glibc.cos(angle) * radius * sigma
    }
    func gamma(_ alpha: Double, _ beta: Double) throws -> Double {
        if alpha <= 0 || beta <= 0 { throw valueError("gammavariate: alpha and beta must be > 0.0") }
        if alpha > 1 {
            let ainv = Glibc.sqrt(2.0 * alpha - 1.0)
            let bbb = alpha - Glibc.log(4.0)
            let ccc = alpha + ainv
            while true {
                let u1 = random()
                if !(1e-7 < u1 && u1 < 0.9999999) { continue }
                let u2 = 1.0 - random()
                let v = Glibc.log(u1 / (1.0 - u1)) / ainv
                let x = alpha * Glibc.exp(v)
                let z = u1 * u1 * u2
                let r = bbb + ccc * v - x
                if r + (1.0 + Glibc.log(4.5)) - 4.5 * z >= 0 || r >= Glibc.log(z) { return x * beta }
            }
        }
        if alpha == 1 { return -Glibc.log(1.0 - random()) * beta }
        while true {
            let u = random()
            let b = (M_E + alpha) / M_E
            let p = b * u
            let x = p <= 1.0 ? Glibc.pow(p, 1.0 / alpha) : -Glibc.log((b - p) / alpha)
            let u1 = random()
            if p > 1.0 {
                if u1 <= Glibc.pow(x, alpha - 1.0) { return x * beta }
            } else if u1 <= Glibc.exp(-x) {
                return x * beta
            }
        }
    }
}

enum RandomModule {
    /// The stream of the module's own functions; nil until the module is imported.
    static var sharedObject: RandomObject!
    private static func of(_ v: Value) throws -> RandomObject {
        if let r = v.asObject as? RandomObject { return r }
        throw typeError("a Random is required, not '\(v.typeName)'")
    }
    private static func integer(_ v: Value) throws -> BigInt {
        if case .float(let d) = v {
            if d == d.rounded() { throw typeError("'float' object cannot be interpreted as an integer") }
            throw valueError("non-integer arg 1 for randrange()")
        }
        return try MathModule.big(v)
    }

    private static func sample(_ r: RandomObject, _ population: Value, _ k: Int) throws -> [Value] {
        let n = try Operators.length(population)
        if k < 0 || k > n { throw valueError("Sample larger than population or is negative") }
        var setSize = 21
        if k > 5 { setSize += Int(Glibc.pow(4.0, Glibc.ceil(Glibc.log(Double(k * 3)) / Glibc.log(4.0)))) }
        var result: [Value] = []
        result.reserveCapacity(k)
        if n <= setSize {
            var pool = try Operators.items(of: population)
            for i in 0..<k {
                let j = r.below(n - i)
                result.append(pool[j])
                pool[j] = pool[n - i - 1]
            }
        } else {
            var selected = Set<Int>()
            for _ in 0..<k {
                var j = r.below(n)
                while selected.contains(j) { j = r.below(n) }
                selected.insert(j)
                result.append(try Operators.getItem(population, .int(j)))
            }
        }
        return result
    }

    static func make() throws -> ModuleObject {
        let m = ModuleObject("random", doc: "Random numbers: CPython's streams.")
        var methods: [(String, String, (RandomObject, Arguments, Int) throws -> Value)] = []
        func add(_ declaration: String, _ doc: String, _ body: @escaping (RandomObject, Arguments, Int) throws -> Value) {
            methods.append((declaration, doc, body))
        }
        add("seed(a=None, version=2)", "Starts the stream of a seed.") { r, a, o in
            try r.seed(a[o])
            return .none
        }
        add("random()", "A float in [0, 1).") { r, _, _ in .float(r.random()) }
        add("getrandbits(k, /)", "An integer of k random bits.") { r, a, o in
            let k = try a.int(o)
            if k < 0 { throw valueError("number of bits must be non-negative") }
            if k > 1 << 32 { throw overflowError("Python int too large to convert to C int") }
            return IntArithmetic.normalized(BigInt(r.bigBits(k)))
        }
        add("randbytes(n)", "n random bytes.") { r, a, o in
            let n = try a.int(o)
            var m = r.bigBits(n * 8)
            var out: [UInt8] = []
            for _ in 0..<n {
                out.append(UInt8(truncatingIfNeeded: m.words.first ?? 0))
                m >>= 8
            }
            return .bytes(out)
        }
        add("randrange(start, stop=None, step=1)", "An item of range(start, stop, step).") { r, a, o in
            let start = try integer(a[o])
            if a[o + 1].isNone {
                if start > 0 { return IntArithmetic.normalized(r.below(start)) }
                throw valueError("empty range for randrange()")
            }
            let stop = try integer(a[o + 1]), step = try integer(a[o + 2])
            let width = stop - start
            if step == 1 {
                if width > 0 { return IntArithmetic.normalized(start + r.below(width)) }
                throw valueError("empty range for randrange() (\(start), \(stop), \(width))")
            }
            if step == 0 { throw valueError("zero step for randrange()") }
            let n = step > 0 ? IntArithmetic.floorDivide(width + step - 1, step).quotient : IntArithmetic.floorDivide(width + step + 1, step).quotient
            if n <= 0 { throw valueError("empty range for randrange()") }
            return IntArithmetic.normalized(start + step * r.below(n))
        }
        add("randint(a, b)", "An integer from a to b, both included.") { r, a, o in
            if case .int(let x) = a[o], case .int(let y) = a[o + 1], x <= y, y < Int.max / 2, x > Int.min / 2 { return .int(x + r.below(y - x + 1)) }
            let x = try integer(a[o]), y = try integer(a[o + 1])
            if y < x { throw valueError("empty range for randrange() (\(x), \(y + 1), \(y + 1 - x))") }
            return IntArithmetic.normalized(x + r.below(y - x + 1))
        }
        add("choice(seq)", "An item of a sequence.") { r, a, o in
            let n = try Operators.length(a[o])
            if n == 0 { throw indexError("Cannot choose from an empty sequence") }
            return try Operators.getItem(a[o], .int(r.below(n)))
        }
        add("choices(population, weights=None, *, cum_weights=None, k=1)", "k items, with replacement.") { r, a, o in
            let n = try Operators.length(a[o])
            let k = try Operators.index(a[o + 3])
            var out: [Value] = []
            var cumulative: [Value] = []
            if a[o + 2].isNone {
                if a[o + 1].isNone {
                    if n == 0, k > 0 { throw indexError("list index out of range") }
                    if k > 0 { for _ in 0..<k { out.append(try Operators.getItem(a[o], .int(Int((r.random() * Double(n)).rounded(.down))))) } }
                    return .list(out)
                }
                if case .int = a[o + 1] { throw typeError("The number of choices must be a keyword argument: k=\(try Operators.repr(a[o + 1]))") }
                for w in try Operators.items(of: a[o + 1]) {
                    cumulative.append(cumulative.isEmpty ? w : try Operators.binary(.add, cumulative.last!, w))
                }
            } else {
                if !a[o + 1].isNone { throw typeError("Cannot specify both weights and cumulative weights") }
                cumulative = try Operators.items(of: a[o + 2])
            }
            if cumulative.count != n { throw valueError("The number of weights does not match the population") }
            let sums = try cumulative.map { try Operators.toDouble($0) }
            guard let total = sums.last else { throw indexError("list index out of range") }
            if total <= 0 { throw valueError("Total of weights must be greater than zero") }
            if !total.isFinite { throw valueError("Total of weights must be finite") }
            if k > 0 {
                for _ in 0..<k {
                    let x = r.random() * total
                    var low = 0, high = n - 1
                    while low < high {
                        let mid = (low + high) / 2
                        if x < sums[mid] { high = mid } else { low = mid + 1 }
                    }
                    out.append(try Operators.getItem(a[o], .int(low)))
                }
            }
            return .list(out)
        }
        add("shuffle(x)", "Shuffles a list in place.") { r, a, o in
            if let l = a[o].asObject as? ListObject, !l.type.isHeap {
                if l.items.count > 1 { for i in stride(from: l.items.count - 1, to: 0, by: -1) { l.items.swapAt(i, r.below(i + 1)) } }
                return .none
            }
            let n = try Operators.length(a[o])
            if n > 1 {
                for i in stride(from: n - 1, to: 0, by: -1) {
                    let j = r.below(i + 1)
                    let x = try Operators.getItem(a[o], .int(i)), y = try Operators.getItem(a[o], .int(j))
                    try Operators.setItem(a[o], .int(i), y)
                    try Operators.setItem(a[o], .int(j), x)
                }
            }
            return .none
        }
        add("sample(population, k, *, counts=None)", "k different items.") { r, a, o in
            var population = a[o]
            if case .object(let p) = population, p.kind == .set || p.kind == .dict {
                throw typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
            }
            if !a[o + 2].isNone {
                let items = try Operators.items(of: population)
                let counts = try Operators.items(of: a[o + 2]).map { try Operators.index($0) }
                if counts.count != items.count { throw valueError("The number of counts does not match the population") }
                // As if each item stood there as often as it counts.
                let total = counts.reduce(0, +)
                if total <= 0 { throw valueError("Total of counts must be greater than zero") }
                let picks = try sample(r, .object(RangeObject(0, total, 1)), try Operators.index(a[o + 1]))
                var sums: [Int] = []
                for c in counts { sums.append((sums.last ?? 0) + c) }
                return .list(
                    try picks.map { v in
                        let s = try Operators.index(v)
                        return items[sums.firstIndex { s < $0 }!]
                    })
            }
            if !Sequences.isSequence(population) {
                throw typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
            }
            if case .object(let p) = population, p.kind == .range { population = a[o] }
            return .list(try sample(r, population, try Operators.index(a[o + 1])))
        }
        add("uniform(a, b)", "A float between a and b.") { r, a, o in
            let x = try a.float(o), y = try a.float(o + 1)
            return .float(x + (y - x) * r.random())
        }
        add("triangular(low=0.0, high=1.0, mode=None)", "A float of the triangular distribution.") { r, a, o in
            var low = try a.float(o), high = try a.float(o + 1)
            var u = r.random()
            var c = 0.5
            if !a[o + 2].isNone {
                if high == low { return .float(low) }
                c = (try a.float(o + 2) - low) / (high - low)
            }
            if u > c {
                u = 1 - u
                c = 1 - c
                swap(&low, &high)
            }
            return .float(low + (high - low) * Glibc.sqrt(u * c))
        }
        add("normalvariate(mu=0.0, sigma=1.0)", "A float of the normal distribution.") { r, a, o in .float(r.normal(try a.float(o), try a.float(o + 1))) }
        add("gauss(mu=0.0, sigma=1.0)", "A float of the normal distribution, two at a time.") { r, a, o in .float(r.gauss(try a.float(o), try a.float(o + 1))) }
        add("lognormvariate(mu, sigma)", "A float of the log-normal distribution.") { r, a, o in
            .float(Glibc.exp(r.normal(try a.float(o), try a.float(o + 1))))
        }
        add("expovariate(lambd)", "A float of the exponential distribution.") { r, a, o in
            let l = try a.float(o)
            if l == 0 { throw zeroDivisionError("float division by zero") }
            return .float(-Glibc.log(1.0 - r.random()) / l)
        }
        add("vonmisesvariate(mu, kappa)", "An angle of the von Mises distribution.") { r, a, o in
            let mu = try a.float(o), kappa = try a.float(o + 1)
            let turn = 2 * Double.pi
            if kappa <= 1e-6 { return .float(turn * r.random()) }
            let s = 0.5 / kappa
            let q0 = s + Glibc.sqrt(1.0 + s * s)
            var z: Double
            while true {
                let u1 = r.random()
                z = Glibc.cos(Double.pi * u1)
                let d = z / (q0 + z)
                let u2 = r.random()
                if u2 < 1.0 - d * d || u2 <= (1.0 - d) * Glibc.exp(d) { break }
            }
            let q = 1.0 / q0
            let f = (q + z) / (1.0 + q * z)
            let u3 = r.random()
            let t = u3 > 0.5 ? mu + Glibc.acos(f) : mu - Glibc.acos(f)
            let rest = fmod(t, turn)
            return .float(rest < 0 ? rest + turn : rest)
        }
        add("gammavariate(alpha, beta)", "A float of the gamma distribution.") { r, a, o in .float(try r.gamma(try a.float(o), try a.float(o + 1))) }
        add("betavariate(alpha, beta)", "A float of the beta distribution.") { r, a, o in
            let y = try r.gamma(try a.float(o), 1)
            if y == 0 { return .float(0) }
            return .float(y / (y + (try r.gamma(try a.float(o + 1), 1))))
        }
        add("paretovariate(alpha)", "A float of the Pareto distribution.") { r, a, o in .float(Glibc.pow(1.0 - r.random(), -1.0 / (try a.float(o)))) }
        add("weibullvariate(alpha, beta)", "A float of the Weibull distribution.") { r, a, o in
            let alpha = try a.float(o), beta = try a.float(o + 1)
            return .float(alpha * Glibc.pow(-Glibc.log(1.0 - r.random()), 1.0 / beta))
        }
        add("getstate()", "The state of the stream.") { r, _, _ in
            let words = r.twister.state.map { Value.int(Int($0)) } + [.int(r.twister.index)]
            return .tuple([.int(3), .tuple(words), r.gaussNext.map(Value.float) ?? .none])
        }
        add("setstate(state)", "Goes on from a state.") { r, a, o in
            let s = try Operators.items(of: a[o])
            guard s.count == 3 else { throw valueError("state vector is the wrong size") }
            let words = try Operators.items(of: s[1]).map { try Operators.index($0) }
            guard words.count == 625, words.allSatisfy({ $0 >= 0 && $0 <= Int(UInt32.max) }), words[624] <= 624 else { throw valueError("state vector is the wrong size") }
            r.twister.state = words[..<624].map { UInt32($0) }
            r.twister.index = words[624]
            r.gaussNext = s[2].isNone ? nil : try Operators.toDouble(s[2])
            return .none
        }
        let type = TypeObject.native("Random", module: "random", doc: "A random stream.") { t in
            t.make = { cls, _ in .object(RandomObject(type: cls)) }
            t.initialize = { v, a in try of(v).seed(a.positional.first ?? .none) }
            t.method("__init__(self, x=None)") { a in
                try of(a[0]).seed(a[1])
                return .none
            }
            for (declaration, doc, body) in methods {
                let open = declaration.firstIndex(of: "(")!
                let rest = declaration[declaration.index(after: open)...]
                let f = t.method("\(declaration[..<open])(self\(rest == ")" ? "" : ", ")\(rest)", doc) { a in try body(of(a[0]), a, 1) }
                if declaration == "random()" { f.fast1 = { .float(try of($0).random()) } }
            }
        }
        m.type(type)
        m.constant("SystemRandom", .object(type))
        let shared = RandomObject(type: type)
        sharedObject = shared
        try shared.seed(.none)
        for (declaration, doc, body) in methods {
            let f = m.function(declaration, doc) { a in try body(shared, a, 0) }
            func usual(_ v: [Value]) throws -> Value { try body(shared, Arguments(values: v, signature: f.signature), 0) }
            switch f.name {
            case "random": f.fast0 = { .float(shared.random()) }
            case "choice": f.fast1 = { try usual([$0]) }
            case "randint": f.fast2 = { a, b in
                if case .int(let x) = a, case .int(let y) = b, x <= y, y < Int.max / 2, x > Int.min / 2 { return .int(x + shared.below(y - x + 1)) }
                return try usual([a, b])
            }
            default: break
            }
        }
        return m
    }
}

extension Sequences {
    /// Whether a value has a length and items by position.
    static func isSequence(_ v: Value) -> Bool {
        guard case .object(let o) = v else { return false }
        switch o.kind {
        case .list, .tuple, .str, .range, .bytes: return true
        case .set, .dict: return false
        default: return o.type.lookup("__getitem__") != nil || o.kind == .other
        }
    }
}
