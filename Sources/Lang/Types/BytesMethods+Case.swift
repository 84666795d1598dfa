// This file declares the methods of bytes and bytearray on letter case and from the right.

enum BytesCaseMethods {
    private static func isLower(_ c: UInt8) -> Bool { c >= 97 && c <= 122 }
    private static func isUpper(_ c: UInt8) -> Bool { c >= 65 && c <= 90 }
    private static func lower(_ c: UInt8) -> UInt8 { isUpper(c) ? c + 32 : c }
    private static func upper(_ c: UInt8) -> UInt8 { isLower(c) ? c - 32 : c }

    /// Only ASCII letters have case in bytes.
    static func declare(_ t: TypeObject, of: @escaping (Value) throws -> BytesObject) {
        func map(_ name: String, _ f: @escaping ([UInt8]) -> [UInt8]) {
            t.method("\(name)(self, /)") { a in
                let b = try of(a[0])
                return b.same(f(b.items))
            }
        }
        map("capitalize") { b in b.enumerated().map { $0.offset == 0 ? upper($0.element) : lower($0.element) } }
        map("swapcase") { b in b.map { isLower($0) ? upper($0) : lower($0) } }
        map("title") { b in
            var inWord = false
            return b.map { c in
                let isLetter = isLower(c) || isUpper(c)
                defer { inWord = isLetter }
                return inWord ? lower(c) : upper(c)
            }
        }
        func test(_ name: String, _ f: @escaping ([UInt8]) -> Bool) {
            t.method("\(name)(self, /)") { a in .bool(f(try of(a[0]).items)) }
        }
        test("islower") { $0.contains(where: isLower) && !$0.contains(where: isUpper) }
        test("isupper") { $0.contains(where: isUpper) && !$0.contains(where: isLower) }
        test("istitle") { b in
            var inWord = false
            var seen = false
            for c in b {
                if isUpper(c) {
                    if inWord { return false }
                    inWord = true
                    seen = true
                } else if isLower(c) {
                    if !inWord { return false }
                } else {
                    inWord = false
                }
            }
            return seen
        }
        t.method("expandtabs(self, tabsize=8)") { a in
            let b = try of(a[0])
            let size = try a.int(1)
            var out: [UInt8] = []
            var column = 0
            for c in b.items {
                if c == 9 {
                    let n = size > 0 ? size - column % size : 0
                    try Sequences.checkSize(n)
                    out += [UInt8](repeating: 32, count: n)
                    column += n
                } else {
                    out.append(c)
                    column = c == 10 || c == 13 ? 0 : column + 1
                }
            }
            return b.same(out)
        }
        // From the right: by way of text with one character a byte.
        func text(_ b: [UInt8]) -> Value { .string(String(String.UnicodeScalarView(b.map { Unicode.Scalar($0) }))) }
        func argument(_ v: Value) throws -> Value { v.isNone || v.isUnbound ? .none : text(try of(v).items) }
        func back(_ v: Value, _ like: BytesObject) throws -> Value {
            like.same((v.asString ?? "").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        }
        t.method("rsplit(self, sep=None, maxsplit=-1)") { a in
            let b = try of(a[0])
            let parts = try Operators.items(of: Operators.callMethod(text(b.items), "rsplit", argument(a[1]), a[2]))
            return .list(try parts.map { try back($0, b) })
        }
        t.method("rpartition(self, sep, /)") { a in
            let b = try of(a[0])
            let parts = try Operators.items(of: Operators.callMethod(text(b.items), "rpartition", argument(a[1])))
            return .tuple(try parts.map { try back($0, b) })
        }
        t.method("rindex(self, sub, start=..., end=..., /)") { a in
            let bounds = a.values.dropFirst(2).filter { !$0.isUnbound }
            let v = try Operators.call(Operators.attribute(a[0], "rfind"), CallArguments([a[1]] + bounds))
            if case .int(-1) = v { throw valueError("subsection not found") }
            return v
        }
    }
}
