//go:build !nosqlite

package backend

import (
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/node/sqlite"
)

// databases is node:sqlite, which is a seventh of a runtime: apps that do not use it get one that was built with the tag nosqlite.
var databases = []*engine.Module{sqlite.Module}
