// Imports run one way: Shell → Library → {Lang, Kernel, Plot}, and those three import nothing of each other.

import Foundation
import Testing

@Suite struct LayoutTests {
    private static let sources = BuiltProgram.root.appendingPathComponent("Sources")
    /// What each target may import of the project's own targets.
    private static let allowed: [String: Set<String>] = [
        "Lang": [], "Kernel": ["CKernel", "CPNG", "CJPEG", "CFreeType", "CZlib"], "Plot": ["CGnuplot", "CFreeType"],
        "Library": ["Lang", "Kernel", "CKernel", "Plot", "CPCRE2", "CZlib"], "Shell": ["Lang", "Kernel", "CKernel", "Plot", "Library", "CEdit", "CMarkdown"],
    ]

    @Test(arguments: allowed.keys.sorted()) func importsRunOneWay(_ target: String) throws {
        let own = Set(try FileManager.default.contentsOfDirectory(atPath: Self.sources.path))
        let allowed = try #require(Self.allowed[target])
        let files = try #require(FileManager.default.enumerator(atPath: Self.sources.appendingPathComponent(target).path)).compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
        #expect(!files.isEmpty)
        for file in files {
            let text = try String(contentsOf: Self.sources.appendingPathComponent(target + "/" + file), encoding: .utf8)
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let i = words.firstIndex(of: "import"), i <= 1, i + 1 < words.count, i == 0 || words[0].hasPrefix("@") || words[0] == "public" else { continue }
                // `import struct Module.Name` has a kind before the module.
                let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
                let name = words[i + (kinds.contains(words[i + 1]) && i + 2 < words.count ? 2 : 1)].split(separator: ".")[0]
                #expect(!own.contains(String(name)) || allowed.contains(String(name)), "Sources/\(target)/\(file) imports \(name)")
            }
        }
    }

    @Test func everyTargetIsKnown() throws {
        let own = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path).filter { !$0.hasPrefix("C") && !$0.hasPrefix(".") }
        #expect(Set(own) == Set(Self.allowed.keys))
    }
}
