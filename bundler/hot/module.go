package hot

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// module is a file of the page, or what a plugin makes up, as the page gets it.
type module struct {
	id    string // its path relative to the project; of what is in a namespace of a plugin, "NAMESPACE:PATH"
	place place

	body     string // of the function that runs it
	style    string // what it adds to the page's styles
	styled   bool   // it is a style sheet, or comes with one
	esm      bool   // an ES module, whose names are bound live
	async    bool   // with await at the top
	map_     mapping
	assets   map[string][]byte // files that it refers to, by their names below frontend/
	requests map[string]string // what its source imports, as written -> id
	imports  []imported        // what it imports, in order, each once
	files    []string          // absolute paths of what went into it
	accepts  acceptance
}

// place says what esbuild loads for a module.
type place struct {
	path, namespace, suffix string
	data                    any // what the plugin that resolved it wants to know again
	entry                   string
}

type imported struct {
	id   string
	late bool // by import()
}

// styleExtensions are style sheets, or become some by a plugin.
var styleExtensions = strings.Fields(".css .scss .sass .less .styl .stylus .pcss .postcss")

func (p place) extension() string {
	path, _, _ := strings.Cut(p.path, "?")
	return strings.ToLower(filepath.Ext(path))
}

// isPlainStyle reports whether a place is a style sheet that gives its importer no names.
func (p place) isPlainStyle() bool {
	path, query, _ := strings.Cut(p.path+p.suffix, "?")
	extension := strings.ToLower(filepath.Ext(path))
	return slices.Contains(styleExtensions, extension) && query == "" && !strings.HasSuffix(strings.TrimSuffix(path, extension), ".module")
}

// isWrapped reports whether what is there is no code for esbuild, but something that code can require.
func (p place) isWrapped(loaders map[string]api.Loader) bool {
	extension := p.extension()
	_, query, _ := strings.Cut(p.path+p.suffix, "?")
	for flag := range strings.SplitSeq(query, "&") {
		if slices.Contains([]string{"raw", "url", "inline", "no-inline", "worker", "sharedworker"}, flag) {
			return true
		}
	}
	if slices.Contains(styleExtensions, extension) || extension == ".json" || extension == ".txt" {
		return true
	}
	loader, known := loaders[extension]
	return known && loader != api.LoaderJS && loader != api.LoaderJSX && loader != api.LoaderTS && loader != api.LoaderTSX
}

// fromPackage reports whether the module belongs to a package rather than to the app.
func (m *module) fromPackage() bool { return strings.Contains("/"+m.id, "/node_modules/") }
