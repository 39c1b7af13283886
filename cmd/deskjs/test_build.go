package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/config"
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
	Coverage  string `json:"coverage,omitempty"` // the folder for counts
	Watch     bool   `json:"watch,omitempty"`    // what was loaded is asked for
	CI        bool   `json:"ci,omitempty"`
}

const testVariable = "DESKJS_TEST"

// buildForTests builds the app in dir as `deskjs start` does, with what lets a test drive it, into a folder that goes away with it.
func buildForTests(dir, page string) (tester.Built, error) {
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
	options := bundlerOptions(dir, page != "")
	if page != "" {
		if err := testPage(&options, dir, page); err != nil {
			return tester.Built{}, err
		}
	}
	result, err := bundler.Build(options)
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
		Folder:  folder,
		Program: program, Args: []string{"--deskjs-dev", folder, "--project", dir},
		Remove: func() { _ = os.RemoveAll(folder) },
	}, nil
}

// testPage makes the page of a file of tests: empty, but for the tests.
func testPage(options *bundler.Options, dir, file string) error {
	settings, err := config.Load(dir)
	if err != nil {
		return err
	}
	root := settings.Frontend.Root
	if root == "" {
		root = config.DefaultRoot
	}
	relative, err := filepath.Rel(filepath.Join(dir, filepath.FromSlash(root)), file)
	if err != nil {
		return err
	}
	name, err := json.Marshal("./" + filepath.ToSlash(relative))
	if err != nil {
		return err
	}
	options.Page = []byte(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title></head><body><script type="module">import ` + string(name) + `</script></body></html>`)
	options.PageModules = map[string]string{tester.Name: tester.PageModule()}
	return nil
}

var pageTestFile = regexp.MustCompile(`\.page\.test\.[cm]?[jt]sx?$`)

// testRunner has files of tests that are for a page run in one.
func testRunner(script string) string {
	if pageTestFile.MatchString(script) {
		return tester.PageRunModule
	}
	return ""
}
