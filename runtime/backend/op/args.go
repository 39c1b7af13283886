package op

import (
	"fmt"
	"math"
	"math/big"
)

// Args are an operation's arguments. Values are nil (undefined and null), bool,
// int64, float64, string, *big.Int, []byte (any ArrayBuffer, typed array or DataView,
// the same memory), []any (arrays), *Callback (functions), or what a Handle holds.
//
// A builtin's JavaScript half checks what users pass; a getter that meets
// another type returns the zero value, so that a mistake there stays harmless.
type Args []any

func (a Args) at(i int) any {
	if i < len(a) {
		return a[i]
	}
	return nil
}

// Has reports whether argument i is there and neither undefined nor null.
func (a Args) Has(i int) bool { return a.at(i) != nil }

// String returns argument i as a string, "" if it is none.
func (a Args) String(i int) string { s, _ := a.at(i).(string); return s }

// Bool returns argument i as a boolean, false if it is none.
func (a Args) Bool(i int) bool { b, _ := a.at(i).(bool); return b }

// Int64 returns argument i as an integer, cut towards zero; 0 if it is no number.
func (a Args) Int64(i int) int64 {
	switch n := a.at(i).(type) {
	case int64:
		return n
	case float64:
		if n != n || n >= math.MaxInt64 || n <= math.MinInt64 {
			return 0
		}
		return int64(n)
	case *big.Int:
		return n.Int64()
	}
	return 0
}

// Int returns argument i as an int.
func (a Args) Int(i int) int { return int(a.Int64(i)) }

// Float returns argument i as a float64, 0 if it is no number.
func (a Args) Float(i int) float64 {
	switch n := a.at(i).(type) {
	case int64:
		return float64(n)
	case float64:
		return n
	}
	return 0
}

// Bytes returns argument i's memory, nil if it has none. It is JavaScript's own
// memory: writing to it shows there.
func (a Args) Bytes(i int) []byte { b, _ := a.at(i).([]byte); return b }

// Array returns argument i as an array, nil if it is none.
func (a Args) Array(i int) []any { s, _ := a.at(i).([]any); return s }

// Strings returns argument i as an array of strings.
func (a Args) Strings(i int) []string {
	items := a.Array(i)
	out := make([]string, len(items))
	for n, item := range items {
		out[n], _ = item.(string)
	}
	return out
}

// Callback returns argument i as a function to call later, nil if it is none.
func (a Args) Callback(i int) *Callback { c, _ := a.at(i).(*Callback); return c }

// HandleAt returns what argument i's Handle holds. An argument that holds no T is
// an error: the JavaScript half passed something else.
func HandleAt[T any](a Args, i int) (T, error) {
	h, ok := a.at(i).(T)
	if !ok {
		return h, fmt.Errorf("argument %d is not a %T", i, h)
	}
	return h, nil
}
