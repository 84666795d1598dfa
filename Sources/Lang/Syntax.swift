// This file defines the syntax tree: nodes only, named and shaped as in CPython's `ast` module.

import BigInt

/// A whole cell or file.
public final class ModuleNode {
    public let body: [Stmt]
    public let source: Source
    public init(body: [Stmt], source: Source) {
        self.body = body
        self.source = source
    }
}

/// An expression node.
public final class Expr {
    public let kind: Kind
    public let span: Span
    public init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    public indirect enum Kind {
        case constant(Constant)
        case name(String)
        /// `(NAME := value)`
        case namedExpr(target: Expr, value: Expr)
        case binary(BinaryOperator, Expr, Expr)
        case unary(UnaryOperator, Expr)
        /// `and` / `or` over two or more operands.
        case boolean(isAnd: Bool, [Expr])
        /// `left op0 comparators0 op1 comparators1 …`
        case compare(Expr, [CompareOperator], [Expr])
        case conditional(test: Expr, body: Expr, orElse: Expr)
        case lambda(Parameters, body: Expr, FunctionScope)
        case call(function: Expr, arguments: [CallArgument])
        case attribute(Expr, String, nameSpan: Span)
        case subscript_(Expr, Expr)
        /// `lower:upper:step` inside a subscript.
        case slice(Expr?, Expr?, Expr?)
        case list([Expr])
        case tuple([Expr])
        case set([Expr])
        /// A pair with a nil key is `**value`.
        case dict([(key: Expr?, value: Expr)])
        /// `*value` in a display, call target list or subscript.
        case starred(Expr)
        case comprehension(ComprehensionKind, element: Expr, value: Expr?, [Comprehension], FunctionScope)
        case joinedString([StringPart])
        case yield(Expr?)
        case yieldFrom(Expr)
    }
}

public enum Constant {
    case none, bool(Bool), int(Int), bigInt(BigInt), float(Double), string(String), bytes([UInt8]), ellipsis
}

/// A piece of an f-string.
public enum StringPart {
    case literal(String)
    /// `{value!conversion:format}`; for `{value=}` the text is in a literal before it. conversion is `r`, `s`, `a` or nil.
    case value(Expr, conversion: Character?, format: [StringPart]?)
}

public enum ComprehensionKind { case list, set, dict, generator }

/// `for target in iterable if condition…`
public struct Comprehension {
    public let target: Expr
    public let iterable: Expr
    public let conditions: [Expr]
    public init(target: Expr, iterable: Expr, conditions: [Expr]) {
        self.target = target
        self.iterable = iterable
        self.conditions = conditions
    }
}

/// One argument of a call, in source order.
public enum CallArgument {
    case positional(Expr)
    case starred(Expr)
    case keyword(String, Expr, Span)
    case doubleStarred(Expr)
}

public enum BinaryOperator: UInt8, CaseIterable {
    case add, sub, mul, matmul, truediv, floordiv, mod, pow, lshift, rshift, and, or, xor
}
public enum UnaryOperator: UInt8 { case negate, plus, invert, not }
public enum CompareOperator: UInt8 { case lt, le, eq, ne, gt, ge, isSame, isNot, contains, notContains }

public struct Parameter {
    public let name: String
    public let annotation: Expr?
    public let defaultValue: Expr?
    public let span: Span
    public init(name: String, annotation: Expr?, defaultValue: Expr?, span: Span) {
        self.name = name
        self.annotation = annotation
        self.defaultValue = defaultValue
        self.span = span
    }
}

/// `(positionalOnly, /, regular, *varArgs, keywordOnly, **varKeywords)`
public struct Parameters {
    public var positionalOnly: [Parameter] = []
    public var regular: [Parameter] = []
    public var varArgs: Parameter?
    public var keywordOnly: [Parameter] = []
    public var varKeywords: Parameter?
    public init() {}
}

/// A statement node.
public final class Stmt {
    public let kind: Kind
    public let span: Span
    public init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    public enum Kind {
        case expression(Expr)
        /// `a = b = value`: targets in source order.
        case assign(targets: [Expr], value: Expr)
        case augAssign(target: Expr, BinaryOperator, value: Expr)
        /// `simple`: the target is a bare name without parentheses.
        case annAssign(target: Expr, annotation: Expr, value: Expr?, simple: Bool)
        case delete([Expr])
        case pass
        case break_
        case continue_
        case return_(Expr?)
        case raise(Expr?, cause: Expr?)
        case global([String])
        case nonlocal([String])
        case assert(Expr, message: Expr?)
        case import_([ImportAlias])
        /// `from ..module import names`; names empty and `star` true for `*`.
        case importFrom(module: String, level: Int, names: [ImportAlias], star: Bool)
        case if_(test: Expr, body: [Stmt], orElse: [Stmt])
        case while_(test: Expr, body: [Stmt], orElse: [Stmt])
        case for_(target: Expr, iterable: Expr, body: [Stmt], orElse: [Stmt])
        case with([WithItem], body: [Stmt])
        case try_(body: [Stmt], handlers: [ExceptHandler], orElse: [Stmt], finally: [Stmt], isStar: Bool)
        case function(FunctionNode)
        case class_(ClassNode)
        case match(subject: Expr, cases: [MatchCase])
    }
}

public struct ImportAlias {
    /// Dotted name.
    public let name: String
    public let asName: String?
    public let span: Span
    public init(name: String, asName: String?, span: Span) {
        self.name = name
        self.asName = asName
        self.span = span
    }
}

public struct WithItem {
    public let context: Expr
    public let target: Expr?
    public init(context: Expr, target: Expr?) {
        self.context = context
        self.target = target
    }
}

public struct ExceptHandler {
    public let type: Expr?
    public let name: String?
    public let body: [Stmt]
    public let span: Span
    public init(type: Expr?, name: String?, body: [Stmt], span: Span) {
        self.type = type
        self.name = name
        self.body = body
        self.span = span
    }
}

public final class FunctionNode {
    public let name: String
    public let parameters: Parameters
    public let decorators: [Expr]
    public let returns: Expr?
    public let body: [Stmt]
    public let scope: FunctionScope
    /// First byte to last of the whole definition, decorators included, for `name??`.
    public let span: Span
    public init(name: String, parameters: Parameters, decorators: [Expr], returns: Expr?, body: [Stmt], scope: FunctionScope, span: Span) {
        self.name = name
        self.parameters = parameters
        self.decorators = decorators
        self.returns = returns
        self.body = body
        self.scope = scope
        self.span = span
    }
}

public final class ClassNode {
    public let name: String
    /// Bases and keyword arguments (`metaclass=` is refused by the parser).
    public let arguments: [CallArgument]
    public let decorators: [Expr]
    public let body: [Stmt]
    public let scope: FunctionScope
    public let span: Span
    public init(name: String, arguments: [CallArgument], decorators: [Expr], body: [Stmt], scope: FunctionScope, span: Span) {
        self.name = name
        self.arguments = arguments
        self.decorators = decorators
        self.body = body
        self.scope = scope
        self.span = span
    }
}

public struct MatchCase {
    public let pattern: Pattern
    public let guardTest: Expr?
    public let body: [Stmt]
    public init(pattern: Pattern, guardTest: Expr?, body: [Stmt]) {
        self.pattern = pattern
        self.guardTest = guardTest
        self.body = body
    }
}

public final class Pattern {
    public let kind: Kind
    public let span: Span
    public init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    public indirect enum Kind {
        /// Literal or dotted name, compared with `==`.
        case value(Expr)
        /// `None`, `True`, `False`, compared with `is`.
        case singleton(Constant)
        /// `[a, *rest, b]`; a star element is `.star`.
        case sequence([Pattern])
        case mapping(keys: [Expr], patterns: [Pattern], rest: String?)
        case class_(Expr, positional: [Pattern], keywordNames: [String], keywordPatterns: [Pattern])
        case star(String?)
        /// `pattern as name`; `name` alone has no pattern; `_` has neither.
        case capture(Pattern?, String?)
        case or([Pattern])
    }
}

/// What the resolver learned about one scope (module, function, class, lambda or comprehension).
/// The parser makes it empty; `Resolver` fills it.
public final class FunctionScope {
    public enum Kind { case module, function, class_, lambda, comprehension }
    public enum Symbol: Equatable {
        /// Lives in a register of this scope.
        case local
        /// Local to this scope and captured by an inner one: lives in a heap cell.
        case cell
        /// Captured from an enclosing function.
        case free
        /// Looked up in the module's globals, then in builtins (in a class body: after the class namespace).
        case global
        /// In a class body: a name bound there (kept in the class namespace).
        case className
    }

    public let kind: Kind
    public var name: String
    public weak var parent: FunctionScope?
    /// Every name used or bound here.
    public var symbols: [String: Symbol] = [:]
    /// Parameters first, then other locals in order of first binding (locals and cells alike).
    public var localOrder: [String] = []
    /// Names captured from outside, in a fixed order.
    public var freeOrder: [String] = []
    /// Contains `yield` (or is a generator expression).
    public var isGenerator = false
    /// A method that uses `super()` or `__class__`: its class scope provides the `__class__` cell.
    public var usesClassCell = false

    public init(kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }
}
