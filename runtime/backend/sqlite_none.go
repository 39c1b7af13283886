//go:build nosqlite

package backend

import "github.com/deskjs/deskjs/runtime/backend/engine"

// databases stands for node:sqlite where it is not linked, to say why.
var databases = []*engine.Module{{Name: "sqlite", Scheme: true, Source: `
const error = new Error("node:sqlite is not in this app's runtime: deskjs build adds it to apps whose backend names 'node:sqlite' in an import or a require")
error.code = 'ERR_UNKNOWN_BUILTIN_MODULE'
throw error`}}
