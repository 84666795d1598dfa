// This file defines `str.format` and `str.format_map`.

/// Replacement fields: `{name.attribute[key]!conversion:spec}`, with fields inside the spec.
enum StrFormat {
    /// Where the values of fields come from.
    struct Sources {
        let positional: [Value]
        /// `format(**keywords)` or the mapping of `format_map`.
        let named: (String) throws -> Value
        var automatic = 0
        var manual = false
    }

    static func format(_ text: String, positional: [Value], named: @escaping (String) throws -> Value) throws -> String {
        var s = Sources(positional: positional, named: named)
        return try expand(Array(text.unicodeScalars), &s, depth: 2)
    }

    private static func expand(_ u: [Unicode.Scalar], _ s: inout Sources, depth: Int) throws -> String {
        if depth == 0 { throw valueError("Max string recursion exceeded") }
        var out = String.UnicodeScalarView()
        var i = 0
        while i < u.count {
            let c = u[i]
            i += 1
            if c == "{" {
                if i < u.count, u[i] == "{" {
                    out.append("{")
                    i += 1
                    continue
                }
                if i >= u.count { throw valueError("Single '{' encountered in format string") }
                // The field reaches to the brace that closes it; brackets hide braces inside an index.
                var level = 1
                let from = i
                while i < u.count {
                    if u[i] == "{" { level += 1 }
                    if u[i] == "}" {
                        level -= 1
                        if level == 0 { break }
                    }
                    i += 1
                }
                if i >= u.count { throw valueError("expected '}' before end of string") }
                out.append(contentsOf: try field(Array(u[from..<i]), &s, depth: depth).unicodeScalars)
                i += 1
            } else if c == "}" {
                if i < u.count, u[i] == "}" {
                    out.append("}")
                    i += 1
                    continue
                }
                throw valueError("Single '}' encountered in format string")
            } else {
                out.append(c)
            }
        }
        return String(out)
    }

    private static func field(_ u: [Unicode.Scalar], _ s: inout Sources, depth: Int) throws -> String {
        var i = 0
        var bracket = false
        while i < u.count {
            if u[i] == "[" { bracket = true }
            if u[i] == "]" { bracket = false }
            if !bracket, u[i] == ":" || u[i] == "!" { break }
            if !bracket, u[i] == "{" { throw valueError("unexpected '{' in field name") }
            i += 1
        }
        let name = Array(u[..<i])
        var conversion: Unicode.Scalar?
        if i < u.count, u[i] == "!" {
            if i + 1 >= u.count { throw valueError("end of string while looking for conversion specifier") }
            conversion = u[i + 1]
            i += 2
            if i < u.count, u[i] != ":" { throw valueError("expected ':' after conversion specifier") }
        }
        // The value comes first: it takes the next automatic number before a field of its spec does.
        var v = try value(name, &s)
        var spec = ""
        if i < u.count, u[i] == ":" {
            let rest = Array(u[(i + 1)...])
            spec = rest.contains("{") || rest.contains("}") ? try expand(rest, &s, depth: depth - 1) : text(rest)
        }
        switch conversion {
        case nil: break
        case "s": v = .string(try Operators.str(v))
        case "r": v = .string(try Operators.repr(v))
        case "a": v = .string(StrObject.asciiEscaped(try Operators.repr(v)))
        case let c?: throw valueError("Unknown conversion specifier \(c)")
        }
        return try Operators.format(v, spec)
    }

    private static func text(_ u: [Unicode.Scalar]) -> String { String(String.UnicodeScalarView(u)) }

    private static func value(_ name: [Unicode.Scalar], _ s: inout Sources) throws -> Value {
        var i = 0
        while i < name.count, name[i] != ".", name[i] != "[" { i += 1 }
        let first = text(Array(name[..<i]))
        var v: Value
        if first.isEmpty {
            if s.manual { throw valueError("cannot switch from manual field specification to automatic field numbering") }
            v = try item(s.automatic, s)
            s.automatic += 1
            if s.automatic == 0 { s.automatic = 1 }
        } else if let n = Int(first), first.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
            if s.automatic > 0 { throw valueError("cannot switch from automatic field numbering to manual field specification") }
            s.manual = true
            v = try item(n, s)
        } else {
            v = try s.named(first)
        }
        while i < name.count {
            if name[i] == "." {
                i += 1
                let from = i
                while i < name.count, name[i] != ".", name[i] != "[" { i += 1 }
                if i == from { throw valueError("Empty attribute in format string") }
                v = try Operators.attribute(v, Name(text(Array(name[from..<i]))))
            } else if name[i] == "[" {
                i += 1
                let from = i
                while i < name.count, name[i] != "]" { i += 1 }
                if i >= name.count { throw valueError("Missing ']' in format string") }
                let key = text(Array(name[from..<i]))
                if key.isEmpty { throw valueError("Empty attribute in format string") }
                i += 1
                if i < name.count, name[i] != ".", name[i] != "[" { throw valueError("Only '.' or '[' may follow ']' in format field specifier") }
                let isNumber = key.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
                v = try Operators.getItem(v, isNumber ? .int(Int(key) ?? 0) : .string(key))
            }
        }
        return v
    }

    private static func item(_ n: Int, _ s: Sources) throws -> Value {
        guard n < s.positional.count else {
            throw indexError("Replacement index \(n) out of range for positional args tuple")
        }
        return s.positional[n]
    }
}
