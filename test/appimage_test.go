//go:build linux

package test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestAppImage packs an app as an AppImage, which opens a window as it is, knows where it is, and starts itself anew; and starts it from the
// folder that it unpacks itself to.
func TestAppImage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "app")
	command(t, "init", dir, "--yes", "--name", "Story App")
	fill(t, dir, "frontend/index.html", "<!doctype html>\n<title>Page</title>\n<p>Hello\n", "backend/main.ts", `
import { app, BrowserWindow } from 'deskjs'

await app.whenReady()
const [window] = BrowserWindow.getAllWindows()
const title = await window.webContents.executeJavaScript('document.title + " " + document.body.innerText.trim()')
console.log(title, app.getVersion(), process.env.APPIMAGE, process.argv.includes('--again'))
if (!process.argv.includes('--again')) app.relaunch({ args: [...process.argv.slice(1), '--again'] })
app.quit()
`, "backend/api.ts", "export async function nothing() {}\n")
	command(t, "package", dir, "--format", "appimage", "--target", "linux/"+runtime.GOARCH)
	found, err := filepath.Glob(filepath.Join(dir, "dist", "*.AppImage"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%q, %v", found, err)
	}
	image := found[0]
	env := append(os.Environ(), home(t)...)
	run := func(program string, arguments ...string) string {
		process := exec.CommandContext(t.Context(), program, arguments...)
		process.Env, process.Dir = env, t.TempDir()
		said, err := process.Output()
		if err != nil {
			t.Fatalf("%s %q: %v\n%s", program, arguments, err, said)
		}
		return string(said)
	}
	if got := run(image, "--version"); got != "Story App 0.1.0\n" {
		t.Errorf("it says %q", got)
	}
	const hello = "Page Hello 0.1.0 "
	if got := run(image); got != hello+image+" false\n"+hello+image+" true\n" {
		t.Errorf("it says %q", got)
	}
	if offset := strings.TrimSpace(run(image, "--appimage-offset")); offset == "" || strings.Trim(offset, "0123456789") != "" {
		t.Errorf("the offset is %q", offset)
	}
	folder := t.TempDir()
	process := exec.CommandContext(t.Context(), image, "--appimage-extract")
	process.Env, process.Dir = env, folder
	if said, err := process.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if got := run(filepath.Join(folder, "squashfs-root", "AppRun"), "--again"); got != hello+"undefined true\n" {
		t.Errorf("it says %q", got)
	}
}
