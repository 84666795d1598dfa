// This file defines the instructions of the machine. The disassembler and the verifier read the same table.
//
// R[x] is a register of the frame (locals first, temporaries after), K[x] a constant, N[x] a name, → a jump to instruction d, C an inline cache.
// "takes" moves a value out of a register; other operands are left as they are.

/// One instruction: sixteen bytes, all of the same form.
struct Instruction {
    var op: Opcode
    var a: UInt16 = 0
    var b: UInt16 = 0
    var c: UInt16 = 0
    var d: Int32 = 0
    var e: Int32 = 0
}

enum Opcode: UInt8, CaseIterable {
    /// R[a] := R[b]
    case move
    /// R[a] := take R[b]
    case take
    /// R[a] := K[d]
    case const
    /// R[a] := int d
    case int
    /// R[a...a+b-1] := unbound
    case clear
    /// raise UnboundLocalError if R[a] is unbound
    case checkBound
    /// R[a] := unbound; raise UnboundLocalError if it was
    case deleteLocal

    /// R[a] := globals or builtins N[d]
    case loadGlobal
    /// globals N[d] := R[b] (takes when c)
    case storeGlobal
    /// del globals N[d]
    case deleteGlobal
    /// R[a] := class namespace, globals or builtins N[d]
    case loadName
    /// class namespace N[d] := R[b]
    case storeName
    /// del class namespace N[d]
    case deleteName
    /// R[a] := new cell holding R[a]
    case makeCell
    /// R[a] := new empty cell
    case newCell
    /// R[a] := content of cell R[b]
    case loadCell
    /// content of cell R[a] := R[b] (takes when c)
    case storeCell
    /// empty the cell R[a]
    case deleteCell
    /// R[a] := content of free cell b
    case loadFree
    /// content of free cell a := R[b] (takes when c)
    case storeFree
    /// empty the free cell a
    case deleteFree

    // R[a] := R[b] op R[c]. d: 1 clear R[b] after, 2 clear R[c] after. e: 1 in place
    case add, sub, mul, truediv, floordiv, mod, pow, matmul, lshift, rshift, and, or, xor
    // R[a] := R[b] op int d. c: 1 clear R[b] after. e: 1 in place
    case addInt, subInt, mulInt, floordivInt, modInt
    // R[a] := op R[b]
    case negate, plus, invert, not
    // R[a] := R[b] op R[c]. d: 1 clear R[b] after, 2 clear R[c] after
    case lt, le, eq, ne, gt, ge
    case isSame, isNot, contains, notContains

    /// →
    case jump
    /// → if R[b] is true (c: clear R[b])
    case jumpTrue
    /// → if R[b] is false (c: clear R[b])
    case jumpFalse
    // → if (R[b] op R[c]) == (a & 1). a: 2 clear R[b], 4 clear R[c]
    case jumpLt, jumpLe, jumpEq, jumpNe, jumpGt, jumpGe
    // → if (R[b] op int16 c) == (a & 1). a: 2 clear R[b]
    case jumpLtInt, jumpLeInt, jumpEqInt, jumpNeInt, jumpGtInt, jumpGeInt
    /// → if (R[b] is R[c]) == (a & 1)
    case jumpIs
    /// → if (R[b] is None) == (a & 1)
    case jumpNone
    /// → if (R[b] in R[c]) == (a & 1)
    case jumpIn

    /// R[a], R[a+1], R[a+2] := loop state over take R[b]
    case forPrepare
    /// R[b] := next of loop state R[a] and →; fall through at the end, clearing the state
    case forNext

    /// R[a] := R[b][R[c]]. d: 1 clear R[b], 2 clear R[c]
    case getItem
    /// R[a][R[b]] := R[c]
    case setItem
    /// del R[a][R[b]]
    case deleteItem
    /// R[a] := slice(R[b], R[b+1], R[b+2])
    case slice
    /// R[a] := R[b].N[d], cache e (c: clear R[b])
    case getAttribute
    /// R[a].N[d] := R[b], cache e
    case setAttribute
    /// del R[a].N[d]
    case deleteAttribute

    /// R[a], R[a+1] := function, self of take R[b].N[d]; or unbound, callable. cache e. c: keep R[b]
    case loadMethod
    /// R[a], R[a+1] := function, self of super(R[b], R[c]).N[d]
    case superMethod
    /// R[a] := R[b](R[b+1]...R[b+c])
    case call
    /// R[a] := method pair at R[b] called with R[b+2]...R[b+1+c]
    case callMethod
    /// R[a] := R[b](...), c values of which the last are named by the tuple K[d]
    case callKeywords
    /// as callKeywords, on a method pair at R[b]
    case callMethodKeywords
    /// R[a] := R[b](*R[b+1], **R[b+2])
    case callSpread
    /// return take R[b] (e: 1: copy)
    case return_
    /// yield take R[b]; R[a] := what is sent. c: 1 inside `yield from` over R[d]
    case yield
    /// R[a] := iterator for `yield from` over take R[b]
    case yieldFromIterator
    /// send R[a] to iterator R[b]: R[a] := what it yields, or its result and →
    case send

    /// R[a] := [R[b]...] of c values, taken
    case list
    /// R[a] := tuple of c values, taken
    case tuple
    /// R[a] := set of c values, taken
    case set
    /// R[a] := dict of c pairs, taken
    case dict
    /// R[a].append(take R[b])
    case listAppend
    /// R[a].extend(take R[b])
    case listExtend
    /// R[a].add(take R[b])
    case setAdd
    case setUpdate
    /// R[a][take R[b]] := take R[c]
    case dictSet
    /// R[a].update(take R[b])
    case dictUpdate
    /// as dictUpdate, for the keywords of a call to R[c]
    case dictMerge
    /// R[a] := tuple of the list R[a]
    case listToTuple
    /// R[a] := format of R[b]; c: conversion (0, r, s, a); d: register of the spec or -1
    case format
    /// R[a] := the c strings from R[b] joined, taken
    case buildString
    /// R[a]...R[a+c-1] := items of take R[b]
    case unpack
    /// as unpack, with a list at place d
    case unpackStar

    /// R[a] := function of code K[d], defaults tuple R[b], keyword defaults R[c] (65535: none)
    case makeFunction
    /// annotations of function R[a] := take R[b]
    case setAnnotations
    /// R[a] := class named K[d] of body R[b], bases R[b+1], keywords R[b+2]
    case makeClass
    /// raise R[b] from R[c] (65535: none)
    case raise
    /// raise the exception being handled
    case raiseCurrent
    /// raise R[a] again as it is
    case reraise
    /// raise AssertionError(R[b]) (65535: without)
    case raiseAssertion
    /// R[a+1] := exception handled so far; R[a] becomes it
    case pushException
    /// exception handled := take R[a+1]; clear R[a]
    case popException
    /// → unless exception R[a] matches type R[b]
    case jumpNoMatch
    /// R[a] := part of group R[b] that matches R[c], R[b] := rest; → when none
    case matchGroup
    /// raise what `except*` leaves: rest R[a], raised list R[a+1], original R[b]; → when nothing
    case reraiseGroup
    /// R[a] := enter R[b]
    case withEnter
    /// exit R[a] normally
    case withExit
    /// R[a] := whether exit of R[b] swallows exception R[c]
    case withExcept

    /// R[a] := import N[d], level b, c: 1 the whole path's last module (import a.b as c)
    case importModule
    /// R[a] := R[b].N[d], as `from` imports it
    case importFrom
    /// from R[a] import *
    case importStar
    /// make sure that the namespace has __annotations__
    case setupAnnotations
    /// __annotations__[K[d]] := take R[b]
    case storeAnnotation

    /// R[a] := whether R[b] is a sequence to match
    case matchSequence
    /// R[a] := whether R[b] is a mapping
    case matchMapping
    /// R[a] := len(R[b])
    case length
    /// R[a] := tuple of values of mapping R[b] for keys R[c], or None
    case matchKeys
    /// R[a] := dict of R[b] without keys R[c]
    case matchRest
    /// R[a] := tuple of attributes, or None: R[b] of class R[c], d positional, names in R[c+1]
    case matchClass
    case nop

    /// Whether `d` is a jump target.
    var isJump: Bool {
        switch self {
        case .jump, .jumpTrue, .jumpFalse, .jumpLt, .jumpLe, .jumpEq, .jumpNe, .jumpGt, .jumpGe, .jumpLtInt, .jumpLeInt, .jumpEqInt, .jumpNeInt, .jumpGtInt,
            .jumpGeInt, .jumpIs, .jumpNone, .jumpIn, .forNext, .send, .jumpNoMatch, .matchGroup, .reraiseGroup:
            return true
        default: return false
        }
    }
}
