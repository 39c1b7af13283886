// Package eventsource is HTML's EventSource: a stream of events from a server, taken up again where it broke off.
//
// The Go half connects and reads the stream off the loop's thread; the JavaScript half is the class, its states and when it connects
// again. Only runtime/backend's table imports it.
package eventsource

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed eventsource.js
	source string
	//go:embed eventsource.d.ts
	types string
)

// Module is "internal/eventsource".
var Module = &engine.Module{
	Name:     "internal/eventsource",
	Source:   source,
	Types:    types,
	Natives:  natives,
	Globals:  map[string]string{"EventSource": "EventSource"},
	Internal: true,
}
