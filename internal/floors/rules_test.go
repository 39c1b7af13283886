package floors

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// maxLines is how long a file may get before it has more than one job.
const maxLines = 900

func TestFilesAreShort(t *testing.T) {
	files, err := Files(root, ".go", ".js", ".ts", ".css", ".c", ".h", ".sh")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(string(text), "\n"); lines > maxLines {
			t.Errorf("%s has %d lines, more than %d: split it by what its parts do", file, lines, maxLines)
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	files, err := Files(root, ".go")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		documented[path.Dir(file)] = documented[path.Dir(file)] || parsed.Doc != nil
	}
	for folder, ok := range documented {
		if !ok {
			t.Errorf("%s has no package comment: say what it is for and who may import it", folder)
		}
	}
}

// Tests wait for what they wait for, and none is left out.
func TestTestsNeitherSleepNorSkip(t *testing.T) {
	files, err := Files(root, "_test.go")
	if err != nil {
		t.Fatal(err)
	}
	banned := map[string]string{
		"time.Sleep": "wait for the event itself: a channel, a line of output, a condition with a deadline",
		"t.Skip":     "make it pass, or take it out",
		"t.Skipf":    "make it pass, or take it out",
		"t.SkipNow":  "make it pass, or take it out",
	}
	for _, file := range files {
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, filepath.Join(root, file), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			selector, ok := node.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if receiver, ok := selector.X.(*ast.Ident); ok {
				if instead := banned[receiver.Name+"."+selector.Sel.Name]; instead != "" {
					t.Errorf("%s:%d uses %s.%s: %s", file, set.Position(node.Pos()).Line, receiver.Name, selector.Sel.Name, instead)
				}
			}
			return true
		})
	}
}

// An app that could be made to run as node would run anybody's scripts with what the system has granted to the app.
func TestAppsAreNeverNode(t *testing.T) {
	files, err := Files(root, ".go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !strings.HasPrefix(file, "cmd/deskjs-app/") && !strings.HasPrefix(file, "runtime/desktop/") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"ParseNode", "NodeCommand", "RunAsNode", "RUN_AS_NODE", "NODE_"} {
			if strings.Contains(string(text), name) {
				t.Errorf("%s has %s: see docs/security.md", file, name)
			}
		}
	}
}
