package main

import (
	"slices"
	"strings"
	"testing"
)

// TestVerbsAreHelpful holds every verb to what its help promises.
func TestVerbsAreHelpful(t *testing.T) {
	// What these write is another's: an app's, a script's, a shell's, the log that came in.
	withoutJSON := []string{"start", "run", "trace", "completion"}
	for _, v := range verbs() {
		if len(v.examples) == 0 {
			t.Errorf("%s has no examples", v.name)
		}
		for _, e := range v.examples {
			if !strings.Contains(e.command, "deskjs "+v.name) {
				t.Errorf("an example of %s is %q", v.name, e.command)
			}
		}
		if slices.Contains(withoutJSON, v.name) != (v.flag(jsonName) == nil) {
			t.Errorf("%s: --json is there: %v", v.name, v.flag(jsonName) != nil)
		}
		if strings.HasSuffix(v.summary, ".") || strings.TrimSpace(v.details) == "" {
			t.Errorf("%s: its summary is %q, its details %q", v.name, v.summary, v.details)
		}
		for line := range strings.Lines(v.details) {
			if len([]rune(strings.TrimSuffix(line, "\n"))) > 90 {
				t.Errorf("%s: a line of its details is longer than 90 letters: %s", v.name, line)
			}
		}
	}
}
