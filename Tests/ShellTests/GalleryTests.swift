// Every figure of notebooks/gallery.vnb is drawn and compared with matplotlib's own rendering of the same cell: its size, and its brightness on a grid of
// 40×30 areas (recorded by Tests/Oracle/record_gallery.py), so that frames, marks, pictures and text lie where they should.

import Foundation
import Testing

@Suite struct GalleryTests {
    private struct Figure: Decodable {
        let size: [Int]
        let brightness: String
        var areas: [Int] {
            let digits = Array(brightness)
            return stride(from: 0, to: digits.count - 1, by: 2).map { Int(String(digits[$0...$0 + 1]), radix: 16)! }
        }
    }

    @Test func figuresLookAsMatplotlibDrawsThem() throws {
        let record = try JSONDecoder().decode([String: Figure].self, from: Data(contentsOf: BuiltProgram.root.appendingPathComponent("Tests/Oracle/golden/gallery.json")))
        #expect(record.count >= 47)
        let notebook = try String(contentsOf: BuiltProgram.root.appendingPathComponent("notebooks/gallery.vnb"), encoding: .utf8)
        var lines = ["from PIL import Image", "import matplotlib.pyplot as plt"]
        for part in notebook.components(separatedBy: "\n# %%").dropFirst() {
            let head = part.prefix { $0 != "\n" }
            if head.contains("[markdown]") { continue }
            let name = head.trimmingCharacters(in: .whitespaces)
            lines.append(
                part.dropFirst(head.count).replacingOccurrences(
                    of: "plt.show()",
                    with: "plt.savefig('figure.png')\nplt.close('all')\npicture = Image.open('figure.png').convert('L')\n"
                        + "print('\(name)', *picture.size, *list(picture.resize((40, 30), Image.BOX).tobytes()))"))
        }
        let r = try BuiltProgram.withFolder { folder in
            try folder.write("gallery.py", lines.joined(separator: "\n") + "\n")
            return try BuiltProgram.run(["exec", "gallery.py"], in: folder)
        }
        #expect(r.status == 0, "\(r.errors)")
        var drawn: Set<String> = []
        for line in r.output.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 3 + 40 * 30, let want = record[String(words[0])] else { continue }
            drawn.insert(String(words[0]))
            let numbers = words.dropFirst().compactMap { Int($0) }
            #expect(Array(numbers.prefix(2)) == want.size, "\(words[0])")
            let differences = zip(numbers.dropFirst(2), want.areas).map { abs($0 - $1) }
            let mean = Double(differences.reduce(0, +)) / Double(differences.count), worst = differences.max() ?? 255
            #expect(mean < 1.5 && worst <= 40, "\(words[0]): brightness differs by \(mean) of 255 on average, at most \(worst)")
        }
        #expect(drawn == Set(record.keys), "not drawn: \(Set(record.keys).subtracting(drawn).sorted())")
    }
}
