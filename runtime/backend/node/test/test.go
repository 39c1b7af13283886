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
	//go:embed mock.js
	mock string
	//go:embed test.d.ts
	declarations string
)

// Module is node:test.
var Module = &engine.Module{Name: "test", Source: source, Types: declarations, Scheme: true}

// The parts of node:test.
var (
	Runner   = &engine.Module{Name: "internal/test/runner", Source: runner, Internal: true}
	Context  = &engine.Module{Name: "internal/test/context", Source: testContext, Internal: true}
	Reporter = &engine.Module{Name: "internal/test/reporter", Source: reporter, Internal: true}
	Mock     = &engine.Module{Name: "internal/test/mock", Source: mock, Internal: true}
)
