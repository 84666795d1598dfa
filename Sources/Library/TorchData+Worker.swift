// This file defines the worker of a `DataLoader`: a process that makes the next batch while the program trains on this one.
//
// The worker is a fork: it has everything that the program had when the loop over the loader began. It makes the batches in order and
// sends each with the states of the random streams behind it, which the program takes over, so a run has the same numbers with and
// without workers. Batches that this cannot be true for are made by the program itself: when the program drew random numbers between two
// batches (dropout), when a sample raised or printed something, when a batch holds objects that cannot be sent. One worker serves for any
// number of `num_workers`: more would have to share the random streams. As with PyTorch's workers, what `__getitem__` changes in
// the data set is not seen outside.

import CKernel
import Glibc
import Kernel
import Lang

/// The random streams that a program shares: `random`, `np.random`, `torch`, and one of the loader's own.
struct RandomStreams {
    let generator: TorchGenerator?
    /// The states of all, as bytes.
    func bytes() throws -> [UInt8] {
        var w = BatchWriter()
        let r = LegacyRandom.shared
        for k in r.source.key { w.add(Int(k)) }
        w.add(r.source.position)
        w.add(r.gauss == nil ? 0 : 1)
        w.add(Int(bitPattern: UInt(r.gauss?.bitPattern ?? 0)))
        for g in [TorchGenerator.shared, generator ?? .shared] {
            w.add(g.bytes.count)
            w.bytes += g.bytes
        }
        if let m = try ModuleTable.shared.module("random") { try w.add(Operators.call(Operators.attribute(.object(m), "getstate"))) }
        return w.bytes
    }
    func restore(_ bytes: [UInt8]) throws {
        var r = BatchReader(bytes: bytes)
        let key = try (0..<624).map { _ in UInt32(truncatingIfNeeded: try r.int()) }
        LegacyRandom.shared.source.restore(key: key, position: try r.int())
        let has = try r.int(), gauss = Double(bitPattern: UInt64(bitPattern: Int64(try r.int())))
        LegacyRandom.shared.gauss = has == 0 ? nil : gauss
        for g in [TorchGenerator.shared, generator ?? .shared] { try g.restore(Array(r.take(r.int()))) }
        if let m = try ModuleTable.shared.module("random") { _ = try Operators.call(Operators.attribute(.object(m), "setstate"), CallArguments([r.value()])) }
    }
}

/// Values as bytes: None, numbers, text, tuples, lists, dicts, tensors, arrays of numbers.
struct BatchWriter {
    var bytes: [UInt8] = []
    struct Unsendable: Error {}

    mutating func add(_ n: Int) { withUnsafeBytes(of: n) { bytes += $0 } }
    mutating func add(_ v: Value) throws {
        switch v {
        case .none: bytes.append(0)
        case .bool(let b): bytes += [1, b ? 1 : 0]
        case .int(let n):
            bytes.append(2)
            add(n)
        case .float(let d):
            bytes.append(3)
            add(Int(bitPattern: UInt(d.bitPattern)))
        case .unbound: throw Unsendable()
        case .object(let o):
            if let s = v.asString, type(of: o) == StrObject.self {
                bytes.append(4)
                let u = Array(s.utf8)
                add(u.count)
                bytes += u
            } else if let t = o as? TupleObject, t.type === Types.tuple {
                try add(5, t.items)
            } else if let l = o as? ListObject, l.type === Types.list {
                try add(6, l.items)
            } else if let d = o as? DictObject, d.type === Types.dict {
                try add(7, d.entries.flatMap { [$0.key, $0.value] })
            } else if let t = o as? TensorObject, t.tensor.gradient == nil, t.type === TorchTypes.tensor {
                try add(8, t.tensor)
            } else if let a = o as? NDArray, case .number = a.elementKind, a.type === NDArray.type_ {
                try add(9, a.tensor)
            } else {
                throw Unsendable()
            }
        }
    }
    private mutating func add(_ tag: UInt8, _ items: [Value]) throws {
        bytes.append(tag)
        add(items.count)
        for x in items { try add(x) }
    }
    private mutating func add(_ tag: UInt8, _ t: Tensor) throws {
        bytes += [tag, t.dtype.rawValue]
        add(t.rank)
        for n in t.shape { add(n) }
        let c = try t.contiguous(), size = c.count * c.dtype.size
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: c.pointer, count: size))
    }
}
struct BatchReader {
    let bytes: [UInt8]
    private var at = 0
    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func take(_ n: Int) throws -> ArraySlice<UInt8> {
        guard n >= 0, n <= bytes.count - at else { throw BatchWriter.Unsendable() }
        at += n
        return bytes[at - n..<at]
    }
    mutating func int() throws -> Int { try take(8).withUnsafeBytes { $0.loadUnaligned(as: Int.self) } }
    mutating func value() throws -> Value {
        let tag = try take(1).first!
        switch tag {
        case 0: return .none
        case 1: return .bool(try take(1).first! != 0)
        case 2: return .int(try int())
        case 3: return .float(Double(bitPattern: UInt64(bitPattern: Int64(try int()))))
        case 4: return .string(String(decoding: try take(int()), as: UTF8.self))
        case 5, 6:
            let n = try int(), items = try (0..<n).map { _ in try value() }
            return tag == 5 ? .tuple(items) : .list(items)
        case 7:
            let n = try int(), d = DictObject()
            for _ in 0..<n / 2 {
                let k = try value()
                try d.set(k, value())
            }
            return .object(d)
        default:
            guard let dtype = DType(rawValue: try take(1).first!) else { throw BatchWriter.Unsendable() }
            let rank = try int(), shape = try (0..<rank).map { _ in try int() }, t = try Tensor(empty: shape, dtype)
            try take(t.count * dtype.size).withUnsafeBytes { p in if p.count > 0 { memcpy(t.pointer, p.baseAddress!, p.count) } }
            return tag == 8 ? Torch.value(t) : Convert.ndarray(t)
        }
    }
}

/// The process behind one loop over a loader.
final class LoaderWorker {
    private let pid: pid_t
    private let input: Int32

    /// Forks a process that sends what `next` gives, batch after batch. nil when there can be none.
    init?(_ streams: RandomStreams, _ next: () throws -> Value?) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        fflush(nil)
        let child = ck_fork()
        if child < 0 {
            close(ends[0])
            close(ends[1])
            return nil
        }
        if child == 0 {
            close(ends[0])
            LoaderWorker.serve(ends[1], streams, next)
        }
        close(ends[1])
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        pid = child
        input = ends[0]
    }
    deinit {
        close(input)
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    }

    /// The worker's life. Threads of the program do not exist here: every loop runs on this one.
    private static func serve(_ out: Int32, _ streams: RandomStreams, _ next: () throws -> Value?) -> Never {
        _ = ck_serial(1)
        signal(SIGINT, SIG_IGN)
        signal(SIGPIPE, SIG_DFL)
        var printed = false
        Interpreter.shared.output = { _ in printed = true }
        Interpreter.shared.errorOutput = { _ in printed = true }
        func send(_ kind: Int, _ body: [UInt8]) -> Bool {
            var w = BatchWriter()
            w.add(kind)
            w.add(body.count)
            for part in [w.bytes, body] {
                let ok = part.withUnsafeBytes { p -> Bool in
                    var at = 0
                    while at < p.count {
                        let n = write(out, p.baseAddress! + at, p.count - at)
                        if n <= 0 { return false }
                        at += n
                    }
                    return true
                }
                if !ok { return false }
            }
            return true
        }
        while true {
            do {
                guard let v = try next() else {
                    _ = send(2, [])
                    _exit(0)
                }
                var w = BatchWriter()
                let states = try streams.bytes()
                w.add(states.count)
                w.bytes += states
                try w.add(v)
                if printed || !send(1, w.bytes) { throw BatchWriter.Unsendable() }
            } catch {
                _ = send(3, [])
                _exit(0)
            }
        }
    }

    enum Message { case batch(Value, states: [UInt8]), end, failed }
    /// Waits for the next batch. Throws KeyboardInterrupt.
    func receive() throws -> Message {
        guard let head = try read(16) else { return .failed }
        var r = BatchReader(bytes: head)
        let kind = try r.int(), size = try r.int()
        if kind == 2 { return .end }
        guard kind == 1, let body = try read(size) else { return .failed }
        var b = BatchReader(bytes: body)
        let states = Array(try b.take(b.int()))
        return .batch(try b.value(), states: states)
    }
    private func read(_ n: Int) throws -> [UInt8]? {
        var broken = false, failure: Error?
        let bytes = [UInt8](unsafeUninitializedCapacity: n) { p, count in
            count = 0
            while count < n {
                let k = Glibc.read(input, p.baseAddress! + count, n - count)
                if k > 0 {
                    count += k
                } else if k < 0 && errno == EINTR {
                    do { try Interpreter.checkInterrupt() } catch {
                        failure = error
                        return
                    }
                } else {
                    broken = true
                    return
                }
            }
        }
        if let failure { throw failure }
        return broken ? nil : bytes
    }
}

/// A loop over a loader with a worker. `indices` gives the next batch's indices, `make` the batch for them.
final class WorkerLoop {
    private let streams: RandomStreams
    private let indices: () throws -> Value?
    private let make: (Value) throws -> Value
    private var worker: LoaderWorker?
    /// The states of the random streams after the last batch.
    private var expected: [UInt8] = []
    /// How often the program had drawn random numbers when the next batch was wanted; a second time ends the use of workers.
    private var misses = 0
    private var hasStarted = false

    init(generator: TorchGenerator?, indices: @escaping () throws -> Value?, make: @escaping (Value) throws -> Value) {
        streams = RandomStreams(generator: generator)
        self.indices = indices
        self.make = make
    }
    private func start() throws {
        expected = try streams.bytes()
        worker = LoaderWorker(streams) { [indices, make] in try indices().map(make) }
        hasStarted = true
    }
    func next() throws -> Value? {
        if !hasStarted { try start() }
        if worker != nil, try streams.bytes() != expected {
            worker = nil
            misses += 1
            if misses < 2 { try start() }
        }
        guard let worker else { return try indices().map(make) }
        guard let list = try indices() else {
            self.worker = nil
            return nil
        }
        switch try worker.receive() {
        case .batch(let v, let states):
            try streams.restore(states)
            expected = states
            return v
        case .end, .failed:
            self.worker = nil
            return try make(list)
        }
    }
}
