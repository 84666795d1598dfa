// This file holds the productions of statements.

extension ParserCore {
    // MARK: Whole texts

    /// `file: statement* ENDMARKER`
    func file() throws -> [Stmt] {
        var body: [Stmt] = []
        while kind != .endMarker { try statement(into: &body) }
        return body
    }

    /// An expression and nothing else.
    func wholeExpression() throws -> Expr {
        let e = try starExpressions()
        while accept(.newline) {}
        try expect(.endMarker)
        return e
    }

    /// `statement: compound_stmt | simple_stmts`
    private func statement(into body: inout [Stmt]) throws {
        if let s = try nested({ try compound() }) {
            body.append(s)
            endsInBlock = true
        } else {
            try simpleStatements(into: &body)
            endsInBlock = false
        }
    }

    /// nil: not a compound statement.
    private func compound() throws -> Stmt? {
        switch kind {
        case .kwDef: return try functionDefinition(decorators: [], from: position)
        case .at: return try decorated()
        case .kwClass: return try classDefinition(decorators: [], from: position)
        case .kwIf: return try ifStatement()
        case .kwFor: return try forStatement()
        case .kwWhile: return try whileStatement()
        case .kwTry: return try tryStatement()
        case .kwWith: return try withStatement()
        case .kwAsync:
            let next = kind(ahead: 1)
            let what = next == .kwDef ? "async def" : next == .kwFor ? "async for" : next == .kwWith ? "async with" : nil
            guard let what else {
                advance()
                throw mismatch()
            }
            throw refuse(what, write: "a plain `\(what.dropFirst(6))`", token.span.to(tokens[position + 1].span))
        case .name where isName(token, "match"): return try matchStatement()
        default: return nil
        }
    }

    /// `simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE`
    private func simpleStatements(into body: inout [Stmt]) throws {
        repeat {
            if kind == .newline, !body.isEmpty, tokens[position - 1].kind == .semi { break }
            body.append(try simpleStatement())
        } while accept(.semi)
        try expect(.newline)
    }

    private func simpleStatement() throws -> Stmt {
        let start = position
        switch kind {
        case .kwPass:
            advance()
            return Stmt(.pass, span(from: start))
        case .kwBreak:
            advance()
            return Stmt(.break_, span(from: start))
        case .kwContinue:
            advance()
            return Stmt(.continue_, span(from: start))
        case .kwReturn:
            advance()
            let value = startsExpression(kind) || kind == .star ? try starExpressions() : nil
            return Stmt(.return_(value), span(from: start))
        case .kwRaise:
            advance()
            guard startsExpression(kind) else { return Stmt(.raise(nil, cause: nil), span(from: start)) }
            let value = try expression()
            let cause = accept(.kwFrom) ? try expression() : nil
            return Stmt(.raise(value, cause: cause), span(from: start))
        case .kwGlobal, .kwNonlocal:
            let isGlobal = kind == .kwGlobal
            advance()
            var names = [try name()]
            while accept(.comma) { names.append(try name()) }
            return Stmt(isGlobal ? .global(names) : .nonlocal(names), span(from: start))
        case .kwDel: return try deleteStatement()
        case .kwAssert:
            advance()
            let test = try expression()
            let message = accept(.comma) ? try expression() : nil
            return Stmt(.assert(test, message: message), span(from: start))
        case .kwImport: return try importStatement()
        case .kwFrom: return try fromStatement()
        case .kwYield: return try assignmentOrExpression()
        default: return try assignmentOrExpression()
        }
    }

    // MARK: Assignments

    private func assignmentOrExpression() throws -> Stmt {
        if diagnosing {
            let start = position
            if let s = try attempt({ try assignment() }) { return s }
            position = start
            try invalidAssignment()
            position = start
            let e = kind == .kwYield ? try yieldExpression() : try starExpressions()
            return Stmt(.expression(e), span(from: start))
        }
        let start = position
        let first = try yieldOrStarExpressions()
        return try assignmentRest(first, start) ?? Stmt(.expression(first), span(from: start))
    }

    /// An assignment for the second reading: the target is read without looking for mistakes in it.
    private func assignment() throws -> Stmt {
        let start = position
        diagnosing = false
        defer { diagnosing = true }
        let first = try yieldOrStarExpressions()
        diagnosing = true
        guard let s = try assignmentRest(first, start) else { throw mismatch() }
        return s
    }

    /// What follows a first expression; nil: the expression stands alone.
    private func assignmentRest(_ first: Expr, _ start: Int) throws -> Stmt? {
        switch kind {
        case .equal:
            var targets: [Expr] = []
            var value = first
            while kind == .equal {
                if case .yield = value.kind { throw mismatch() }
                if case .yieldFrom = value.kind { throw mismatch() }
                guard invalidTarget(value, .star) == nil else { throw mismatch() }
                advance()
                targets.append(value)
                let again = position
                if diagnosing, kind != .kwYield {
                    // It may be one more target: read it plainly first.
                    diagnosing = false
                    let plain = try? starExpressions()
                    diagnosing = true
                    if let plain, kind == .equal {
                        value = plain
                        continue
                    }
                    position = again
                }
                value = try yieldOrStarExpressions()
            }
            return Stmt(.assign(targets: targets, value: value), span(from: start))
        case .colon:
            let simple: Bool
            switch first.kind {
            case .name: simple = tokens[start].kind == .name
            case .attribute, .subscript_: simple = false
            default: throw mismatch()
            }
            advance()
            let annotation = try expression()
            let value = accept(.equal) ? try yieldOrStarExpressions() : nil
            return Stmt(.annAssign(target: first, annotation: annotation, value: value, simple: simple), span(from: start))
        default:
            guard let op = kind.augmentedOperator else { return nil }
            switch first.kind {
            case .name, .attribute, .subscript_: break
            default: throw mismatch()
            }
            advance()
            let value = try yieldOrStarExpressions()
            return Stmt(.augAssign(target: first, op, value: value), span(from: start))
        }
    }

    /// `del_stmt: 'del' del_targets`
    private func deleteStatement() throws -> Stmt {
        let start = position
        try expect(.kwDel)
        let listStart = position
        var items: [Expr] = []
        func read() throws {
            repeat {
                guard startsExpression(kind) else { break }
                let e = try primary()
                guard invalidTarget(e, .delete) == nil else { throw mismatch() }
                items.append(e)
            } while accept(.comma)
            guard !items.isEmpty, kind == .semi || kind == .newline else { throw mismatch() }
        }
        if diagnosing {
            if try attempt({ try read() }) == nil {
                position = listStart
                let e = try starExpressions()
                if let bad = invalidTarget(e, .delete) { throw problem("cannot delete \(describe(bad))", bad.span) }
                throw mismatch()
            }
        } else {
            try read()
        }
        return Stmt(.delete(items), span(from: start))
    }

    // MARK: Imports

    private func dottedName() throws -> String {
        var s = try name()
        while accept(.dot) { s += "." + (try name()) }
        return s
    }

    private func importStatement() throws -> Stmt {
        let start = position
        try expect(.kwImport)
        var names: [ImportAlias] = []
        repeat {
            let aliasStart = position
            let n = try dottedName()
            let alias = accept(.kwAs) ? try name() : nil
            names.append(ImportAlias(name: n, asName: alias, span: span(from: aliasStart)))
        } while accept(.comma)
        return Stmt(.import_(names), span(from: start))
    }

    private func fromStatement() throws -> Stmt {
        let start = position
        try expect(.kwFrom)
        var level = 0
        while kind == .dot || kind == .ellipsis {
            level += kind == .dot ? 1 : 3
            advance()
        }
        let module = level > 0 && kind != .name ? "" : try dottedName()
        try expect(.kwImport)
        if accept(.star) { return Stmt(.importFrom(module: module, level: level, names: [], star: true), span(from: start)) }
        let bracketed = accept(.lpar)
        var names: [ImportAlias] = []
        while true {
            let aliasStart = position
            let n = try name()
            let alias = accept(.kwAs) ? try name() : nil
            names.append(ImportAlias(name: n, asName: alias, span: span(from: aliasStart)))
            guard accept(.comma) else { break }
            if bracketed, kind == .rpar { break }
            if !bracketed, kind == .newline {
                if diagnosing { throw problemHere("trailing comma not allowed without surrounding parentheses") }
                throw mismatch()
            }
        }
        if bracketed { try expect(.rpar) }
        if module == "__future__", level == 0 { try checkFuture(names, span(from: start)) }
        return Stmt(.importFrom(module: module, level: level, names: names, star: false), span(from: start))
    }

    private func checkFuture(_ names: [ImportAlias], _ span: Span) throws {
        let known = [
            "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function", "unicode_literals", "generator_stop",
            "annotations",
        ]
        for n in names where !known.contains(n.name) {
            throw problem(n.name == "braces" ? "not a chance" : "future feature \(n.name) is not defined", span)
        }
    }

    // MARK: Blocks

    /// `block: NEWLINE INDENT statement+ DEDENT | simple_stmts`
    func block(after what: String, line: Int) throws -> [Stmt] {
        var body: [Stmt] = []
        guard accept(.newline) else {
            try simpleStatements(into: &body)
            return body
        }
        guard kind == .indent else {
            if kind != .error, diagnosing { throw problemHere("expected an indented block after \(what) on line \(line)", kind: .indentation) }
            throw mismatch()
        }
        advance()
        repeat { try statement(into: &body) } while kind != .dedent && kind != .endMarker
        try expect(.dedent)
        return body
    }

    /// The colon that begins a block.
    private func colon() throws {
        if kind == .newline, diagnosing { throw problemHere("expected ':'") }
        try expect(.colon)
    }

    private func ifStatement() throws -> Stmt {
        let start = position
        let word = kind
        let line = Int(token.span.line)
        advance()
        let test = try namedExpression()
        try colon()
        let body = try block(after: "'\(word.spelling)' statement", line: line)
        var orElse: [Stmt] = []
        if kind == .kwElif {
            orElse = [try nested { try ifStatement() }]
        } else {
            orElse = try elseBlock()
        }
        return Stmt(.if_(test: test, body: body, orElse: orElse), span(from: start))
    }

    private func elseBlock() throws -> [Stmt] {
        guard kind == .kwElse else { return [] }
        let line = Int(token.span.line)
        advance()
        try expectForced(.colon)
        return try block(after: "'else' statement", line: line)
    }

    private func whileStatement() throws -> Stmt {
        let start = position
        advance()
        let test = try namedExpression()
        try colon()
        let body = try block(after: "'while' statement", line: Int(tokens[start].span.line))
        let orElse = try elseBlock()
        return Stmt(.while_(test: test, body: body, orElse: orElse), span(from: start))
    }

    private func forStatement() throws -> Stmt {
        let start = position
        let target = try forHead()
        let iterable = try starExpressions()
        try colon()
        let body = try block(after: "'for' statement", line: Int(tokens[start].span.line))
        let orElse = try elseBlock()
        return Stmt(.for_(target: target, iterable: iterable, body: body, orElse: orElse), span(from: start))
    }

    private func withStatement() throws -> Stmt {
        let start = position
        advance()
        let listStart = position
        var items: [WithItem]?
        if kind == .lpar {
            // `with (a as b, c):` if that fits, else the parenthesis belongs to the first expression.
            let wasDiagnosing = diagnosing
            diagnosing = false
            items = try? parenthesisedItems()
            diagnosing = wasDiagnosing
            if items == nil, diagnosing, kind == .newline, position > listStart + 1, tokens[position - 1].kind == .rpar, tokens[position - 1].level == 0 {
                throw problemHere("expected ':'")
            }
            if items == nil { position = listStart }
        }
        if items == nil {
            var list: [WithItem] = []
            repeat { list.append(try withItem()) } while accept(.comma)
            items = list
        }
        try colon()
        let body = try block(after: "'with' statement", line: Int(tokens[start].span.line))
        return Stmt(.with(items!, body: body), span(from: start))
    }

    private func parenthesisedItems() throws -> [WithItem] {
        try expect(.lpar)
        var items: [WithItem] = []
        repeat {
            if kind == .rpar, !items.isEmpty { break }
            items.append(try withItem())
        } while accept(.comma)
        try expect(.rpar)
        guard kind == .colon else { throw mismatch() }
        return items
    }

    private func withItem() throws -> WithItem {
        let context = try expression()
        guard accept(.kwAs) else { return WithItem(context: context, target: nil) }
        let target = kind == .star ? try starExpression() : diagnosing ? try expression() : try binary(1)
        if let bad = invalidTarget(target, .star) {
            if diagnosing, kind == .comma || kind == .rpar || kind == .colon { throw problem("cannot assign to \(describe(bad))", bad.span) }
            throw mismatch()
        }
        return WithItem(context: context, target: target)
    }

    private func tryStatement() throws -> Stmt {
        let start = position
        advance()
        try expectForced(.colon)
        let body = try block(after: "'try' statement", line: Int(tokens[start].span.line))
        var handlers: [ExceptHandler] = []
        var orElse: [Stmt] = []
        var finally: [Stmt] = []
        var isStar = false
        if kind != .kwExcept, kind != .kwFinally {
            if diagnosing, kind != .error { throw problemHere("expected 'except' or 'finally' block") }
            throw mismatch()
        }
        while kind == .kwExcept {
            let handlerStart = position
            let line = Int(token.span.line)
            advance()
            let star = accept(.star)
            if !handlers.isEmpty, star != isStar {
                if diagnosing { throw problem("cannot have both 'except' and 'except*' on the same 'try'", span(from: handlerStart)) }
                throw mismatch()
            }
            isStar = star
            var type: Expr?
            var caught: String?
            if kind != .colon {
                if kind == .newline, diagnosing { throw problemHere(star ? "expected one or more exception types" : "expected ':'") }
                let e = try expression()
                if kind == .comma, diagnosing {
                    try invalidExcept(e)
                }
                type = e
                if accept(.kwAs) { caught = try name() }
            } else if star {
                if diagnosing { throw problemHere("expected one or more exception types") }
                throw mismatch()
            }
            try colon()
            let handlerBody = try block(after: star ? "'except*' statement" : "'except' statement", line: line)
            handlers.append(ExceptHandler(type: type, name: caught, body: handlerBody, span: span(from: handlerStart)))
        }
        if !handlers.isEmpty { orElse = try elseBlock() }
        if kind == .kwFinally {
            let line = Int(token.span.line)
            advance()
            try expectForced(.colon)
            finally = try block(after: "'finally' statement", line: line)
        }
        for (i, h) in handlers.enumerated() where h.type == nil && i < handlers.count - 1 {
            throw problem("default 'except:' must be last", h.span)
        }
        return Stmt(.try_(body: body, handlers: handlers, orElse: orElse, finally: finally, isStar: isStar), span(from: start))
    }

    // MARK: Definitions

    private func decorated() throws -> Stmt {
        let start = position
        var decorators: [Expr] = []
        while accept(.at) {
            decorators.append(try namedExpression())
            try expect(.newline)
        }
        switch kind {
        case .kwDef: return try functionDefinition(decorators: decorators, from: start)
        case .kwClass: return try classDefinition(decorators: decorators, from: start)
        case .kwAsync: throw refuse("async def", write: "a plain `def`", token.span)
        default: throw mismatch()
        }
    }

    private func functionDefinition(decorators: [Expr], from first: Int) throws -> Stmt {
        let start = position
        try expect(.kwDef)
        let functionName = try name()
        try expectForced(.lpar)
        let p = try parameters(isLambda: false)
        try expect(.rpar)
        let returns = accept(.rarrow) ? try expression() : nil
        try expectForced(.colon)
        let body = try block(after: "function definition", line: Int(tokens[start].span.line))
        let node = FunctionNode(
            name: functionName, parameters: p, decorators: decorators, returns: returns, body: body,
            scope: FunctionScope(kind: .function, name: functionName), span: span(from: first))
        return Stmt(.function(node), span(from: start))
    }

    private func classDefinition(decorators: [Expr], from first: Int) throws -> Stmt {
        let start = position
        try expect(.kwClass)
        let className = try name()
        let arguments = kind == .lpar ? try callArguments(allowsGenerator: false) : []
        try colon()
        for case .keyword("metaclass", _, let s) in arguments {
            throw refuse("metaclass=", write: "a class decorator or __init_subclass__", s)
        }
        let body = try block(after: "class definition", line: Int(tokens[start].span.line))
        let node = ClassNode(
            name: className, arguments: arguments, decorators: decorators, body: body, scope: FunctionScope(kind: .class_, name: className),
            span: span(from: first))
        return Stmt(.class_(node), span(from: start))
    }

    /// The parameters of a `def` (up to `)`) or of a `lambda` (up to `:`).
    func parameters(isLambda: Bool) throws -> Parameters {
        let end: TokenKind = isLambda ? .colon : .rpar
        var p = Parameters()
        var sawStar = false
        var sawSlash = false
        var sawDefault = false
        func parameter(starAnnotation: Bool = false, allowsDefault: Bool = true) throws -> Parameter {
            let start = position
            let n = try name()
            var annotation: Expr?
            if !isLambda, accept(.colon) { annotation = starAnnotation ? try starExpression() : try expression() }
            let s = span(from: start)
            var value: Expr?
            if allowsDefault, kind == .equal {
                let equal = token.span
                advance()
                if diagnosing, kind == end || kind == .comma { throw problem("expected default value expression", equal) }
                value = try expression()
            }
            return Parameter(name: n, annotation: annotation, defaultValue: value, span: s)
        }
        while kind != end {
            let start = position
            switch kind {
            case .slash:
                if diagnosing {
                    if sawStar { throw problem("/ must be ahead of *", token.span) }
                    if sawSlash { throw problem("/ may appear only once", token.span) }
                    if p.regular.isEmpty, kind(ahead: 1) == .comma {
                        throw problem("at least one argument must precede /", token.span)
                    }
                    if kind(ahead: 1) == .star { throw problem("expected comma between / and *", tokens[position + 1].span) }
                }
                if sawStar || sawSlash || p.regular.isEmpty { throw mismatch() }
                advance()
                sawSlash = true
                p.positionalOnly = p.regular
                p.regular = []
            case .star:
                if sawStar {
                    if diagnosing { throw problem("* argument may appear only once", token.span) }
                    throw mismatch()
                }
                advance()
                sawStar = true
                if kind == .name {
                    p.varArgs = try parameter(starAnnotation: true, allowsDefault: false)
                    if kind == .equal, diagnosing { throw problem("var-positional argument cannot have default value", token.span) }
                } else {
                    // A bare star needs a name after it.
                    if kind == end || (kind == .comma && (kind(ahead: 1) == end || kind(ahead: 1) == .doubleStar)) {
                        if diagnosing { throw isLambda ? problemHere("named arguments must follow bare *") : problem("named arguments must follow bare *", tokens[start].span) }
                        throw mismatch()
                    }
                }
            case .doubleStar:
                advance()
                p.varKeywords = try parameter(allowsDefault: false)
                if kind == .equal, diagnosing { throw problem("var-keyword argument cannot have default value", token.span) }
                if accept(.comma), kind != end {
                    if diagnosing, kind == .name || kind == .star || kind == .doubleStar || kind == .slash {
                        throw problem("arguments cannot follow var-keyword argument", token.span)
                    }
                    throw mismatch()
                }
                if kind != end { throw mismatch() }
                return p
            default:
                if diagnosing, kind == .lpar, !sawStar, !sawSlash, !sawDefault { try invalidParenthesisedParameters(isLambda: isLambda) }
                let one = try parameter()
                if sawStar {
                    p.keywordOnly.append(one)
                } else {
                    if one.defaultValue != nil {
                        sawDefault = true
                    } else if sawDefault {
                        if diagnosing, kind == .comma || kind == end { throw problem("non-default argument follows default argument", one.span) }
                        throw mismatch()
                    }
                    p.regular.append(one)
                }
            }
            guard accept(.comma) else { break }
        }
        guard kind == end else { throw mismatch() }
        return p
    }
}
