package compile

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// kind is one compiler.
type kind struct {
	// name is that of its script in worker/.
	name string
	// packages are what it takes, the first being what the author adds; their versions are part of what the cache goes by.
	packages []string
	// what is how a message calls the files.
	what string
}

var vue = &kind{name: "vue", packages: []string{"vue", "@vue/compiler-sfc"}, what: "a Vue component"}

// kindOf is the compiler for a module, nil for none.
func kindOf(path, query string) *kind {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".vue":
		if query == "" || strings.HasPrefix(query, "vue&") {
			return vue
		}
	}
	return nil
}

// installed reports what to add when a compiler isn't there.
func (s *Set) installed(k *kind, path string) error {
	for _, name := range k.packages {
		if _, ok := s.packageDir(name, path); !ok {
			return diag.New(diag.Message{
				Text: s.shown(path) + " is " + k.what + ", and the package \"" + name + "\" that compiles it is not installed", File: s.shown(path),
				Hint: "`deskjs add " + k.packages[0] + "` adds it",
			})
		}
	}
	return nil
}

// packageDir finds a package as a module of the project at path does, or the project itself.
func (s *Set) packageDir(name, path string) (string, bool) {
	for dir := s.options.Dir; ; dir = filepath.Dir(dir) {
		found := filepath.Join(dir, "node_modules", filepath.FromSlash(name))
		if _, err := os.Stat(filepath.Join(found, "package.json")); err == nil {
			return found, true
		}
		if dir == filepath.Dir(dir) {
			return "", false
		}
	}
}

// versions names the packages of a compiler as they are installed.
func (s *Set) versions(k *kind, path string) string {
	var text strings.Builder
	for _, name := range k.packages {
		dir, _ := s.packageDir(name, path)
		var fields struct{ Version string }
		if data, err := os.ReadFile(filepath.Join(dir, "package.json")); err == nil {
			_ = json.Unmarshal(data, &fields) // what can't be read has no version
		}
		text.WriteString(name + "@" + fields.Version + "\n")
	}
	return text.String()
}
