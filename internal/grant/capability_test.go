package grant

import (
	"errors"
	"strings"
	"testing"
)

func TestCapabilities(t *testing.T) {
	names := []string{"api.list", "api.listNotes", "api.add", "api/notes.list", "api/notes.v2.list", "api.__proto__", "event:saved", "event:saved.twice",
		"event:", "ipc:open", "ipc:event:saved", "list", "api.", ".list", "", "native:clipboard.readText", "native:clipboard.writeText", "native:dialog.showOpenDialog"}
	tests := []struct {
		list string
		want string
	}{
		{"", ""},
		{"api.list", "api.list"},
		{"api.list*", "api.list api.listNotes"},
		{"api.*", "api.list api.listNotes api.add api.__proto__ api."},
		{"api/notes.*", "api/notes.list"},
		{"api/notes.v2.*", "api/notes.v2.list"},
		{"api.list event:saved", "api.list event:saved"},
		{"*", "api.list api.listNotes api.add api/notes.list api/notes.v2.list api.__proto__ list api. .list "},
		{"event:saved*", "event:saved event:saved.twice"},
		{"event:*", "event:saved event:saved.twice event:"},
		{"ipc:*", "ipc:open ipc:event:saved"},
		{"ipc:open", "ipc:open"},
		{"native:clipboard.readText", "native:clipboard.readText"},
		{"native:clipboard.*", "native:clipboard.readText native:clipboard.writeText"},
		{"native:*", "native:clipboard.readText native:clipboard.writeText native:dialog.showOpenDialog"},
	}
	for _, test := range tests {
		c, err := ParseCapabilities(strings.Fields(test.list))
		if err != nil {
			t.Errorf("%s: %v", test.list, err)
			continue
		}
		allowed := map[string]bool{}
		if test.want != "" {
			for _, name := range strings.Split(test.want, " ") {
				allowed[name] = true
			}
		}
		for _, name := range names {
			if got := c.Allow(name); got != allowed[name] {
				t.Errorf("%q allows %q: %v", test.list, name, got)
			}
		}
	}
	var all *Capabilities
	if !all.Allow("api.list") || !all.Allow("event:x") {
		t.Error("without a list something is refused")
	}
	if all.Allow("native:clipboard.readText") || all.WithoutChannels().Allow("native:clipboard.readText") {
		t.Error("without a list a page may ask the desktop")
	}
}

func TestCapabilitiesWithoutChannels(t *testing.T) {
	for list, want := range map[string]string{
		"-": "api.list event:saved", "": "", "api.* ipc:*": "api.list", "ipc:open event:saved": "event:saved", "* ipc:open event:*": "api.list event:saved",
	} {
		var c *Capabilities
		if list != "-" {
			var err error
			if c, err = ParseCapabilities(strings.Fields(list)); err != nil {
				t.Fatal(err)
			}
		}
		var allowed []string
		for _, name := range []string{"api.list", "event:saved", "ipc:open"} {
			if c.WithoutChannels().Allow(name) {
				allowed = append(allowed, name)
			}
		}
		if got := strings.Join(allowed, " "); got != want {
			t.Errorf("%q without channels allows %q, want %q", list, got, want)
		}
	}
}

func TestParseCapabilityReports(t *testing.T) {
	for text, want := range map[string]string{
		"":                         `must not be empty: such as "api.listNotes", "api.*" or "event:saved"`,
		"list":                     `is no function, event or channel: a function is written "MODULE.NAME": "api.list"`,
		".list":                    `has no api module: write "api.list"`,
		"api.":                     `has no function: write "api.*" for all of the module`,
		"event:":                   `has no name: write "event:*" for all`,
		"events:saved":             `begins with a kind that is not known: write "event:NAME" for an event, "ipc:NAME" for a channel, "native:NAME" for what the desktop does, "MODULE.NAME" for a function`,
		"native:clipbord.readText": `names nothing that a page may ask of the desktop: did you mean "native:clipboard.readText"?`,
		"native:clipbord.*":        `names nothing that a page may ask of the desktop: did you mean "native:clipboard.*"?`,
		"native:":                  `has no name: write "native:*" for all`,
		"api.*Notes":               `has a "*" that is not at its end: write "api.*" for all functions of backend/api.ts`,
		"**":                       `has a "*" that is not at its end: write "api.*" for all functions of backend/api.ts`,
		"api.a\n":                  "has a character that no name has",
		strings.Repeat("a", 5000):  "is too long to be a capability",
	} {
		_, err := ParseCapability(text)
		if _, ok := errors.AsType[*Mistake](err); !ok || err.Error() != want {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func FuzzCapability(f *testing.F) {
	for _, seed := range []string{"api.*", "api/notes.list", "event:saved", "ipc:*", "*", "a.b*", "event:\x00", "x:y"} {
		f.Add(seed, "api.list")
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, pattern, name string) {
		c, err := ParseCapability(pattern)
		if err != nil {
			return
		}
		list, err := ParseCapabilities([]string{pattern})
		if err != nil || list.Allow(name) != c.Match(name) {
			t.Fatalf("%q and the list of it differ about %q (%v)", pattern, name, err)
		}
		if !c.prefix && c.Match(name) != (pattern == name) {
			t.Fatalf("%q is exact and covers %q", pattern, name)
		}
		if c.Match(name) && c.kind != "" && !strings.HasPrefix(name, c.kind) {
			t.Fatalf("%q covers %q, of another kind", pattern, name)
		}
	})
}
