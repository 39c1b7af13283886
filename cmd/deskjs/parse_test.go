package main

import (
	"maps"
	"slices"
	"testing"
)

func TestParse(t *testing.T) {
	plain := &verb{name: "v", maxArguments: -1, flags: []flag{{name: "out", value: "FILE"}, {name: "quiet"}}}
	stopping := &verb{name: "v", maxArguments: -1, stopAtArgument: true, flags: plain.flags}
	type values = map[string]string
	tests := []struct {
		name      string
		verb      *verb
		args      []string
		arguments []string
		values    values
	}{
		{"nothing", plain, nil, nil, values{}},
		{"a value apart", plain, []string{"--out", "x"}, nil, values{"out": "x"}},
		{"a value joined", plain, []string{"--out=x=y"}, nil, values{"out": "x=y"}},
		{"a value that looks like a flag", plain, []string{"--out", "--quiet"}, nil, values{"out": "--quiet"}},
		{"an empty value", plain, []string{"--out="}, nil, values{"out": ""}},
		{"the last one wins", plain, []string{"--out=x", "--out=y"}, nil, values{"out": "y"}},
		{"flags after arguments", plain, []string{"a", "--quiet", "b"}, []string{"a", "b"}, values{"quiet": ""}},
		{"a dash is an argument", plain, []string{"-"}, []string{"-"}, values{}},
		{"two dashes end the flags", plain, []string{"--quiet", "--", "--out", "x"}, []string{"--out", "x"}, values{"quiet": ""}},
		{"stopping at an argument", stopping, []string{"--quiet", "file", "--out", "--help"}, []string{"file", "--out", "--help"}, values{"quiet": ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := test.verb.parse(test.args)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(c.arguments, test.arguments) || !maps.Equal(c.values, test.values) || c.help {
				t.Errorf("got %+v", c)
			}
		})
	}
}
