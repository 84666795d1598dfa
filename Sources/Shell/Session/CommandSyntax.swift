// This file translates command lines (`%time f()`, `!ls`, `x = !ls`, `name?`) in a cell's text into calls of the cell language.

/// Command lines become calls of `__command__(name, argument)` on the same line, so that line numbers in tracebacks stay true.
enum CommandSyntax {
    /// The builtin that `Commands` defines.
    static let function = "__command__"

    /// What stood where a call now stands, for tracebacks.
    nonisolated(unsafe) private static var typed: [String: String] = [:]

    /// A traceback with the command lines as they were typed.
    static func restored(_ traceback: String) -> String {
        if !traceback.contains(function) { return traceback }
        var out: [String] = []
        var wasRestored = false
        for line in traceback.split(separator: "\n", omittingEmptySubsequences: false) {
            let text = String(line).trimmed
            // The marks below a line belong to the call.
            if wasRestored, !text.isEmpty, text.allSatisfy({ $0 == "^" || $0 == "~" }) {
                wasRestored = false
                continue
            }
            wasRestored = false
            if let t = typed[text] {
                out.append(line.prefix { $0 == " " } + t)
                wasRestored = true
            } else {
                out.append(String(line))
            }
        }
        return out.joined(separator: "\n")
    }

    static func translate(_ text: String) -> String {
        // Most cells have none.
        guard text.contains("%") || text.contains("!") || text.contains("?") else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let first = lines.firstIndex(where: { !$0.trimmed.isEmpty }), lines[first].hasPrefix("%%"), PercentFormat.isCommand(Substring(lines[first])) {
            let (name, argument) = split(String(lines[first].dropFirst(2)))
            let body = lines[(first + 1)...].joined(separator: "\n")
            let call = "\(function)(\(quote("%%" + name)), \(quote(argument)), \(quote(body)))"
            typed[call] = lines[first].trimmed
            return String(repeating: "\n", count: first) + call
        }
        var state = LineState()
        for i in lines.indices {
            if state.isStatementStart, let replaced = command(lines[i]) {
                typed[replaced.trimmed] = lines[i].trimmed
                lines[i] = replaced
            }
            state.feed(lines[i])
        }
        return lines.joined(separator: "\n")
    }

    private static func command(_ line: String) -> String? {
        let indent = line.prefix { $0 == " " || $0 == "\t" }
        let rest = line.dropFirst(indent.count)
        if rest.hasPrefix("!"), PercentFormat.isCommand(rest) {
            return "\(indent)\(function)(\"!\", \(quote(String(rest.dropFirst()))))"
        }
        if rest.hasPrefix("%"), PercentFormat.isCommand(rest) {
            let (name, argument) = split(String(rest.dropFirst()))
            return "\(indent)\(function)(\(quote("%" + name)), \(quote(argument)))"
        }
        if let equals = rest.firstIndex(of: "=") {
            let target = String(rest[..<equals]).trimmed
            let value = String(rest[rest.index(after: equals)...]).trimmed
            let isTarget = !target.isEmpty && target.split(separator: ",").allSatisfy { ReplayParameter.isIdentifier(String($0).trimmed) }
            if isTarget, value.hasPrefix("!"), !value.hasPrefix("!=") {
                return "\(indent)\(target) = \(function)(\"=!\", \(quote(String(value.dropFirst()))))"
            }
            if isTarget, value.hasPrefix("%"), PercentFormat.isCommand(Substring(value)) {
                let (name, argument) = split(String(value.dropFirst()))
                return "\(indent)\(target) = \(function)(\(quote("%" + name)), \(quote(argument)))"
            }
        }
        let text = String(rest).trimmed
        if text.hasSuffix("?") || text.hasPrefix("?") {
            let marks = text.hasSuffix("??") || text.hasPrefix("??") ? "??" : "?"
            var name = Substring(text)
            while name.first == "?" { name.removeFirst() }
            while name.last == "?" { name.removeLast() }
            if !name.isEmpty, name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ ReplayParameter.isIdentifier(String($0)) }) {
                return "\(indent)\(function)(\(quote(marks)), \(quote(String(name))))"
            }
        }
        return nil
    }

    static func split(_ s: String) -> (String, String) {
        let name = s.prefix { !$0.isWhitespace }
        return (String(name), String(s.dropFirst(name.count)).trimmed)
    }

    /// A string literal on one line.
    static func quote(_ s: String) -> String {
        var out = "\""
        for u in s.unicodeScalars {
            switch u {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default: out.unicodeScalars.append(u)
            }
        }
        return out + "\""
    }

    /// Follows brackets, strings and continuations, to know where statements begin.
    private struct LineState {
        var depth = 0
        var quote: String?
        var continued = false
        var isStatementStart: Bool { depth == 0 && quote == nil && !continued }

        mutating func feed(_ line: String) {
            let u = Array(line.utf8)
            var i = 0
            continued = false
            while i < u.count {
                if let q = quote {
                    let mark = Array(q.utf8)
                    if u[i] == UInt8(ascii: "\\") {
                        i += 2
                        continue
                    }
                    if u[i...].starts(with: mark) {
                        quote = nil
                        i += mark.count
                        continue
                    }
                } else {
                    switch u[i] {
                    case UInt8(ascii: "#"): return
                    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
                    case UInt8(ascii: "\""), UInt8(ascii: "'"):
                        let c = u[i]
                        if i + 2 < u.count, u[i + 1] == c, u[i + 2] == c {
                            quote = String(decoding: [c, c, c], as: UTF8.self)
                            i += 3
                            continue
                        }
                        quote = String(decoding: [c], as: UTF8.self)
                    case UInt8(ascii: "\\") where i == u.count - 1: continued = true
                    default: break
                    }
                }
                i += 1
            }
            // A one-line string ends with its line, unless it is continued.
            if let q = quote, q.utf8.count == 1 {
                if u.last == UInt8(ascii: "\\") { continued = true } else { quote = nil }
            }
        }
    }
}
