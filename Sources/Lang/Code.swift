// This file defines compiled functions.

/// What an instruction remembers of its last execution.
struct InlineCache {
    /// Id of a shape, or version of a table's keys.
    var key: UInt32 = 0
    /// Version of a type.
    var version: UInt32 = 0
    var slot: Int32 = 0
    var kind: UInt8 = 0
    /// A function kept alive by the type whose version is `version`.
    var pointer: RawObject?
}

/// A stretch of instructions and where an exception in it goes.
struct HandlerRange {
    var start: Int32
    var end: Int32
    /// The handler, or -1: only leave the exception being handled (as popException of `register`) and go on.
    var target: Int32
    /// Where the exception is put.
    var register: Int32
}

/// The parts of a code object that the machine reads, outside the reach of reference counting.
struct CodeInfo {
    var instructions: UnsafeMutablePointer<Instruction>
    var constants: UnsafeMutablePointer<Value>
    var caches: UnsafeMutablePointer<InlineCache>
    var registerCount: Int
    /// Positional parameters (positional-only ones included), in registers 0...
    var positionalCount: Int
    var positionalOnlyCount: Int
    /// Keyword-only parameters follow, then `*args`, then `**kwargs`.
    var keywordOnlyCount: Int
    var hasVarArgs: Bool
    var hasVarKeywords: Bool
    var isGenerator: Bool
    /// Only positional parameters and no generator: the fast call.
    var isSimple: Bool
    var code: Unmanaged<Code>
}

/// A compiled function, class body, comprehension or module.
public final class Code: Object {
    public let name: String
    public let qualifiedName: String
    public let source: Source
    /// Where the definition begins and ends.
    public let span: Span
    public let doc: String?
    /// Names of the parameters, then of the other locals, by register.
    public let localNames: [Name]
    public let freeNames: [Name]
    let scopeKind: FunctionScope.Kind
    let info: UnsafeMutablePointer<CodeInfo>
    let instructionCount: Int
    let constantCount: Int
    let cacheCount: Int
    let spans: [Span]
    let handlers: [HandlerRange]
    /// How a function made of this code takes its cells: register of the maker, or -1 - index of the maker's free cell.
    let captures: [Int]
    /// Inlined comprehensions, for tracebacks: instructions, name and the span of the whole.
    let inlined: [(start: Int, end: Int, name: String, span: Span)]
    let parameterNames: [Name]
    /// The code of the whole text, and the way from it to here: which of the code objects inside, at each level.
    private(set) var treePath: [Int] = []
    /// Of a module: compiled to give the value of its last expression.
    var wantsValue = false
    /// Keeps the whole alive for a function that outlives it.
    private var rootOwner: RootOwner?
    final class RootOwner {
        let source: Source
        let wantsValue: Bool
        init(_ c: Code) {
            source = c.source
            wantsValue = c.wantsValue
        }
    }
    /// Register that is a cell → its name, for messages.
    let cellNames: [Int: Name]

    init(_ b: CodeBuilder) {
        name = b.name
        qualifiedName = b.qualifiedName
        source = b.source
        span = b.definitionSpan
        doc = b.doc
        scopeKind = b.kind
        localNames = b.localNames.map { Name($0) }
        freeNames = b.freeNames.map { Name($0) }
        spans = b.spans
        handlers = b.handlers
        captures = b.captures
        inlined = b.inlined
        parameterNames = localNames.prefix(b.parameterCount).map { $0 }
        cellNames = b.cellNames.mapValues { Name($0) }
        instructionCount = b.instructions.count
        constantCount = b.constants.count
        cacheCount = b.cacheCount
        let instructions = UnsafeMutablePointer<Instruction>.allocate(capacity: max(b.instructions.count, 1))
        instructions.initialize(from: b.instructions, count: b.instructions.count)
        // Jumps are relative to the next instruction.
        for i in 0..<b.instructions.count where b.instructions[i].op.isJump { instructions[i].d -= Int32(i + 1) }
        let constants = Register.allocate(capacity: max(b.constants.count, 1))
        constants.initialize(from: b.constants, count: b.constants.count)
        let caches = UnsafeMutablePointer<InlineCache>.allocate(capacity: max(b.cacheCount, 1))
        caches.initialize(repeating: InlineCache(), count: max(b.cacheCount, 1))
        info = .allocate(capacity: 1)
        super.init(type: Types.code, kind: .other)
        info.initialize(
            to: CodeInfo(
                instructions: instructions, constants: constants, caches: caches, registerCount: b.maxRegister, positionalCount: b.positionalCount,
                positionalOnlyCount: b.positionalOnlyCount, keywordOnlyCount: b.keywordOnlyCount, hasVarArgs: b.hasVarArgs, hasVarKeywords: b.hasVarKeywords,
                isGenerator: b.isGenerator,
                isSimple: b.keywordOnlyCount == 0 && !b.hasVarArgs && !b.hasVarKeywords && !b.isGenerator, code: Unmanaged.passUnretained(self)))
    }

    /// What the saved form of a function refers to.
    var root: RootOwner {
        if let r = rootOwner { return r }
        let r = RootOwner(self)
        rootOwner = r
        return r
    }

    /// Tells the code objects inside where they stand.
    func linkTree() {
        for (i, c) in inner.enumerated() {
            c.treePath = treePath + [i]
            c.rootOwner = root
            c.linkTree()
        }
    }

    deinit {
        info.pointee.instructions.deallocate()
        info.pointee.constants.deinitialize(count: constantCount)
        info.pointee.constants.deallocate()
        info.pointee.caches.deallocate()
        info.deallocate()
    }

    public override func repr() throws -> String {
        "<code object \(name) at \(Object.address(self)), file \"\(source.name)\", line \(span.line)>"
    }

    /// Constants, nested code included.
    var constants: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: info.pointee.constants, count: constantCount) }
    var instructions: UnsafeBufferPointer<Instruction> { UnsafeBufferPointer(start: info.pointee.instructions, count: instructionCount) }

    /// The name of what lives in a register.
    func localName(_ register: Int) -> Name {
        if let n = cellNames[register] { return n }
        return register < localNames.count ? localNames[register] : Name("?")
    }
}
