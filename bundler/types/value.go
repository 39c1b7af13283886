package types

import (
	"slices"
	"strings"
)

// kind says what a typ is.
type kind uint8

const (
	anything      kind = iota // why
	unknown                   // why; in a conditional type it is decidable, as any is not
	never                     //
	undefined                 //
	null                      //
	stringType                //
	numberType                //
	booleanType               //
	bigintType                //
	symbolType                //
	nonPrimitive              // object
	defined                   // {}
	literalType               // base and text
	templateType              // texts and of
	arrayType                 // of[0]
	tupleType                 // of, required, rest
	objectType                // members, indexes
	unionType                 // types
	intersectType             // types
	classType                 // name and of
	functionType              // calls; none if nothing is known of them
	streamType                // of[0]
	iterableType              // of[0]
	promiseType               // of[0]
	inferType                 // text: what `infer` binds
)

// typ is a type that has been worked out. What it is made of is worked out when it is asked for, as recursive types need it.
// It is never changed once it has been given away, and most are compared by their address.
type typ struct {
	kind kind
	// name is what the author calls it, with type arguments; empty if it has no name.
	name  string
	base  kind   // of literals: their primitive type
	text  string // of literals: as JavaScript prints them
	texts []string

	of       []*lazy
	types    []*typ
	required int // of tuples
	rest     int // of tuples: 0, or the place of the rest element plus 1
	labels   []string

	members []*prop
	indexes []index
	calls   []*call

	why *reason
}

// prop is a member that has been worked out.
type prop struct {
	name     string
	of       *lazy
	optional bool
}

// index is [key: K]: V.
type index struct {
	key *typ
	of  *lazy
}

// call is a signature, with what its types depend on.
type call struct {
	signature *signature
	context   context
}

// reason says why nothing is known of a value.
type reason struct {
	file       *file
	start, end int
	text, hint string
}

// lazy is a type that is worked out when it is asked for, once.
type lazy struct {
	work  func() *typ
	value *typ
	busy  bool
}

func ready(t *typ) *lazy { return &lazy{value: t} }

func later(work func() *typ) *lazy { return &lazy{work: work} }

// get works it out. A type that needs itself for that is any.
func (l *lazy) get() *typ {
	if l.value != nil {
		return l.value
	}
	if l.busy {
		return &typ{kind: anything, why: &reason{text: "its type is defined by itself", hint: "put what repeats into a member, or into an array"}}
	}
	l.busy = true
	l.value = l.work()
	l.busy, l.work = false, nil
	return l.value
}

// The types of which there is one each.
var (
	theNever     = &typ{kind: never}
	theUndefined = &typ{kind: undefined}
	theNull      = &typ{kind: null}
	theString    = &typ{kind: stringType}
	theNumber    = &typ{kind: numberType}
	theBoolean   = &typ{kind: booleanType}
	theBigInt    = &typ{kind: bigintType}
	theSymbol    = &typ{kind: symbolType}
	theObject    = &typ{kind: nonPrimitive}
	theDefined   = &typ{kind: defined}
	theFunction  = &typ{kind: functionType}
)

var primitives = map[string]*typ{
	"never": theNever, "void": theUndefined, "undefined": theUndefined, "null": theNull, "string": theString, "number": theNumber,
	"boolean": theBoolean, "bigint": theBigInt, "symbol": theSymbol, "object": theObject,
}

func arrayOf(of *lazy) *typ { return &typ{kind: arrayType, of: []*lazy{of}} }

// literalOf returns the one type of a literal, so that unions of it are the same type too.
func (e *evaluator) literalOf(base kind, text string) *typ {
	key := string(rune('0'+base)) + text
	t := e.literals[key]
	if t == nil {
		t = &typ{kind: literalType, base: base, text: text}
		e.literals[key] = t
	}
	return t
}

func (e *evaluator) stringLiteral(text string) *typ { return e.literalOf(stringType, text) }

// maxUnion is how many members a union may have.
const maxUnion = 5000

// union joins types.
func (e *evaluator) union(types ...*typ) *typ {
	var flat []*typ
	seen := map[*typ]bool{}
	var vague *typ
	var add func(types []*typ)
	add = func(types []*typ) {
		for _, t := range types {
			switch t.kind {
			case anything, unknown:
				if vague == nil || vague.kind == unknown {
					vague = t
				}
			case unionType:
				add(t.types)
			case never:
			default:
				if !seen[t] {
					seen[t] = true
					flat = append(flat, t)
				}
			}
		}
	}
	add(types)
	if vague != nil {
		return vague
	}
	flat = slices.DeleteFunc(flat, func(t *typ) bool {
		return t.kind == literalType && seen[map[kind]*typ{stringType: theString, numberType: theNumber, booleanType: theBoolean, bigintType: theBigInt}[t.base]] ||
			t.kind == templateType && seen[theString]
	})
	if yes, no := e.literalOf(booleanType, "true"), e.literalOf(booleanType, "false"); seen[yes] && seen[no] && !seen[theBoolean] {
		at := slices.Index(flat, yes)
		flat[at] = theBoolean
		flat = slices.DeleteFunc(flat, func(t *typ) bool { return t == no })
	}
	switch {
	case len(flat) == 0:
		return theNever
	case len(flat) == 1:
		return flat[0]
	case len(flat) > maxUnion:
		return e.vague("it is a union of too many types", "")
	}
	e.steps += len(flat) / 8
	var key strings.Builder
	for _, t := range flat {
		key.WriteString(e.identity(t) + "|")
	}
	if known := e.unions[key.String()]; known != nil {
		return known
	}
	t := &typ{kind: unionType, types: flat}
	e.unions[key.String()] = t
	return t
}

// identity is a text that stands for a type as long as the evaluator lives.
func (e *evaluator) identity(t *typ) string {
	number, known := e.numbers[t]
	if !known {
		number = len(e.numbers) + 1
		e.numbers[t] = number
	}
	return formatNumber(float64(number))
}

// parts are the members of a union, or the type itself.
func (t *typ) parts() []*typ {
	switch t.kind {
	case unionType:
		return t.types
	case never:
		return nil
	}
	return []*typ{t}
}

// isVague reports whether nothing is known of a type's values.
func (t *typ) isVague() bool { return t.kind == anything || t.kind == unknown }

// named returns a type by another name.
func named(t *typ, name string) *typ {
	if t.name != "" || t.kind == literalType || t.isVague() || t.kind < literalType {
		return t
	}
	copied := *t
	copied.name = name
	return &copied
}
