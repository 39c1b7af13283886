// Package tester is the module "deskjs/test": node:test's functions, expect, and launch, which starts an app and drives its windows.
//
// It is no part of the runtime that apps ship with: cmd/deskjs adds it to the programs that it runs. Nothing else imports it.
package tester

import (
	_ "embed"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed test.js
	source string
	//go:embed expect.js
	expect string
	//go:embed equal.js
	equal string
	//go:embed diff.js
	diff string
	//go:embed snapshot.js
	snapshot string
	//go:embed pages.js
	pages string
	//go:embed app.js
	app string
	//go:embed locator.js
	locator string
	//go:embed run.js
	runSource string
	//go:embed page.js
	page string
	//go:embed pagemodule.js
	pageModule string
	//go:embed keys.js
	keys string
	//go:embed agent.js
	agent string
	//go:embed fakes.js
	fakes string
	//go:embed desktop.js
	desktop string
	//go:embed backend.js
	backend string
	// Types are the declarations of "deskjs/test".
	//go:embed test.d.ts
	Types string
)

// Name is what programs import.
const Name = "deskjs/test"

// RunModule is what `deskjs test` is; its function main takes its options as JSON.
const RunModule = "internal/deskjs/test/run"

// PageRunModule runs a file of tests in a page; its function main takes the file's path.
const PageRunModule = "internal/deskjs/test/page"

// PageModule is "deskjs/test" for code in a page, as an ES module.
func PageModule() string {
	var b strings.Builder
	b.WriteString("const definitions = {\n")
	for _, part := range []struct{ name, source string }{{"expect", expect}, {"equal", equal}, {"diff", diff}, {"locator", locator}, {"keys", keys}} {
		b.WriteString("[" + quote("internal/deskjs/test/"+part.name) + "]: function (exports, require, module, process, Buffer) {" + part.source + "\n},\n")
	}
	b.WriteString("}\n" + pageModule)
	return b.String()
}

// BackendScript runs in a tested app's backend before its own code, and BackendEnd after it: what a test asks the backend for.
const (
	BackendEnd = "\n;globalThis.__deskjsTest?.wrap?.(module);\n"
)

// BackendScript is one line, so that the lines of what follows keep their numbers.
func BackendScript() string { return oneLine(backend) }

// Built is an app that has been built for tests.
type Built struct {
	// Program is what it runs on, with Args; the environment gets Env.
	Program string
	Args    []string
	Env     []string
	// Folder has the app's files.
	Folder string
	// Remove takes away what has been written.
	Remove func()
}

// Options are what the module needs of the program that it is a part of.
type Options struct {
	// Build builds the app of the project in a folder; "" is the one that is tested. If page is not "", it is a file of tests that the app's
	// page is to be made of. It is called on a goroutine.
	Build func(dir, page string) (Built, error)
}

// Modules are "deskjs/test" and its parts.
func Modules(options Options) []*engine.Module {
	internal := func(name, source string) *engine.Module {
		return &engine.Module{Name: "internal/deskjs/test/" + name, Source: source, Internal: true}
	}
	driver := internal("app", app)
	driver.Natives = func(e *engine.Engine) map[string]any { return natives(e, options) }
	return []*engine.Module{
		{Name: Name, Source: source, Types: Types},
		driver, internal("expect", expect), internal("equal", equal), internal("diff", diff), internal("snapshot", snapshot), internal("pages", pages),
		internal("locator", locator), internal("keys", keys), internal("run", runSource), internal("page", page),
		internal("desktop", desktop),
		internal("agent", "module.exports = "+quote(agent)), internal("fakes", "module.exports = "+quote(fakes)),
	}
}
