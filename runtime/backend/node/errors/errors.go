// Package errors is internal/errors: Node's coded errors, which every builtin's
// JavaScript half throws. Only runtime/backend/builtins.go imports it.
package errors

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

var (
	//go:embed errors.js
	source string
	//go:embed messages.js
	messages string
	//go:embed system.js
	system string
)

// Module is internal/errors: the classes, made from the table in codes.go.
var Module = &engine.Module{Name: "internal/errors", Source: source, Ops: op.Table{op.Pure("find", find)}, Internal: true}

// Messages is internal/errors/messages: the messages that have to be computed.
var Messages = &engine.Module{Name: "internal/errors/messages", Source: messages, Internal: true}

// System is internal/errors/system: errors of system calls.
var System = &engine.Module{Name: "internal/errors/system", Source: system, Ops: op.Table{op.Pure("systemErrors", systemErrors)}, Internal: true}
