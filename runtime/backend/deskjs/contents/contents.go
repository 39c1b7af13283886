// Package contents is webContents: what a window shows, as the app's code sees it.
//
// Only runtime/backend's table imports it.
package contents

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed contents.js
var source string

// Module is "internal/deskjs/contents".
var Module = &engine.Module{Name: "internal/deskjs/contents", Internal: true, Source: source}
