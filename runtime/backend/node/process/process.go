// Package process is Node's global "process", the standard streams behind it, and
// the program's turns of fate (uncaught errors, exit), which package backend calls by
// way of the module "internal/lifecycle". Only runtime/backend's table imports it.
package process

import (
	_ "embed"
	"runtime/debug"

	"github.com/deskjs/deskjs/internal/versions"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// NodeVersion is the version of Node whose API the builtins follow. It is stated in internal/versions only.
const NodeVersion = versions.Node

//go:embed process.js
var source string

//go:embed warning.js
var warningSource string

//go:embed seldom.js
var seldomSource string

//go:embed flags.js
var flagsSource string

//go:embed report.js
var reportSource string

//go:embed active.js
var activeSource string

//go:embed lifecycle.js
var lifecycleSource string

//go:embed process.d.ts
var types string

// Module is "process". It is small, since most programs look at process:
// what they seldom need of it is in the other modules.
var Module = &engine.Module{
	Name:    "process",
	Source:  source,
	Types:   types,
	Ops:     ops,
	Natives: natives,
	Globals: map[string]string{"process": ""},
}

// Warning is "internal/process/warning": process.emitWarning.
var Warning = &engine.Module{
	Name:     "internal/process/warning",
	Source:   warningSource,
	Natives:  optionNatives,
	Internal: true,
}

// Seldom is "internal/process/seldom": functions of process that few programs call.
var Seldom = &engine.Module{
	Name:     "internal/process/seldom",
	Source:   seldomSource,
	Ops:      op.Table{op.Pure("abort", abort), op.Pure("rawDebug", rawDebug)},
	Natives:  seldomNatives,
	Internal: true,
}

// Active is "internal/process/active": the handles that keep the program alive.
var Active = &engine.Module{Name: "internal/process/active", Source: activeSource, Internal: true}

// Flags is "internal/process/flags": process.allowedNodeEnvironmentFlags.
var Flags = &engine.Module{Name: "internal/process/flags", Source: flagsSource, Natives: flagNatives, Internal: true}

// Report is "internal/process/report": process.report.
var Report = &engine.Module{Name: "internal/process/report", Source: reportSource, Ops: reportOps, Internal: true}

// Lifecycle is "internal/lifecycle": what happens on uncaught errors, on unhandled rejections
// and at the end.
var Lifecycle = &engine.Module{
	Name:     "internal/lifecycle",
	Source:   lifecycleSource,
	Natives:  lifecycleNatives,
	Internal: true,
}

// ops are in the order of Node's documentation.
var ops = op.Table{
	op.Pure("availableMemory", availableMemory),
	op.Pure("chdir", chdir),
	op.Pure("constrainedMemory", constrainedMemory),
	op.Pure("cpuUsage", cpuUsage),
	op.Pure("cwd", cwd),
	op.Pure("identity", identity),
	op.Pure("setIdentity", setIdentity),
	op.Pure("getgroups", getgroups),
	op.Pure("initgroups", initgroups),
	op.Pure("kill", kill),
	op.Pure("memoryUsage", memoryUsage),
	op.Pure("resourceUsage", resourceUsage),
	op.Pure("rss", rss),
	op.Pure("watchSignal", watchSignal),
	op.Pure("unwatchSignal", unwatchSignal),
	op.Pure("setgroups", setgroups),
	op.Pure("setTitle", setTitle),
	op.Pure("umask", umask),
	op.Pure("versions", listVersions),
}

// listVersions returns process.versions.
func listVersions(*op.Context, op.Args) (any, error) {
	own, goja := "0.0.0", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" && info.Main.Version != "(devel)" {
			own = trimV(info.Main.Version)
		}
		for _, dependency := range info.Deps {
			if dependency.Path == "github.com/dop251/goja" {
				goja = trimV(dependency.Version)
			}
		}
	}
	return op.Object{
		{Name: "node", Value: NodeVersion},
		{Name: "deskjs", Value: own},
		{Name: "goja", Value: goja},
		// There is no OpenSSL, but programs ask for its version to learn whether there is crypto; its
		// names, constants and errors are those of this one.
		{Name: "openssl", Value: "3.0.19"},
	}, nil
}

func trimV(version string) string {
	if version != "" && version[0] == 'v' {
		return version[1:]
	}
	return version
}
