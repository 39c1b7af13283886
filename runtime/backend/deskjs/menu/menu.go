// Package menu is Menu and MenuItem, and the menu bars of windows. What menus look like, what roles are called in the user's language and
// what most of them do is the host's.
//
// Only runtime/backend's table imports it.
package menu

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed menu.js
	menuSource string
	//go:embed item.js
	itemSource string
	//go:embed roles.js
	rolesSource string
	//go:embed order.js
	orderSource string
	//go:embed live.js
	liveSource string
	//go:embed bar.js
	barSource string
	//go:embed about.js
	aboutSource string
	//go:embed menu.d.ts
	types string
)

// The modules: internal/deskjs/menu and what it is made of.
var (
	Module = &engine.Module{Name: "internal/deskjs/menu", Internal: true, Source: menuSource, Types: types}
	Item   = &engine.Module{Name: "internal/deskjs/menu/item", Internal: true, Source: itemSource}
	Roles  = &engine.Module{Name: "internal/deskjs/menu/roles", Internal: true, Source: rolesSource}
	Order  = &engine.Module{Name: "internal/deskjs/menu/order", Internal: true, Source: orderSource}
	Live   = &engine.Module{Name: "internal/deskjs/menu/live", Internal: true, Source: liveSource}
	About  = &engine.Module{Name: "internal/deskjs/menu/about", Internal: true, Source: aboutSource}
	Bar    = &engine.Module{Name: "internal/deskjs/menu/bar", Internal: true, Source: barSource}
)
