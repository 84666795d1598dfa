// This file defines the frames of running functions and the state of the machine.

import Glibc

/// What happens when the function of a frame returns or yields.
enum FrameMode {
    /// The value goes to register `destination` of the frame below.
    static let normal: UInt8 = 0
    /// The run of the machine ends with the value.
    static let entry: UInt8 = 1
    /// `__init__`: the value must be None, the instance (`owned`) goes to the destination.
    static let constructor: UInt8 = 2
    /// A generator stepped by `forNext`.
    static let loop: UInt8 = 3
    /// A generator stepped from Swift.
    static let step: UInt8 = 4
    /// `__bool__`-like results and setters: the value is dropped.
    static let discard: UInt8 = 5
    /// The method of an operator: NotImplemented is an error, else the value goes to the destination.
    static let operation: UInt8 = 6
    /// A generator stepped by `send` of a `yield from`: what it yields and returns goes to the destination; after a return `send` jumps.
    static let delegate: UInt8 = 7
}

struct Frame {
    var info: UnsafeMutablePointer<CodeInfo>
    var registers: Register
    /// The next instruction, while the frame waits.
    var pc: UnsafeMutablePointer<Instruction>
    /// The function, kept alive by whoever called it.
    var function: RawObject
    /// Its globals (`Attributes`).
    var globals: RawObject
    /// In a class body: the class's names (`Attributes`).
    var namespace: RawObject?
    /// One reference: the generator that runs, the instance under construction, the function of a property.
    var owned: RawObject?
    /// The exception being handled outside a generator while it runs; one reference.
    var outerHandled: RawObject?
    var destination: Int32
    var mode: UInt8
    var isGenerator: Bool
}

/// Runs code. All state is that of the interpreter's one thread.
enum Machine {
    /// The frame that runs, or `frames` when none does. Frames lie in one block, so the depth is a difference of addresses.
    nonisolated(unsafe) static var frame: UnsafeMutablePointer<Frame>! = nil
    nonisolated(unsafe) static var frames: UnsafeMutablePointer<Frame>! = nil
    /// Where the recursion limit is reached.
    nonisolated(unsafe) static var frameLimit: UnsafeMutablePointer<Frame>! = nil
    /// The first free register.
    nonisolated(unsafe) static var top: Register! = nil
    nonisolated(unsafe) static var stackEnd: Register! = nil
    /// The exception being handled (`sys.exc_info()`); one reference.
    nonisolated(unsafe) static var handled: RawObject? = nil
    /// Whether the last run ended in a yield.
    nonisolated(unsafe) static var yielded = false
    /// The lowest address that the native stack may reach.
    nonisolated(unsafe) static var nativeLimit: UInt = 0
    nonisolated(unsafe) static var recursionLimit = 1000

    private static let maximumFrames = 1 << 20
    private static let maximumRegisters = 1 << 26

    /// Reserves the stacks; their pages are used only when touched.
    static let start: Void = {
        ValueBits.check()
        Layout.check()
        func reserve(_ bytes: Int) -> UnsafeMutableRawPointer? {
            let p = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
            return p == MAP_FAILED ? nil : p
        }
        var registers = maximumRegisters
        var p = reserve(registers * 16)
        while p == nil, registers > 1 << 16 {
            registers /= 4
            p = reserve(registers * 16)
        }
        guard let p, let q = reserve(maximumFrames * MemoryLayout<Frame>.stride) else { fatalError("internal error: no memory for the stacks") }
        top = p.assumingMemoryBound(to: Value.self)
        // The rest is room for the frame of the deepest call.
        stackEnd = top + registers - (1 << 16)
        frames = q.assumingMemoryBound(to: Frame.self)
        frame = frames
        setRecursionLimit(1000)
        setNativeStack()
    }()

    /// `sys.setrecursionlimit`
    static func setRecursionLimit(_ n: Int) {
        recursionLimit = n
        frameLimit = frames + min(n + 1, maximumFrames - 2)
    }

    static var depth: Int { frame - frames }

    /// Takes the bounds of the calling thread's stack, which has `size` bytes (nil: the process's own stack).
    static func setNativeStack(size: Int? = nil) {
        var n = size ?? 8 << 20
        if size == nil {
            var limit = rlimit()
            if getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0 { n = min(Int(clamping: limit.rlim_cur), 64 << 20) }
        }
        var mark: UInt8 = 0
        let here = withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
        // What is left below, but for a reserve.
        nativeLimit = here - UInt(n) + UInt(min(n / 3, 4 << 20))
    }

    /// Throws RecursionError when Swift calls are nested too deep for the stack.
    @inline(__always) static func checkNativeStack() throws {
        var mark: UInt8 = 0
        let here = withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
        if here < nativeLimit { throw recursionError(" while calling a Python object") }
    }

    @inline(never) static func recursionError(_ where_: String = "") -> PythonError {
        PythonError(Exceptions.recursionError, "maximum recursion depth exceeded" + where_)
    }
}
