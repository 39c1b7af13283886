// Package urlpattern is the URL Pattern Standard's URLPattern. It is JavaScript only: its groups are regular expressions of the
// program's, and the rest is done when a pattern is made.
//
// Only runtime/backend's table imports it.
package urlpattern

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed urlpattern.js
	source string
	//go:embed urlpattern.d.ts
	types string
	//go:embed parser.js
	parserSource string
	//go:embed constructor.js
	constructorSource string
)

// Modules are the class, the parser of patterns, and that of whole URLs of patterns.
var Modules = []*engine.Module{
	{Name: "internal/urlpattern", Source: source, Types: types, Globals: map[string]string{"URLPattern": "URLPattern"}, Internal: true},
	{Name: "internal/urlpattern/constructor", Source: constructorSource, Internal: true},
	{Name: "internal/urlpattern/parser", Source: parserSource, Internal: true},
}
