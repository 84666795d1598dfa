// This file lists the modules of the standard library.

import Lang

/// Modules written in the cell language itself: their text is compiled at the first import.
enum SourceModule {
    /// Makes a module by running a text in it. `native` puts Swift functions in first; their names begin with an underscore.
    static func make(_ name: String, _ text: String, native: (ModuleObject) throws -> Void = { _ in }) throws -> ModuleObject {
        let m = ModuleObject(name)
        try native(m)
        _ = try Interpreter.shared.run(Source(name: "<\(name)>", text: text), in: m)
        return m
    }
}

/// Registers the standard library's modules.
func registerStandard(_ t: ModuleTable) {
    t.register("math", MathModule.make)
    t.register("builtins") { Builtins.module }
    t.register("__main__") { Interpreter.shared.main }
    for (name, make) in standardModules { t.register(name, make) }
    for (name, text) in sourceModules + smallModules + moreModules {
        t.register(name) {
            let m = try SourceModule.make(name, text)
            // Classes that are written in C in CPython: messages name their module too.
            let native = ["datetime": ["date", "datetime", "time", "timedelta", "timezone", "tzinfo"], "decimal": ["Decimal", "Context"]]
            for n in native[name] ?? [] { (m[n]?.asObject as? TypeObject)?.reportedName = "\(name).\(n)" }
            return m
        }
    }
    for (name, instead) in refusedModules {
        t.register(name) { throw PythonError(Exceptions.moduleNotFoundError, "No module named '\(name)' (cells do not support it; \(instead))") }
    }
}

/// Modules with native parts: name and maker.
let standardModules: [(String, () throws -> ModuleObject)] = [
    ("sys", SysModule.make),
    ("time", TimeModule.make),
    ("random", RandomModule.make),
    ("itertools", ItertoolsModule.make),
    ("operator", OperatorModule.make),
    ("os", OSModule.make),
    ("os.path", { try OSModule.path() }),
    ("posixpath", { try OSModule.path() }),
    ("json", JSONModule.make),
    ("re", ReModule.make),
    ("collections", CollectionsModule.make),
    ("collections.abc", { try CollectionsModule.abc() }),
    ("hashlib", HashModule.make),
    ("binascii", HashModule.binascii),
    ("zlib", HashModule.zlib),
    ("io", IOModule.make),
    ("struct", StructModule.make),
    ("enum", EnumModule.make),
    ("dataclasses", DataclassesModule.make),
    ("typing", TypingModule.make),
    ("typing_extensions", TypingModule.make),
    ("types", TypesModule.make),
    ("gc", TypesModule.gc),
    ("inspect", TypesModule.inspect),
    ("traceback", TypesModule.traceback),
    ("functools", FunctoolsModule.make),
    ("abc", AbstractModule.make),
    ("atexit", { AtexitModule.make() }),
    ("weakref", WeakrefModule.make),
    ("array", {
        let m = ModuleObject("array", doc: "Numbers of one machine type.")
        m.type(ArrayObject.arrayType)
        m.constant("ArrayType", .object(ArrayObject.arrayType))
        m.constant("typecodes", .string("bBuhHiIlLqQfd"))
        return m
    }),
]

/// Modules in the cell language.
let sourceModules: [(String, String)] = [
    ("argparse", argparseSource),
    ("base64", base64Source),
    ("bisect", bisectSource),
    ("calendar", calendarSource),
    ("contextlib", contextlibSource),
    ("copy", copySource),
    ("csv", csvSource),
    ("datetime", datetimeDateSource + "\n" + datetimeClockSource),
    ("decimal", decimalSource),
    ("errno", errnoSource),
    ("fnmatch", fnmatchSource),
    ("fractions", fractionsSource),
    ("getpass", getpassSource),
    ("glob", globSource),
    ("heapq", heapqSource),
    ("html", htmlSource),
    ("importlib", importlibSource),
    ("keyword", keywordSource),
    ("logging", loggingSource),
    ("numbers", numbersSource),
    ("pathlib", pathlibSource),
    ("platform", platformSource),
    ("pprint", pprintSource),
    ("queue", queueSource),
    ("reprlib", reprlibSource),
    ("secrets", secretsSource),
    ("shutil", shutilSource),
    ("stat", statSource),
    ("statistics", statisticsSource),
    ("string", stringSource),
    ("tempfile", tempfileSource),
    ("textwrap", textwrapSource),
    ("threading", threadingSource),
    ("timeit", timeitSource),
    ("uuid", uuidSource),
    ("warnings", warningsSource),
]

/// Modules that are refused, with what to use instead.
let refusedModules: [(String, String)] = [
    ("pickle", "save values with json, or tensors with torch.save"), ("asyncio", "write plain functions"), 
    ("multiprocessing", "tensor operations use all processors already"), ("ctypes", "there are no C extensions"), ("socket", "a cell has no network"),
    ("sqlite3", "use csv or json files"), ("ast", "cells have no syntax trees"), ("dis", "use `shell dis`"), ("tkinter", "use matplotlib"),
    ("marshal", "save values with json"), ("code", "use the session itself"),
]
