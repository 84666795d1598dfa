// This file defines the machine's loop. Hot state lives in locals, fast paths for int and float stand in line, all else is behind one call an instruction.

extension Machine {
    /// Runs the frame on top until it returns (or yields, when it was entered with mode `step`).
    /// `raised`: an exception to raise first, one reference (`generator.throw`).
    static func run(raising raised: RawObject? = nil) throws -> Value {
        var raised = raised
        var f: UnsafeMutablePointer<Frame> = frame
        var r: Register = f.pointee.registers
        var pc: UnsafeMutablePointer<Instruction> = f.pointee.pc
        var k: UnsafeMutablePointer<Value> = f.pointee.info.pointee.constants
        var caches: UnsafeMutablePointer<InlineCache> = f.pointee.info.pointee.caches
        let flag = Interpreter.interruptRequested
        let entry = f

        while true {
            do {
                if let e = raised {
                    raised = nil
                    throw PythonError(Unmanaged<ExceptionObject>.fromOpaque(e).takeRetainedValue())
                }
                while true {
                    let i = pc
                    pc += 1
                    switch i.pointee.op {
                    // MARK: Moves
                    case .move:
                        (r + Int(i.pointee.a)).copy(r + Int(i.pointee.b))
                    case .take:
                        (r + Int(i.pointee.a)).take(r + Int(i.pointee.b))
                    case .const:
                        (r + Int(i.pointee.a)).copy(k + Int(i.pointee.d))
                    case .int:
                        (r + Int(i.pointee.a)).setInt(Int(i.pointee.d))
                    case .clear:
                        let a = r + Int(i.pointee.a)
                        for j in 0..<Int(i.pointee.b) { (a + j).setUnbound() }
                    case .checkBound:
                        if (r + Int(i.pointee.a)).isUnboundBits { throw unboundLocal(f, Int(i.pointee.a)) }
                    case .deleteLocal:
                        try clear(r + Int(i.pointee.a), unboundLocal(f, Int(i.pointee.a)))

                    // MARK: Names
                    case .loadGlobal:
                        let cache = caches + Int(i.pointee.e)
                        let g = f.pointee.globals
                        if cache.pointee.key == shapeOf(g) {
                            (r + Int(i.pointee.a)).copy(slotsOf(g) + Int(cache.pointee.slot))
                        } else if cache.pointee.version == keysOf(g), let b = cache.pointee.pointer {
                            (r + Int(i.pointee.a)).copy(slotsOf(b) + Int(cache.pointee.slot))
                        } else {
                            try loadGlobalSlow(i, f, r, cache)
                        }
                    case .storeGlobal:
                        let cache = caches + Int(i.pointee.e)
                        let g = f.pointee.globals
                        let b = r + Int(i.pointee.b)
                        if cache.pointee.key == shapeOf(g) {
                            let slot = slotsOf(g) + Int(cache.pointee.slot)
                            if i.pointee.c != 0 { slot.take(b) } else { slot.copy(b) }
                        } else {
                            storeGlobalSlow(i, f, r, cache)
                        }
                    case .deleteGlobal:
                        try remove(Name(id: i.pointee.d), from: f.pointee.globals)
                    case .loadName:
                        try loadNameSlow(i, f, r, caches + Int(i.pointee.e))
                    case .storeName:
                        try storeName(attributesObject(f.pointee.namespace ?? f.pointee.globals), Name(id: i.pointee.d), r[Int(i.pointee.b)])
                    case .deleteName:
                        try remove(Name(id: i.pointee.d), from: f.pointee.namespace ?? f.pointee.globals)
                    case .makeCell:
                        let a = r + Int(i.pointee.a)
                        let c = CellObject(.unbound)
                        let raw = Unmanaged.passRetained(c).toOpaque()
                        cellContent(raw).take(a)
                        a.store(Int(bitPattern: raw), Tag.object)
                    case .newCell:
                        (r + Int(i.pointee.a)).setObject(Unmanaged.passRetained(CellObject(.unbound)).toOpaque())
                    case .loadCell:
                        let c = cellContent((r + Int(i.pointee.b)).objectBits)
                        if c.isUnboundBits { throw unboundLocal(f, Int(i.pointee.b)) }
                        (r + Int(i.pointee.a)).copy(c)
                    case .storeCell:
                        let c = cellContent((r + Int(i.pointee.a)).objectBits)
                        if i.pointee.c != 0 { c.take(r + Int(i.pointee.b)) } else { c.copy(r + Int(i.pointee.b)) }
                    case .deleteCell:
                        try clear(cellContent((r + Int(i.pointee.a)).objectBits), unboundLocal(f, Int(i.pointee.a)))
                    case .loadFree:
                        let c = cellContent((cellsOf(f.pointee.function) + Int(i.pointee.b)).objectBits)
                        if c.isUnboundBits { throw unboundFree(f, Int(i.pointee.b)) }
                        (r + Int(i.pointee.a)).copy(c)
                    case .storeFree:
                        let c = cellContent((cellsOf(f.pointee.function) + Int(i.pointee.a)).objectBits)
                        if i.pointee.c != 0 { c.take(r + Int(i.pointee.b)) } else { c.copy(r + Int(i.pointee.b)) }
                    case .deleteFree:
                        try clear(cellContent((cellsOf(f.pointee.function) + Int(i.pointee.a)).objectBits), unboundFree(f, Int(i.pointee.a)))

                    // MARK: Arithmetic
                    case .add:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        let tb = b.tag, tc = c.tag
                        if tb == Tag.int, tc == Tag.int {
                            let (s, o) = b.intBits.addingReportingOverflow(c.intBits)
                            if !o {
                                (r + Int(i.pointee.a)).setInt(s)
                                continue
                            }
                        } else if tb == Tag.float, tc == Tag.float {
                            (r + Int(i.pointee.a)).setFloat(b.doubleBits + c.doubleBits)
                            continue
                        }
                        if tb == Tag.object, kindOf(b.objectBits) == Kind.instance.rawValue, try startBinary(.add, i, f, r, pc) {
                            f = frame
                            r = f.pointee.registers
                            pc = f.pointee.pc
                            k = f.pointee.info.pointee.constants
                            caches = f.pointee.info.pointee.caches
                            continue
                        }
                        try binarySlow(.add, i, r)
                    case .sub:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        let tb = b.tag, tc = c.tag
                        if tb == Tag.int, tc == Tag.int {
                            let (s, o) = b.intBits.subtractingReportingOverflow(c.intBits)
                            if !o {
                                (r + Int(i.pointee.a)).setInt(s)
                                continue
                            }
                        } else if tb == Tag.float, tc == Tag.float {
                            (r + Int(i.pointee.a)).setFloat(b.doubleBits - c.doubleBits)
                            continue
                        }
                        if tb == Tag.object, kindOf(b.objectBits) == Kind.instance.rawValue, try startBinary(.sub, i, f, r, pc) {
                            f = frame
                            r = f.pointee.registers
                            pc = f.pointee.pc
                            k = f.pointee.info.pointee.constants
                            caches = f.pointee.info.pointee.caches
                            continue
                        }
                        try binarySlow(.sub, i, r)
                    case .mul:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        let tb = b.tag, tc = c.tag
                        if tb == Tag.int, tc == Tag.int {
                            let (s, o) = b.intBits.multipliedReportingOverflow(by: c.intBits)
                            if !o {
                                (r + Int(i.pointee.a)).setInt(s)
                                continue
                            }
                        } else if tb == Tag.float, tc == Tag.float {
                            (r + Int(i.pointee.a)).setFloat(b.doubleBits * c.doubleBits)
                            continue
                        }
                        if tb == Tag.object, kindOf(b.objectBits) == Kind.instance.rawValue, try startBinary(.mul, i, f, r, pc) {
                            f = frame
                            r = f.pointee.registers
                            pc = f.pointee.pc
                            k = f.pointee.info.pointee.constants
                            caches = f.pointee.info.pointee.caches
                            continue
                        }
                        try binarySlow(.mul, i, r)
                    case .truediv:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if let x = number(b), let y = number(c), y != 0 {
                            (r + Int(i.pointee.a)).setFloat(x / y)
                        } else {
                            try binarySlow(.truediv, i, r)
                        }
                    case .floordiv:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int, c.intBits > 0 {
                            (r + Int(i.pointee.a)).setInt(floorDivide(b.intBits, c.intBits))
                        } else {
                            try binarySlow(.floordiv, i, r)
                        }
                    case .mod:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int, c.intBits > 0 {
                            (r + Int(i.pointee.a)).setInt(floorModulo(b.intBits, c.intBits))
                        } else {
                            try binarySlow(.mod, i, r)
                        }
                    case .pow: try binarySlow(.pow, i, r)
                    case .matmul: try binarySlow(.matmul, i, r)
                    case .lshift:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int, c.intBits >= 0, c.intBits < 32, b.intBits >= 0, b.intBits < 1 << 31 {
                            (r + Int(i.pointee.a)).setInt(b.intBits &<< c.intBits)
                        } else {
                            try binarySlow(.lshift, i, r)
                        }
                    case .rshift:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int, c.intBits >= 0, c.intBits < 64 {
                            (r + Int(i.pointee.a)).setInt(b.intBits &>> c.intBits)
                        } else {
                            try binarySlow(.rshift, i, r)
                        }
                    case .and:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int {
                            (r + Int(i.pointee.a)).setInt(b.intBits & c.intBits)
                        } else {
                            try binarySlow(.and, i, r)
                        }
                    case .or:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int {
                            (r + Int(i.pointee.a)).setInt(b.intBits | c.intBits)
                        } else {
                            try binarySlow(.or, i, r)
                        }
                    case .xor:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int {
                            (r + Int(i.pointee.a)).setInt(b.intBits ^ c.intBits)
                        } else {
                            try binarySlow(.xor, i, r)
                        }
                    case .addInt:
                        let b = r + Int(i.pointee.b)
                        if b.tag == Tag.int {
                            let (s, o) = b.intBits.addingReportingOverflow(Int(i.pointee.d))
                            if !o {
                                (r + Int(i.pointee.a)).setInt(s)
                                continue
                            }
                        } else if b.tag == Tag.float {
                            (r + Int(i.pointee.a)).setFloat(b.doubleBits + Double(i.pointee.d))
                            continue
                        }
                        try binaryIntSlow(.add, i, r)
                    case .subInt:
                        let b = r + Int(i.pointee.b)
                        if b.tag == Tag.int {
                            let (s, o) = b.intBits.subtractingReportingOverflow(Int(i.pointee.d))
                            if !o {
                                (r + Int(i.pointee.a)).setInt(s)
                                continue
                            }
                        } else if b.tag == Tag.float {
                            (r + Int(i.pointee.a)).setFloat(b.doubleBits - Double(i.pointee.d))
                            continue
                        }
                        try binaryIntSlow(.sub, i, r)
                    case .mulInt:
                        let b = r + Int(i.pointee.b)
                        if b.tag == Tag.int {
                            let (s, o) = b.intBits.multipliedReportingOverflow(by: Int(i.pointee.d))
                            if !o {
                                (r + Int(i.pointee.a)).setInt(s)
                                continue
                            }
                        } else if b.tag == Tag.float {
                            (r + Int(i.pointee.a)).setFloat(b.doubleBits * Double(i.pointee.d))
                            continue
                        }
                        try binaryIntSlow(.mul, i, r)
                    case .floordivInt:
                        let b = r + Int(i.pointee.b)
                        if b.tag == Tag.int, i.pointee.d > 0 {
                            (r + Int(i.pointee.a)).setInt(floorDivide(b.intBits, Int(i.pointee.d)))
                        } else {
                            try binaryIntSlow(.floordiv, i, r)
                        }
                    case .modInt:
                        let b = r + Int(i.pointee.b)
                        if b.tag == Tag.int, i.pointee.d > 0 {
                            (r + Int(i.pointee.a)).setInt(floorModulo(b.intBits, Int(i.pointee.d)))
                        } else {
                            try binaryIntSlow(.mod, i, r)
                        }
                    case .negate:
                        let b = r + Int(i.pointee.b)
                        if b.tag == Tag.int, b.intBits != Int.min {
                            (r + Int(i.pointee.a)).setInt(0 &- b.intBits)
                        } else if b.tag == Tag.float {
                            (r + Int(i.pointee.a)).setFloat(-b.doubleBits)
                        } else {
                            try unarySlow(.negate, i, r)
                        }
                    case .plus: try unarySlow(.plus, i, r)
                    case .invert: try unarySlow(.invert, i, r)
                    case .not:
                        let b = r + Int(i.pointee.b)
                        if b.tag == Tag.bool {
                            (r + Int(i.pointee.a)).setBool(!b.boolBits)
                        } else {
                            try unarySlow(.not, i, r)
                        }

                    // MARK: Comparison
                    case .lt:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int {
                            (r + Int(i.pointee.a)).setBool(b.intBits < c.intBits)
                        } else if b.tag == Tag.float, c.tag == Tag.float {
                            (r + Int(i.pointee.a)).setBool(b.doubleBits < c.doubleBits)
                        } else {
                            try compareSlow(.lt, i, r)
                        }
                    case .le:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int {
                            (r + Int(i.pointee.a)).setBool(b.intBits <= c.intBits)
                        } else if b.tag == Tag.float, c.tag == Tag.float {
                            (r + Int(i.pointee.a)).setBool(b.doubleBits <= c.doubleBits)
                        } else {
                            try compareSlow(.le, i, r)
                        }
                    case .eq:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int {
                            (r + Int(i.pointee.a)).setBool(b.intBits == c.intBits)
                        } else {
                            try compareSlow(.eq, i, r)
                        }
                    case .ne:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int {
                            (r + Int(i.pointee.a)).setBool(b.intBits != c.intBits)
                        } else {
                            try compareSlow(.ne, i, r)
                        }
                    case .gt:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int {
                            (r + Int(i.pointee.a)).setBool(b.intBits > c.intBits)
                        } else if b.tag == Tag.float, c.tag == Tag.float {
                            (r + Int(i.pointee.a)).setBool(b.doubleBits > c.doubleBits)
                        } else {
                            try compareSlow(.gt, i, r)
                        }
                    case .ge:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.int, c.tag == Tag.int {
                            (r + Int(i.pointee.a)).setBool(b.intBits >= c.intBits)
                        } else if b.tag == Tag.float, c.tag == Tag.float {
                            (r + Int(i.pointee.a)).setBool(b.doubleBits >= c.doubleBits)
                        } else {
                            try compareSlow(.ge, i, r)
                        }
                    case .isSame: isSlow(i, r, true)
                    case .isNot: isSlow(i, r, false)
                    case .contains: try compareSlow(.contains, i, r)
                    case .notContains: try compareSlow(.notContains, i, r)

                    // MARK: Jumps
                    case .jump:
                        pc += Int(i.pointee.d)
                        if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                    case .jumpTrue:
                        let b = r + Int(i.pointee.b)
                        let t = b.tag == Tag.bool ? b.boolBits : try isTrueSlow(i, r)
                        if t {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpFalse:
                        let b = r + Int(i.pointee.b)
                        let t = b.tag == Tag.bool ? b.boolBits : try isTrueSlow(i, r)
                        if !t {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpLt:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        let t: Bool
                        if b.tag == Tag.int, c.tag == Tag.int {
                            t = b.intBits < c.intBits
                        } else if b.tag == Tag.float, c.tag == Tag.float {
                            t = b.doubleBits < c.doubleBits
                        } else {
                            t = try jumpCompareSlow(.lt, i, r)
                        }
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpLe:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        let t: Bool
                        if b.tag == Tag.int, c.tag == Tag.int {
                            t = b.intBits <= c.intBits
                        } else if b.tag == Tag.float, c.tag == Tag.float {
                            t = b.doubleBits <= c.doubleBits
                        } else {
                            t = try jumpCompareSlow(.le, i, r)
                        }
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpEq:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        let t = b.tag == Tag.int && c.tag == Tag.int ? b.intBits == c.intBits : try jumpCompareSlow(.eq, i, r)
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpNe:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        let t = b.tag == Tag.int && c.tag == Tag.int ? b.intBits != c.intBits : try jumpCompareSlow(.ne, i, r)
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpGt:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        let t: Bool
                        if b.tag == Tag.int, c.tag == Tag.int {
                            t = b.intBits > c.intBits
                        } else if b.tag == Tag.float, c.tag == Tag.float {
                            t = b.doubleBits > c.doubleBits
                        } else {
                            t = try jumpCompareSlow(.gt, i, r)
                        }
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpGe:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        let t: Bool
                        if b.tag == Tag.int, c.tag == Tag.int {
                            t = b.intBits >= c.intBits
                        } else if b.tag == Tag.float, c.tag == Tag.float {
                            t = b.doubleBits >= c.doubleBits
                        } else {
                            t = try jumpCompareSlow(.ge, i, r)
                        }
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpLtInt:
                        let b = r + Int(i.pointee.b)
                        let t = b.tag == Tag.int ? b.intBits < immediate(i) : try jumpCompareIntSlow(.lt, i, r)
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpLeInt:
                        let b = r + Int(i.pointee.b)
                        let t = b.tag == Tag.int ? b.intBits <= immediate(i) : try jumpCompareIntSlow(.le, i, r)
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpEqInt:
                        let b = r + Int(i.pointee.b)
                        let t = b.tag == Tag.int ? b.intBits == immediate(i) : try jumpCompareIntSlow(.eq, i, r)
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpNeInt:
                        let b = r + Int(i.pointee.b)
                        let t = b.tag == Tag.int ? b.intBits != immediate(i) : try jumpCompareIntSlow(.ne, i, r)
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpGtInt:
                        let b = r + Int(i.pointee.b)
                        let t = b.tag == Tag.int ? b.intBits > immediate(i) : try jumpCompareIntSlow(.gt, i, r)
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpGeInt:
                        let b = r + Int(i.pointee.b)
                        let t = b.tag == Tag.int ? b.intBits >= immediate(i) : try jumpCompareIntSlow(.ge, i, r)
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpIs:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        let t = same(b, c)
                        clearOperands(i, r)
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpNone:
                        let b = r + Int(i.pointee.b)
                        let t = b.isNoneBits
                        if i.pointee.c != 0 { b.setUnbound() }
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }
                    case .jumpIn:
                        let t = try jumpCompareSlow(.contains, i, r)
                        if t == (i.pointee.a & 1 != 0) {
                            pc += Int(i.pointee.d)
                            if i.pointee.d < 0, flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }

                    // MARK: Loops
                    case .forPrepare:
                        try forPrepare(r + Int(i.pointee.a), r + Int(i.pointee.b))
                    case .forNext:
                        let s = r + Int(i.pointee.a)
                        if s.tag == Tag.int {
                            // A range: current, remaining, step.
                            let n = (s + 1).intBits
                            if n > 0 {
                                (s + 1).raw.assumingMemoryBound(to: Int.self).pointee = n &- 1
                                let x = s.intBits
                                s.raw.assumingMemoryBound(to: Int.self).pointee = x &+ (s + 2).intBits
                                (r + Int(i.pointee.b)).setInt(x)
                                pc += Int(i.pointee.d)
                                if flag.pointee != 0 { try Interpreter.checkInterrupt() }
                                continue
                            }
                            s.store(1, Tag.simple)
                        } else if (s + 1).tag == Tag.int {
                            // A list or tuple: object, next index.
                            let items = itemsOf(s.objectBits)
                            let n = (s + 1).intBits
                            if n < countOf(items) {
                                (s + 1).raw.assumingMemoryBound(to: Int.self).pointee = n &+ 1
                                (r + Int(i.pointee.b)).copy((items + Layout.arrayItems).assumingMemoryBound(to: Value.self) + n)
                                pc += Int(i.pointee.d)
                                if flag.pointee != 0 { try Interpreter.checkInterrupt() }
                                continue
                            }
                            s.setUnbound()
                            (s + 1).store(1, Tag.simple)
                        } else if kindOf(s.objectBits) == Kind.generator.rawValue {
                            if flag.pointee != 0 { try Interpreter.checkInterrupt() }
                            let g = Unmanaged<GeneratorObject>.fromOpaque(s.objectBits)
                            f.pointee.pc = pc
                            if try g._withUnsafeGuaranteedRef({ try $0.enter(mode: FrameMode.loop, destination: Int32(i.pointee.b)) }) {
                                f = frame
                                r = f.pointee.registers
                                pc = f.pointee.pc
                                k = f.pointee.info.pointee.constants
                                caches = f.pointee.info.pointee.caches
                            } else {
                                s.setUnbound()
                            }
                        } else if try forNextSlow(s, r + Int(i.pointee.b)) {
                            pc += Int(i.pointee.d)
                            if flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        }

                    // MARK: Items and attributes
                    case .getItem:
                        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
                        if b.tag == Tag.object, c.tag == Tag.int {
                            let o = b.objectBits
                            let kind = kindOf(o)
                            if kind == Kind.list.rawValue || kind == Kind.tuple.rawValue, overridesOf(type: typeOf(o)) & TypeObject.Overrides.getItem.rawValue == 0 {
                                let items = itemsOf(o)
                                let n = countOf(items)
                                var j = c.intBits
                                if j < 0 { j &+= n }
                                if j >= 0, j < n {
                                    let item = (items + Layout.arrayItems).assumingMemoryBound(to: Value.self) + j
                                    let a = r + Int(i.pointee.a)
                                    if i.pointee.d & 1 != 0 {
                                        // The list may die with its register.
                                        let bits = item.intBits, t = item.tag
                                        if t == Tag.object { retain(item.objectBits) }
                                        b.setUnbound()
                                        let old = a.objectBits, ot = a.tag
                                        a.store(bits, t)
                                        if ot == Tag.object { release(old) }
                                    } else {
                                        a.copy(item)
                                    }
                                    continue
                                }
                            }
                        }
                        try getItemSlow(i, r)
                    case .setItem:
                        let a = r + Int(i.pointee.a), b = r + Int(i.pointee.b)
                        if a.tag == Tag.object, b.tag == Tag.int {
                            let o = a.objectBits
                            if kindOf(o) == Kind.list.rawValue, overridesOf(type: typeOf(o)) & TypeObject.Overrides.setItem.rawValue == 0 {
                                let items = itemsOf(o)
                                let n = countOf(items)
                                var j = b.intBits
                                if j < 0 { j &+= n }
                                if j >= 0, j < n, isUnique(items) {
                                    let item = (items + Layout.arrayItems).assumingMemoryBound(to: Value.self) + j
                                    if i.pointee.d & 4 != 0 { item.take(r + Int(i.pointee.c)) } else { item.copy(r + Int(i.pointee.c)) }
                                    if i.pointee.d & 1 != 0 { a.setUnbound() }
                                    continue
                                }
                            }
                        }
                        try setItemSlow(i, r)
                    case .deleteItem:
                        try Operators.deleteItem(r[Int(i.pointee.a)], r[Int(i.pointee.b)])
                    case .slice:
                        (r + Int(i.pointee.a)).setObject(Recycler.slice(r + Int(i.pointee.b)))
                    case .getAttribute:
                        let b = r + Int(i.pointee.b)
                        if b.tag == Tag.object {
                            let o = b.objectBits
                            let cache = caches + Int(i.pointee.e)
                            if cache.pointee.version == versionOf(type: typeOf(o)) {
                                if cache.pointee.kind == CacheKind.slot {
                                    if let t = attributesOf(o), shapeOf(t) == cache.pointee.key {
                                        let slot = slotsOf(t) + Int(cache.pointee.slot)
                                        let a = r + Int(i.pointee.a)
                                        let bits = slot.intBits, tag = slot.tag
                                        if tag == Tag.object { retain(slot.objectBits) }
                                        if i.pointee.c != 0 { b.setUnbound() }
                                        let old = a.objectBits, ot = a.tag
                                        a.store(bits, tag)
                                        if ot == Tag.object { release(old) }
                                        continue
                                    }
                                } else if cache.pointee.kind == CacheKind.property {
                                    // A property of a cell class: a call without leaving the loop.
                                    let fo = cache.pointee.pointer!
                                    retain(fo)
                                    f.pointee.pc = pc
                                    let fi = infoOf(fo)
                                    let base: Register = top
                                    base.copyInit(b)
                                    if i.pointee.c != 0 { b.setUnbound() }
                                    try push(fi, fo, filled: 1, mode: FrameMode.normal, destination: Int32(i.pointee.a), owned: fo)
                                    f = frame
                                    r = base
                                    pc = fi.pointee.instructions
                                    k = fi.pointee.constants
                                    caches = fi.pointee.caches
                                    continue
                                }
                            }
                        }
                        try getAttributeSlow(i, f, r, caches + Int(i.pointee.e))
                    case .setAttribute:
                        let a = r + Int(i.pointee.a)
                        if a.tag == Tag.object {
                            let o = a.objectBits
                            let cache = caches + Int(i.pointee.e)
                            if cache.pointee.version == versionOf(type: typeOf(o)) {
                                if cache.pointee.kind == CacheKind.slot {
                                    if let t = attributesOf(o), shapeOf(t) == cache.pointee.key {
                                        (slotsOf(t) + Int(cache.pointee.slot)).copy(r + Int(i.pointee.b))
                                        if i.pointee.c != 0 { a.setUnbound() }
                                        continue
                                    }
                                } else if cache.pointee.kind == CacheKind.add, addAttribute(o, i, r, cache) {
                                    if i.pointee.c != 0 { a.setUnbound() }
                                    continue
                                }
                            }
                        }
                        try setAttributeSlow(i, f, r, caches + Int(i.pointee.e))
                    case .deleteAttribute:
                        try Operators.deleteAttribute(r[Int(i.pointee.a)], Name(id: i.pointee.d))

                    // MARK: Calls
                    case .loadMethod:
                        let b = r + Int(i.pointee.b)
                        if b.tag == Tag.object {
                            let o = b.objectBits
                            let cache = caches + Int(i.pointee.e)
                            if cache.pointee.kind == CacheKind.method, cache.pointee.version == versionOf(type: typeOf(o)),
                                cache.pointee.key == 0 || attributesOf(o) == nil || shapeOf(attributesOf(o)!) == cache.pointee.key
                            {
                                let fo = cache.pointee.pointer!
                                retain(fo)
                                let a = r + Int(i.pointee.a)
                                if i.pointee.c != 0 { (a + 1).copy(b) } else if b != a + 1 { (a + 1).take(b) }
                                a.setObject(fo)
                                continue
                            }
                        }
                        try loadMethodSlow(i, f, r, caches + Int(i.pointee.e))
                    case .superMethod:
                        try superMethod(i, r)
                    case .call, .callMethod:
                        if flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        var b = r + Int(i.pointee.b)
                        var n = Int(i.pointee.c)
                        if i.pointee.op == .callMethod {
                            if b.isUnboundBits { b += 1 } else { n &+= 1 }
                        }
                        if b.tag == Tag.object {
                            let o = b.objectBits
                            let kind = kindOf(o)
                            if kind == Kind.function.rawValue {
                                let fi = infoOf(o)
                                f.pointee.pc = pc
                                if fi.pointee.isSimple, n == fi.pointee.positionalCount {
                                    let base: Register = top
                                    let args = b + 1
                                    for j in 0..<n { (base + j).takeInit(args + j) }
                                    try push(fi, o, filled: n, mode: FrameMode.normal, destination: Int32(i.pointee.a), owned: nil)
                                    f = frame
                                    r = base
                                    pc = fi.pointee.instructions
                                    k = fi.pointee.constants
                                    caches = fi.pointee.caches
                                    continue
                                }
                                if try callFunction(fi, o, b + 1, n, r + Int(i.pointee.a), Int32(i.pointee.a)) {
                                    f = frame
                                    r = f.pointee.registers
                                    pc = f.pointee.pc
                                    k = f.pointee.info.pointee.constants
                                    caches = f.pointee.info.pointee.caches
                                }
                                continue
                            }
                            if kind == Kind.type.rawValue {
                                f.pointee.pc = pc
                                if try callType(o, b, n, r + Int(i.pointee.a), Int32(i.pointee.a)) {
                                    f = frame
                                    r = f.pointee.registers
                                    pc = f.pointee.pc
                                    k = f.pointee.info.pointee.constants
                                    caches = f.pointee.info.pointee.caches
                                }
                                continue
                            }
                        }
                        f.pointee.pc = pc
                        try callNative(b, n, r + Int(i.pointee.a))
                    case .callKeywords, .callMethodKeywords:
                        if flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        var b = r + Int(i.pointee.b)
                        var n = Int(i.pointee.c)
                        if i.pointee.op == .callMethodKeywords {
                            if b.isUnboundBits { b += 1 } else { n &+= 1 }
                        }
                        f.pointee.pc = pc
                        if try callWithKeywords(b, n, k + Int(i.pointee.d), r + Int(i.pointee.a), Int32(i.pointee.a)) {
                            f = frame
                            r = f.pointee.registers
                            pc = f.pointee.pc
                            k = f.pointee.info.pointee.constants
                            caches = f.pointee.info.pointee.caches
                        }
                    case .callSpread:
                        if flag.pointee != 0 { try Interpreter.checkInterrupt() }
                        f.pointee.pc = pc
                        if try callSpread(r + Int(i.pointee.b), r + Int(i.pointee.a), Int32(i.pointee.a)) {
                            f = frame
                            r = f.pointee.registers
                            pc = f.pointee.pc
                            k = f.pointee.info.pointee.constants
                            caches = f.pointee.info.pointee.caches
                        }
                    case .return_:
                        let b = r + Int(i.pointee.b)
                        let bits = b.intBits, t = b.tag
                        if i.pointee.e == 0 {
                            b.store(1, Tag.simple)
                        } else if t == Tag.object {
                            retain(b.objectBits)
                        }
                        let n = f.pointee.info.pointee.registerCount
                        for j in 0..<n { (r + j).drop() }
                        if f.pointee.mode == FrameMode.normal {
                            top = r
                            if let o = f.pointee.owned { release(o) }
                            let d = Int(f.pointee.destination)
                            f -= 1
                            frame = f
                            r = f.pointee.registers
                            let a = r + d
                            let old = a.objectBits, ot = a.tag
                            a.store(bits, t)
                            if ot == Tag.object { release(old) }
                            pc = f.pointee.pc
                            k = f.pointee.info.pointee.constants
                            caches = f.pointee.info.pointee.caches
                            continue
                        }
                        let last = f == entry
                        f = try leave(f, bits, t)
                        if last { return result(bits, t) }
                        r = f.pointee.registers
                        pc = f.pointee.pc
                        k = f.pointee.info.pointee.constants
                        caches = f.pointee.info.pointee.caches
                    case .yield:
                        let b = r + Int(i.pointee.b)
                        let bits = b.intBits, t = b.tag
                        b.store(1, Tag.simple)
                        // What `next` sends.
                        (r + Int(i.pointee.a)).setNone()
                        let d = Int(f.pointee.destination)
                        let last = f == entry
                        // The loop over a generator goes on with what is yielded; `yield from` yields it in its turn.
                        let isLoop = f.pointee.mode == FrameMode.loop
                        suspend(f, pc)
                        f -= 1
                        frame = f
                        if last {
                            yielded = true
                            return result(bits, t)
                        }
                        r = f.pointee.registers
                        let a = r + d
                        let old = a.objectBits, ot = a.tag
                        a.store(bits, t)
                        if ot == Tag.object { release(old) }
                        pc = f.pointee.pc
                        if isLoop { pc += Int((pc - 1).pointee.d) }
                        k = f.pointee.info.pointee.constants
                        caches = f.pointee.info.pointee.caches
                    case .yieldFromIterator:
                        try yieldFromIterator(i, r)
                    case .send:
                        let a = r + Int(i.pointee.a), b = r + Int(i.pointee.b)
                        if b.tag == Tag.object, kindOf(b.objectBits) == Kind.generator.rawValue {
                            f.pointee.pc = pc
                            let g = Unmanaged<GeneratorObject>.fromOpaque(b.objectBits)
                            if try g._withUnsafeGuaranteedRef({ try $0.delegate(a, destination: Int32(i.pointee.a)) }) {
                                f = frame
                                r = f.pointee.registers
                                pc = f.pointee.pc
                                k = f.pointee.info.pointee.constants
                                caches = f.pointee.info.pointee.caches
                                continue
                            }
                        }
                        if try send(a, b) { pc += Int(i.pointee.d) }

                    // MARK: Displays
                    case .list:
                        let l = Recycler.list(takeArray(r + Int(i.pointee.b), Int(i.pointee.c)))
                        (r + Int(i.pointee.a)).setObject(Unmanaged.passRetained(l).toOpaque())
                        if GarbageCollector.isDue { GarbageCollector.collectYoung() }
                    case .tuple:
                        (r + Int(i.pointee.a)).setObject(Recycler.tuple(r + Int(i.pointee.b), Int(i.pointee.c)))
                    case .listAppend:
                        let a = r + Int(i.pointee.a), b = r + Int(i.pointee.b)
                        appendToList(a.objectBits, b)
                    case .set, .dict, .listExtend, .setAdd, .setUpdate, .dictSet, .dictUpdate, .dictMerge, .listToTuple, .format, .buildString, .unpackStar:
                        try display(i, f, r)
                    case .unpack:
                        let b = r + Int(i.pointee.b), a = r + Int(i.pointee.a)
                        let n = Int(i.pointee.c)
                        if b.tag == Tag.object, kindOf(b.objectBits) == Kind.tuple.rawValue {
                            let items = itemsOf(b.objectBits)
                            if countOf(items) == n {
                                let p = (items + Layout.arrayItems).assumingMemoryBound(to: Value.self)
                                for j in 0..<n { (a + j).copy(p + j) }
                                b.setUnbound()
                                continue
                            }
                        }
                        try unpackSlow(b, a, n)

                    // MARK: The rest
                    case .raise:
                        throw try raise(i, r)
                    case .raiseCurrent:
                        throw try raiseCurrent()
                    case .reraise:
                        throw Reraise(exception: Unmanaged<ExceptionObject>.fromOpaque((r + Int(i.pointee.a)).objectBits).value)
                    case .pushException:
                        pushException(r + Int(i.pointee.a))
                    case .popException:
                        popException(r + Int(i.pointee.a))
                    case .jumpNoMatch:
                        if try !matches(r + Int(i.pointee.a), r + Int(i.pointee.b)) { pc += Int(i.pointee.d) }
                    case .matchGroup:
                        if try !matchGroup(i, r) { pc += Int(i.pointee.d) }
                    case .reraiseGroup:
                        if let e = try reraiseGroup(r + Int(i.pointee.a)) { throw Reraise(exception: e) }
                        pc += Int(i.pointee.d)
                    case .makeFunction:
                        makeFunction(i, f, r, k)
                    case .raiseAssertion, .setAnnotations, .makeClass, .withEnter, .withExit, .withExcept, .importModule, .importFrom, .importStar, .setupAnnotations,
                        .storeAnnotation, .matchSequence, .matchMapping, .length, .matchKeys, .matchRest, .matchClass:
                        f.pointee.pc = pc
                        try rare(i, f, r, k)
                    case .nop: break
                    }
                }
            } catch {
                // The exception goes to a handler of this frame or leaves frames until one has a handler or the run ends.
                guard let next = try unwind(error, f, pc, entry) else { fatalError("internal error: unwinding") }
                f = next
                r = f.pointee.registers
                pc = f.pointee.pc
                k = f.pointee.info.pointee.constants
                caches = f.pointee.info.pointee.caches
            }
        }
    }
}
