// Package floors holds the law of who may import whom, and the tests that keep
// the whole repository to it and to the other house rules. Nothing imports it.
//
// The law, lowest floor first; imports go down, or sideways where it says so:
//
//	0  internal/*
//	1  bridge, runtime/backend/{op,loop,mount,permission,socket,http1,http2,dial,engine,clone,crypto}
//	2  runtime/backend/{require,shape}
//	3  runtime/backend/{node,web,deskjs}/NAME                never one another
//	4  runtime/backend, runtime/desktop                      never one another
//	5  bundler, templates, packaging                         never one another
//	6  cmd/*, scripts/*, examples/*                          nobody imports these
//
// Beside it: goja only under runtime/backend (and in scripts/test262, which tests it), cgo only under runtime/desktop,
// esbuild only under bundler; what apps ship as links nothing above floor 4;
// the command line links no window, but for `deskjs dev --browser` what serves files and supervises a backend.
package floors

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Module is the path all packages of the project begin with.
const Module = "github.com/deskjs/deskjs"

// A Package is what the law needs to know about one folder of Go files.
type Package struct {
	// Path is the folder, slash-separated, relative to the repository: "runtime/desktop".
	Path string
	// Imports are the import paths of all files but tests, for every operating system, "C" included.
	Imports []string
	// TestImports are those that only test files have.
	TestImports []string
}

// A room is the part of the repository that a package belongs to. Packages of
// one room import one another freely.
type room struct {
	name    string // the folder, as in "runtime/backend/node/fs"
	floor   int
	private bool // may not import other rooms of its floor
}

// roomOf returns the room that the package at path is in; ok is false for a
// path that no floor has.
func roomOf(path string) (r room, ok bool) {
	parts := strings.Split(path, "/")
	first := func(n int) string { return strings.Join(parts[:min(n, len(parts))], "/") }
	switch {
	case parts[0] == "internal":
		return room{first(2), 0, false}, len(parts) > 1
	case parts[0] == "bridge":
		// The protocol both processes speak knows neither of them.
		return room{"bridge", 1, true}, true
	case slices.Contains([]string{"op", "loop", "mount", "permission", "socket", "http1", "http2", "dial", "engine", "clone", "crypto"}, strings.TrimPrefix(first(3), "runtime/backend/")):
		return room{first(3), 1, false}, true
	case first(3) == "runtime/backend/require", first(3) == "runtime/backend/shape":
		return room{first(3), 2, false}, true
	case first(3) == "runtime/backend/node", first(3) == "runtime/backend/web", first(3) == "runtime/backend/deskjs":
		return room{first(4), 3, true}, len(parts) > 3
	case path == "runtime/backend":
		return room{path, 4, true}, true
	case first(2) == "runtime/desktop":
		return room{first(2), 4, true}, true
	case parts[0] == "bundler", parts[0] == "templates", parts[0] == "packaging":
		return room{parts[0], 5, true}, true
	case parts[0] == "cmd", parts[0] == "scripts", parts[0] == "examples", parts[0] == "test":
		return room{path, 6, true}, true
	}
	return room{}, false
}

// isTestHelp reports whether the package at path only serves tests, as its
// name's ending says ("windowtest"; a builtin called "test" is none). It may
// import anything; only tests and other such packages may import it.
func isTestHelp(path string) bool {
	name := path[strings.LastIndex(path, "/")+1:]
	return name != "test" && strings.HasSuffix(name, "test")
}

// Check returns what in packages breaks the law: a sentence each, with what to
// do instead, in a fixed order.
func Check(packages []Package) []string {
	var found []string
	for _, p := range packages {
		if _, ok := roomOf(p.Path); !ok && !isTestHelp(p.Path) {
			found = append(found, fmt.Sprintf("%s is on no floor: put it into a folder that internal/floors lists, or give it a floor there", p.Path))
			continue
		}
		for _, imported := range p.Imports {
			if broken := checkImport(p.Path, imported); broken != "" {
				found = append(found, broken)
			}
		}
		if slices.Contains(p.TestImports, "C") {
			found = append(found, fmt.Sprintf("a test of %s uses cgo, which Go does not allow in tests: put the C into the package", p.Path))
		}
	}
	found = append(found, checkLinks(packages)...)
	sort.Strings(found)
	return found
}

// checkImport judges one import of one package; "" means that it is lawful.
func checkImport(from, imported string) string {
	if to, ours := strings.CutPrefix(imported, Module+"/"); ours {
		return checkOurs(from, to)
	}
	for _, rule := range foreign {
		if matches(imported, rule.path) && !slices.ContainsFunc(strings.Fields(rule.home), func(home string) bool { return under(from, home) }) {
			return fmt.Sprintf("%s imports %s: %s", from, imported, rule.instead)
		}
	}
	return ""
}

// checkOurs judges the import of one of our packages by another.
func checkOurs(from, to string) string {
	if isTestHelp(from) {
		return ""
	}
	if isTestHelp(to) {
		return fmt.Sprintf("%s imports %s, which is for tests: import it in a _test.go file only", from, to)
	}
	a, _ := roomOf(from)
	b, ok := roomOf(to)
	switch {
	case !ok:
		return "" // reported for the package itself
	case a.name == b.name:
		return ""
	case b.floor > a.floor:
		return fmt.Sprintf("%s (floor %d) imports %s (floor %d): imports go down only; let the upper one pass in what the lower one needs", from, a.floor, to, b.floor)
	case b.floor == a.floor && a.floor == 3:
		return fmt.Sprintf("%s imports %s: Go halves of builtins never import one another; let the JavaScript halves require each other, or move what they share to runtime/backend/op", from, to)
	case b.floor == a.floor && (a.private || b.private):
		return fmt.Sprintf("%s imports %s: they never import one another; move what they share to a lower floor, or join them in cmd", from, to)
	}
	return ""
}

// foreign lists what only some folders of the repository may import: home names them, with spaces between.
var foreign = []struct {
	path, home, instead string
}{
	{"github.com/dop251/goja", "runtime/backend scripts/test262", "goja stays under runtime/backend; use what runtime/backend exports"},
	{"github.com/dop251/goja_nodejs", "runtime/backend", "goja stays under runtime/backend; write the builtin under runtime/backend/node"},
	{"C", "runtime/desktop", "cgo stays under runtime/desktop, so that all the rest builds for every system; use the window driver there, or plain Go"},
	{"github.com/webview/webview_go", "runtime/desktop", "the window stays under runtime/desktop; use its driver"},
	{"github.com/evanw/esbuild", "bundler", "esbuild stays under bundler, so that shipped apps do not carry it; use what bundler exports"},
}

// checkLinks judges what the two programs end up containing.
func checkLinks(packages []Package) []string {
	var found []string
	for path, chain := range reach(packages, "cmd/deskjs-app") {
		if r, ok := roomOf(path); ok && r.floor == 5 {
			found = append(found, fmt.Sprintf("cmd/deskjs-app links %s (%s): what apps ship as carries nothing above the runtime; do that work when the app is built", path, chain))
		}
	}
	for path, chain := range reach(packages, "cmd/deskjs") {
		if under(path, "runtime/desktop") && !under(path, "runtime/desktop/assets") && !under(path, "runtime/desktop/supervisor") {
			found = append(found, fmt.Sprintf("cmd/deskjs links %s (%s): the command line has no window and builds without cgo; start deskjs-app instead", path, chain))
		}
	}
	return found
}

// reach returns every package of ours that the one at root imports, directly
// or not, each with the way there: "a -> b -> c".
func reach(packages []Package, root string) map[string]string {
	imports := map[string][]string{}
	for _, p := range packages {
		imports[p.Path] = p.Imports
	}
	ways := map[string]string{root: root}
	for queue := []string{root}; len(queue) > 0; queue = queue[1:] {
		for _, imported := range imports[queue[0]] {
			path, ours := strings.CutPrefix(imported, Module+"/")
			if _, seen := ways[path]; ours && !seen {
				ways[path] = ways[queue[0]] + " -> " + path
				queue = append(queue, path)
			}
		}
	}
	return ways
}

// matches reports whether imported is the module at path, a package of it, or
// another major version of either.
func matches(imported, path string) bool {
	return imported == path || strings.HasPrefix(imported, path+"/")
}

// under reports whether path is folder or inside it.
func under(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}
