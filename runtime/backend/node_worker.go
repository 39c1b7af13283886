package backend

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// ofProcess are the options that are the process's, so that a worker can't have its own.
var ofProcess = func() map[string]optionKind {
	options := map[string]optionKind{}
	optionsOf(switchOption, `
		abort-on-uncaught-exception debug-arraybuffer-allocations disable-wasm-trap-handler enable-fips force-fips etw-stack-walking
		interactive jitless lite-mode node-memory-debug node-snapshot openssl-legacy-provider openssl-shared-config perf-basic-prof
		perf-basic-prof-only-functions perf-prof perf-prof-unwinding-info print check version help report-compact
		report-on-fatalerror test trace-event-categories trace-event-file-pattern trace-events-enabled trace-sigint
		use-bundled-ca use-openssl-ca use-system-ca v8-options zero-fill-buffers title v8-pool-size icu-data-dir
		max-old-space-size max-semi-space-size max-heap-size min-semi-space-size stack-size openssl-config redirect-warnings
		secure-heap secure-heap-min tls-cipher-list use-largepages diagnostic-dir disable-proto eval run report-dir report-directory
		report-filename`, options)
	return options
}()

// workerOptions reads the execArgv and the NODE_OPTIONS of a worker. invalid are the flags that it can't have.
func workerOptions(flags []string) (options engine.NodeOptions, invalid []string) {
	options = engine.NodeOptions{}
	for i := 0; i < len(flags); i++ {
		name, value, joined := strings.Cut(flags[i], "=")
		for _, name := range aliased(name) {
			whole, kind, on := findOption(name)
			_, process := ofProcess[whole]
			switch {
			case kind == 0 || process && on:
				invalid = append(invalid, flags[i])
			case kind == valueOption && !joined:
				if i+1 == len(flags) {
					invalid = append(invalid, whole+" requires an argument")
					continue
				}
				i++
				options[whole] = append(options[whole], flags[i])
			case !on:
				delete(options, whole)
				options["--no-"+whole[2:]] = []string{""}
			default:
				options[whole] = append(options[whole], value)
			}
		}
	}
	return options, invalid
}

func aliased(name string) []string {
	if whole, ok := optionAliases[name]; ok {
		return whole
	}
	return []string{name}
}

// runCode runs code that is no file's: a script, or an ES module if it can be nothing else.
func (b *Backend) runCode(name, code string) error {
	dir, err := os.Getwd()
	if err != nil {
		dir = string(os.PathSeparator)
	}
	_, err = b.Loader.RunScript(name, dir, code, b.script)
	if err != nil && isModuleSyntax(err) && b.script != nil {
		path := filepath.Join(dir, name+"1.mjs")
		if run, failed := b.Loader.MainSource(path, []byte(code)); failed == nil {
			return b.runModule(path, run)
		}
	}
	return err
}
