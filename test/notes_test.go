//go:build linux

package test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// write makes a new note and waits until it is saved and listed.
func (p *page) write(title, body string) {
	p.t.Helper()
	p.eventually(`return !document.querySelector('#new').disabled`)
	p.click("#new")
	p.typeInto("#title", title)
	p.typeInto("#body", body)
	// The keys arrive one after the other, and an earlier part of them may have been saved before.
	p.eventually(`return document.querySelector('#body').value === arguments[0]`, body)
	p.eventually(`return document.querySelector('#state').textContent === 'Saved'`)
	p.listed(title)
}

func (p *page) listed(title string) {
	p.t.Helper()
	p.eventually(`return document.querySelector('#list').textContent.includes(arguments[0])`, title)
}

func TestNoteIsStillThereAfterARestart(t *testing.T) {
	env := home(t)
	first := open(t, env, notesApp(t))
	first.write("Groceries", "milk and honey")
	first.screenshot("written")
	first.typeInto("#search", "honey")
	first.eventually(`return document.querySelectorAll('#list li').length === 1`)
	first.listed("Groceries")
	first.Close()
	until(t, "the first run's processes end", func() bool { return len(processes(t, env, true))+len(processes(t, env, false)) == 0 })

	second := open(t, env, notesApp(t))
	second.listed("Groceries")
	second.screenshot("restarted")
}

func TestNoteChangedOnDiskShowsInTheWindow(t *testing.T) {
	env := home(t)
	p := open(t, env, notesApp(t))
	p.write("Draft", "first words")
	file := noteFile(t, env, "first words")
	text, err := os.ReadFile(file)
	p.must(err)
	p.must(os.WriteFile(file, []byte(strings.Replace(string(text), "Draft", "Changed elsewhere", 1)), 0o600))
	p.listed("Changed elsewhere")
}

// noteFile returns the file that holds text, once there is one.
func noteFile(t *testing.T, env []string, text string) (found string) {
	t.Helper()
	until(t, "a file holds "+text, func() bool {
		for _, entry := range env {
			data, ok := strings.CutPrefix(entry, "XDG_DATA_HOME=")
			if !ok {
				continue
			}
			files, err := filepath.Glob(filepath.Join(data, "*", "notes", "*.json"))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				if content, err := os.ReadFile(file); err == nil && strings.Contains(string(content), text) {
					found = file
					return true
				}
			}
		}
		return false
	})
	return found
}

func TestKilledBackendComesBackUnderTheOpenWindow(t *testing.T) {
	env := home(t)
	p := open(t, env, notesApp(t))
	p.write("Before", "the backend lives")
	old := processes(t, env, true)
	if len(old) != 1 {
		t.Fatalf("backend processes: %v", old)
	}
	p.must(syscall.Kill(old[0], syscall.SIGKILL))
	until(t, "another backend starts", func() bool {
		now := processes(t, env, true)
		return len(now) == 1 && now[0] != old[0]
	})
	p.write("After", "it lives again")
	p.listed("Before")
	p.screenshot("again")
}

func TestKilledHostTakesTheBackendAlong(t *testing.T) {
	env := home(t)
	p := open(t, env, notesApp(t))
	p.write("Some", "note")
	for _, pid := range processes(t, env, false) {
		p.must(syscall.Kill(pid, syscall.SIGKILL))
	}
	until(t, "the backend ends", func() bool { return len(processes(t, env, true)) == 0 })
}
