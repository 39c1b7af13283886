package tray

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/deskjs/deskjs/internal/desktoptest/panel"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

var address string

func TestMain(m *testing.M) { os.Exit(run(m)) }

// run has a session bus for the tests.
func run(m *testing.M) int {
	daemon := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address")
	out, err := daemon.StdoutPipe()
	if err == nil {
		err = daemon.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "the tests need a bus:", err, "(Debian and Ubuntu: apt install dbus)")
		return 1
	}
	defer func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	address = strings.TrimSpace(line)
	_ = os.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	_ = os.Setenv("LC_ALL", "de_DE.UTF-8")
	return m.Run()
}

// app is what a tray has for a host, with a thread of its own.
type app struct {
	service service.Service
	posted  chan func()
	events  chan string
	logged  chan string
}

func newApp(t *testing.T) *app {
	a := &app{posted: make(chan func(), 100), events: make(chan string, 100), logged: make(chan string, 100)}
	a.service = New(&service.Host{
		ID: "org.example.app", Name: "Example",
		Post: func(do func()) { a.posted <- do },
		Emit: func(name string, value any, _ []byte) {
			text, _ := json.Marshal(value)
			a.events <- name + " " + string(text)
		},
		Log: func(format string, values ...any) { a.logged <- fmt.Sprintf(format, values...) },
	})
	var running sync.WaitGroup
	running.Go(func() {
		for do := range a.posted {
			do()
		}
	})
	t.Cleanup(func() {
		a.posted <- a.service.Reset
		close(a.posted)
		running.Wait()
	})
	return a
}

// call calls a method and returns what it answers: JSON, or the error's text.
func (a *app) call(method, value string, bytes []byte) string {
	result := make(chan string, 1)
	a.posted <- func() {
		a.service.Methods[method](service.NewCall(method, json.RawMessage(value), bytes, func(value any, _ []byte, err error) {
			if err != nil {
				result <- err.Error()
				return
			}
			text, _ := json.Marshal(value)
			result <- string(text)
		}))
	}
	return <-result
}

func (a *app) must(t *testing.T, method, value string, bytes []byte) {
	t.Helper()
	if result := a.call(method, value, bytes); result != "null" {
		t.Fatalf("%s: %s", method, result)
	}
}

func picture(size int, of color.Color) []byte {
	pixels := image.NewNRGBA(image.Rect(0, 0, size, size))
	for at := range size * size {
		pixels.Set(at%size, at/size, of)
	}
	var out bytes.Buffer
	_ = png.Encode(&out, pixels)
	return out.Bytes()
}

func want(t *testing.T, got func() (string, error), lines ...string) {
	t.Helper()
	text, err := got()
	if wanted := strings.Join(lines, "\n") + "\n"; err != nil || text != wanted {
		t.Errorf("%v\n%s\nwant\n%s", err, text, wanted)
	}
}

func TestPanelReadsIconAndMenu(t *testing.T) {
	a := newApp(t)
	a.must(t, "tray.create", `{"id": 1}`, picture(22, color.NRGBA{255, 128, 0, 64}))
	if message := <-a.logged; !strings.Contains(message, "no StatusNotifierWatcher") {
		t.Error(message)
	}
	a.must(t, "tray.setToolTip", `{"id": 1, "text": "Tip"}`, nil)

	// The panel comes later than the icon.
	p, err := panel.Start(address)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	describe := func() (string, error) { return p.Describe(1) }
	want(t, describe, `org.example.app: title "Example", label "", tip "Tip", Active, icon 22x22 argb 40ff8000`)
	a.must(t, "tray.setImage", `{"id": 1}`, picture(16, color.NRGBA{0, 0, 255, 255}))
	a.must(t, "tray.setTitle", `{"id": 1, "text": "3 new"}`, nil)
	a.must(t, "tray.setMenu", `{"id": 1, "items": [{"id": 7, "label": "&Open_it && more", "accelerator": "CmdOrCtrl+Plus"}, {"id": 8, "type": "separator"},
		{"id": 9, "type": "submenu", "label": "Sub", "items": [{"id": 10, "type": "radio", "label": "A", "checked": true}, {"id": 11, "type": "radio", "label": "B"}]},
		{"id": 12, "type": "checkbox", "label": "Check", "disabled": true}, {"id": 13, "role": "quit"}, {"id": 14, "label": "x", "hidden": true}]}`, nil)
	wanted := []string{
		`org.example.app: title "3 new", label "3 new", tip "Tip", Active, icon 16x16 argb ff0000ff`,
		"- _Open__it & more [[Control plus]]", "- separator", "- Sub", "  - A (radio 1)", "  - B (radio 0)", "- Check (checkmark 0) disabled", "- _Beenden", "- x hidden",
	}
	want(t, describe, wanted...)

	// It starts again.
	if err := p.Restart(); err != nil {
		t.Fatal(err)
	}
	want(t, describe, wanted...)

	for _, step := range []struct {
		err  error
		want string
	}{
		{p.Choose(0, "B"), `tray.event {"id":1,"event":"menu","item":11}`},
		{p.Choose(0, "_Beenden"), `tray.event {"id":1,"event":"menu","item":13}`},
		{p.Choose(0, "Check"), ""},
		{p.Activate(0, 5, 6), `tray.event {"id":1,"event":"click","bounds":{"x":5,"y":6,"width":0,"height":0},"position":{"x":5,"y":6}}`},
		{p.Call(0, "SecondaryActivate", int32(1), int32(2)), `tray.event {"id":1,"event":"middle-click","bounds":{"x":1,"y":2,"width":0,"height":0},"position":{"x":1,"y":2}}`},
		{p.Call(0, "ContextMenu", int32(1), int32(2)), `tray.event {"id":1,"event":"right-click","bounds":{"x":1,"y":2,"width":0,"height":0},"position":{"x":1,"y":2}}`},
	} {
		if step.err != nil {
			t.Error(step.err)
		} else if step.want != "" {
			if got := <-a.events; got != step.want {
				t.Errorf("%s, want %s", got, step.want)
			}
		}
	}

	if result := a.call("tray.bounds", `{"id": 1}`, nil); !strings.HasPrefix(result, "tray.getBounds is not supported here") {
		t.Error(result)
	}
	a.must(t, "tray.destroy", `{"id": 1}`, nil)
	want(t, describe, "gone")
	if result := a.call("tray.setToolTip", `{"id": 1, "text": ""}`, nil); result != "Object has been destroyed" {
		t.Error(result)
	}
	if result := a.call("tray.create", `{"id": 2}`, []byte("no PNG")); !strings.Contains(result, "can't be read") {
		t.Error(result)
	}
}
