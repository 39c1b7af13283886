// Package notification is Notification of the module "deskjs". The host's half is runtime/desktop/notification.
//
// Only runtime/backend's table imports it.
package notification

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed notification.js
	source string
	//go:embed notification.d.ts
	types string
)

// Module is internal/deskjs/notification.
var Module = &engine.Module{Name: "internal/deskjs/notification", Internal: true, Source: source, Types: types}
