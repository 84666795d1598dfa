// This file reads and writes the YAML header of percent-format text.

import Yams

/// Notebook metadata as YAML between `# ---` lines: nbformat's metadata under `jupyter:`, as jupytext writes it; other top-level keys are kept beside it.
enum Header {
    /// Where top-level keys other than `jupyter` lie in the notebook's metadata.
    static let foreignKey = "vnb_header"

    static func read(_ yaml: String, name: String) throws -> JSON {
        let node: Node?
        do { node = try Yams.compose(yaml: yaml) } catch {
            throw NotebookError("\(name): the header is not valid YAML: \(String(describing: error).split(separator: "\n").first ?? "")")
        }
        guard let node else { return .emptyObject }
        guard case .object(let members) = json(node) else { throw NotebookError("\(name): the header must be a mapping, found \(yaml.split(separator: "\n").first ?? "")") }
        var metadata = JSON.emptyObject
        var foreign: [JSON.Member] = []
        for m in members {
            if m.key == "jupyter", case .object = m.value { metadata = m.value } else { foreign.append(m) }
        }
        if !foreign.isEmpty { metadata[foreignKey] = .object(foreign) }
        return metadata
    }

    private static func json(_ node: Node) -> JSON {
        switch node {
        case .scalar(let s):
            if s.style == .plain {
                switch s.string {
                case "null", "~", "": return .null
                case "true", "True": return .bool(true)
                case "false", "False": return .bool(false)
                default:
                    if let f = s.string.first, f.isNumber || f == "-", Double(s.string) != nil, (try? JSON(parsing: s.string)) != nil { return .number(s.string) }
                }
            }
            return .string(s.string)
        case .sequence(let s): return .array(s.map(json))
        case .mapping(let m): return .object(m.map { JSON.Member(key: $0.key.string ?? "", value: json($0.value)) })
        case .alias: return .null
        }
    }

    static func write(_ metadata: JSON) -> String {
        var members: [JSON.Member] = []
        var own = metadata
        if case .object(let foreign)? = metadata[foreignKey] {
            members = foreign
            own[foreignKey] = nil
        }
        if !own.isEmpty { members.append(JSON.Member(key: "jupyter", value: own)) }
        var lines: [String] = []
        block(members, indent: 0, to: &lines)
        return "# ---\n" + lines.map { "# " + $0 + "\n" }.joined() + "# ---\n"
    }

    private static func block(_ members: [JSON.Member], indent: Int, to lines: inout [String]) {
        let pad = String(repeating: " ", count: indent)
        for m in members {
            let key = scalar(m.key)
            if case .object(let inner) = m.value, !inner.isEmpty {
                lines.append("\(pad)\(key):")
                block(inner, indent: indent + 2, to: &lines)
            } else {
                // Flow style is JSON, which YAML contains.
                lines.append("\(pad)\(key): \(value(m.value))")
            }
        }
    }

    private static func value(_ v: JSON) -> String {
        if case .string(let s) = v { return scalar(s) }
        return v.serialized(indent: nil)
    }

    /// Plain where that reads back as the same string, else quoted.
    private static func scalar(_ s: String) -> String {
        let plain = !s.isEmpty && s.first!.isLetter && s.last! != " " && s.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 | 32 >= 97 && $0 | 32 <= 122) || " _-./+".utf8.contains($0) }
            && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(s.lowercased()) && !s.contains(" -")
        return plain ? s : JSON.string(s).serialized(indent: nil)
    }
}
