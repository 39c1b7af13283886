package permission

import (
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/usage"
)

func TestScheme(t *testing.T) {
	var seen []string
	guarded := func(p *grant.Permissions) {
		install(t, Options{Permissions: p, Source: "deskjs.json", Record: func(u usage.Use) { seen = append(seen, u.List+" "+u.Pattern+" "+u.By) }})
	}
	check := func(scheme, want string) {
		t.Helper()
		err := Scheme(scheme)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", scheme, err, want)
		}
	}
	// A plain script has no list, and an app that may do everything else neither.
	for range 2 {
		check("https", "")
		check("vscode", `add "vscode" to permissions.openExternal in deskjs.json`)
		guarded(nil)
	}
	guarded(&grant.Permissions{OpenExternal: []string{"vscode"}})
	for _, scheme := range []string{"http", "https", "mailto", "tel", "vscode"} {
		check(scheme, "")
	}
	check("zoommtg", `add "zoommtg"`)
	check("file", "shell.openPath")
	check("javascript", "can't be granted")
	check("ms-msdt", "can't be granted")
	if got, want := strings.Join(seen, "; "), "openExternal vscode ; openExternal vscode vscode; openExternal zoommtg "; got != want {
		t.Errorf("recorded %q, want %q", got, want)
	}
	if _, err := New(Options{Permissions: &grant.Permissions{OpenExternal: []string{"file"}}}); err == nil {
		t.Error("a scheme that can't be granted was")
	}
}
