// Package readline is Node's modules "readline" and "readline/promises": lines of a stream, and the
// editing of a line in a terminal. Only runtime/backend's table imports it.
package readline

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed readline.js
	source string
	//go:embed readline.d.ts
	types string
	//go:embed promises.js
	promisesSource string
	//go:embed promises.d.ts
	promisesTypes string
	//go:embed callbacks.js
	callbacksSource string
	//go:embed editing.js
	editingSource string
	//go:embed interface.js
	interfaceSource string
	//go:embed keypress.js
	keypressSource string
	//go:embed keys.js
	keysSource string
	//go:embed symbols.js
	symbolsSource string
	//go:embed terminal.js
	terminalSource string
	//go:embed utils.js
	utilsSource string
)

// Modules are "readline", "readline/promises" and their parts.
var Modules = []*engine.Module{
	{Name: "readline", Source: source, Types: types},
	{Name: "readline/promises", Source: promisesSource, Types: promisesTypes},
	part("callbacks", callbacksSource),
	part("editing", editingSource),
	part("interface", interfaceSource),
	part("keypress", keypressSource),
	part("keys", keysSource),
	part("symbols", symbolsSource),
	part("terminal", terminalSource),
	part("utils", utilsSource),
}

// part is an internal module of readline.
func part(name, source string) *engine.Module {
	return &engine.Module{Name: "internal/readline/" + name, Source: source, Internal: true}
}
