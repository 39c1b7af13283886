// Package parser is what node:http reads messages with: Node's internal HTTPParser and ConnectionsList over package http1.
//
// A parser that has consumed a connection's handle reads on the connection's own goroutine, and the loop is posted what was
// found. Only runtime/backend's table imports it.
package parser

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed parser.js
var source string

// Module is require('internal/http/parser').
var Module = &engine.Module{Name: "internal/http/parser", Source: source, Internal: true, Natives: natives}
