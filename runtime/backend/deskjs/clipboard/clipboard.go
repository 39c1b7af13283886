// Package clipboard is clipboard and ClipboardItem of the module "deskjs". The host's half is runtime/desktop/clipboard.
//
// Only runtime/backend's table imports it.
package clipboard

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed clipboard.js
	source string
	//go:embed item.js
	item string
	//go:embed clipboard.d.ts
	types string
)

// Module is internal/deskjs/clipboard.
var Module = &engine.Module{Name: "internal/deskjs/clipboard", Internal: true, Source: source, Types: types}

// Item is internal/deskjs/clipboard/item: the class ClipboardItem.
var Item = &engine.Module{Name: "internal/deskjs/clipboard/item", Internal: true, Source: item}
