// This file holds the productions of `match` statements and their patterns.

extension ParserCore {
    /// `match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT`; nil when `match` is only a name here.
    func matchStatement() throws -> Stmt? {
        let start = position
        switch kind(ahead: 1) {
        case .equal, .dot, .comma, .colon, .newline, .rpar, .colonEqual, .semi, .endMarker, .eqEqual, .notEqual: return nil
        case .kwIn, .kwIs, .kwAnd, .kwOr, .kwIf: return nil
        default: break
        }
        guard startsExpression(kind(ahead: 1)) || kind(ahead: 1) == .star else { return nil }
        let wasDiagnosing = diagnosing
        diagnosing = false
        let head: Expr? = try? matchHead()
        diagnosing = wasDiagnosing
        guard let subject = head, kind == .newline else {
            let failed = head != nil && kind != .newline
            if diagnosing, let subject = head, failed { _ = subject }
            if diagnosing { try invalidMatch(start) }
            position = start
            return nil
        }
        advance()
        guard kind == .indent, kind(ahead: 1) == .name, isName(tokens[position + 1], "case") else {
            if kind != .indent, diagnosing, kind != .error {
                throw problemHere("expected an indented block after 'match' statement on line \(tokens[start].span.line)", kind: .indentation)
            }
            if kind == .error { throw mismatch() }
            if kind != .indent { furthest = max(furthest, position) }
            position = start
            if kind(ahead: 0) == .name { return nil }
            throw mismatch()
        }
        advance()
        var cases: [MatchCase] = []
        while kind == .name, isName(token, "case") { cases.append(try caseBlock()) }
        try expect(.dedent)
        return Stmt(.match(subject: subject, cases: cases), span(from: start))
    }

    /// `"match" subject_expr ':'`
    private func matchHead() throws -> Expr {
        advance()
        let start = position
        let subject: Expr
        let first = try starNamedExpression()
        if kind == .comma {
            var items = [first]
            while accept(.comma) {
                if kind == .colon { break }
                items.append(try starNamedExpression())
            }
            subject = Expr(.tuple(items), span(from: start))
        } else {
            if isStarred(first) { throw mismatch() }
            subject = first
        }
        try expect(.colon)
        return subject
    }

    private func invalidMatch(_ start: Int) throws {
        position = start + 1
        diagnosing = false
        let subject = try? starExpressions()
        diagnosing = true
        if subject != nil, kind == .newline, startsExpression(tokens[start + 1].kind) {
            // `match x` on a line of its own: only when it is no expression (`match (x)` is a call, `match -x` a difference).
            switch tokens[start + 1].kind {
            case .lpar, .lsqb, .minus, .plus: return
            default: throw problemHere("expected ':'")
            }
        }
    }

    private func caseBlock() throws -> MatchCase {
        let line = Int(token.span.line)
        advance()
        let pattern = try patterns()
        let test = accept(.kwIf) ? try namedExpression() : nil
        if kind == .newline, diagnosing { throw problemHere("expected ':'") }
        try expect(.colon)
        let body = try block(after: "'case' statement", line: line)
        return MatchCase(pattern: pattern, guardTest: test, body: body)
    }

    /// `patterns: open_sequence_pattern | pattern`
    private func patterns() throws -> Pattern {
        let start = position
        let first = try maybeStarPattern()
        if kind != .comma {
            if case .star = first.kind { throw mismatch() }
            return first
        }
        var items = [first]
        while accept(.comma) {
            if kind == .colon || kind == .kwIf { break }
            items.append(try maybeStarPattern())
        }
        return Pattern(.sequence(items), span(from: start))
    }

    private func maybeStarPattern() throws -> Pattern {
        guard kind == .star else { return try asPattern() }
        let start = position
        advance()
        let n = try name()
        return Pattern(.star(n == "_" ? nil : n), span(from: start))
    }

    /// `as_pattern: or_pattern 'as' NAME | or_pattern`
    private func asPattern() throws -> Pattern {
        try nested {
            let start = position
            let inner = try orPattern()
            guard accept(.kwAs) else { return inner }
            let target = token
            if diagnosing {
                if isName(target, "_") { throw problem("cannot use '_' as a target", target.span) }
                if kind != .name {
                    let e = try expression()
                    throw problem("invalid pattern target", e.span)
                }
            }
            let n = try name()
            if n == "_" || kind == .dot || kind == .lpar { throw mismatch() }
            return Pattern(.capture(inner, n), span(from: start))
        }
    }

    private func orPattern() throws -> Pattern {
        let start = position
        let first = try closedPattern()
        guard kind == .vbar else { return first }
        var items = [first]
        while accept(.vbar) { items.append(try closedPattern()) }
        return Pattern(.or(items), span(from: start))
    }

    private func closedPattern() throws -> Pattern {
        let start = position
        switch kind {
        case .kwNone, .kwTrue, .kwFalse:
            let c: Constant = kind == .kwNone ? .none : .bool(kind == .kwTrue)
            advance()
            return Pattern(.singleton(c), span(from: start))
        case .string:
            let e = try strings()
            if case .joinedString = e.kind { throw problem("patterns may only match literals and attribute lookups", e.span) }
            return Pattern(.value(e), span(from: start))
        case .number, .minus:
            let e = try signedNumber()
            if kind == .plus || kind == .minus { throw refuse("complex patterns", write: "a guard", token.span) }
            return Pattern(.value(e), span(from: start))
        case .name:
            let first = token
            let n = try name()
            if kind == .dot || kind == .lpar {
                var e = Expr(.name(n), first.span)
                while accept(.dot) {
                    let nameSpan = token.span
                    let attribute = try name()
                    e = Expr(.attribute(e, attribute, nameSpan: nameSpan), span(from: start))
                }
                if kind == .lpar { return try classPattern(e, start) }
                return Pattern(.value(e), span(from: start))
            }
            return Pattern(.capture(nil, n == "_" ? nil : n), first.span)
        case .lpar, .lsqb:
            let isList = kind == .lsqb
            let close: TokenKind = isList ? .rsqb : .rpar
            advance()
            var items: [Pattern] = []
            var sawComma = false
            while kind != close {
                items.append(try maybeStarPattern())
                guard accept(.comma) else { break }
                sawComma = true
            }
            try expect(close)
            if !isList, items.count == 1, !sawComma {
                if case .star = items[0].kind { throw mismatch() }
                return items[0]
            }
            return Pattern(.sequence(items), span(from: start))
        case .lbrace: return try mappingPattern()
        default: throw mismatch()
        }
    }

    private func signedNumber() throws -> Expr {
        let start = position
        guard accept(.minus) else {
            guard kind == .number else { throw mismatch() }
            return try atom()
        }
        guard kind == .number else { throw mismatch() }
        let value = try atom()
        return Expr(.unary(.negate, value), span(from: start))
    }

    private func mappingPattern() throws -> Pattern {
        let start = position
        try expect(.lbrace)
        var keys: [Expr] = []
        var values: [Pattern] = []
        var rest: String?
        while kind != .rbrace {
            if accept(.doubleStar) {
                if kind == .name, isName(token, "_") { throw mismatch() }
                rest = try name()
                accept(.comma)
                break
            }
            let key: Expr
            switch kind {
            case .kwNone, .kwTrue, .kwFalse: key = try atom()
            case .string:
                key = try strings()
                if case .joinedString = key.kind { throw problem("patterns may only match literals and attribute lookups", key.span) }
            case .number, .minus: key = try signedNumber()
            case .name:
                let keyStart = position
                var e = Expr(.name(try name()), tokens[keyStart].span)
                guard kind == .dot else { throw mismatch() }
                while accept(.dot) {
                    let nameSpan = token.span
                    let attribute = try name()
                    e = Expr(.attribute(e, attribute, nameSpan: nameSpan), span(from: keyStart))
                }
                key = e
            default: throw mismatch()
            }
            try expect(.colon)
            keys.append(key)
            values.append(try asPattern())
            guard accept(.comma) else { break }
        }
        try expect(.rbrace)
        return Pattern(.mapping(keys: keys, patterns: values, rest: rest), span(from: start))
    }

    private func classPattern(_ type: Expr, _ start: Int) throws -> Pattern {
        try expect(.lpar)
        var positional: [Pattern] = []
        var names: [String] = []
        var values: [Pattern] = []
        while kind != .rpar {
            if kind == .name, kind(ahead: 1) == .equal {
                names.append(try name())
                advance()
                values.append(try asPattern())
            } else {
                let p = try asPattern()
                if !names.isEmpty {
                    if diagnosing { throw problem("positional patterns follow keyword patterns", p.span) }
                    throw mismatch()
                }
                positional.append(p)
            }
            guard accept(.comma) else { break }
        }
        try expect(.rpar)
        return Pattern(.class_(type, positional: positional, keywordNames: names, keywordPatterns: values), span(from: start))
    }
}
