// Package window is BrowserWindow.
//
// Only runtime/backend's table imports it.
package window

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed window.js
	source string
	//go:embed frame.js
	frame string
	//go:embed creation.js
	creation string
	//go:embed view.js
	view string
	//go:embed view.d.ts
	viewTypes string
	//go:embed window.d.ts
	types string
	//go:embed frame.d.ts
	frameTypes string
)

// Module is "internal/deskjs/window".
var Module = &engine.Module{Name: "internal/deskjs/window", Internal: true, Source: source, Types: types}

// Frame is "internal/deskjs/window/frame": the half of BrowserWindow that is not about its page.
var Frame = &engine.Module{Name: "internal/deskjs/window/frame", Internal: true, Source: frame, Types: frameTypes}

// View is "internal/deskjs/window/view": pages within a window.
var View = &engine.Module{Name: "internal/deskjs/window/view", Internal: true, Source: view, Types: viewTypes}

// Creation is "internal/deskjs/window/creation": what the constructor's options come to.
var Creation = &engine.Module{Name: "internal/deskjs/window/creation", Internal: true, Source: creation}
