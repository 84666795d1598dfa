// This file defines the modules `sys` and `time`.

import Glibc
import Lang

enum SysModule {
    static func make() throws -> ModuleObject {
        let m = ModuleObject("sys", doc: "What belongs to the interpreter.")
        StandardStreams.sys = m
        m.constant("argv", .list(Interpreter.shared.arguments.map(Value.string)))
        m.constant("path", .object(SearchPathList.shared))
        m.constant("base_prefix", .string("/usr"))
        m.constant("base_exec_prefix", .string("/usr"))
        m.constant("platlibdir", .string("lib"))
        m.constant("abiflags", .string(""))
        m.constant("api_version", .int(1013))
        m.constant("warnoptions", .list([]))
        m.constant("orig_argv", .list(Interpreter.shared.arguments.map(Value.string)))
        m.constant("stdout", .object(StandardStreams.output))
        m.constant("stderr", .object(StandardStreams.error))
        m.constant("stdin", .object(StandardStreams.input))
        m.constant("__stdout__", .object(StandardStreams.output))
        m.constant("__stderr__", .object(StandardStreams.error))
        m.constant("__stdin__", .object(StandardStreams.input))
        m.constant("version", .string("3.11.0 (shell)"))
        m.constant("platform", .string("linux"))
        m.constant("byteorder", .string("little"))
        m.constant("maxsize", .int(Int.max))
        m.constant("maxunicode", .int(0x10FFFF))
        m.constant("executable", .string(CommandLine.arguments.first ?? "shell"))
        m.constant("prefix", .string("/usr"))
        m.constant("exec_prefix", .string("/usr"))
        m.constant("hexversion", .int(0x030B00F0))
        m.constant("dont_write_bytecode", .bool(true))
        m.constant("float_repr_style", .string("short"))
        m.constant("builtin_module_names", .tuple(ModuleTable.shared.names.map(Value.string)))
        m.constant("stdlib_module_names", .object(try SetObject(ModuleTable.shared.names.map(Value.string), type: Types.frozenset)))
        m.constant(
            "version_info",
            .object(NamedTuples.make("sys.version_info", ["major", "minor", "micro", "releaselevel", "serial"], [.int(3), .int(11), .int(0), .string("final"), .int(0)])))
        m.constant(
            "implementation",
            .object(NamedTuples.make("sys.implementation", ["name", "version"], [.string("cpython"), m["version_info"]!])))
        m.constant(
            "float_info",
            .object(
                NamedTuples.make(
                    "sys.float_info", ["max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"],
                    [
                        .float(.greatestFiniteMagnitude), .int(1024), .int(308), .float(.leastNormalMagnitude), .int(-1021), .int(-307), .int(15), .int(53),
                        .float(Double.ulpOfOne), .int(2), .int(1),
                    ])))
        m.constant("int_info", .object(NamedTuples.make("sys.int_info", ["bits_per_digit", "sizeof_digit"], [.int(30), .int(4)])))
        m.constant("hash_info", .object(NamedTuples.make(
            "sys.hash_info", ["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"],
            [.int(64), .int((1 << 61) - 1), .int(314159), .int(0), .int(1_000_003), .string("siphash13"), .int(64), .int(128), .int(0)])))
        m.constant("flags", .object(NamedTuples.make("sys.flags", ["debug", "optimize", "interactive"], [.int(0), .int(0), .int(0)])))
        m.constant("modules", .object(try ModuleTable.shared.visibleModules()))
        m.function("exit(status=None, /)", "Ends the program.") { a in throw PythonError(Exceptions.systemExit, args: a[0].isNone ? [] : [a[0]]) }
        m.function("getsizeof(object, default=..., /)", "About the size of an object in bytes.") { a in .int(size(a[0])) }
        m.function("getrecursionlimit()", "The deepest recursion.") { _ in .int(recursionLimit) }
        m.function("setrecursionlimit(limit, /)", "Sets the deepest recursion.") { a in
            let n = try a.int(0)
            if n < 1 { throw valueError("recursion limit must be greater or equal than 1") }
            recursionLimit = n
            setRecursionLimit(n)
            return .none
        }
        m.function("_getframe(depth=0, /)", "The frame that runs, or one above it.") { a in try FrameObject.running(up: a.int(0)) }
        m.function("gettrace()", "None.") { _ in .none }
        m.function("getprofile()", "None.") { _ in .none }
        m.function("is_finalizing()", "False.") { _ in .bool(false) }
        m.function("getswitchinterval()", "As in CPython.") { _ in .float(0.005) }
        m.function("setswitchinterval(interval, /)", "Accepted.") { _ in .none }
        m.function("getfilesystemencodeerrors()", "surrogateescape") { _ in .string("surrogateescape") }
        m.function("getallocatedblocks()", "How many containers live.") { _ in .int(Interpreter.shared.trackedObjects) }
        m.function("audit(event, /, *args)", "Nothing.") { _ in .none }
        m.function("displayhook(object, /)", "Prints what is not None.") { a in
            if !a[0].isNone { Interpreter.shared.output(try Operators.repr(a[0]) + "\n") }
            return .none
        }
        let hook = m.function("excepthook(exctype, value, traceback, /)", "Prints an exception.") { a in
            if let e = a[1].asObject as? ExceptionObject { Interpreter.shared.errorOutput(Interpreter.shared.traceback(PythonError(e))) }
            return .none
        }
        m.constant("__excepthook__", .object(hook))
        m.function("getrefcount(object, /)", "Not counted here: always 2.") { _ in .int(2) }
        m.function("intern(string, /)", "The text itself.") { a in
            guard a[0].asString != nil else { throw typeError("intern() argument must be str, not \(a[0].typeName)") }
            return a[0]
        }
        m.function("getdefaultencoding()", "utf-8") { _ in .string("utf-8") }
        m.function("getfilesystemencoding()", "utf-8") { _ in .string("utf-8") }
        m.function("get_int_max_str_digits()", "The most digits of an integer's text.") { _ in .int(IntText.maximumDigits) }
        m.function("set_int_max_str_digits(maxdigits)", "Sets the most digits of an integer's text.") { a in
            let n = try a.int(0)
            if n != 0, n < 640 { throw valueError("maxdigits must be 0 or larger than 640") }
            IntText.maximumDigits = n
            return .none
        }
        m.function("exc_info()", "The exception being handled.") { _ in
            guard let e = currentException() else { return .tuple([.none, .none, .none]) }
            return .tuple([.object(e.type), .object(e), try Operators.attribute(.object(e), "__traceback__")])
        }
        m.function("exception()", "The exception being handled.") { _ in currentException().map { .object($0) } ?? .none }
        m.absent["settrace"] = "cells have no tracing"
        return m
    }

    static var recursionLimit = 1000
    /// Set by the host when the machine can change its limit.
    public static var setRecursionLimit: (Int) -> Void = { Interpreter.shared.recursionLimit = $0 }
    /// The exception that an `except` block handles now.
    public static var currentException: () -> ExceptionObject? = { Interpreter.shared.handledException }

    private static func size(_ v: Value) -> Int {
        switch v {
        case .none: return 16
        case .bool(let b): return b ? 28 : 24
        case .int(let i): return i == 0 ? 24 : 24 + 4 * ((64 - i.magnitude.leadingZeroBitCount + 29) / 30)
        case .float: return 24
        case .object(let o):
            switch o.kind {
            case .str:
                let s = v.asString!
                return s.utf8.allSatisfy { $0 < 128 } ? 49 + s.utf8.count : 74 + 2 * s.unicodeScalars.count
            case .list: return 56 + 8 * ((o as! ListObject).items.count)
            case .tuple: return 40 + 8 * ((o as! TupleObject).items.count)
            case .bytes: return 33 + (v.asBytes?.count ?? 0)
            case .dict: return (o as! DictObject).count == 0 ? 64 : 232
            case .set: return 216
            default: return 48
            }
        case .unbound: return 0
        }
    }
}

/// `sys.path`: what a cell does to the list is what `import` searches.
enum SearchPathList {
    static let shared: ListObject = {
        let l = ListObject(Interpreter.shared.path.map(Value.string))
        Interpreter.shared.livePath = { l.items.compactMap { $0.asString } }
        return l
    }()
}

/// Tuples with named fields that native modules return (`time.struct_time`, `os.stat_result`).
enum NamedTuples {
    private static var types: [String: TypeObject] = [:]
    /// A type `module.name` with properties for its fields; `shown` is its name in `repr`.
    static func type(_ qualified: String, _ fields: [String], shown: String? = nil) -> TypeObject {
        if let t = types[qualified] { return t }
        let parts = qualified.split(separator: ".")
        let t = TypeObject.native(String(parts.last!), module: parts.dropLast().joined(separator: "."), base: Types.tuple) { t in
            for (i, f) in fields.enumerated() {
                t.property(f) { o in
                    let items = (o as! TupleObject).items
                    return i < items.count ? items[i] : .none
                }
            }
            t.constant("_fields", .tuple(fields.map(Value.string)))
            t.constant("n_fields", .int(fields.count))
            t.method("__repr__(self, /)") { a in .string(try repr((a[0].asObject as! TupleObject).items, shown ?? qualified, fields)) }
            t.make = { cls, a in .object(TupleObject(try Operators.items(of: a.positional.first ?? .tuple([])), type: cls)) }
        }
        // The fields' names are shown through the same door as a cell class's `__repr__`.
        t.closeDoors(.repr)
        types[qualified] = t
        return t
    }
    static func repr(_ items: [Value], _ name: String, _ fields: [String]) throws -> String {
        "\(name)(" + (try zip(fields, items).map { "\($0)=\(try Operators.repr($1))" }.joined(separator: ", ")) + ")"
    }
    static func make(_ qualified: String, _ fields: [String], _ items: [Value], shown: String? = nil) -> TupleObject {
        TupleObject(items, type: type(qualified, fields, shown: shown))
    }
}

enum TimeModule {
    static let fields = ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff"]

    static func clock(_ id: clockid_t) -> (seconds: Int, nanoseconds: Int) {
        var t = timespec()
        clock_gettime(id, &t)
        return (t.tv_sec, t.tv_nsec)
    }
    static func seconds(_ id: clockid_t) -> Double {
        let (s, n) = clock(id)
        return Double(s) + Double(n) * 1e-9
    }
    static func value(_ t: tm) -> Value {
        .object(
            NamedTuples.make(
                "time.struct_time", Array(fields.prefix(9)),
                [
                    Int(t.tm_year) + 1900, Int(t.tm_mon) + 1, Int(t.tm_mday), Int(t.tm_hour), Int(t.tm_min), Int(t.tm_sec), (Int(t.tm_wday) + 6) % 7,
                    Int(t.tm_yday) + 1, Int(t.tm_isdst),
                ].map(Value.int)))
    }
    static func local(_ t: Int) -> tm {
        var r = tm()
        var c = time_t(t)
        localtime_r(&c, &r)
        return r
    }
    static func utc(_ t: Int) -> tm {
        var r = tm()
        var c = time_t(t)
        gmtime_r(&c, &r)
        return r
    }
    static func parts(_ v: Value) throws -> tm {
        if v.isUnbound || v.isNone { return local(clock(CLOCK_REALTIME).seconds) }
        let p = try Operators.items(of: v).map { try Operators.index($0) }
        if p.count < 9 { throw typeError("Tuple or struct_time argument required") }
        var t = tm()
        t.tm_year = Int32(clamping: p[0] - 1900)
        t.tm_mon = Int32(clamping: p[1] - 1)
        t.tm_mday = Int32(clamping: p[2])
        t.tm_hour = Int32(clamping: p[3])
        t.tm_min = Int32(clamping: p[4])
        t.tm_sec = Int32(clamping: p[5])
        t.tm_wday = Int32((p[6] + 1) % 7)
        t.tm_yday = Int32(clamping: p[7] - 1)
        t.tm_isdst = Int32(clamping: p[8])
        return t
    }
    static func format(_ f: String, _ t: tm) -> String {
        if f.isEmpty { return "" }
        var t = t
        var size = 256
        while size < 1 << 20 {
            var buffer = [CChar](repeating: 0, count: size)
            let n = strftime(&buffer, size, f, &t)
            if n > 0 { return String(cString: buffer) }
            size *= 4
        }
        return ""
    }
    static func ascii(_ t: tm) -> String { format("%a %b ", t) + (t.tm_mday < 10 ? " " : "") + String(t.tm_mday) + format(" %H:%M:%S ", t) + String(Int(t.tm_year) + 1900) }

    static func make() -> ModuleObject {
        tzset()
        let m = ModuleObject("time", doc: "Clocks and calendar time.")
        func clockFunction(_ name: String, _ id: clockid_t, _ doc: String) {
            m.function("\(name)()", doc) { _ in .float(seconds(id)) }
            m.function("\(name)_ns()", doc + " In nanoseconds.") { _ in
                let (s, n) = clock(id)
                return .int(s * 1_000_000_000 + n)
            }
        }
        clockFunction("time", CLOCK_REALTIME, "Seconds since 1970.")
        clockFunction("perf_counter", CLOCK_MONOTONIC, "A clock for measuring.")
        clockFunction("monotonic", CLOCK_MONOTONIC, "A clock that never goes back.")
        clockFunction("process_time", CLOCK_PROCESS_CPUTIME_ID, "The processor time of this process.")
        clockFunction("thread_time", CLOCK_THREAD_CPUTIME_ID, "The processor time of this thread.")
        m.function("sleep(secs, /)", "Waits; an interrupt ends it.") { a in
            let s = try a.float(0)
            if s < 0 { throw valueError("sleep length must be non-negative") }
            let end = seconds(CLOCK_MONOTONIC) + s
            while case let left = end - seconds(CLOCK_MONOTONIC), left > 0 {
                usleep(UInt32(min(left, 0.05) * 1e6) + 1)
                try Interpreter.checkInterrupt()
            }
            return .none
        }
        func moment(_ a: Arguments, _ i: Int) throws -> Int { a.given(i) ? Int(try a.float(i).rounded(.down)) : clock(CLOCK_REALTIME).seconds }
        m.function("localtime(seconds=None, /)", "The local calendar time.") { a in value(local(try moment(a, 0))) }
        m.function("gmtime(seconds=None, /)", "The calendar time in UTC.") { a in value(utc(try moment(a, 0))) }
        m.function("mktime(t, /)", "Seconds since 1970 of a local time.") { a in
            var t = try parts(a[0])
            return .float(Double(Glibc.mktime(&t)))
        }
        m.function("strftime(format, t=..., /)", "A text of a calendar time.") { a in .string(format(try a.string(0), try parts(a[1]))) }
        m.function("strptime(string, format='%a %b %d %H:%M:%S %Y', /)", "A calendar time from a text.") { a in
            let d = try ModuleTable.shared.module("datetime")!
            let r = try Operators.callMethod(Operators.attribute(.object(d), "datetime"), "strptime", a[0], a[1])
            return try Operators.callMethod(r, "timetuple")
        }
        m.function("asctime(t=..., /)", "A calendar time as text.") { a in .string(ascii(try parts(a[0]))) }
        m.function("ctime(seconds=None, /)", "A time as text.") { a in .string(ascii(local(try moment(a, 0)))) }
        m.function("get_clock_info(name, /)", "What is known of a clock.") { a in
            .object(
                NamedTuples.make(
                    "time.clock_info", ["implementation", "monotonic", "adjustable", "resolution"],
                    [.string("clock_gettime"), .bool(try a.string(0) != "time"), .bool(try a.string(0) == "time"), .float(1e-9)]))
        }
        m.constant("timezone", .int(-Int(local(0).tm_gmtoff)))
        m.constant("altzone", .int(-Int(local(0).tm_gmtoff)))
        m.constant("daylight", .int(0))
        m.constant("tzname", .tuple([.string(format("%Z", local(0))), .string(format("%Z", local(0)))]))
        m.constant("struct_time", .object(NamedTuples.type("time.struct_time", Array(fields.prefix(9)))))
        m.function("tzset()", "Reads the time zone again.") { _ in
            Glibc.tzset()
            return .none
        }
        return m
    }
}
