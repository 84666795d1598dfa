// This file defines `import`: native modules, `.vnb` and `.py` files, packages, relative and star imports.

import Glibc

enum Importer {
    /// `import a.b.c` gives `a`; with `wholePath` (an `as`, or `from`) `a.b.c`.
    static func importStatement(_ name: String, level: Int, wholePath: Bool, from globals: Attributes) throws -> Value {
        let full = level > 0 ? try absolute(name, level, globals) : name
        let m = try found(full)
        if wholePath { return m }
        return try found(String(full.split(separator: ".")[0]))
    }

    /// The module, or what a program has put under its name in `sys.modules`.
    private static func found(_ name: String) throws -> Value {
        if let v = try ModuleTable.shared.present(name) {
            if v.isNone {
                throw PythonError(Exceptions.moduleNotFoundError, "import of \(name) halted; None in sys.modules")
            }
            return v
        }
        let m = try module(name)
        // Its own code may have put another object there.
        return try ModuleTable.shared.present(name) ?? .object(m)
    }

    private static func loadedModule(_ name: String) throws -> ModuleObject? {
        guard case .object(let o)? = try ModuleTable.shared.present(name), o.kind == .module else { return nil }
        return unsafeDowncast(o, to: ModuleObject.self)
    }

    private static func absolute(_ name: String, _ level: Int, _ globals: Attributes) throws -> String {
        guard let me = globals.get(Names.name)?.asString else { throw importError("attempted relative import with no known parent package") }
        var parts = me.split(separator: ".").map(String.init)
        let isPackage = globals.get(Names.path) != nil
        let up = isPackage ? level - 1 : level
        if me == "__main__" || parts.count < up || (parts.count == up && !isPackage) {
            if me == "__main__" || parts.count - up <= 0 {
                throw importError(parts.count <= 1 ? "attempted relative import with no known parent package" : "attempted relative import beyond top-level package")
            }
        }
        parts.removeLast(up)
        if !name.isEmpty { parts.append(name) }
        return parts.joined(separator: ".")
    }

    /// The module of a dotted name, imported with its parents.
    static func module(_ name: String) throws -> ModuleObject {
        if let m = try loadedModule(name) { return m }
        var parent: ModuleObject?
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        var path = ""
        for (i, part) in parts.enumerated() {
            path = i == 0 ? part : path + "." + part
            let m: ModuleObject
            if let loaded = try loadedModule(path) {
                m = loaded
            } else if i == 0 {
                m = try topLevel(part)
            } else {
                m = try child(part, path, of: parent!, whole: name)
            }
            parent = m
        }
        return parent!
    }

    private static func topLevel(_ name: String) throws -> ModuleObject {
        // A file beside the notebook goes before a native module of the same name only when there is no such native module, as the standard library
        // does in CPython for built-in modules.
        if let m = try ModuleTable.shared.module(name) { return m }
        for folder in Interpreter.shared.searchPath {
            if let m = try load(name, in: folder, as: name) { return m }
        }
        throw notFound(name)
    }

    private static func child(_ part: String, _ path: String, of parent: ModuleObject, whole: String) throws -> ModuleObject {
        if let m = try ModuleTable.shared.module(path) {
            if parent.globals.get(Name(part)) == nil { parent.globals.set(Name(part), .object(m)) }
            return m
        }
        if let folders = parent.globals.get(Names.path) {
            for f in try Operators.items(of: folders) {
                if let m = try load(part, in: f.asString ?? ".", as: path) {
                    parent.globals.set(Name(part), .object(m))
                    return m
                }
            }
            throw notFound(path)
        }
        if case .object(let o)? = parent.globals.get(Name(part)), o.kind == .module { return unsafeDowncast(o, to: ModuleObject.self) }
        throw PythonError(Exceptions.moduleNotFoundError, "No module named '\(path)'; '\(parent.name)' is not a package")
    }

    private static func notFound(_ name: String) -> PythonError {
        let e = PythonError(Exceptions.moduleNotFoundError, "No module named '\(name)'")
        e.exception.attributes = Attributes()
        e.exception.attributes!.set(Names.plainName, .string(name))
        return e
    }

    /// `name.vnb`, `name.py` or the folder `name` in `folder`; nil when there is none.
    private static func load(_ name: String, in folder: String, as fullName: String) throws -> ModuleObject? {
        let base = folder.isEmpty || folder == "." ? name : folder + "/" + name
        for file in [base + "/__init__.vnb", base + "/__init__.py"] where isFile(file) { return try run(file, fullName, package: base) }
        for file in [base + ".vnb", base + ".py"] where isFile(file) { return try run(file, fullName, package: nil) }
        guard isFolder(base) else { return nil }
        let m = ModuleObject(fullName)
        m.globals.set(Names.path, .list([.string(base)]))
        ModuleTable.shared.add(m)
        return m
    }

    private static func run(_ file: String, _ name: String, package: String?) throws -> ModuleObject {
        guard let bytes = read(file) else { throw osError(errno, path: file) }
        let text = try Interpreter.shared.moduleText(file, String(decoding: bytes, as: UTF8.self))
        let m = ModuleObject(name)
        m.file = file
        m.globals.set(Names.file, .string(file))
        if let package { m.globals.set(Names.path, .list([.string(package)])) }
        m.globals.set(Names.package, .string(package != nil ? name : name.split(separator: ".").dropLast().joined(separator: ".")))
        // Present before it runs, for circular imports.
        ModuleTable.shared.add(m)
        do { _ = try Interpreter.shared.run(Source(name: file, text: text), in: m) } catch {
            ModuleTable.shared.remove(name)
            throw error
        }
        return m
    }

    static func isFile(_ path: String) -> Bool {
        var s = stat()
        return stat(path, &s) == 0 && s.st_mode & S_IFMT == S_IFREG
    }
    static func isFolder(_ path: String) -> Bool {
        var s = stat()
        return stat(path, &s) == 0 && s.st_mode & S_IFMT == S_IFDIR
    }
    static func read(_ path: String) -> [UInt8]? {
        guard let f = fopen(path, "r") else { return nil }
        defer { fclose(f) }
        var out: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let n = fread(&buffer, 1, buffer.count, f), n > 0 { out += buffer[..<n] }
        return out
    }

    // MARK: from

    /// `from m import name`: an attribute, or a submodule.
    static func importFrom(_ m: Value, _ name: Name, _ globals: Attributes) throws -> Value {
        if let v = try Operators.attributeIfPresent(m, name) { return v }
        guard let o = m.asObject as? ModuleObject else { throw importError("cannot import name '\(name)'") }
        do { return .object(try module(o.name + "." + name.text)) } catch let e as PythonError where e.exception.type === Exceptions.moduleNotFoundError {
            // Only its own absence: a module that fails to import another says so.
            if let missing = e.exception.attributes?.get(Names.plainName)?.asString, missing != o.name + "." + name.text { throw e }
        }
        if let hint = o.absent[name.text] { throw importError("cannot import name '\(name)' from '\(o.name)': \(hint)") }
        let file = o.file ?? "unknown location"
        if o.file != nil, ModuleTable.shared.loadedModules[o.name] === o, isRunning(o) {
            throw importError("cannot import name '\(name)' from partially initialized module '\(o.name)' (most likely due to a circular import) (\(file))")
        }
        throw importError("cannot import name '\(name)' from '\(o.name)' (\(file))")
    }

    /// Whether the module's own code is still running.
    private static func isRunning(_ m: ModuleObject) -> Bool {
        var f: UnsafeMutablePointer<Frame> = Machine.frame
        let raw = Unmanaged.passUnretained(m.globals).toOpaque()
        while f > Machine.frames {
            if f.pointee.globals == raw, f.pointee.info.pointee.code.value.scopeKind == .module { return true }
            f -= 1
        }
        return false
    }

    static func importStar(_ m: Value, into globals: Attributes) throws {
        guard let o = m.asObject as? ModuleObject else { throw importError("from * imports a module only") }
        if let all = o.globals.get(Names.all) {
            for n in try Operators.items(of: all) {
                guard let s = n.asString else { throw typeError("Item in \(o.name).__all__ must be str, not \(n.typeName)") }
                if let v = try Operators.attributeIfPresent(m, Name(s)) {
                    globals.set(Name(s), v)
                } else if let sub = try? module(o.name + "." + s) {
                    globals.set(Name(s), .object(sub))
                } else {
                    throw attributeError("module '\(o.name)' has no attribute '\(s)'", of: m, Name(s))
                }
            }
            return
        }
        o.globals.forEach { n, v in if !n.text.utf8.starts(with: "_".utf8) { globals.set(n, v) } }
    }
}
