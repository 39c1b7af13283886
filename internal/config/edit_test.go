package config

import (
	"reflect"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
)

func TestEditPermissions(t *testing.T) {
	add := &grant.Permissions{Net: grant.Net{Connect: []string{"a.example:443"}}, Files: grant.Files{Read: []string{"$DOCUMENTS"}}}
	none := &grant.Permissions{}
	head := "{\n  " + minimal
	tests := []struct {
		name, source string
		add, remove  *grant.Permissions
		want         string
	}{
		{"new", head + " // the end\n}\n", add, none,
			head + ", // the end\n  \"permissions\": {\n    \"net\": {\n      \"connect\": [\"a.example:443\"]\n    },\n    \"files\": {\n      \"read\": [\"$DOCUMENTS\"]\n    }\n  }\n}\n"},
		{"in one line", "{" + minimal + "}", add, none,
			"{" + minimal + ", \"permissions\": {\n    \"net\": {\n      \"connect\": [\"a.example:443\"]\n    },\n    \"files\": {\n      \"read\": [\"$DOCUMENTS\"]\n    }\n  }}"},
		{"to what is there", head + ",\n  \"permissions\": {\n    // hosts\n    \"net\": { \"connect\": [\"b.example\", /* why */], \"deny\": [] },\n    \"files\": {\n      \"read\": [\n        \"$HOME/x\" // this\n      ],\n    },\n  },\n}", add, none,
			head + ",\n  \"permissions\": {\n    // hosts\n    \"net\": { \"connect\": [\"b.example\", \"a.example:443\" /* why */], \"deny\": [] },\n    \"files\": {\n      \"read\": [\n        \"$HOME/x\", // this\n        \"$DOCUMENTS\"\n      ],\n    },\n  },\n}"},
		{"empty ones", head + ",\n  \"permissions\": {}\n}", &grant.Permissions{Run: []string{"git"}}, none,
			head + ",\n  \"permissions\": {\n    \"run\": [\"git\"]\n  }\n}"},
		{"an empty list", head + ",\n  \"permissions\": {\n    \"run\": [ ]\n  }\n}", &grant.Permissions{Run: []string{"git"}}, none,
			head + ",\n  \"permissions\": {\n    \"run\": [\"git\" ]\n  }\n}"},
		{"what is there already", head + ", \"permissions\": {\"run\": [\"git\"]}}", &grant.Permissions{Run: []string{"git"}}, none,
			head + ", \"permissions\": {\"run\": [\"git\"]}}"},
		{"less", head + ", \"permissions\": {\"run\": [\"a\", \"b\", \"c\"]}}", none, &grant.Permissions{Run: []string{"a", "c", "none"}},
			head + ", \"permissions\": {\"run\": [\"b\"]}}"},
		{"nothing left", head + ", \"permissions\": {\"run\": [ \"a\" , ]}}", none, &grant.Permissions{Run: []string{"a"}},
			head + ", \"permissions\": {\"run\": [  ]}}"},
		{"one for another", head + ", \"permissions\": {\"run\": [\"a\"]}}", &grant.Permissions{Run: []string{"<b>"}}, &grant.Permissions{Run: []string{"a"}},
			head + ", \"permissions\": {\"run\": [\"<b>\"]}}"},
	}
	for _, test := range tests {
		got, err := EditPermissions([]byte(test.source), test.add, test.remove)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", test.name, err, got, test.want)
		}
	}
}

func FuzzEditPermissions(f *testing.F) {
	for _, seed := range []string{"{" + minimal + "}", "{" + minimal + ", \"permissions\": {\"net\": {\"connect\": [\"x\",]},}, // c\n}", "{/**/" + minimal + ",\"permissions\":{\"files\":{\"read\":[//\n\"/a\"/**/,\n]}}}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		before, err := Parse(source)
		if err != nil {
			return
		}
		add := &grant.Permissions{Net: grant.Net{Connect: []string{"a.example:443"}}, Files: grant.Files{Read: []string{"$HOME/a", "/b"}}, Run: []string{"git"}}
		edited, err := EditPermissions(source, add, &grant.Permissions{})
		if err != nil {
			t.Fatalf("%v\n%s", err, edited)
		}
		after, err := Parse(edited)
		if err != nil {
			t.Fatal(err)
		}
		if p := after.Permissions; p == nil || p.Net.Connect[len(p.Net.Connect)-1] == "" {
			t.Fatal("nothing was added")
		}
		before.Permissions, after.Permissions = nil, nil
		if !reflect.DeepEqual(before, after) {
			t.Fatal("something else was changed")
		}
	})
}
