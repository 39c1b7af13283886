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
	// packages are what it takes; their versions are part of what the cache goes by.
	packages []string
	// add is what the author adds when one of them is missing.
	add string
	// what is how a message calls the files.
	what string
}

var (
	vue    = &kind{"vue", []string{"vue", "@vue/compiler-sfc"}, "vue", "a Vue component"}
	svelte = &kind{"svelte", []string{"svelte"}, "svelte", "a Svelte component"}
	solid  = &kind{"solid", []string{"solid-js", "@babel/core", "babel-preset-solid"}, "babel-preset-solid @babel/core@7 solid-refresh", "JSX of Solid"}
	sass   = &kind{"style", []string{"sass"}, "sass", "a Sass style sheet"}
	less   = &kind{"style", []string{"less"}, "less", "a Less style sheet"}
	// Angular's compiler runs in the page; this readies classes for it.
	angular = &kind{"angular", []string{"@angular/core", "@angular/compiler"}, "@angular/compiler", "a class of Angular"}
	css     = &kind{"style", nil, "", "a style sheet"}
)

// stylePackages are what style sheets may go through, wherever they are.
var stylePackages = []string{"sass", "less", "tailwindcss", "postcss"}

// kindOf is the compiler for a module, nil for none.
func (s *Set) kindOf(path, query string) *kind {
	inPackage := strings.Contains(filepath.ToSlash(path), "/node_modules/")
	switch base := strings.ToLower(filepath.Base(path)); strings.ToLower(filepath.Ext(path)) {
	case ".vue":
		if query == "" || strings.HasPrefix(query, "vue&") {
			return vue
		}
	case ".svelte":
		if query == "" || strings.HasPrefix(query, "svelte&") {
			return svelte
		}
	case ".js", ".ts":
		switch {
		case query != "":
		case strings.Contains(base, ".svelte."):
			return svelte
		case strings.HasSuffix(base, ".ts") && !inPackage && s.config().manifest.depends("@angular/core"):
			return angular
		}
	case ".jsx", ".tsx":
		if query == "" && s.usesSolid() {
			return solid
		}
	case ".scss", ".sass":
		if query == "" {
			return sass
		}
	case ".less":
		if query == "" {
			return less
		}
	case ".css", ".pcss", ".postcss":
		if query == "" && !inPackage && s.transformsCSS() {
			return css
		}
	}
	return nil
}

// usesSolid reports whether the project's JSX is Solid's.
func (s *Set) usesSolid() bool {
	m := &s.config().manifest
	return m.depends("solid-js") && !m.depends("react") && !m.depends("preact")
}

// transformsCSS reports whether plain style sheets may have to go through Tailwind or PostCSS.
func (s *Set) transformsCSS() bool {
	c := s.config()
	return c.modules["postcss"] != "" || c.modules["vite"] != "" || c.manifest.depends("tailwindcss") || c.manifest.depends("@tailwindcss/vite") || c.manifest.depends("@tailwindcss/postcss")
}

// installed reports what to add when a compiler isn't there.
func (s *Set) installed(k *kind, path string) error {
	for _, name := range k.packages {
		if _, ok := s.packageDir(name); !ok {
			return diag.New(diag.Message{
				Text: s.shown(path) + " is " + k.what + ", and the package \"" + name + "\" that compiles it is not installed", File: s.shown(path),
				Hint: "`deskjs add " + k.add + "` adds it",
			})
		}
	}
	return nil
}

// packageDir finds a package as the project does.
func (s *Set) packageDir(name string) (string, bool) {
	for dir := s.options.Dir; ; dir = filepath.Dir(dir) {
		for _, modules := range []string{"node_modules", filepath.Join("node_modules", "vite-plugin-solid", "node_modules"), filepath.Join("node_modules", "vue", "node_modules")} {
			found := filepath.Join(dir, modules, filepath.FromSlash(name))
			if _, err := os.Stat(filepath.Join(found, "package.json")); err == nil {
				return found, true
			}
		}
		if dir == filepath.Dir(dir) {
			return "", false
		}
	}
}

// versions names the packages of a compiler as they are installed.
func (s *Set) versions(k *kind) string {
	var text strings.Builder
	for _, name := range append(k.packages[:len(k.packages):len(k.packages)], stylePackages...) {
		dir, ok := s.packageDir(name)
		if !ok {
			continue
		}
		var fields struct{ Version string }
		if data, err := os.ReadFile(filepath.Join(dir, "package.json")); err == nil {
			_ = json.Unmarshal(data, &fields) // what can't be read has no version
		}
		text.WriteString(name + "@" + fields.Version + "\n")
	}
	return text.String()
}
