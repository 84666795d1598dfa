// The cell language, a strict subset of Python 3. In the order a text passes through:
//
//   Source → Scanner (tokens) → Parser (Syntax: the tree) → Resolver (FunctionScope: which names are registers, cells, globals)
//          → Compiler (Code: register bytecode) → Machine (frames, calls, exceptions)
//
// Values are `Value`, heap things are subclasses of `Object`, types are `TypeObject`. Operations go through `Operators`. Native modules declare functions and types
// with signatures in Python's syntax (`Signature`, `NativeFunction`, `TypeObject.native`, `ModuleObject.function`) and are listed in `ModuleTable`.
// The language knows nothing of tensors, figures or notebooks.
