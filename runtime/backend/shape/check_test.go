package shape

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/bundler/types"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// checkerOf reads a module that exports the function f.
func checkerOf(t *testing.T, rt *goja.Runtime, source string) *Checker {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "api.ts"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	found := types.Read(types.Options{Dir: dir}, []types.Module{{Name: "api", File: "api.ts", Exports: []string{"f"}}})
	for _, note := range found.Notes {
		t.Log(note.Render(false))
	}
	data, err := found.Table.Encode()
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(rt, data)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// refusal calls f with the arguments that a JavaScript array has and returns why it was refused, "" if it was not.
func refusal(t *testing.T, rt *goja.Runtime, c *Checker, arguments string) string {
	t.Helper()
	value, err := rt.RunString("(" + arguments + ")")
	if err != nil {
		t.Fatalf("%s: %v", arguments, err)
	}
	err = c.Arguments("api.f", value)
	var refused *op.Error
	if err != nil && (!errors.As(err, &refused) || refused.Code != bridge.CodeInvalidArgument || refused.Type != "TypeError") {
		t.Fatalf("%s: %#v", arguments, err)
	}
	if err != nil {
		return refused.Message
	}
	return ""
}

func TestArguments(t *testing.T) {
	for _, test := range argumentTests {
		t.Run(test.name, func(t *testing.T) {
			rt := goja.New()
			c := checkerOf(t, rt, test.source)
			for _, arguments := range test.accepted {
				if got := refusal(t, rt, c, arguments); got != "" {
					t.Errorf("%s is refused: %s", arguments, got)
				}
			}
			for arguments, want := range test.refused {
				if got := refusal(t, rt, c, arguments); got != "f: "+want {
					t.Errorf("%s:\n got %q\nwant %q", arguments, got, "f: "+want)
				}
			}
		})
	}
}
