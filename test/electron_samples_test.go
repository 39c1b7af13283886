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
	"github.com/deskjs/deskjs/internal/desktoptest/notifications"
	"github.com/deskjs/deskjs/internal/desktoptest/panel"
)

// sample is a program of Electron's documentation, unchanged, that runs on a desktop of its own.
type sample struct {
	*page
	session *desktoptest.Session
	shown   *panel.Panel
	env     []string
	dir     string
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
	session := desktoptest.Open(t)
	shown, err := panel.Start(session.Bus)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(shown.Close)
	notified, err := notifications.Start(session.Bus)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(notified.Close)
	env := session.Env()
	return &sample{open(t, env, deskjs, "start", "--automation", dir), session, shown, env, dir}
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
	s := &sample{page: open(t, home(t), program), dir: dir}
	s.click("#app-info")
	s.eventually(`return document.getElementById('got-app-info').innerText === 'This app is located at: ' + arguments[0]`, filepath.Join(program, "files"))
}
