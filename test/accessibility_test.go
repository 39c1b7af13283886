//go:build linux

package test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/internal/desktoptest"
)

// What assistive technologies call the parts of AT-SPI.
const (
	registry       = "org.a11y.atspi.Registry"
	rootPath       = dbus.ObjectPath("/org/a11y/atspi/accessible/root")
	accessibleName = "org.a11y.atspi.Accessible"
	noPath         = dbus.ObjectPath("/org/a11y/atspi/null")
)

// roles are the numbers of AT-SPI's roles.
var roles = map[string]uint32{"window": 23, "list": 31, "button": 43, "entry": 79, "heading": 83}

// accessible is one thing on the screen, as assistive technologies see it.
type accessible struct {
	bus  *dbus.Conn
	Bus  string
	Path dbus.ObjectPath
}

type reference struct {
	Bus  string
	Path dbus.ObjectPath
}

func (a accessible) object() dbus.BusObject { return a.bus.Object(a.Bus, a.Path) }

func (a accessible) children() []accessible {
	var references []reference
	if a.object().Call(accessibleName+".GetChildren", 0).Store(&references) != nil {
		return nil
	}
	var all []accessible
	if len(references) == 0 { // the place of the page in its window tells of it in this way alone
		var page reference
		if a.object().Call(accessibleName+".GetChildAtIndex", 0, int32(0)).Store(&page) == nil && page.Path != noPath && page.Path != "" {
			references = append(references, page)
		}
	}
	for _, each := range references {
		all = append(all, accessible{a.bus, each.Bus, each.Path})
	}
	return all
}

func (a accessible) role() (role uint32) {
	_ = a.object().Call(accessibleName+".GetRole", 0).Store(&role)
	return role
}

func (a accessible) name() string {
	name, err := a.object().GetProperty(accessibleName + ".Name")
	if err != nil {
		return ""
	}
	text, _ := name.Value().(string)
	return text
}

// all is the thing and what is in it, without what is in others' programs.
func (a accessible) all(visit func(accessible) bool) bool {
	if !visit(a) {
		return false
	}
	for _, child := range a.children() {
		if !child.all(visit) {
			return false
		}
	}
	return true
}

// find waits for the thing with that role and name.
func (a accessible) find(t *testing.T, role, name string) accessible {
	t.Helper()
	var found *accessible
	var seen []string
	t.Cleanup(func() {
		if t.Failed() && found == nil {
			t.Logf("for assistive technologies there was: %s", strings.Join(seen, ", "))
		}
	})
	until(t, "there is a "+role+" "+name+" for assistive technologies", func() bool {
		seen = seen[:0]
		a.all(func(each accessible) bool {
			is, called := each.role(), each.name()
			seen = append(seen, fmt.Sprint(is, " ", called))
			if is == roles[role] && strings.Contains(called, name) {
				found = &each
			}
			return found == nil
		})
		return found != nil
	})
	return *found
}

// act does the first thing that can be done with it.
func (a accessible) act(t *testing.T) {
	t.Helper()
	var done bool
	if err := a.object().Call("org.a11y.atspi.Action.DoAction", 0, int32(0)).Store(&done); err != nil || !done {
		t.Fatalf("it does not act: %v", err)
	}
}

// A screen reader finds its way through the notes app: what is there by role and name, what it says, and what it does.
func TestNotesAreAccessible(t *testing.T) {
	session := desktoptest.Open(t)
	env := append(os.Environ(), session.Env()...)
	for i, entry := range env {
		if strings.HasPrefix(entry, "NO_AT_BRIDGE=") {
			env[i] = "NO_AT_BRIDGE=0"
		}
	}
	output := &lockedBuffer{}
	command := exec.Command(notesApp(t))
	command.Env, command.Stdout, command.Stderr = env, output, output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
		if t.Failed() {
			t.Logf("the app printed:\n%s", output)
		}
	})
	bus, err := dbus.Connect(session.Bus)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	var address string
	if err := bus.Object("org.a11y.Bus", "/org/a11y/bus").Call("org.a11y.Bus.GetAddress", 0).Store(&address); err != nil {
		t.Fatalf("there is no accessibility bus (Debian, Ubuntu: sudo apt install at-spi2-core): %v", err)
	}
	atspi, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = atspi.Close() })

	desktop := accessible{atspi, registry, rootPath}
	window := desktop.find(t, "window", "Notes")
	window.find(t, "heading", "Notes")
	window.find(t, "list", "Notes")
	window.find(t, "entry", "Search notes")
	written := func() (count int32) {
		title := window.find(t, "entry", "Title")
		if value, err := title.object().GetProperty("org.a11y.atspi.Text.CharacterCount"); err == nil {
			count, _ = value.Value().(int32)
		}
		return count
	}
	until(t, "the title of the first note can be read", func() bool { return written() == int32(len("Welcome")) })
	window.find(t, "button", "New note").act(t)
	until(t, "a new note is there, without a title", func() bool { return written() == 0 })
}
