// This file tells what is known of a value: `name?` and `name??`.

import Lang

enum Help {
    /// `name(parameters)`, nil for what is no function, method or class.
    static func signature(of v: Value) -> String? {
        guard let o = v.asObject else { return nil }
        if let f = o as? FunctionObject { return f.name + f.signatureText }
        if let f = o as? NativeFunction { return f.name + f.signature.text }
        if let m = o as? BoundMethod { return signature(of: m.function) }
        if let t = o as? TypeObject {
            if let s = t.constructorSignature { return t.name + s.value.text }
            if let i = t.lookup("__init__"), let s = signature(of: i), let open = s.firstIndex(of: "(") { return t.name + s[open...].replacing("(self, ", with: "(").replacing("(self)", with: "()") }
            return t.name + "()"
        }
        return nil
    }

    static func short(_ v: Value, name: String) -> String {
        var lines: [String] = []
        if let s = signature(of: v) { lines.append("Signature: \(s)") }
        lines.append("Type:      \(v.typeName)")
        if let o = v.asObject, !(o is FunctionObject), !(o is NativeFunction), !(o is TypeObject) || false {
            if let r = try? Operators.repr(v) { lines.append("Value:     " + Display.cut(r, lines: 3)) }
        } else if v.asObject == nil, let r = try? Operators.repr(v) {
            lines.append("Value:     \(r)")
        }
        let doc: String?
        if let f = v.asObject as? NativeFunction { doc = f.doc } else if let t = v.asObject as? TypeObject, let d = t.doc { doc = d } else {
            doc = ((try? Operators.attributeIfPresent(v, "__doc__")) ?? nil)?.asString
        }
        if let doc, !doc.isEmpty {
            lines.append("Doc:       " + doc.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).trimmed }.joined(separator: "\n           "))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func full(_ v: Value, name: String) -> String {
        var f = v
        if let m = v.asObject as? BoundMethod { f = m.function }
        if let source = (f.asObject as? FunctionObject)?.sourceText, !source.isEmpty { return short(v, name: name) + "Source:\n" + source + (source.hasSuffix("\n") ? "" : "\n") }
        return short(v, name: name)
    }
}

/// How long values are shown.
enum Display {
    /// At most so many lines and 20,000 characters, with a word on how to see all.
    static func cut(_ s: String, lines limit: Int = 200) -> String {
        let lines = s.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count > limit { return lines.prefix(limit).joined(separator: "\n") + "\n… \(lines.count - limit) more lines: %all shows the value whole" }
        if s.utf8.count > 20_000 { return String(s.prefix(20_000)) + "… \(s.count - 20_000) more characters: %all shows the value whole" }
        return s
    }
}
