// This file reads parameters from YAML or JSON (which YAML contains).

import Yams

enum ParameterFile {
    /// The top-level keys of a mapping, in order. Throws `NotebookError` naming the file.
    static func read(_ path: String) throws -> [ReplayParameter] {
        let text = try NotebookFile.text(of: path)
        let json: JSON
        do { json = try Header.read(text, name: path) } catch let e as NotebookError { throw NotebookError("\(e)") }
        var members: [JSON.Member] = []
        for m in json.members {
            if m.key == Header.foreignKey { members += m.value.members } else { members.append(m) }
        }
        return try members.map { try ReplayParameter.from($0.key, $0.value) }
    }
}
