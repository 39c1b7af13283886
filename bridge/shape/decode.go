package shape

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// Limits of what Decode takes. bundler/types keeps to them.
const (
	// MaxSize is how many bytes a table may have.
	MaxSize = 16 << 20
	// MaxNodes is how many nodes it may have.
	MaxNodes = 100_000
	// maxNesting is how many unions and intersections may lie within one another.
	maxNesting = 200
)

// An Error says why a table can't be used.
type Error struct{ Reason string }

func (e *Error) Error() string { return "the app's table of types is damaged: " + e.Reason }

func damaged(format string, values ...any) error { return &Error{fmt.Sprintf(format, values...)} }

// Encode returns the table's form, after the same checks that Decode makes.
func (t *Table) Encode() ([]byte, error) {
	data, err := json.Marshal(t)
	if err != nil {
		return nil, damaged("%v", err)
	}
	if len(data) > MaxSize {
		return nil, damaged("it has %d bytes, and %d are the limit", len(data), MaxSize)
	}
	return data, t.check()
}

// Decode reads a table. The error is an *Error; what is returned without one can be walked without further checks.
func Decode(data []byte) (*Table, error) {
	if len(data) > MaxSize {
		return nil, damaged("it has %d bytes, and %d are the limit", len(data), MaxSize)
	}
	t := &Table{}
	if err := json.Unmarshal(data, t); err != nil {
		return nil, damaged("%v", err)
	}
	return t, t.check()
}

func (t *Table) check() error {
	if t.Version != Version {
		return damaged("it is of version %d, and this runtime reads %d", t.Version, Version)
	}
	if len(t.Shapes) > MaxNodes {
		return damaged("it has %d shapes, and %d are the limit", len(t.Shapes), MaxNodes)
	}
	for i := range t.Shapes {
		if reason := t.wrong(&t.Shapes[i]); reason != "" {
			return damaged("shape %d, %q: %s", i, t.Shapes[i].Kind, reason)
		}
	}
	for name, signature := range t.Functions {
		for _, at := range signature.Of {
			if at < 0 || at >= len(t.Shapes) || t.Shapes[at].Kind != Tuple {
				return damaged("%s has no parameters at %d", name, at)
			}
		}
	}
	return t.checkNesting()
}

// wrong says what is wrong with a node by itself.
func (t *Table) wrong(n *Node) string {
	for _, at := range n.Of {
		if at < 0 || at >= len(t.Shapes) {
			return "there is no shape " + strconv.Itoa(at)
		}
	}
	for _, pair := range n.Index {
		if min(pair[0], pair[1]) < 0 || max(pair[0], pair[1]) >= len(t.Shapes) {
			return "there is no such shape of an index"
		}
	}
	switch n.Kind {
	case Any, Never, Undefined, Null, String, Number, Boolean, BigInt, NonPrimitive, Defined:
	case Literal:
		return wrongLiteral(n)
	case Template:
		if _, err := regexp.Compile(n.Pattern); err != nil {
			return err.Error()
		}
	case Array:
		if len(n.Of) != 1 {
			return "it needs one shape for its items"
		}
	case Tuple:
		if n.Required < 0 || n.Required > len(n.Of) || n.Rest < 0 || n.Rest > len(n.Of) || len(n.Keys) > len(n.Of) {
			return "its counts don't fit its items"
		}
	case Object:
		if len(n.Keys) != len(n.Of) {
			return "it has not a shape for each key"
		}
		if slices.ContainsFunc(n.Optional, func(at int) bool { return at < 0 || at >= len(n.Keys) }) {
			return "what is optional isn't there"
		}
	case Union, Intersection:
		if len(n.Of) == 0 {
			return "it has no members"
		}
	case Class:
		count, known := Classes[n.Class]
		if !known || len(n.Of) > count {
			return "there is no such class as " + n.Class
		}
	case Function, Stream, Iterable:
		if len(n.Of) > 1 {
			return "it has more than one shape"
		}
	default:
		return "there is no such kind"
	}
	return ""
}

func wrongLiteral(n *Node) string {
	if len(n.Values) == 0 {
		return "it has no values"
	}
	for _, value := range n.Values {
		switch n.Type {
		case "string":
		case "number", "bigint":
			if _, err := strconv.ParseFloat(value, 64); err != nil && n.Type == "number" {
				return strconv.Quote(value) + " is no number"
			}
		case "boolean":
			if value != "true" && value != "false" {
				return strconv.Quote(value) + " is no boolean"
			}
		default:
			return "there are no literals of type " + strconv.Quote(n.Type)
		}
	}
	return ""
}

// checkNesting refuses unions and intersections that lead to themselves by others, or that lie too deep: they are about the same
// value, and so checking would not come to an end.
func (t *Table) checkNesting() error {
	const unseen, open = 0, -1
	depth := make([]int, len(t.Shapes)) // how many lie below, plus 1
	var measure func(at int) error
	measure = func(at int) error {
		n := &t.Shapes[at]
		if n.Kind != Union && n.Kind != Intersection {
			return nil
		}
		switch depth[at] {
		case unseen:
		case open:
			return damaged("shape %d is a part of itself", at)
		default:
			return nil
		}
		depth[at] = open
		deepest := 0
		for _, of := range n.Of {
			if err := measure(of); err != nil {
				return err
			}
			deepest = max(deepest, depth[of])
		}
		if depth[at] = deepest + 1; depth[at] > maxNesting {
			return damaged("shape %d is nested more than %d deep", at, maxNesting)
		}
		return nil
	}
	for at := range t.Shapes {
		if err := measure(at); err != nil {
			return err
		}
	}
	return nil
}
