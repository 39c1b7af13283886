package application

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"
)

func TestProtocols(t *testing.T) {
	dir := home(t)
	a := notes()
	a.options.Executable = filepath.Join(dir, "My Notes") // gio wants it to be there
	if err := os.WriteFile(a.options.Executable, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	p := protocol{Scheme: "note"}
	if is, err := a.isProtocol(p); is || err != nil {
		t.Fatalf("at first: %v, %v", is, err)
	}
	if ok, err := a.setProtocol(p); !ok || err != nil {
		t.Fatalf("set: %v, %v", ok, err)
	}
	if is, err := a.isProtocol(p); !is || err != nil {
		t.Errorf("then: %v, %v", is, err)
	}
	if is, _ := a.isProtocol(protocol{Scheme: "note", Program: "/other"}); is {
		t.Error("another program is the one")
	}
	if name, err := protocolName("note"); name != "Notes" || err != nil {
		t.Errorf("its name is %q, %v", name, err)
	}
	// What the desktop's own tools make of it.
	query := exec.Command("gio", "mime", "x-scheme-handler/note")
	query.Env = append(os.Environ(), "LC_ALL=C")
	if out, err := query.CombinedOutput(); err == nil && !strings.Contains(string(out), "org.example.notes-note-handler.desktop") {
		t.Errorf("gio says %s", out)
	}
	if ok, err := a.removeProtocol(p); !ok || err != nil {
		t.Errorf("remove: %v, %v", ok, err)
	}
	if ok, err := a.removeProtocol(p); ok || err != nil {
		t.Errorf("remove again: %v, %v", ok, err)
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "applications", "*")); len(files) > 0 {
		t.Errorf("left %q", files)
	}
	// Where it is installed, its own entry is used.
	own := "[Desktop Entry]\nName=Installed\nExec=x\nMimeType=text/x;x-scheme-handler/note;\n[Other]\nName=No\n"
	if err := replaceFile(filepath.Join(xdg.DataDirs[0], "applications", "org.example.notes.desktop"), []byte(own), 0o644); err != nil {
		t.Fatal(err)
	}
	if ok, err := a.setProtocol(p); !ok || err != nil || schemeHandler("note") != "org.example.notes.desktop" {
		t.Errorf("installed: %v, %v, %s", ok, err, schemeHandler("note"))
	}
	if name, _ := protocolName("note"); name != "Installed" {
		t.Errorf("the installed one's name is %q", name)
	}
}

func TestLoginItem(t *testing.T) {
	home(t)
	a := notes()
	off := false
	for _, test := range []struct {
		item loginItem
		want loginState
	}{
		{loginItem{}, loginState{}},
		{loginItem{OpenAtLogin: true}, loginState{OpenAtLogin: true, WillLaunch: true}},
		{loginItem{OpenAtLogin: true, Args: []string{"--hidden"}}, loginState{WillLaunch: true}},
		{loginItem{OpenAtLogin: true, Enabled: &off}, loginState{OpenAtLogin: true}},
		{loginItem{}, loginState{}},
	} {
		if err := a.setLoginItem(test.item); err != nil {
			t.Fatal(err)
		}
		got, err := a.loginItem(loginItem{})
		if err != nil || got.OpenAtLogin != test.want.OpenAtLogin || got.WillLaunch != test.want.WillLaunch {
			t.Errorf("%+v: %+v, %v", test.item, got, err)
		}
	}
}

// TestInstalledLoginItem is about an app whose package starts it when anybody logs in.
func TestInstalledLoginItem(t *testing.T) {
	home(t)
	a := notes()
	installed := "[Desktop Entry]\nType=Application\nName=Notes\nExec=" + entryCommand(a.options.Executable, nil, "") + "\n"
	if err := replaceFile(filepath.Join(xdg.ConfigDirs[0], "autostart", a.host.ID+".desktop"), []byte(installed), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, on := range []bool{true, false, true, false} {
		got, err := a.loginItem(loginItem{})
		if err != nil || got.OpenAtLogin != on || got.WillLaunch != on {
			t.Errorf("want %v: %+v, %v", on, got, err)
		}
		if err := a.setLoginItem(loginItem{OpenAtLogin: !on}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRecentDocuments(t *testing.T) {
	home(t)
	a := notes()
	for _, path := range []string{"/x/ä b.txt", "/x/c.png"} {
		if err := a.addRecent(path); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := a.recent(); err != nil || strings.Join(got, " ") != "/x/c.png /x/ä b.txt" {
		t.Errorf("%q, %v", got, err)
	}
	if err := a.clearRecent(); err != nil {
		t.Fatal(err)
	}
	if got, err := a.recent(); err != nil || len(got) > 0 {
		t.Errorf("%q, %v", got, err)
	}
}

func TestMetrics(t *testing.T) {
	a := notes()
	child := exec.Command("cat")
	stdin, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	metrics, err := a.metrics()
	if err != nil || len(metrics) < 2 {
		t.Fatalf("%+v, %v", metrics, err)
	}
	for _, m := range metrics {
		if m.PID == os.Getpid() && (m.Type != "Browser" || m.Memory.WorkingSet == 0 || m.Created == 0 || m.CPU.Cumulated < 0) {
			t.Errorf("of this process: %+v", m)
		}
	}
	_ = stdin.Close()
	if err := child.Wait(); err != nil {
		t.Error(err)
	}
}
