package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/bundler/npm"
)

// TestProgressIsForTerminals shows how far an install is on a terminal, and nothing elsewhere.
func TestProgressIsForTerminals(t *testing.T) {
	for _, test := range []struct {
		live, json bool
		want       string
	}{
		{true, false, "\r\x1b[K████████████░░░░░░░░░░░░ 1 of 2 packages\r\x1b[Krunning the script of a: postinstall\r\x1b[K"},
		{false, false, ""},
		{true, true, ""},
	} {
		var out bytes.Buffer
		display := newInstallDisplay(&environment{err: &out, live: test.live, json: test.json})
		display.show(npm.Progress{Done: 1, All: 2})
		display.show(npm.Progress{Done: 2, All: 2, Script: "a: postinstall"})
		display.clear()
		if out.String() != test.want {
			t.Errorf("live %v, json %v: %q", test.live, test.json, strings.ReplaceAll(out.String(), "\x1b", "ESC"))
		}
	}
}
