package shell

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/sessionbus"
)

// opening is how long an opener is waited for. Some start the program in their own place, and end when the user closes it: what has not
// failed by then is taken to have opened it.
const opening = 5 * time.Second

func (s *shell) openExternal(a address) error {
	if sandboxed() {
		return askPortal("OpenURI", a.URL)
	}
	return s.open(a.URL)
}

func (s *shell) openPath(path string) error {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	if sandboxed() {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }()
		return askPortal("OpenFile", dbus.UnixFD(file.Fd()))
	}
	return s.open(path)
}

// open starts xdg-open, or gio where there is none.
func (s *shell) open(what string) error {
	command := exec.Command("xdg-open", what)
	var output bytes.Buffer
	if _, err := exec.LookPath("xdg-open"); err != nil {
		if _, err := exec.LookPath("gio"); err != nil {
			return fmt.Errorf("%s can't be opened: neither xdg-open (of the package xdg-utils) nor gio is in PATH", what)
		}
		command = exec.Command("gio", "open", what)
		// xdg-open may become the program that it opens, which would write here all its life, and end when this process does.
		command.Stderr = &output
	}
	command.Env = s.host.Environment
	if err := command.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case err := <-ended:
		return failure(what, command.Args[0], err, output.String())
	case <-time.After(opening):
		return nil
	}
}

// meanings are the exit codes of xdg-open.
var meanings = map[int]string{2: "it is not there", 3: "no program for it was found", 4: "the program failed"}

func failure(what, program string, err error, output string) error {
	if err == nil {
		return nil
	}
	reason := strings.TrimSpace(output)
	var exit *exec.ExitError
	if reason == "" && errors.As(err, &exit) {
		reason = meanings[exit.ExitCode()]
	}
	if reason == "" {
		reason = err.Error()
	}
	return fmt.Errorf("%s can't be opened: %s says: %s", what, program, reason)
}

// sandboxed reports whether the app is in Flatpak or Snap, where programs are started by the portal only.
func sandboxed() bool {
	_, err := os.Stat("/.flatpak-info")
	return err == nil || os.Getenv("SNAP") != ""
}

func askPortal(method string, what any) error {
	conn, err := sessionbus.Connect()
	if err != nil {
		return err
	}
	portal := conn.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
	return portal.Call("org.freedesktop.portal.OpenURI."+method, 0, "", what, map[string]dbus.Variant{}).Err
}

// showItem asks the file manager, or opens the folder where none answers.
func (s *shell) showItem(path string) error {
	if _, err := os.Lstat(path); err != nil {
		return err
	}
	conn, err := sessionbus.Connect()
	if err == nil {
		manager := conn.Object("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1")
		uri := (&url.URL{Scheme: "file", Path: path}).String()
		if err = manager.Call("org.freedesktop.FileManager1.ShowItems", 0, []string{uri}, "").Err; err == nil {
			return nil
		}
	}
	return s.openPath(filepath.Dir(path))
}
