// This file looks for known mistakes on the second reading of a wrong text, in the places where CPython 3.11 looks for them.

extension ParserCore {
    private func isLegacyStatement(_ e: Expr) -> Bool {
        if case .name(let n) = e.kind { return n == "print" || n == "exec" }
        return false
    }

    /// Reads an expression without looking for mistakes; nil when there is none.
    private func plainly<T>(_ body: () throws -> T) throws -> T? {
        let was = diagnosing
        diagnosing = false
        defer { diagnosing = was }
        let start = position
        do {
            return try body()
        } catch SyntaxFailure.mismatch {
            position = start
            return nil
        }
    }

    /// Two expressions side by side, or `if` without `else`. Leaves the position where it was.
    func invalidExpression() throws {
        let start = position
        defer { position = start }
        let t = token
        if kind == .name, isName(t, "match") || isName(t, "case") || isName(t, "_") || tokens[min(position + 1, tokens.count - 1)].kind == .string {
            // These may begin two things side by side.
        } else if let a = try attempt({ try disjunction() }) {
            let after = position
            if startsExpression(kind), let b = try plainly({ try expressionWithoutInvalid() }) {
                if isLegacyStatement(a) || tokens[position - 1].level == 0 { return }
                throw problem("invalid syntax. Perhaps you forgot a comma?", a.span.to(b.span))
            }
            position = after
        } else {
            return
        }
        position = start
        guard let a = try attempt({ try disjunction() }), kind == .kwIf else { return }
        advance()
        guard let b = try attempt({ try disjunction() }) else { return }
        if kind != .kwElse, kind != .colon { throw problem("expected 'else' after 'if' expression", a.span.to(b.span)) }
    }

    /// `print "text"`
    func invalidLegacyExpression() throws {
        let start = position
        defer { position = start }
        guard kind == .name, isName(token, "print") || isName(token, "exec") else { return }
        let t = token
        advance()
        guard kind != .lpar, startsExpression(kind) || kind == .star else { return }
        guard let b = try attempt({ try starExpressions() }) else { return }
        let n = text(t)
        throw problem("Missing parentheses in call to '\(n)'. Did you mean \(n)(...)?", t.span.to(b.span))
    }

    /// `=` or a wrong `:=` where an expression stands.
    func invalidNamedExpression() throws {
        let start = position
        defer { position = start }
        if let a = try attempt({ try expression() }), kind == .colonEqual {
            advance()
            if try attempt({ try expression() }) != nil {
                throw problem("cannot use assignment expressions with \(describe(a))", a.span)
            }
        }
        position = start
        if kind == .name, kind(ahead: 1) == .equal {
            let a = token
            advance()
            advance()
            if let b = try attempt({ try binary(1) }), kind != .equal, kind != .colonEqual {
                throw problem("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", a.span.to(b.span))
            }
            position = start
        }
        switch kind {
        case .kwTrue, .kwFalse, .kwNone: return
        case .lsqb, .lpar:
            // A list, tuple or generator expression by itself is no candidate.
            if let e = try attempt({ try atom() }) {
                switch e.kind {
                case .list, .tuple: return
                case .comprehension(.generator, _, _, _, _): return
                default: break
                }
            }
            position = start
        default: break
        }
        if let a = try attempt({ try binary(1) }), kind == .equal {
            advance()
            if try attempt({ try binary(1) }) != nil, kind != .equal, kind != .colonEqual {
                throw problem("cannot assign to \(describe(a)) here. Maybe you meant '==' instead of '='?", a.span)
            }
        }
    }

    /// `True=1`, `f.x=1` among a call's arguments.
    func invalidKeyword() throws {
        switch kind {
        case .kwTrue, .kwFalse, .kwNone:
            if kind(ahead: 1) == .equal {
                throw problem("cannot assign to \(text(token))", token.span.to(tokens[position + 1].span))
            }
        default: break
        }
    }

    /// Wrong targets of `=`, `:` and `+=`.
    func invalidAssignment() throws {
        let start = position
        defer { position = start }
        // Annotations.
        if let a = try plainly({ kind == .kwYield ? try yieldExpression() : try starExpressions() }), kind == .colon {
            advance()
            if try plainly({ try expression() }) != nil {
                switch a.kind {
                case .list: throw problem("only single target (not list) can be annotated", a.span)
                case .tuple(let items):
                    let bracketed = tokens[start].kind == .lpar && a.span == tokens[start].span.to(a.span)
                    throw problem("only single target (not tuple) can be annotated", bracketed ? a.span : items.first?.span ?? a.span)
                case .name, .attribute, .subscript_, .yield, .yieldFrom, .starred: break
                default: throw problem("illegal target for annotation", a.span)
                }
            }
        }
        position = start
        if startsExpression(kind) || kind == .star { _ = try attempt { try starNamedExpression() } }
        position = start
        // Assignments: good targets first, then one that is not.
        while true {
            let here = position
            guard let t = try plainly({ try targets() }), kind == .equal else {
                position = here
                break
            }
            _ = t
            advance()
        }
        let here = position
        if kind == .kwYield {
            if let a = try attempt({ try yieldExpression() }), kind == .equal { throw problem("assignment to yield expression not possible", a.span) }
        } else if let a = try attempt({ try starExpressions() }), kind == .equal {
            if let bad = invalidTarget(a, .star) { throw problem("cannot assign to \(describe(bad))", bad.span) }
        }
        position = here
        position = start
        if let a = try attempt({ try starExpressions() }), kind.augmentedOperator != nil {
            advance()
            if try attempt({ try yieldOrStarExpressions() }) != nil {
                throw problem("'\(describe(a))' is an illegal expression for augmented assignment", a.span)
            }
        }
    }

    /// `for f() in x`
    func invalidForTarget() throws {
        let start = position
        defer { position = start }
        guard accept(.kwFor), let a = try attempt({ try starExpressions() }) else { return }
        if let bad = invalidTarget(a, .loop) { throw problem("cannot assign to \(describe(bad))", bad.span) }
    }

    /// `(*a)` and `(**a)`
    func invalidGroup() throws {
        let start = position
        defer { position = start }
        guard accept(.lpar) else { return }
        let first = token
        if accept(.star) {
            if try attempt({ try expression() }) != nil, kind == .rpar {
                throw problem("cannot use starred expression here", first.span.to(tokens[position - 1].span))
            }
        } else if accept(.doubleStar) {
            if try attempt({ try expression() }) != nil, kind == .rpar { throw problem("cannot use double starred expression here", first.span) }
        }
    }

    /// `[*a for …]`, `[a, b for …]`
    func invalidComprehension() throws {
        let start = position
        defer { position = start }
        let open = kind
        advance()
        let first = token
        if kind == .star {
            advance()
            if try attempt({ try expression() }) != nil {
                let end = tokens[position - 1]
                if kind == .kwFor, try attempt({ try comprehensionClauses() }) != nil {
                    throw problem("iterable unpacking cannot be used in comprehension", first.span.to(end.span))
                }
            }
            position = start + 1
        }
        guard open != .lpar else { return }
        guard let a = try attempt({ try starNamedExpression() }), kind == .comma else { return }
        let comma = token
        advance()
        if kind == .kwFor {
            if try attempt({ try comprehensionClauses() }) != nil {
                throw problem("did you forget parentheses around the comprehension target?", a.span.to(comma.span))
            }
            return
        }
        var last = a
        repeat {
            guard startsExpression(kind) || kind == .star, let e = try attempt({ try starNamedExpression() }) else { break }
            last = e
        } while accept(.comma)
        if kind == .kwFor, try attempt({ try comprehensionClauses() }) != nil {
            throw problem("did you forget parentheses around the comprehension target?", a.span.to(last.span))
        }
    }

    /// Wrong pairs of a dict display.
    func invalidDict() throws {
        let start = position
        defer { position = start }
        guard accept(.lbrace) else { return }
        if kind == .doubleStar {
            let stars = token
            advance()
            if try attempt({ try binary(1) }) != nil, kind == .kwFor, try attempt({ try comprehensionClauses() }) != nil, kind == .rbrace {
                throw problem("dict unpacking cannot be used in dict comprehension", stars.span)
            }
            position = start + 1
        }
        var isFirst = true
        while kind != .rbrace {
            if accept(.doubleStar) {
                guard try attempt({ try binary(1) }) != nil else { return }
            } else {
                guard let key = try attempt({ try expression() }) else { return }
                guard kind == .colon else {
                    // The first item without a colon makes it a set.
                    if isFirst || kind == .error { return }
                    let s = key.span
                    throw SyntaxFailure.problem(
                        SyntaxProblem(
                            message: "':' expected after dictionary key", line: Int(s.line),
                            offset: characterOffset(line: Int(s.endLine), column: Int(s.endColumn) - 1), endLine: Int(s.endLine), endOffset: 0))
                }
                let colon = token
                advance()
                if kind == .star {
                    let star = token
                    advance()
                    if let v = try attempt({ try binary(1) }) {
                        throw problem("cannot use a starred expression in a dictionary value", star.span.to(v.span))
                    }
                    return
                }
                if kind == .rbrace || kind == .comma { throw problem("expression expected after dictionary key and ':'", colon.span) }
                guard try attempt({ try expression() }) != nil else { return }
            }
            isFirst = false
            guard accept(.comma) else { return }
        }
    }

    /// `def f((a, b)):`
    func invalidParenthesisedParameters(isLambda: Bool) throws {
        let start = position
        defer { position = start }
        let open = token
        advance()
        var count = 0
        while kind == .name {
            advance()
            count += 1
            guard accept(.comma) else { break }
        }
        if count > 0, kind == .rpar {
            throw problem(
                isLambda ? "Lambda expression parameters cannot be parenthesized" : "Function parameters cannot be parenthesized",
                open.span.to(token.span))
        }
    }

    /// `except A, B:`; the cursor is at the comma.
    func invalidExcept(_ first: Expr) throws {
        let start = position
        defer { position = start }
        repeat {
            advance()
            guard try attempt({ try expression() }) != nil else { break }
        } while kind == .comma
        if accept(.kwAs) { _ = try attempt { try name() } }
        if kind == .colon {
            throw problem("multiple exception types must be parenthesized", first.span.to(tokens[position - 1].span))
        }
    }
}
