// This file defines where `import` looks for modules of cells.

import Glibc
import Lang

enum SearchPath {
    /// The notebook's folder first, then the current one, then `notebooks` beside the program (its `scripts` serve every notebook).
    static func install(notebook: String?, extra: [String] = []) {
        var path = extra
        if let notebook, notebook != "-" { path.append(folder(of: notebook)) }
        path.append(".")
        path += installed
        var seen = Set<String>()
        Interpreter.shared.path = path.filter { seen.insert(real($0)).inserted }
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The notebooks that came with the program: `SHELL_NOTEBOOKS`, `PREFIX/share/shell/notebooks`, or the checkout's own folder.
    static var installed: [String] {
        var candidates: [String] = []
        if let p = getenv("SHELL_NOTEBOOKS") { candidates.append(String(cString: p)) }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let n = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        if n > 0 {
            var folder = SearchPath.folder(of: String(cString: buffer))
            candidates.append(SearchPath.folder(of: folder) + "/share/shell/notebooks")
            // `.build/<triple>/<configuration>/shell` in a checkout.
            for _ in 0..<4 {
                candidates.append(folder + "/notebooks")
                folder = SearchPath.folder(of: folder)
            }
        }
        return candidates.filter { access($0 + "/scripts", F_OK) == 0 }
    }

    private static func real(_ path: String) -> String {
        guard let p = realpath(path, nil) else { return path }
        defer { free(p) }
        return String(cString: p)
    }
}
