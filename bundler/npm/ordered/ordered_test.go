package ordered

import (
	"slices"
	"strings"
	"testing"
)

func TestWhatIsReadIsWrittenAgain(t *testing.T) {
	for _, text := range []string{
		`{"b":1,"a":{"z":[],"y":{}},"n":null,"t":true,"f":false,"x":1.50,"e":1e21}`,
		"{\n  \"a\": [\n    1,\n    \"two\"\n  ],\n  \"b\": {\n    \"c\": \"é <&> \u2028\"\n  }\n}",
		"{\n\t\"tab\": \"\\u0001\\\"\\\\\\n\"\n}",
		`[]`, `"text"`, `-12`,
	} {
		value, err := Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := string(Stringify(value, FormatOf([]byte(text)).Indent)); got != text && !strings.HasPrefix(text, "[") && !strings.HasPrefix(text, `"`) && !strings.HasPrefix(text, "-") {
			t.Errorf("%s\nis written\n%s", text, got)
		}
	}
}

func TestParseSaysWhere(t *testing.T) {
	for text, want := range map[string]struct {
		offset int
		reason string
	}{
		`{"a": 1,}`:               {8, "comma"},
		`{"a" 1}`:                 {5, "colon"},
		`{a: 1}`:                  {1, "double quotes"},
		`{"a": 1 "b"}`:            {8, "comma or }"},
		`{"a": "x`:                {8, "no end"},
		"{\"a\": \"x\n\"}":        {8, "no end"},
		`{"a": nul}`:              {6, "can't stand"},
		`{} {}`:                   {3, "more after"},
		``:                        {0, "too early"},
		`["\x"]`:                  {2, "no escape"},
		`[1-2]`:                   {1, "no number"},
		strings.Repeat("[", 2000): {1001, "too deeply"},
	} {
		_, err := Parse([]byte(text))
		syntax, is := err.(*SyntaxError)
		if !is || syntax.Offset != want.offset || !strings.Contains(syntax.Text, want.reason) {
			t.Errorf("%.20q: %#v", text, err)
		}
	}
}

func TestEscapes(t *testing.T) {
	value, err := Parse([]byte("\ufeff" + `"\u00e9\ud83d\ude00\t\/"`))
	if err != nil || value != "é😀\t/" {
		t.Errorf("it is %q, %v", value, err)
	}
}

func TestNiceSortsAsNpmDoes(t *testing.T) {
	object, err := ParseObject([]byte(`{"z":{},"packages":{},"b":[],"name":"x","A":1,"a":1,"@s/p":2,"_":3,"-":4,"lockfileVersion":3}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(Nice(object, []string{"name", "lockfileVersion", "packages"}, "")); got != `{"name":"x","lockfileVersion":3,"_":3,"-":4,"@s/p":2,"a":1,"A":1,"b":[],"packages":{},"z":{}}` {
		t.Error(got)
	}
}

func TestCompare(t *testing.T) {
	// The order of JavaScript's localeCompare.
	order := []string{"", "_a", "-a", ".a", "@a/b", "@babel/core", "@babel/plugin-a", "0", "10", "2", "a", "A", "a-b", "a.b", "a/b", "a1", "ab", "aB", "Ab", "b"}
	if !slices.IsSortedFunc(order, Compare) {
		slices.SortFunc(order, Compare)
		t.Errorf("they are ordered %q", order)
	}
}

func TestFormat(t *testing.T) {
	for text, want := range map[string]Format{
		"{\n  \"a\": 1\n}": {"  ", "\n"}, "{\r\n\t\"a\": 1\r\n}": {"\t", "\r\n"}, `{"a": 1}`: {"", "\n"}, "{}": Default, "": Default, "{\n\"a\": 1}": {"", "\n"},
	} {
		if got := FormatOf([]byte(text)); got != want {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if got := string(Format{"  ", "\r\n"}.File([]byte("{\n}"))); got != "{\r\n}\r\n" {
		t.Errorf("%q", got)
	}
}

func TestObject(t *testing.T) {
	o := Strings("b", "1", "a", "2", "c", "3")
	o.Delete("a")
	o.Set("b", "4")
	o.Set("a", []any{"x", true, "y"})
	if !slices.Equal(o.Keys(), []string{"b", "c", "a"}) || o.Text("b") != "4" || !slices.Equal(o.List("a"), []string{"x", "y"}) || o.Object("b") != nil {
		t.Errorf("it is %s", Stringify(o, ""))
	}
	var none *Object
	if none.Len() != 0 || none.Has("a") || none.Get("a") != nil || none.Keys() != nil {
		t.Error("a nil object has something")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"a":[1,"\u00e9",null,true]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		value, err := Parse(data)
		if err != nil {
			return
		}
		text := Stringify(value, "  ")
		again, err := Parse(text)
		if err != nil || string(Stringify(again, "  ")) != string(text) {
			t.Errorf("%q is written %q", data, text)
		}
	})
}
