// This file lets native types written as dunder methods take part in operations.

extension TypeObject {
    /// Says that this native type defines some operations as dunder methods (`__repr__`, `__eq__`), which `Operators` then calls,
    /// for its instances and for those of classes derived from it.
    public func closeDoors(_ o: Overrides) {
        overrides.formUnion(o)
        nativeOverrides.formUnion(o)
    }
}
