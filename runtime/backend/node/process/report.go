package process

import (
	"os"
	"runtime"
	"runtime/debug"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

var reportOps = op.Table{op.Pure("facts", reportFacts)}

// reportFacts() is what a report says that JavaScript can't find out: {goVersion, goroutines, threads, gcCount, maxRss, modules}.
func reportFacts(*op.Context, op.Args) (any, error) {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	modules := []string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dependency := range info.Deps {
			modules = append(modules, dependency.Path+"@"+dependency.Version)
		}
	}
	executable, _ := os.Executable()
	return op.Object{
		{Name: "goVersion", Value: runtime.Version()},
		{Name: "goroutines", Value: runtime.NumGoroutine()},
		{Name: "collections", Value: int(stats.NumGC)},
		{Name: "executable", Value: executable},
		{Name: "modules", Value: modules},
	}, nil
}
