// This file defines parameters of a replay: `-p NAME=VALUE` and where the values go.

import Lang

/// A value given from outside, as source text of the cell language.
struct ReplayParameter: Equatable {
    let name: String
    /// An expression.
    let source: String

    /// `-p NAME=VALUE`: VALUE is a literal of the cell language (number, string in quotes, list, …) where it reads as one; else it is text.
    static func typed(_ argument: String) throws -> ReplayParameter {
        let (name, value) = try split(argument)
        if isLiteral(value) { return ReplayParameter(name: name, source: value) }
        switch value.lowercased() {
        case "true": return ReplayParameter(name: name, source: "True")
        case "false": return ReplayParameter(name: name, source: "False")
        case "none", "null": return ReplayParameter(name: name, source: "None")
        default: return ReplayParameter(name: name, source: quoted(value))
        }
    }

    /// `-r NAME=TEXT`: always text.
    static func raw(_ argument: String) throws -> ReplayParameter {
        let (name, value) = try split(argument)
        return ReplayParameter(name: name, source: quoted(value))
    }

    /// A value from a YAML or JSON file.
    static func from(_ name: String, _ value: JSON) throws -> ReplayParameter {
        guard isIdentifier(name) else { throw NotebookError("parameter '\(name)': not a name") }
        return ReplayParameter(name: name, source: literal(value))
    }

    private static func split(_ argument: String) throws -> (String, String) {
        guard let equals = argument.firstIndex(of: "=") else { throw NotebookError("parameter '\(argument)': expected NAME=VALUE") }
        let name = String(argument[..<equals]).trimmed
        guard isIdentifier(name) else { throw NotebookError("parameter '\(argument)': '\(name)' is not a name") }
        return (name, String(argument[argument.index(after: equals)...]))
    }

    static func isIdentifier(_ s: String) -> Bool {
        guard let f = s.unicodeScalars.first, f == "_" || f.properties.isXIDStart else { return false }
        return s.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
    }

    /// Whether a text is one literal expression: nothing in it can call or look up anything.
    static func isLiteral(_ text: String) -> Bool {
        guard let module = try? Parser.parse(Source(name: "parameter", text: text)), module.body.count == 1,
            case .expression(let e) = module.body[0].kind
        else { return false }
        func plain(_ e: Expr) -> Bool {
            switch e.kind {
            case .constant: return true
            case .unary(let op, let x): return op != .not && plain(x)
            case .list(let x), .tuple(let x), .set(let x): return x.allSatisfy(plain)
            case .dict(let pairs): return pairs.allSatisfy { $0.key.map(plain) ?? false && plain($0.value) }
            default: return false
            }
        }
        return plain(e)
    }

    static func quoted(_ s: String) -> String {
        (try? Operators.repr(.string(s))) ?? "''"
    }

    static func literal(_ v: JSON) -> String {
        switch v {
        case .null: return "None"
        case .bool(let b): return b ? "True" : "False"
        case .number(let n): return n
        case .string(let s): return quoted(s)
        case .array(let a): return "[" + a.map(literal).joined(separator: ", ") + "]"
        case .object(let m): return "{" + m.map { quoted($0.key) + ": " + literal($0.value) }.joined(separator: ", ") + "}"
        }
    }
}

extension Notebook {
    /// The notebook with parameters in place: a cell tagged `injected-parameters` after the cell tagged `parameters`; where there is none, in place of the
    /// value at the first top-level assignment to each name. Throws `NotebookError` for a name that is nowhere assigned.
    func with(_ parameters: [ReplayParameter]) throws -> Notebook {
        if parameters.isEmpty { return self }
        var n = self
        n.cells.removeAll { $0.hasTag("injected-parameters") }
        if let i = n.cells.firstIndex(where: { $0.kind == .code && $0.hasTag("parameters") }) {
            var cell = Cell(kind: .code, source: "# Parameters\n" + parameters.map { "\($0.name) = \($0.source)" }.joined(separator: "\n"))
            cell.id = "injected-parameters"
            cell.metadata = .pairs([("tags", .array([.string("injected-parameters")]))])
            n.cells.insert(cell, at: i + 1)
            return n
        }
        for p in parameters {
            var found = false
            for (_, i) in n.codeCells where !found {
                if let s = Notebook.replacing(p, in: n.cells[i].source) {
                    n.cells[i].source = s
                    found = true
                }
            }
            if !found { throw NotebookError("parameter '\(p.name)': no cell is tagged 'parameters' and no cell assigns to '\(p.name)' at its top level") }
        }
        return n
    }

    /// The text with the value of its first top-level assignment to the parameter replaced, nil when there is none.
    private static func replacing(_ p: ReplayParameter, in source: String) -> String? {
        guard let module = try? Parser.parse(Source(name: "cell", text: source)) else { return nil }
        for s in module.body {
            let value: Expr
            switch s.kind {
            case .assign(let targets, let v):
                guard targets.contains(where: { if case .name(p.name) = $0.kind { return true } else { return false } }) else { continue }
                value = v
            case .annAssign(let target, _, let v?, _):
                guard case .name(p.name) = target.kind else { continue }
                value = v
            default: continue
            }
            var bytes = Array(source.utf8)
            guard let a = offset(line: Int(value.span.line), column: Int(value.span.column), in: bytes),
                let b = offset(line: Int(value.span.endLine), column: Int(value.span.endColumn), in: bytes), a <= b
            else { return nil }
            // A value in parentheses keeps them: the span of a tuple or of a parenthesised expression lies inside.
            bytes.replaceSubrange(a..<b, with: Array(p.source.utf8))
            return String(decoding: bytes, as: UTF8.self)
        }
        return nil
    }

    private static func offset(line: Int, column: Int, in bytes: [UInt8]) -> Int? {
        var l = 1
        var i = 0
        while l < line {
            guard let n = bytes[i...].firstIndex(of: 10) else { return nil }
            i = n + 1
            l += 1
        }
        return i + column <= bytes.count ? i + column : nil
    }
}
