package compile

import "github.com/deskjs/deskjs/internal/diag"

// Unit is a module that is asked for.
type Unit struct {
	// Path is the absolute path of the file. A module that is in no file begins with a zero byte, as plugins name them.
	Path string
	// Query is what follows the path in the module's name, without the "?": "vue&type=style&index=0&lang.css". "" for none.
	Query string
	// Source is the module's text. With nil, Load reads the file or asks the plugins.
	Source []byte
	// Dev asks for code for development: with hot updates by import.meta.hot, and warnings.
	Dev bool
}

// ID is the module's name: the path with the query behind it.
func (u Unit) ID() string {
	if u.Query == "" {
		return u.Path
	}
	return u.Path + "?" + u.Query
}

// Output is what became of a unit.
type Output struct {
	// Code is the module's text.
	Code []byte `json:"code"`
	// Loader says what Code is, in esbuild's words: js, jsx, ts, tsx, css, local-css (a CSS module), json, text.
	Loader string `json:"loader"`
	// Map is the source map from Code to the author's files, version 3; nil for none.
	Map []byte `json:"map,omitempty"`
	// Dir is where relative imports in Code begin; "" for the directory of the unit's path.
	Dir string `json:"dir,omitempty"`
	// Dependencies are further files, absolute, that went into Code: a change of one makes it stale.
	Dependencies []string `json:"dependencies,omitempty"`
	// Directories are those that went into Code with all files below: Tailwind's sources.
	Directories []string `json:"directories,omitempty"`
	// Warnings don't keep the module from running.
	Warnings []diag.Message `json:"warnings,omitempty"`
	// HotKind says how a running page takes a new version of the module.
	HotKind HotKind `json:"hotKind,omitempty"`
}

// HotKind is how a running page takes a new version of a module.
type HotKind string

const (
	// HotModule is any module: it is replaced if it, or what imports it, accepts that.
	HotModule HotKind = ""
	// HotStyle is a style sheet: its text is swapped.
	HotStyle HotKind = "style"
	// HotSelf is a component whose code accepts new versions of itself through import.meta.hot, with its framework's own
	// means: Vue's, Svelte's or Solid's.
	HotSelf HotKind = "self"
)

// Resolution is where an import leads.
type Resolution struct {
	// Path and Query are as a Unit's. Path is "" if the import is none of the compilers' or plugins': then it is resolved as any other.
	Path  string
	Query string
	// External leaves the import as it is.
	External bool
}
