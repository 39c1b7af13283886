// Package application is what `app` of the module "deskjs" asks of the desktop: one instance, what opens the app's addresses and files, what
// starts at login, badges, languages, processes. The host's half is runtime/desktop/application.
//
// Only runtime/backend's table imports it.
package application

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed desktop.js
var desktopSource string

//go:embed instance.js
var instanceSource string

//go:embed opens.js
var opensSource string

//go:embed system.js
var systemSource string

//go:embed commandline.js
var commandLineSource string

//go:embed application.d.ts
var types string

// Modules are its parts.
var Modules = []*engine.Module{
	{Name: "internal/deskjs/application/desktop", Source: desktopSource, Types: types, Internal: true, Ops: op.Table{op.Pure("mayStart", mayStart)}},
	{Name: "internal/deskjs/application/instance", Source: instanceSource, Internal: true},
	{Name: "internal/deskjs/application/opens", Source: opensSource, Internal: true},
	{Name: "internal/deskjs/application/system", Source: systemSource, Internal: true},
	{Name: "internal/deskjs/application/commandline", Source: commandLineSource, Internal: true},
}
