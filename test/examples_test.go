//go:build linux

package test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/deskjs/deskjs/bundler/npm"
)

// enter is WebDriver's name of the key.
const enter = "\ue007"

// example builds one of the apps in examples/, elsewhere, with its packages, and returns the program.
func example(t *testing.T, name string) string {
	t.Helper()
	app := filepath.Join(t.TempDir(), name)
	source := filepath.Join("..", "examples", name)
	if err := os.CopyFS(app, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(source, "package-lock.json")); err == nil {
		if _, err := npm.Install(t.Context(), npm.Options{Dir: app}); err != nil {
			t.Fatal(err)
		}
	}
	command(t, "build", "--automation", app)
	programs, err := filepath.Glob(filepath.Join(app, "dist", "*"))
	if err != nil || len(programs) != 1 {
		t.Fatalf("built: %v, %v", programs, err)
	}
	return programs[0]
}

// windows returns the handles of the app's windows, when there are so many.
func (p *page) windows(count int) (handles []string) {
	p.t.Helper()
	until(p.t, "the windows are open", func() bool {
		var err error
		handles, err = p.Windows()
		return err == nil && len(handles) == count
	})
	return handles
}

// backendOf returns the process that runs the app's backend.
func backendOf(t *testing.T, program string) int {
	t.Helper()
	var found []int
	folders, _ := filepath.Glob("/proc/[0-9]*")
	for _, folder := range folders {
		line, err := os.ReadFile(filepath.Join(folder, "cmdline"))
		if err != nil || !strings.Contains(string(line), "--deskjs-backend") {
			continue
		}
		if target, err := os.Readlink(filepath.Join(folder, "exe")); err == nil && target == program {
			pid, _ := strconv.Atoi(filepath.Base(folder))
			found = append(found, pid)
		}
	}
	if len(found) != 1 {
		t.Fatalf("backend processes: %v", found)
	}
	return found[0]
}

func TestChatExample(t *testing.T) {
	program := example(t, "chat")
	p := open(t, home(t), program)
	handles := p.windows(2)
	texts := `return [...document.querySelectorAll('#messages p')].map((line) => line.textContent).join('|') === arguments[0]`
	for i, handle := range handles {
		p.must(p.Window(handle))
		p.eventually(`return document.querySelectorAll('#people li').length === 2 && document.querySelectorAll('#people .me').length === 1`)
		p.typeInto("#text", []string{"Is the kettle on?", "It is. Tea in five minutes."}[i]+enter)
		p.eventually(`return document.querySelector('#text').value === ''`)
	}
	p.eventually(texts, "Is the kettle on?|It is. Tea in five minutes.")
	p.typeInto("#text", "And bring")
	p.must(p.Window(handles[0]))
	p.eventually(texts, "Is the kettle on?|It is. Tea in five minutes.")
	p.typeInto("#text", "Biscuits?"+enter)
	p.eventually(texts, "Is the kettle on?|It is. Tea in five minutes.|Biscuits?")
	p.must(p.Window(handles[1]))
	p.typeInto("#text", " some milk")
	p.must(p.Window(handles[0]))
	p.eventually(`return document.querySelector('#state').textContent.endsWith('is typing…')`)
	p.screenshot("typing")

	// The server ends with the backend; the next one has another port, and the old messages.
	p.must(syscall.Kill(backendOf(t, program), syscall.SIGKILL))
	p.eventually(`return !document.body.classList.contains('online')`)
	for i, handle := range handles {
		p.must(p.Window(handle))
		p.eventually(`return document.body.classList.contains('online') && document.querySelectorAll('#people li').length === 2`)
		if i == 1 {
			p.typeInto("#text", enter)
		}
	}
	p.eventually(texts, "Is the kettle on?|It is. Tea in five minutes.|Biscuits?|And bring some milk")
	p.screenshot("again")
}
