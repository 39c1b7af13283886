//go:build linux

package test

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/desktoptest"
)

// sample is a program of Electron's documentation, unchanged, that runs on a desktop of its own.
type sample struct {
	*page
	env []string
	dir string
}

// copySample makes an app of a sample: a package.json is all that it lacks.
func copySample(t *testing.T, name string) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "app")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "electron", filepath.FromSlash(name)))); err != nil {
		t.Fatal(err)
	}
	manifest := fmt.Sprintf(`{ "name": %q, "productName": "Sample", "version": "1.2.3", "main": "main.js", "devDependencies": { "electron": "^45.0.0" } }`, filepath.Base(name))
	if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte(manifest), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// openSample starts a sample from its folder.
func openSample(t *testing.T, name string) *sample {
	t.Helper()
	dir := copySample(t, name)
	env := desktoptest.Open(t).Env()
	return &sample{open(t, env, deskjs, "start", "--automation", dir), env, dir}
}

// tool runs a program on the sample's desktop and returns what it prints, also when it fails: it may have found nothing.
func (s *sample) tool(name string, args ...string) string {
	command := exec.Command(name, args...)
	command.Env = append(os.Environ(), s.env...)
	output, _ := command.Output()
	return strings.TrimSpace(string(output))
}

// until waits for something on the desktop.
func (s *sample) until(what string, held func() bool) {
	s.t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !held() {
		select {
		case <-deadline:
			s.t.Fatalf("never: %s", what)
		case <-tick.C:
		}
	}
}

// titled returns the windows with a title.
func (s *sample) titled(title string) []string {
	return strings.Fields(s.tool("xdotool", "search", "--onlyvisible", "--name", "^("+title+")$"))
}

func (s *sample) said(text string) {
	s.t.Helper()
	s.until("the app prints "+text, func() bool { return strings.Contains(s.output.String(), text) })
}

// samples says what each is to do.
var samples = map[string]func(*sample){
	"quick-start": func(s *sample) {
		s.eventually(`return /Node.js 22\.\d+\.\d+,\s+Chromium 111\.0\.0\.0,\s+and Electron 45\./.test(document.body.innerText)`)
	},
	"tutorial-preload": func(s *sample) {
		s.eventually(`return document.getElementById('info').innerText.includes('Electron (v45.') && versions.node().startsWith('22.') && typeof process === 'undefined'`)
	},
	"ipc/pattern-1": func(s *sample) {
		s.typeInto("#title", "Named by the page")
		s.click("#btn")
		s.until("the window is called so", func() bool { return len(s.titled("Named by the page")) == 1 })
	},
	"system/system-app-user-information/app-information": func(s *sample) {
		s.click("#app-info")
		s.eventually(`return document.getElementById('got-app-info').innerText === 'This app is located at: ' + arguments[0]`, s.dir)
	},
	"system/system-information/get-version-information": func(s *sample) {
		s.click("#version-info")
		s.eventually(`return /version: 45\./.test(document.getElementById('got-version-info').innerText)`)
	},
	"features/keyboard-shortcuts/web-apis": func(s *sample) {
		s.until("the window is there", func() bool { return len(s.titled("Hello World!|Sample")) == 1 })
		s.tool("xdotool", "windowfocus", "--sync", s.titled("Hello World!|Sample")[0])
		s.until("the key arrives", func() bool {
			s.tool("xdotool", "key", "j")
			var key string
			return s.Execute(&key, `return document.getElementById('last-keypress').innerText`) == nil && key == "j"
		})
	},
}

// TestElectronSamples runs programs of Electron's documentation, their files unchanged.
func TestElectronSamples(t *testing.T) {
	for name, does := range samples {
		t.Run(strings.ReplaceAll(name, "/", "-"), func(t *testing.T) {
			t.Parallel()
			s := openSample(t, name)
			does(s)
			same(t, name, s.dir)
			s.screenshot("end")
		})
	}
}

// same compares what ran with the sample's files.
func same(t *testing.T, name, dir string) {
	t.Helper()
	from := os.DirFS(filepath.Join("testdata", "electron", filepath.FromSlash(name)))
	err := fs.WalkDir(from, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		want, err := fs.ReadFile(from, path)
		if err != nil {
			return err
		}
		got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
		if err == nil && string(got) != string(want) {
			t.Errorf("%s was changed", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// A built app has its files in its payload, where its modules are.
func TestElectronSampleBuilt(t *testing.T) {
	dir := copySample(t, "system/system-app-user-information/app-information")
	command(t, "build", "--automation", dir)
	program := filepath.Join(dir, "dist", "sample")
	s := &sample{open(t, home(t), program), nil, dir}
	s.click("#app-info")
	s.eventually(`return document.getElementById('got-app-info').innerText === 'This app is located at: ' + arguments[0]`, filepath.Join(program, "files"))
}
