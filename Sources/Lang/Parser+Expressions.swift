// This file holds the productions of expressions, operators and atoms.

import BigInt

extension ParserCore {
    // MARK: Lists of expressions

    /// `star_expressions: star_expression (',' star_expression)* [',']`
    func starExpressions() throws -> Expr {
        let start = position
        let first = try starExpression()
        guard kind == .comma else { return first }
        var items = [first]
        while accept(.comma) {
            guard startsExpression(kind) || kind == .star else { break }
            items.append(try starExpression())
        }
        return Expr(.tuple(items), span(from: start))
    }

    /// `star_expression: '*' bitwise_or | expression`
    func starExpression() throws -> Expr {
        guard kind == .star else { return try expression() }
        return try starred()
    }

    private func starred() throws -> Expr {
        let start = position
        try expect(.star)
        let value = try binary(1)
        return Expr(.starred(value), span(from: start))
    }

    /// `star_named_expression: '*' bitwise_or | named_expression`
    func starNamedExpression() throws -> Expr {
        kind == .star ? try starred() : try namedExpression()
    }

    /// Whether an expression can begin with this token.
    func startsExpression(_ k: TokenKind) -> Bool {
        switch k {
        case .name, .number, .string, .lpar, .lsqb, .lbrace, .minus, .plus, .tilde, .ellipsis, .kwFalse, .kwNone, .kwTrue, .kwNot, .kwLambda, .kwAwait:
            return true
        default: return false
        }
    }

    /// `named_expression: NAME ':=' expression | expression !':='`
    func namedExpression() throws -> Expr {
        let start = position
        if kind == .name, kind(ahead: 1) == .colonEqual { return try assignmentExpression() }
        if diagnosing {
            try invalidNamedExpression()
            position = start
        }
        let e = try expression()
        if kind == .colonEqual { throw mismatch() }
        return e
    }

    private func assignmentExpression() throws -> Expr {
        let start = position
        let target = Expr(.name(try name()), tokens[start].span)
        advance()
        let value = try expression()
        return Expr(.namedExpr(target: target, value: value), span(from: start))
    }

    /// `expression: disjunction ['if' disjunction 'else' expression] | lambda`
    func expression() throws -> Expr {
        try nested {
            if diagnosing {
                try invalidExpression()
                try invalidLegacyExpression()
            }
            return try expressionWithoutInvalid()
        }
    }

    func expressionWithoutInvalid() throws -> Expr {
        let start = position
        if kind == .kwLambda { return try lambda() }
        let body = try disjunction()
        guard kind == .kwIf else { return body }
        let end = position
        do {
            advance()
            let test = try disjunction()
            try expect(.kwElse)
            let orElse = try expression()
            return Expr(.conditional(test: test, body: body, orElse: orElse), span(from: start))
        } catch SyntaxFailure.mismatch where diagnosing {
            position = end
            return body
        }
    }

    /// `yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]`
    func yieldExpression() throws -> Expr {
        let start = position
        try expect(.kwYield)
        if accept(.kwFrom) {
            let value = try expression()
            return Expr(.yieldFrom(value), span(from: start))
        }
        let value = startsExpression(kind) || kind == .star ? try starExpressions() : nil
        return Expr(.yield(value), span(from: start))
    }

    func yieldOrStarExpressions() throws -> Expr {
        kind == .kwYield ? try yieldExpression() : try starExpressions()
    }

    // MARK: Operators

    /// `disjunction: conjunction ('or' conjunction)*`
    func disjunction() throws -> Expr {
        guard diagnosing else { return try boolean(isAnd: false) }
        let start = position
        if let known = memo[start] {
            guard let (e, end) = known else { throw mismatch() }
            position = end
            if end > furthest { furthest = end }
            return e
        }
        do {
            let e = try boolean(isAnd: false)
            memo[start] = (e, position)
            return e
        } catch SyntaxFailure.mismatch {
            memo[start] = .some(nil)
            throw SyntaxFailure.mismatch
        }
    }

    private func boolean(isAnd: Bool) throws -> Expr {
        let start = position
        let first = isAnd ? try inversion() : try boolean(isAnd: true)
        let word: TokenKind = isAnd ? .kwAnd : .kwOr
        guard kind == word else { return first }
        var operands = [first]
        while kind == word {
            let before = position
            advance()
            do {
                operands.append(isAnd ? try inversion() : try boolean(isAnd: true))
            } catch SyntaxFailure.mismatch where diagnosing {
                position = before
                break
            }
        }
        if operands.count == 1 { return first }
        return Expr(.boolean(isAnd: isAnd, operands), span(from: start))
    }

    /// `inversion: 'not' inversion | comparison`
    private func inversion() throws -> Expr {
        guard kind == .kwNot else { return try comparison() }
        let start = position
        advance()
        let operand = try nested { try inversion() }
        return Expr(.unary(.not, operand), span(from: start))
    }

    private func compareOperator() -> CompareOperator? {
        switch kind {
        case .less: advance(); return .lt
        case .lessEqual: advance(); return .le
        case .eqEqual: advance(); return .eq
        case .notEqual: advance(); return .ne
        case .greater: advance(); return .gt
        case .greaterEqual: advance(); return .ge
        case .kwIn: advance(); return .contains
        case .kwIs:
            advance()
            return accept(.kwNot) ? .isNot : .isSame
        case .kwNot where kind(ahead: 1) == .kwIn:
            advance()
            advance()
            return .notContains
        default: return nil
        }
    }

    private func comparison() throws -> Expr {
        let start = position
        let left = try binary(1)
        let afterLeft = position
        guard let first = compareOperator() else { return left }
        var operators = [first]
        var comparators: [Expr]
        do {
            comparators = [try binary(1)]
        } catch SyntaxFailure.mismatch where diagnosing {
            position = afterLeft
            return left
        }
        var before = position
        while let op = compareOperator() {
            do {
                comparators.append(try binary(1))
            } catch SyntaxFailure.mismatch where diagnosing {
                position = before
                break
            }
            operators.append(op)
            before = position
        }
        return Expr(.compare(left, operators, comparators), span(from: start))
    }

    private func binaryOperator(_ k: TokenKind) -> (BinaryOperator, Int)? {
        switch k {
        case .vbar: return (.or, 1)
        case .circumflex: return (.xor, 2)
        case .amper: return (.and, 3)
        case .leftShift: return (.lshift, 4)
        case .rightShift: return (.rshift, 4)
        case .plus: return (.add, 5)
        case .minus: return (.sub, 5)
        case .star: return (.mul, 6)
        case .slash: return (.truediv, 6)
        case .doubleSlash: return (.floordiv, 6)
        case .percent: return (.mod, 6)
        case .at: return (.matmul, 6)
        default: return nil
        }
    }

    /// Operators from `|` (1) to `*` (6), by precedence.
    func binary(_ minimum: Int) throws -> Expr {
        let start = position
        var left = try factor()
        var count = 0
        while let (op, precedence) = binaryOperator(kind), precedence >= minimum {
            let operatorPosition = position
            advance()
            let right: Expr
            do {
                right = try binary(precedence + 1)
            } catch SyntaxFailure.mismatch where diagnosing {
                // As a PEG rule would: what was read before the operator stands.
                position = operatorPosition
                break
            }
            left = Expr(.binary(op, left, right), span(from: start))
            count += 1
            if count > ParserCore.maximumChain { throw tooLong() }
        }
        return left
    }

    /// `factor: ('+' | '-' | '~') factor | power`
    private func factor() throws -> Expr {
        let op: UnaryOperator
        switch kind {
        case .plus: op = .plus
        case .minus: op = .negate
        case .tilde: op = .invert
        default: return try power()
        }
        let start = position
        advance()
        let operand = try nested { try factor() }
        return Expr(.unary(op, operand), span(from: start))
    }

    /// `power: await_primary ['**' factor]`
    private func power() throws -> Expr {
        let start = position
        if kind == .kwAwait { throw refuse("await", write: "a plain call", token.span) }
        let base = try primary()
        guard accept(.doubleStar) else { return base }
        let exponent = try nested { try factor() }
        return Expr(.binary(.pow, base, exponent), span(from: start))
    }

    // MARK: Primaries

    /// `primary: atom ('.' NAME | '(' [arguments] ')' | '[' slices ']' | genexp)*`
    func primary() throws -> Expr {
        let start = position
        var e = try atom()
        var count = 0
        while true {
            let before = position
            do {
                switch kind {
                case .dot:
                    advance()
                    _ = kind
                    let nameSpan = token.span
                    let attribute = try name()
                    e = Expr(.attribute(e, attribute, nameSpan: nameSpan), span(from: start))
                case .lpar:
                    let arguments = try callArguments()
                    e = Expr(.call(function: e, arguments: arguments), span(from: start))
                case .lsqb:
                    advance()
                    let index = try slices()
                    try expect(.rsqb)
                    e = Expr(.subscript_(e, index), span(from: start))
                default: return e
                }
            } catch SyntaxFailure.mismatch where diagnosing {
                position = before
                return e
            }
            count += 1
            if count > ParserCore.maximumChain { throw tooLong() }
        }
    }

    /// `slices: slice !',' | ','.(slice | starred_expression)+ [',']`
    private func slices() throws -> Expr {
        let start = position
        let first = kind == .star ? try starredInBrackets() : try slice()
        if kind != .comma {
            if case .starred = first.kind { return Expr(.tuple([first]), span(from: start)) }
            return first
        }
        var items = [first]
        while accept(.comma) {
            if kind == .rsqb { break }
            items.append(kind == .star ? try starredInBrackets() : try slice())
        }
        return Expr(.tuple(items), span(from: start))
    }

    /// `slice: [expression] ':' [expression] [':' [expression]] | named_expression`
    private func slice() throws -> Expr {
        let start = position
        var lower: Expr?
        if kind != .colon {
            let e = try namedExpression()
            if kind != .colon { return e }
            if case .namedExpr = e.kind, tokens[start].kind == .name { throw mismatch() }
            lower = e
        }
        advance()
        var upper: Expr?
        var step: Expr?
        if kind != .colon, kind != .comma, kind != .rsqb { upper = try expression() }
        if accept(.colon), kind != .comma, kind != .rsqb { step = try expression() }
        return Expr(.slice(lower, upper, step), span(from: start))
    }

    /// `starred_expression: '*' expression`, in calls and subscripts.
    private func starredInBrackets() throws -> Expr {
        let start = position
        try expect(.star)
        let value = try expression()
        return Expr(.starred(value), span(from: start))
    }

    /// `'(' [arguments] ')'` or a generator expression as the only argument.
    func callArguments(allowsGenerator: Bool = true) throws -> [CallArgument] {
        let open = position
        try expect(.lpar)
        var arguments: [CallArgument] = []
        var sawKeyword = false
        var sawDouble = false
        while kind != .rpar {
            let start = position
            switch kind {
            case .star:
                if sawDouble {
                    if diagnosing {
                        throw problem("iterable argument unpacking follows keyword argument unpacking", token.span)
                    }
                    throw mismatch()
                }
                advance()
                arguments.append(.starred(try expression()))
            case .doubleStar:
                advance()
                arguments.append(.doubleStarred(try expression()))
                sawKeyword = true
                sawDouble = true
            case .name where kind(ahead: 1) == .equal:
                let keyword = try name()
                advance()
                let value = try expression()
                if kind == .kwFor || kind == .kwAsync, diagnosing, try attempt({ try comprehensionClauses() }) != nil {
                    throw problem(
                        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", tokens[start].span.to(tokens[start + 1].span))
                }
                arguments.append(.keyword(keyword, value, span(from: start)))
                sawKeyword = true
            default:
                if diagnosing { try invalidKeyword() }
                let value: Expr
                if kind == .name, kind(ahead: 1) == .colonEqual {
                    value = try assignmentExpression()
                } else {
                    value = try expression()
                    if kind == .colonEqual {
                        if diagnosing {
                            position = start
                            try invalidNamedExpression()
                        }
                        throw mismatch()
                    }
                    if kind == .equal, diagnosing {
                        throw problem("expression cannot contain assignment, perhaps you meant \"==\"?", value.span.to(token.span))
                    }
                }
                if kind == .kwFor || kind == .kwAsync {
                    if !allowsGenerator, !diagnosing { throw mismatch() }
                    let clauses = try comprehensionClauses()
                    if !allowsGenerator, arguments.isEmpty, kind == .rpar { throw mismatch() }
                    if arguments.isEmpty, kind == .rpar {
                        advance()
                        let e = comprehension(.generator, value, nil, clauses, span(from: open))
                        return [.positional(e)]
                    }
                    if diagnosing, kind == .comma || !arguments.isEmpty {
                        let last = clauses.last!
                        throw problem("Generator expression must be parenthesized", value.span.to((last.conditions.last ?? last.iterable).span))
                    }
                    throw mismatch()
                }
                if sawKeyword {
                    if diagnosing {
                        // What follows is read too, because the error stands after it.
                        while accept(.comma), kind != .rpar, kind != .doubleStar, !(kind == .name && kind(ahead: 1) == .equal) {
                            accept(.star)
                            guard try attempt({ try expression() }) != nil else { break }
                        }
                        throw problemHere(
                            sawDouble ? "positional argument follows keyword argument unpacking" : "positional argument follows keyword argument")
                    }
                    throw mismatch()
                }
                arguments.append(.positional(value))
            }
            if kind != .comma { break }
            advance()
        }
        try expect(.rpar)
        return arguments
    }

    // MARK: Atoms

    func atom() throws -> Expr {
        let t = token
        let start = position
        switch kind {
        case .name:
            advance()
            return Expr(.name(text(t)), t.span)
        case .kwTrue:
            advance()
            return Expr(.constant(.bool(true)), t.span)
        case .kwFalse:
            advance()
            return Expr(.constant(.bool(false)), t.span)
        case .kwNone:
            advance()
            return Expr(.constant(.none), t.span)
        case .ellipsis:
            advance()
            return Expr(.constant(.ellipsis), t.span)
        case .number:
            advance()
            return Expr(.constant(try number(t)), t.span)
        case .string: return try strings()
        case .lpar: return try nested { try parenthesised() }
        case .lsqb:
            return try nested {
                if diagnosing { try invalidComprehension() }
                advance()
                if accept(.rsqb) { return Expr(.list([]), span(from: start)) }
                let first = try starNamedExpression()
                if kind == .kwFor || kind == .kwAsync, !isStarred(first) {
                    let clauses = try comprehensionClauses()
                    try expect(.rsqb)
                    return comprehension(.list, first, nil, clauses, span(from: start))
                }
                var items = [first]
                while accept(.comma) {
                    if kind == .rsqb { break }
                    items.append(try starNamedExpression())
                }
                try expect(.rsqb)
                return Expr(.list(items), span(from: start))
            }
        case .lbrace: return try nested { try braces() }
        default: throw mismatch()
        }
    }

    func isStarred(_ e: Expr) -> Bool {
        if case .starred = e.kind { return true } else { return false }
    }

    func comprehension(_ kind: ComprehensionKind, _ element: Expr, _ value: Expr?, _ clauses: [Comprehension], _ span: Span) -> Expr {
        let name: String
        switch kind {
        case .list: name = "<listcomp>"
        case .set: name = "<setcomp>"
        case .dict: name = "<dictcomp>"
        case .generator: name = "<genexpr>"
        }
        return Expr(.comprehension(kind, element: element, value: value, clauses, FunctionScope(kind: .comprehension, name: name)), span)
    }

    /// A tuple, a group or a generator expression.
    private func parenthesised() throws -> Expr {
        let start = position
        if diagnosing {
            try invalidGroup()
            try invalidComprehension()
        }
        try expect(.lpar)
        if accept(.rpar) { return Expr(.tuple([]), span(from: start)) }
        if kind == .kwYield {
            let e = try yieldExpression()
            try expect(.rpar)
            return e
        }
        let first = try starNamedExpression()
        if kind == .kwFor || kind == .kwAsync, !isStarred(first) {
            let clauses = try comprehensionClauses()
            try expect(.rpar)
            return comprehension(.generator, first, nil, clauses, span(from: start))
        }
        if kind == .rpar, !isStarred(first) {
            advance()
            return first
        }
        guard kind == .comma else { throw mismatch() }
        var items = [first]
        while accept(.comma) {
            if kind == .rpar { break }
            items.append(try starNamedExpression())
        }
        try expect(.rpar)
        return Expr(.tuple(items), span(from: start))
    }

    /// A dict, a set or a comprehension of either.
    private func braces() throws -> Expr {
        let start = position
        if diagnosing {
            try invalidComprehension()
            try invalidDict()
        }
        try expect(.lbrace)
        if accept(.rbrace) { return Expr(.dict([]), span(from: start)) }
        var pairs: [(key: Expr?, value: Expr)] = []
        func pair() throws {
            if accept(.doubleStar) {
                pairs.append((nil, try binary(1)))
            } else {
                let key = try expression()
                try expect(.colon)
                pairs.append((key, try expression()))
            }
        }
        if kind == .doubleStar {
            try pair()
        } else {
            let first = try starNamedExpression()
            if kind == .colon, !isStarred(first) {
                if case .namedExpr = first.kind, tokens[start + 1].kind == .name { throw mismatch() }
                advance()
                let value = try expression()
                if kind == .kwFor || kind == .kwAsync {
                    let clauses = try comprehensionClauses()
                    try expect(.rbrace)
                    return comprehension(.dict, first, value, clauses, span(from: start))
                }
                pairs.append((first, value))
            } else {
                if kind == .kwFor || kind == .kwAsync, !isStarred(first) {
                    let clauses = try comprehensionClauses()
                    try expect(.rbrace)
                    return comprehension(.set, first, nil, clauses, span(from: start))
                }
                var items = [first]
                while accept(.comma) {
                    if kind == .rbrace { break }
                    items.append(try starNamedExpression())
                }
                try expect(.rbrace)
                return Expr(.set(items), span(from: start))
            }
        }
        while accept(.comma) {
            if kind == .rbrace { break }
            try pair()
        }
        try expect(.rbrace)
        return Expr(.dict(pairs), span(from: start))
    }

    /// `('for' star_targets 'in' disjunction ('if' disjunction)*)+`
    func comprehensionClauses() throws -> [Comprehension] {
        var clauses: [Comprehension] = []
        while true {
            if kind == .kwAsync { throw refuse("async comprehensions", write: "a plain `for`", token.span) }
            guard kind == .kwFor else { break }
            let target = try forHead()
            let iterable = try disjunction()
            var conditions: [Expr] = []
            while accept(.kwIf) { conditions.append(try disjunction()) }
            clauses.append(Comprehension(target: target, iterable: iterable, conditions: conditions))
        }
        if clauses.isEmpty { throw mismatch() }
        return clauses
    }

    /// `'for' star_targets 'in'`
    func forHead() throws -> Expr {
        let start = position
        do {
            advance()
            let target = try targets()
            try expect(.kwIn)
            return target
        } catch SyntaxFailure.mismatch where diagnosing {
            position = start
            try invalidForTarget()
            throw SyntaxFailure.mismatch
        }
    }

    /// `lambda: 'lambda' [parameters] ':' expression`
    private func lambda() throws -> Expr {
        let start = position
        try expect(.kwLambda)
        let p = try parameters(isLambda: true)
        try expect(.colon)
        let body = try expression()
        return Expr(.lambda(p, body: body, FunctionScope(kind: .lambda, name: "<lambda>")), span(from: start))
    }

    // MARK: Targets

    /// `star_targets`, as after `for`.
    func targets() throws -> Expr {
        let start = position
        func one() throws -> Expr {
            let e = kind == .star ? try starred() : try binary(1)
            guard invalidTarget(e, .star) == nil else { throw mismatch() }
            return e
        }
        let first = try one()
        guard kind == .comma else { return first }
        var items = [first]
        while accept(.comma) {
            guard startsExpression(kind) || kind == .star else { break }
            items.append(try one())
        }
        return Expr(.tuple(items), span(from: start))
    }

    enum TargetUse { case star, delete, loop }

    /// The part of `e` that cannot be assigned to (or deleted); nil when all can.
    func invalidTarget(_ e: Expr, _ use: TargetUse) -> Expr? {
        switch e.kind {
        case .name, .attribute, .subscript_: return nil
        case .list(let items), .tuple(let items):
            for item in items {
                if let bad = invalidTarget(item, use) { return bad }
            }
            return nil
        case .starred(let value): return use == .delete ? e : invalidTarget(value, use)
        case .compare(let left, let operators, _):
            guard use == .loop else { return e }
            return operators[0] == .contains ? invalidTarget(left, use) : nil
        default: return e
        }
    }

    /// What CPython's messages call a kind of expression.
    func describe(_ e: Expr) -> String {
        switch e.kind {
        case .constant(let c):
            switch c {
            case .none: return "None"
            case .bool(let b): return b ? "True" : "False"
            case .ellipsis: return "ellipsis"
            default: return "literal"
            }
        case .name: return "name"
        case .namedExpr: return "named expression"
        case .binary, .unary, .boolean: return "expression"
        case .compare: return "comparison"
        case .conditional: return "conditional expression"
        case .lambda: return "lambda"
        case .call: return "function call"
        case .attribute: return "attribute"
        case .subscript_: return "subscript"
        case .slice: return "slice"
        case .list: return "list"
        case .tuple: return "tuple"
        case .set: return "set display"
        case .dict: return "dict literal"
        case .starred: return "starred"
        case .comprehension(let k, _, _, _, _):
            switch k {
            case .list: return "list comprehension"
            case .set: return "set comprehension"
            case .dict: return "dict comprehension"
            case .generator: return "generator expression"
            }
        case .joinedString: return "f-string expression"
        case .yield, .yieldFrom: return "yield expression"
        }
    }

    // MARK: Numbers

    private func number(_ t: Token) throws -> Constant {
        var s = String(decoding: bytes[t.start..<t.end].filter { $0 != 95 }, as: UTF8.self)
        let u = Array(s.utf8)
        if u.count > 2, u[0] == 48, u[1] > 57 {
            let radix = u[1] | 32 == 120 ? 16 : u[1] | 32 == 111 ? 8 : u[1] | 32 == 98 ? 2 : 0
            if radix != 0 {
                s.removeFirst(2)
                if let i = Int(s, radix: radix) { return .int(i) }
                return .bigInt(BigInt(s, radix: radix)!)
            }
        }
        if u.contains(46) || u.contains(101) || u.contains(69) { return .float(Double(s) ?? .infinity) }
        if let i = Int(s) { return .int(i) }
        if s.utf8.count > 4300 {
            throw problem(
                "Exceeds the limit (4300 digits) for integer string conversion: value has \(s.utf8.count) digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
                t.span)
        }
        return .bigInt(BigInt(s)!)
    }
}
