//go:build linux

package test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/packaging/linux/linuxtest"
)

const packaged = `{
  "name": "Tales", "id": "com.example.story", "version": "0.1.0",
  "protocols": ["story-app"], "fileAssociations": [{ "extensions": ["story"], "name": "Story" }],
  "package": {
    "summary": "Tell stories to whoever listens", "description": "Stories that are told,\nand heard.", "author": "Ada Lovelace", "email": "ada@example.org",
    "homepage": "https://story.example.org/", "license": "MIT", "categories": ["Office"], "autostart": true
  }
}`

// TestLinuxPackages packs an app as it ships. Each package is judged by what distributions judge theirs by, installed in a folder of its own, and the app is
// run from there: with a window from the deb, as far as musl goes from the apk.
func TestLinuxPackages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "app")
	command(t, "init", dir, "--yes", "--name", "Tales")
	fill(t, dir, "deskjs.json", packaged, "frontend/index.html", "<!doctype html>\n<title>Page</title>\n<p>Hello\n", "backend/main.ts", `
import { app, BrowserWindow } from 'deskjs'

await app.whenReady()
const [window] = BrowserWindow.getAllWindows()
console.log(await window.webContents.executeJavaScript('document.title'), app.getVersion(), app.getLoginItemSettings().openAtLogin)
app.quit()
`, "backend/api.ts", "export async function nothing() {}\n")
	command(t, "package", dir, "--format", "deb,rpm,arch,apk,tar.gz", "--target", "linux/"+runtime.GOARCH)
	env := append(os.Environ(), home(t)...)
	found := func(pattern string) string {
		t.Helper()
		paths, err := filepath.Glob(filepath.Join(dir, "dist", pattern))
		if err != nil || len(paths) != 1 {
			t.Fatalf("%s: %q, %v", pattern, paths, err)
		}
		return paths[0]
	}
	run := func(want, program string, arguments ...string) {
		t.Helper()
		process := exec.CommandContext(t.Context(), program, arguments...)
		process.Env, process.Dir = env, t.TempDir()
		if said, err := process.CombinedOutput(); err != nil || string(said) != want {
			t.Errorf("%s %q: %v\n%s", program, arguments, err, said)
		}
	}
	const version = "Tales 0.1.0\n"

	deb, root := found("*.deb"), t.TempDir()
	if said, err := linuxtest.Try(t, "lintian", "--allow-root", "--fail-on", "error,warning", deb); err != nil || strings.TrimSpace(said) != "" {
		t.Errorf("lintian: %v\n%s", err, said)
	}
	for _, folder := range []string{"updates", "info"} {
		if err := os.MkdirAll(filepath.Join(root, "var/lib/dpkg", folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	fill(t, root, "var/lib/dpkg/status", "")
	linuxtest.Run(t, "dpkg", "--root", root, "--log", filepath.Join(root, "log"), "--force-not-root", "--force-depends", "--force-unsafe-io", "--install", deb)
	env = append(env, "XDG_CONFIG_DIRS="+filepath.Join(root, "etc/xdg"))
	run(version, filepath.Join(root, "usr/bin/tales"), "--version")
	run("Page 0.1.0 false\n", filepath.Join(root, "usr/bin/tales")) // it starts at login from /usr, and not from here

	rpm, root := found("*.rpm"), t.TempDir()
	if said, err := linuxtest.Try(t, "rpmlint", "--strict", "--config", "../packaging/rpm/testdata/rpmlint.toml", rpm); err != nil || !strings.Contains(said, "0 errors, 0 warnings") {
		t.Errorf("rpmlint: %v\n%s", err, said)
	}
	linuxtest.Root(t, "rpm", "--root", root, "--dbpath", "/var/lib/rpm", "--install", "--nodeps", rpm)
	run(version, filepath.Join(root, "usr/bin/tales"), "--version")

	for _, pattern := range []string{"*.pkg.tar.zst", "*.apk"} { // the apk's program is started by musl
		root := t.TempDir()
		linuxtest.Run(t, "bsdtar", "-xf", found(pattern), "-C", root)
		run(version, filepath.Join(root, "usr/bin/tales"), "--version")
	}

	root = t.TempDir()
	linuxtest.Run(t, "tar", "-xzf", found("*.tar.gz"), "-C", root)
	env = append(env, "PREFIX="+filepath.Join(root, "opt"))
	install := exec.CommandContext(t.Context(), filepath.Join(root, "tales-0.1.0", "install.sh"))
	install.Env = append(env, "DESTDIR="+filepath.Join(root, "stage"))
	if said, err := install.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	run(version, filepath.Join(root, "stage", root, "opt/bin/tales"), "--version")
}
