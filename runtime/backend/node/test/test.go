// Package test is Node's node:test: tests, suites, hooks and mocks, with the spec
// reporter. Only runtime/backend/builtins.go imports it.
package test

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed test.js
	source string
	//go:embed runner.js
	runner string
	//go:embed context.js
	testContext string
	//go:embed reporter.js
	reporter string
	//go:embed run.js
	run string
	//go:embed child.js
	child string
	//go:embed mock.js
	mock string
	//go:embed reporters.js
	reporters string
	//go:embed reporters-public.js
	publicReporters string
	//go:embed tap.js
	tap string
	//go:embed junit.js
	junit string
	//go:embed mock-timers.js
	mockTimers string
	//go:embed snapshot.js
	snapshot string
	//go:embed test.d.ts
	declarations string
)

// Module is node:test.
var Module = &engine.Module{Name: "test", Source: source, Types: declarations, Scheme: true}

// Reporters is node:test/reporters.
var Reporters = &engine.Module{Name: "test/reporters", Source: publicReporters, Scheme: true}

// The reporters themselves, and the parts that few tests need.
var (
	AllReporters = &engine.Module{Name: "internal/test/reporters", Source: reporters, Internal: true}
	TAP          = &engine.Module{Name: "internal/test/reporters/tap", Source: tap, Internal: true}
	JUnit        = &engine.Module{Name: "internal/test/reporters/junit", Source: junit, Internal: true}
	MockTimers   = &engine.Module{Name: "internal/test/mock-timers", Source: mockTimers, Internal: true}
)

// The parts of node:test.
var (
	Runner   = &engine.Module{Name: "internal/test/runner", Source: runner, Internal: true}
	Context  = &engine.Module{Name: "internal/test/context", Source: testContext, Internal: true}
	Reporter = &engine.Module{Name: "internal/test/reporter", Source: reporter, Internal: true}
	Snapshot = &engine.Module{Name: "internal/test/snapshot", Source: snapshot, Internal: true}
	Run      = &engine.Module{Name: "internal/test/run", Source: run, Internal: true}
	Child    = &engine.Module{Name: "internal/test/child", Source: child, Internal: true}
	Mock     = &engine.Module{Name: "internal/test/mock", Source: mock, Internal: true}
)
