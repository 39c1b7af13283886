package bundler

import (
	"time"

	"github.com/deskjs/deskjs/bundler/hot"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// Options describe a project and how to build it.
type Options struct {
	// Dir is the project's directory, the one with deskjs.json.
	Dir string
	// Development keeps the code readable and links source maps to the page's files; without it they are minified.
	Development bool
	// Mode is what import.meta.env.MODE says and which .env files are read; "" is "development" or "production".
	Mode string
	// Analyze asks for Result.Analysis.
	Analyze bool
	// Components asks for Result.Components.
	Components bool
	// Icon makes what windows show, a PNG, of the app's icon as its author drew it; nil for windows without one.
	Icon func(picture []byte) ([]byte, error)
	// Variables is this process's environment as NAME=value, which wins over the .env files.
	Variables []string
	// Builtins are the names of the runtime's builtin modules without "node:", such as "fs" and "fs/promises", and
	// "deskjs". The backend gets them by require at run time; the page may not import them.
	Builtins []string
	// Types are the declarations of those modules by their names, for parameters of the api that have such a type; nil for none.
	Types map[string]string
	// BridgeClient is the JavaScript source, an ES module, of the page's half of the bridge. It exports call(name),
	// which returns an async function, and stream(name), which returns a function that returns an async iterable.
	BridgeClient string
	// Node is a command line that runs a JavaScript file as node does, for compilers of the project such as Vue's; the file is added
	// to it. Without one, a file that needs a compiler is an error.
	Node []string
	// Page is the source of an index.html to build in place of the project's pages, for a test in a page; nil otherwise.
	Page []byte
	// PageModules are the sources of modules that the page may import besides, by their names: "deskjs/test".
	PageModules map[string]string
	// Hot is the folder into which the app is written, for a page of modules that takes updates while it is open (package hot); "" for a
	// page of one bundle. It is for development.
	Hot string
	// InPlace says that what is built runs on this machine while the project is there: the modules of an app written for Electron know the
	// folders that they are really in. Without it they know those of the payload.
	InPlace bool
	// Environment are variables, NAME=VALUE, that Node gets besides this process's own.
	Environment []string
}

// Result is a built app.
type Result struct {
	// Files are the app's files by their names as payload members, app.json included.
	Files map[string][]byte
	// Maps are the source maps of an app that is built for shipping, by the names that they have beside the scripts; they don't ship.
	Maps map[string][]byte
	// Analysis is what the app's size is made of; nil if it was not asked for.
	Analysis *Analysis
	// Components are the packages that something of is in the app, sorted by name and version; nil if they were not asked for.
	Components []Component
	// Manifest is what app.json says.
	Manifest *payload.Manifest
	// Warnings do not keep the app from running.
	Warnings []diag.Message
	// Duration is how long the build took.
	Duration time.Duration
	// Unchecked says which arguments of the api's functions the backend can't check, and why. Nothing is wrong with that.
	Unchecked []diag.Message
	// SQLite is true when the backend imports node:sqlite, which not every runtime has.
	SQLite bool
}

// Change is what a rebuild came to, for the command that watches.
type Change struct {
	// Paths are the changed source files, relative to the project, sorted; those that are gone only if no other changed.
	Paths []string
	// Err is the reason why there is no Result, a *diag.Error for what the author can mend.
	Err error
	// Result is the app as it is now; nil when Err is set.
	Result *Result
	// Config is true when app.json differs in more than the API: windows, name, limits.
	Config bool
	// Backend is true when the backend process must be replaced.
	Backend bool
	// Frontend is true when the page must be loaded anew.
	Frontend bool
	// Hot is what the change comes to in the modules of the page, for its client; nil if it concerns none, or the page is a bundle. It may be
	// there beside Err, if only the other half of the app can't be built.
	Hot *hot.Update
	// Styles are the members, such as "frontend/main.css", to swap in the open page. When Frontend is true, loading
	// the page brings them anyway.
	Styles []string
}

// Same reports whether the rebuild succeeded and changed nothing that runs.
func (c Change) Same() bool {
	return c.Err == nil && !c.Config && !c.Backend && !c.Frontend && len(c.Styles) == 0 && (c.Hot == nil || c.Hot.Kind == hot.KindNone)
}
