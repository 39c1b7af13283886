package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// features has a name and a script for each feature of the language and its library. The script's value, or what its
// promise is fulfilled with, is truthy where the feature works.
//
//go:embed testdata/features.txt
var features string

// missingFeatures has a line for each of them that does not work: its name and, after a tab, the reason. docs/compatibility.md
// shows it. The test fails when one of them has come to work.
//
//go:embed testdata/missing.txt
var missingFeatures string

func TestFeatures(t *testing.T) {
	patched := true
	reasons := map[string]string{}
	for line := range strings.Lines(missingFeatures) {
		name, reason, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		reasons[name] = reason
	}
	for _, section := range strings.Split("\n"+features, "\n### ")[1:] {
		name, source, _ := strings.Cut(section, "\n")
		t.Run(name, func(t *testing.T) {
			var result string
			if result, patched = runFeature(t, source); !patched {
				return
			}
			reason, missing := reasons[name]
			switch {
			case missing && result == "works":
				t.Errorf("it works, though it is said to be missing: %s", reason)
			case !missing && result != "works":
				t.Errorf("%s\n%s", source, result)
			}
		})
	}
	if !patched {
		t.Log("without the patches to goja many features are missing: none was checked")
	}
}

// runFeature runs source as a script of an app, lowered as the bundler lowers it.
func runFeature(t *testing.T, source string) (result string, patched bool) {
	code, _, err := bundler.TransformScript("feature.js", []byte(source))
	if err != nil {
		return err.Error(), true
	}
	text, err := json.Marshal(string(code))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "feature.js")
	program := "Promise.resolve().then(() => (0, eval)(" + string(text) + "))" +
		".then(value => value ? 'works' : 'the value is ' + value, error => String(error)).then(text => process.stdout.write(text))"
	if err := os.WriteFile(path, []byte(program), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	b := backend.New(backend.Options{Host: engine.Host{Stdout: &out, Stderr: &out}})
	b.RunFile(path)
	return out.String(), b.Engine.Patched()
}
