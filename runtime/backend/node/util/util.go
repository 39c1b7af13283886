// Package util is Node's util and util/types, and the inspection of values behind
// console and assert. Only runtime/backend/builtins.go imports it.
package util

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed util.js
	source string
	//go:embed internal.js
	internal string
	//go:embed types.js
	types string
	//go:embed inspect.js
	inspect string
	//go:embed inspect-exotic.js
	inspectExotic string
	//go:embed inspect-error.js
	inspectError string
	//go:embed layout.js
	layout string
	//go:embed styles.js
	styles string
	//go:embed format.js
	format string
	//go:embed comparisons.js
	comparisons string
	//go:embed parse-args.js
	parseArgs string
	//go:embed callbackify.js
	callbackify string
	//go:embed debuglog.js
	debuglog string
	//go:embed diff.js
	diff string
	//go:embed mime.js
	mime string
	//go:embed old.js
	old string
	//go:embed partial.js
	partial string
	//go:embed seldom.js
	seldom string
	//go:embed style-text.js
	styleText string
	//go:embed util.d.ts
	declarations string
	//go:embed types.d.ts
	typesDeclarations string
)

// Module is util.
var Module = &engine.Module{Name: "util", Source: source, Types: declarations}

// Types is util/types.
var Types = &engine.Module{Name: "util/types", Source: types, Types: typesDeclarations, Natives: typeNatives}

// The parts of util, each loaded when it is first needed.
var (
	Internal     = &engine.Module{Name: "internal/util", Source: internal, Internal: true}
	Inspect      = &engine.Module{Name: "internal/util/inspect", Source: inspect, Natives: inspectNatives, Internal: true}
	InspectError = &engine.Module{Name: "internal/util/inspect-error", Source: inspectError, Internal: true}
	Exotic       = &engine.Module{Name: "internal/util/inspect-exotic", Source: inspectExotic, Natives: inspectNatives, Internal: true}
	Layout       = &engine.Module{Name: "internal/util/layout", Source: layout, Natives: inspectNatives, Internal: true}
	Styles       = &engine.Module{Name: "internal/util/styles", Source: styles, Internal: true}
	Format       = &engine.Module{Name: "internal/util/format", Source: format, Natives: inspectNatives, Internal: true}
	Comparisons  = &engine.Module{Name: "internal/util/comparisons", Source: comparisons, Natives: inspectNatives, Internal: true}
	Callbackify  = &engine.Module{Name: "internal/util/callbackify", Source: callbackify, Internal: true}
	Debuglog     = &engine.Module{Name: "internal/util/debuglog", Source: debuglog, Internal: true}
	Diff         = &engine.Module{Name: "internal/util/diff", Source: diff, Natives: diffNatives, Internal: true}
	MIME         = &engine.Module{Name: "internal/util/mime", Source: mime, Internal: true}
	Old          = &engine.Module{Name: "internal/util/old", Source: old, Internal: true}
	Partial      = &engine.Module{Name: "internal/util/partial", Source: partial, Internal: true}
	Seldom       = &engine.Module{Name: "internal/util/seldom", Source: seldom, Internal: true}
	StyleText    = &engine.Module{Name: "internal/util/style-text", Source: styleText, Internal: true}
	ParseArgs    = &engine.Module{Name: "internal/util/parse-args", Source: parseArgs, Internal: true}
)
