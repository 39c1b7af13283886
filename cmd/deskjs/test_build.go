package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/tester"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// testModules are what scripts import as "deskjs/test".
func testModules() []*engine.Module {
	return tester.Modules(tester.Options{Build: buildForTests})
}

// testSettings is what `deskjs test` tells the programs that it runs, as JSON in testVariable; tester/app.js reads it too.
type testSettings struct {
	Project   string `json:"project"`
	Artifacts string `json:"artifacts,omitempty"`
	Timeout   int    `json:"timeout,omitempty"` // of a test, in milliseconds; 0 is none
	Retries   int    `json:"retries,omitempty"`
	Update    bool   `json:"update,omitempty"`
	Filtered  bool   `json:"filtered,omitempty"` // not all tests of a file run
	CI        bool   `json:"ci,omitempty"`
}

const testVariable = "DESKJS_TEST"

// buildForTests builds the app in dir as `deskjs start` does, with what lets a test drive it, into a folder that goes away with it.
func buildForTests(dir string) (tester.Built, error) {
	if dir == "" {
		var settings testSettings
		_ = json.Unmarshal([]byte(os.Getenv(testVariable)), &settings)
		if dir = settings.Project; dir == "" {
			dir = "."
		}
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return tester.Built{}, err
	}
	program, err := runtimeBeside("deskjs-app-test")
	if err != nil {
		return tester.Built{}, err
	}
	result, err := bundler.Build(bundlerOptions(dir, false))
	if err != nil {
		return tester.Built{}, err
	}
	code := tester.BackendScript() + string(result.Files[payload.BackendName]) + tester.BackendEnd
	result.Files[payload.BackendName] = []byte(code)
	parent := filepath.Join(dir, ".deskjs")
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return tester.Built{}, err
	}
	folder, err := os.MkdirTemp(parent, "test-")
	if err != nil {
		return tester.Built{}, err
	}
	if err := result.WriteDir(folder); err != nil {
		_ = os.RemoveAll(folder)
		return tester.Built{}, err
	}
	return tester.Built{
		Program: program, Args: []string{"--deskjs-dev", folder, "--project", dir},
		Remove: func() { _ = os.RemoveAll(folder) },
	}, nil
}
