// Package updater is `autoUpdater` of the module "deskjs", and what passes from one version of an app to the next while it runs. The updates
// themselves are the host's business (runtime/desktop/update): here the app asks, hears and has its say.
//
// runtime/backend imports it.
package updater

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed updater.js
var source string

//go:embed handover.js
var handoverSource string

//go:embed updater.d.ts
var types string

// Module is "internal/deskjs/updater".
var Module = &engine.Module{Name: "internal/deskjs/updater", Source: source, Types: types, Internal: true}

// Handover is "internal/deskjs/handover".
var Handover = &engine.Module{Name: "internal/deskjs/handover", Source: handoverSource, Internal: true}
