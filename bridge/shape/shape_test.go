package shape

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	table := &Table{Version: Version, Shapes: []Node{
		{Kind: String}, {Kind: Number}, {Kind: Null},
		{Kind: Literal, Type: "string", Values: []string{"a'b", "c"}},
		{Kind: Array, Of: []int{3}},
		{Kind: Object, Keys: []string{"a", "b-c"}, Of: []int{0, 4}, Optional: []int{1}, Index: [][2]int{{0, 1}}},
		{Kind: Union, Of: []int{0, 2, 6 + 1}},
		{Kind: Object, Name: "Note"},
		{Kind: Tuple, Of: []int{0, 1, 2}, Required: 1, Rest: 2},
		{Kind: Class, Class: "Map", Of: []int{0, 10}},
		{Kind: Function, Of: []int{1}},
		{Kind: Array, Of: []int{10}},
		{Kind: Stream, Of: []int{5}},
		{Kind: Intersection, Of: []int{6, 7}},
		{Kind: Array, Of: []int{14}},
		{Kind: Literal, Type: "bigint", Values: []string{"5"}},
	}}
	for at, want := range []string{
		"string", "number", "null", `'a\'b' | 'c'`, `('a\'b' | 'c')[]`, `{ a: string; 'b-c'?: ('a\'b' | 'c')[]; [string]: number }`, "string | null | Note", "Note",
		"[string, ...number[], null]", "Map<string, (...) => number>", "(...) => number", "((...) => number)[]",
		`AsyncIterable<{ a: string; 'b-c'?: ('a\'b' | 'c')[]; [string]: number }>`, "(string | null | Note) & Note", "...[][][][]", "5n",
	} {
		if got := table.Words(at); got != want {
			t.Errorf("%d: %s, want %s", at, got, want)
		}
	}
}

func TestDecode(t *testing.T) {
	chain := `{"version":1,"shapes":[{"k":"string"}`
	for i := range maxNesting + 1 {
		chain += fmt.Sprintf(`,{"k":"union","of":[%d]}`, i)
	}
	for _, test := range []struct{ name, data, reason string }{
		{"whole", `{"version":1,"shapes":[{"k":"string"},{"k":"array","of":[1]},{"k":"tuple","of":[0,1],"req":1}],"functions":{"api.f":{"of":[2]}}}`, ""},
		{"no JSON", `{`, "unexpected end"},
		{"another version", `{"version":2}`, "version 2"},
		{"a kind", `{"version":1,"shapes":[{"k":"thing"}]}`, "there is no such kind"},
		{"a shape that isn't there", `{"version":1,"shapes":[{"k":"array","of":[1]}]}`, "there is no shape 1"},
		{"a negative one", `{"version":1,"shapes":[{"k":"array","of":[-1]}]}`, "there is no shape -1"},
		{"keys without shapes", `{"version":1,"shapes":[{"k":"object","keys":["a"]}]}`, "not a shape for each key"},
		{"an index", `{"version":1,"shapes":[{"k":"object","index":[[0,9]]}]}`, "no such shape of an index"},
		{"a class", `{"version":1,"shapes":[{"k":"class","c":"Window"}]}`, "no such class"},
		{"a pattern", `{"version":1,"shapes":[{"k":"template","re":"("}]}`, "missing closing"},
		{"a literal", `{"version":1,"shapes":[{"k":"literal","t":"number","v":["x"]}]}`, "is no number"},
		{"parameters", `{"version":1,"shapes":[{"k":"string"}],"functions":{"api.f":{"of":[0]}}}`, "has no parameters at 0"},
		{"a union of itself", `{"version":1,"shapes":[{"k":"union","of":[1]},{"k":"intersection","of":[0]}]}`, "a part of itself"},
		{"deep unions", chain + `]}`, "nested more than"},
		{"too many", `{"version":1,"shapes":[` + strings.Repeat(`{},`, MaxNodes) + `{}]}`, "are the limit"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Decode([]byte(test.data))
			var damaged *Error
			switch {
			case test.reason == "" && err != nil:
				t.Error(err)
			case test.reason != "" && (!errors.As(err, &damaged) || !strings.Contains(damaged.Reason, test.reason)):
				t.Errorf("%v, want %q", err, test.reason)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"version":1,"shapes":[{"k":"string"},{"k":"object","n":"N","keys":["a"],"of":[1],"opt":[0],"index":[[0,1]]},{"k":"tuple","of":[0,1],"req":1,"rest":2}],"functions":{"api.f":{"of":[2]}}}`))
	f.Add([]byte(`{"version":1,"shapes":[{"k":"union","of":[1,2],"tag":"k"},{"k":"literal","t":"bigint","v":["1"]},{"k":"class","c":"Map","of":[0,0]},{"k":"template","re":"^a$"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Decode(data)
		if err != nil {
			return
		}
		for at := range table.Shapes {
			table.Words(at)
		}
		if _, err := table.Encode(); err != nil {
			t.Fatal(err)
		}
	})
}
