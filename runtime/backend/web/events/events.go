// Package events is the DOM Standard's events and aborting: Event, EventTarget,
// CustomEvent, MessageEvent, CloseEvent, AbortController, AbortSignal and DOMException. All
// are globals; builtins get them from the internal modules below.
//
// Only runtime/backend imports this package.
package events

import (
	_ "embed"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed events.d.ts
var types string

//go:embed event_target.js
var targetSource string

//go:embed abort_controller.js
var abortSource string

//go:embed message_event.js
var messageSource string

//go:embed domexception.js
var exceptionSource string

// Target is "internal/event_target".
var Target = &engine.Module{
	Name:     "internal/event_target",
	Source:   targetSource,
	Types:    types,
	Natives:  targetNatives,
	Globals:  map[string]string{"Event": "Event", "EventTarget": "EventTarget", "CustomEvent": "CustomEvent"},
	Internal: true,
}

// Abort is "internal/abort_controller".
var Abort = &engine.Module{
	Name:     "internal/abort_controller",
	Source:   abortSource,
	Globals:  map[string]string{"AbortController": "AbortController", "AbortSignal": "AbortSignal"},
	Internal: true,
}

// Message is "internal/message_event".
var Message = &engine.Module{
	Name:     "internal/message_event",
	Source:   messageSource,
	Globals:  map[string]string{"MessageEvent": "MessageEvent", "CloseEvent": "CloseEvent"},
	Internal: true,
}

// Exception is "internal/domexception".
var Exception = &engine.Module{
	Name:     "internal/domexception",
	Source:   exceptionSource,
	Globals:  map[string]string{"DOMException": "DOMException"},
	Internal: true,
}

func targetNatives(e *engine.Engine) map[string]any {
	origin := e.Loop.Metrics().Origin
	return map[string]any{
		// now() is the time for Event.timeStamp, in milliseconds: performance.now().
		"now": func(goja.FunctionCall) goja.Value {
			return e.VM.ToValue(float64(time.Since(origin).Nanoseconds()) / 1e6)
		},
	}
}
