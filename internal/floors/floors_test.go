package floors

import (
	"slices"
	"strings"
	"testing"
)

// root is the repository, seen from this package's folder.
const root = "../.."

func TestRepositoryKeepsTheLaw(t *testing.T) {
	packages, err := Scan(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range Check(packages) {
		t.Error(broken)
	}
}

// A law that never reports anything would pass as well; so each is broken here.
func TestCheckReportsWhatBreaksTheLaw(t *testing.T) {
	const goja, esbuild = "github.com/dop251/goja", "github.com/evanw/esbuild/pkg/api"
	ours := func(path string) string { return Module + "/" + path }
	tests := []struct {
		name     string
		packages []Package
		want     string // in the one message there is; "" is none
	}{
		{"down is fine", []Package{{Path: "bundler", Imports: []string{ours("internal/diag"), esbuild, "fmt"}}}, ""},
		{"within one builtin is fine", []Package{{Path: "runtime/backend/node/fs", Imports: []string{ours("runtime/backend/node/fs/watch")}}}, ""},
		{"the engine on the loop is fine", []Package{{Path: "runtime/backend/engine", Imports: []string{ours("runtime/backend/loop"), goja}}}, ""},
		{"up", []Package{{Path: "internal/config", Imports: []string{ours("bundler")}}}, "imports go down only"},
		{"up within the backend", []Package{{Path: "runtime/backend/engine", Imports: []string{ours("runtime/backend/require")}}}, "imports go down only"},
		{"builtin to builtin", []Package{{Path: "runtime/backend/node/fs", Imports: []string{ours("runtime/backend/node/buffer")}}}, "let the JavaScript halves require each other"},
		{"builtin to web", []Package{{Path: "runtime/backend/node/fs", Imports: []string{ours("runtime/backend/web/url")}}}, "let the JavaScript halves require each other"},
		{"our own module to builtin", []Package{{Path: "runtime/backend/deskjs/app", Imports: []string{ours("runtime/backend/node/os")}}}, "let the JavaScript halves require each other"},
		{"window to engine", []Package{{Path: "runtime/desktop", Imports: []string{ours("runtime/backend")}}}, "never import one another"},
		{"engine to window", []Package{{Path: "runtime/backend", Imports: []string{ours("runtime/desktop/driver")}}}, "never import one another"},
		{"bundler to packaging", []Package{{Path: "bundler", Imports: []string{ours("packaging")}}}, "never import one another"},
		{"protocol to engine", []Package{{Path: "bridge", Imports: []string{ours("runtime/backend/loop")}}}, "never import one another"},
		{"command to command", []Package{{Path: "cmd/deskjs", Imports: []string{ours("cmd/deskjs-app")}}}, "never import one another"},
		{"goja in the bundler", []Package{{Path: "bundler", Imports: []string{goja + "/parser"}}}, "goja stays under runtime/backend"},
		{"goja in the window", []Package{{Path: "runtime/desktop", Imports: []string{goja}}}, "goja stays under runtime/backend"},
		{"esbuild in the command", []Package{{Path: "cmd/deskjs", Imports: []string{esbuild}}}, "esbuild stays under bundler"},
		{"cgo in the backend", []Package{{Path: "runtime/backend/node/os", Imports: []string{"C"}}}, "cgo stays under runtime/desktop"},
		{"webview in the command", []Package{{Path: "cmd/deskjs-app", Imports: []string{"github.com/webview/webview_go"}}}, "the window stays under runtime/desktop"},
		{"test help in the product", []Package{{Path: "cmd/deskjs-app", Imports: []string{ours("runtime/desktop/windowtest")}}}, "which is for tests"},
		{"test help in tests is fine", []Package{{Path: "cmd/deskjs-app", TestImports: []string{ours("runtime/desktop/windowtest")}}}, ""},
		{"no floor", []Package{{Path: "pkg/util"}}, "is on no floor"},
		{"shipped app with a bundler", []Package{{Path: "cmd/deskjs-app", Imports: []string{ours("templates")}}}, "carries nothing above the runtime"},
		{"command with a window", []Package{{Path: "cmd/deskjs", Imports: []string{ours("runtime/desktop")}}}, "builds without cgo"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := Check(test.packages)
			switch {
			case test.want == "" && len(found) > 0:
				t.Errorf("reported %q", found)
			case test.want != "" && (len(found) != 1 || !strings.Contains(found[0], test.want)):
				t.Errorf("reported %q, want one message with %q", found, test.want)
			}
		})
	}
}

func TestLinksAreFollowedThroughOtherPackages(t *testing.T) {
	found := Check([]Package{
		{Path: "cmd/deskjs", Imports: []string{Module + "/bundler"}},
		{Path: "bundler", Imports: []string{Module + "/runtime/desktop"}},
	})
	const want = "cmd/deskjs -> bundler -> runtime/desktop"
	if !slices.ContainsFunc(found, func(message string) bool { return strings.Contains(message, want) }) {
		t.Errorf("reported %q, want the way %q", found, want)
	}
}
