// This file defines `str`.

/// A `str`: a sequence of Unicode code points.
public final class StrObject: Object {
    public let value: String

    public init(_ value: String, type: TypeObject? = nil) {
        self.value = value
        super.init(type: type ?? Types.str, kind: .str)
    }
}
