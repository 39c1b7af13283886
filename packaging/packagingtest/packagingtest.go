// Package packagingtest has what tests of formats need: an app that says all that an app can say of itself, and jobs with it.
//
// Tests of formats import it.
package packagingtest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/icon"
)

// App returns a new sample, the same each time.
func App(t testing.TB) *packaging.App {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, 256, 256))
	for y := range 256 {
		for x := range 256 {
			picture.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), uint8(x ^ y), 255})
		}
	}
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, picture); err != nil {
		t.Fatal(err)
	}
	parsed, err := icon.Parse(drawn.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	app := &packaging.App{
		Manifest: &payload.Manifest{
			Name: "My Notes", ID: "com.example.notes", Version: "1.2.0", Protocols: []string{"notes"},
			FileAssociations: []payload.FileAssociation{{Extensions: []string{"xnote", "xnotes"}, Name: "Note"}, {Extensions: []string{"md"}, Name: "Markdown text", MIMEType: "text/markdown"}},
		},
		Command: "my-notes",
		Package: config.Package{
			Summary: "Notes that stay yours", Description: "Write notes.\n\nFind them again.", Author: "Ada Lovelace", Email: "ada@example.com",
			Homepage: "https://example.com/notes", License: "MIT", Copyright: "Copyright 2025 Ada Lovelace", Categories: []string{"Office", "Utility"}, Keywords: []string{"text"},
		},
		License:    []byte("The MIT License.\n"),
		Icon:       parsed,
		Components: []byte(`{"spdxVersion":"SPDX-2.3"}` + "\n"),
		Time:       time.Date(2025, 3, 4, 5, 6, 8, 0, time.UTC),
	}
	app.Members = map[string][]byte{
		payload.ManifestName: []byte(`{"name":"My Notes","id":"com.example.notes","version":"1.2.0"}`),
		payload.BackendName:  []byte("console.log('backend')\n"),
		payload.IndexName:    bytes.Repeat([]byte("<p>Hello\n"), 40_000),
	}
	var container bytes.Buffer
	if err := payload.Append(&container, app.Members); err != nil {
		t.Fatal(err)
	}
	app.Payload = container.Bytes()
	return app
}

// Job returns a job that packages app for target, "linux/amd64", with the program at the path runtime.
func Job(t testing.TB, app *packaging.App, target, runtime string) *packaging.Job {
	t.Helper()
	parsed, err := packaging.ParseTarget(target)
	if err != nil {
		t.Fatal(err)
	}
	return &packaging.Job{App: app, Target: parsed, Runtime: runtime, Dir: t.TempDir(), Output: t.TempDir(), Scratch: t.TempDir()}
}

// Make makes a package of one file with format, twice, which must give the same bytes, and returns its path.
func Make(t testing.TB, format packaging.Format, job *packaging.Job) string {
	t.Helper()
	var previous []byte
	var path string
	for range 2 {
		again := *job
		again.Output, again.Scratch = t.TempDir(), t.TempDir()
		paths, err := format.Make(t.Context(), &again)
		if err != nil {
			t.Fatal(err)
		}
		if len(paths) != 1 {
			t.Fatalf("%s makes %q", format.Name, paths)
		}
		path = paths[0]
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if previous != nil && !bytes.Equal(previous, data) {
			t.Fatalf("two runs of %s differ", format.Name)
		}
		previous = data
	}
	return path
}

// Tool runs a program that reads packages, and returns what it says; where it is missing, the failure names the Debian package.
func Tool(t testing.TB, debian, name string, arguments ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%v: install the Debian package %s", err, debian)
	}
	out, err := exec.CommandContext(t.Context(), name, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", name, arguments, err, out)
	}
	return string(out)
}
