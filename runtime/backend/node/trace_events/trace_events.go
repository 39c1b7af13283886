// Package traceevents is Node's module trace_events, which records nothing. Only runtime/backend's table imports it.
package traceevents

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed trace_events.js
var source string

// Module is require('trace_events').
var Module = &engine.Module{Name: "trace_events", Source: source, Types: types}

const types = `declare module 'trace_events' {
  /** There is no tracing here: throws ERR_TRACE_EVENTS_UNAVAILABLE. */
  export function createTracing(options: { categories: string[] }): never
  export function getEnabledCategories(): string | undefined
}
declare module 'node:trace_events' {
  export * from 'trace_events'
}
`
