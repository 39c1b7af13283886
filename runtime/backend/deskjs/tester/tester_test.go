package tester_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/tester"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// run runs a script with "deskjs/test" and returns what it printed, its errors too.
func run(t *testing.T, path string) string {
	t.Helper()
	absolute, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	b := backend.New(backend.Options{
		Host:    engine.Host{Stdout: &out, Stderr: &out, Executable: "deskjs", Args: []string{absolute}},
		Modules: tester.Modules(tester.Options{Build: func(string, string) (tester.Built, error) { return tester.Built{}, errors.New("nothing is built here") }}),
	})
	b.RunFile(absolute)
	return out.String()
}

// TestScripts compares what the scripts print with what is kept beside them.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatal("there are no scripts", err)
	}
	for _, script := range scripts {
		t.Run(filepath.Base(script), func(t *testing.T) {
			kept := strings.TrimSuffix(script, ".js") + ".out"
			want, err := os.ReadFile(kept)
			if err != nil {
				t.Fatal(err)
			}
			if got := run(t, script); got != string(want) {
				t.Errorf("%s printed\n%s\nand not, as %s says,\n%s", script, got, kept, want)
			}
		})
	}
}

// The script goes before an app's own code, whose lines must keep their numbers.
func TestBackendScriptIsOneLine(t *testing.T) {
	if script := tester.BackendScript(); strings.Contains(script, "\n") || !strings.Contains(script, "__deskjsTest") {
		t.Errorf("it is %q", script)
	}
}

func picture(t *testing.T, fill color.Color) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 4, 3))
	for i := range 12 {
		img.Set(i%4, i/4, fill)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A viewer that knows nothing of animation shows the first picture.
func TestAnimatedPictureIsAPNG(t *testing.T) {
	moving, err := tester.Animate([][]byte{picture(t, color.RGBA{255, 0, 0, 255}), picture(t, color.RGBA{0, 0, 255, 255})}, 100)
	if err != nil {
		t.Fatal(err)
	}
	first, err := png.Decode(bytes.NewReader(moving))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, b, _ := first.At(0, 0).RGBA(); r != 0xffff || b != 0 {
		t.Errorf("its first picture is another: %d %d", r, b)
	}
	if count := bytes.Count(moving, []byte("fcTL")); count != 2 {
		t.Errorf("it has %d pictures", count)
	}
}

func TestComparedPictures(t *testing.T) {
	red, almost, blue := picture(t, color.RGBA{255, 0, 0, 255}), picture(t, color.RGBA{250, 0, 0, 255}), picture(t, color.RGBA{0, 0, 255, 255})
	for _, test := range []struct {
		one, other []byte
		want       int
	}{{red, red, 0}, {red, almost, 0}, {red, blue, 12}} {
		different, err := tester.Different(test.one, test.other, 0.1)
		if err != nil || different != test.want {
			t.Errorf("%d points differ, want %d (%v)", different, test.want, err)
		}
	}
	if _, err := tester.Different(red, []byte("no picture"), 0.1); err == nil || !strings.Contains(err.Error(), "no PNG") {
		t.Errorf("the error is %v", err)
	}
}

// What the module has, the declarations have, and nothing else.
func TestDeclarations(t *testing.T) {
	file := filepath.Join(t.TempDir(), "names.js")
	if err := os.WriteFile(file, []byte("process.on('exit', () => {}); console.log(JSON.stringify(Object.keys(require('deskjs/test')))); process.exit()"), 0o600); err != nil {
		t.Fatal(err)
	}
	var names []string
	if err := json.Unmarshal([]byte(strings.TrimSpace(run(t, file))), &names); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !strings.Contains(tester.Types, "export const "+name+":") && !strings.Contains(tester.Types, "export function "+name+"(") &&
			!strings.Contains(tester.Types, "export function "+name+"<") {
			t.Errorf("%s is not declared", name)
		}
	}
	if declared := strings.Count(tester.Types, "\n  export const ") + strings.Count(tester.Types, "\n  export function "); declared != len(names) {
		t.Errorf("%d are declared, and there are %d: %v", declared, len(names), names)
	}
}
