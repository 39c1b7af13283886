// Package xvfb gives a screen of their own to tests and scripts: an Xvfb server on a free display number. Besides them only what runs an
// app's own tests imports it.
package xvfb

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Server is a running Xvfb.
type Server struct {
	Display string // what DISPLAY must be, such as ":4"
	command *exec.Cmd
	life    *os.File
}

// script ends the server when its standard input ends, which happens however the test process ends.
const script = `Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset "$@" >&2 & server=$!
exec 3>&-
read -r _
kill $server
wait $server`

// Open starts a server with one screen of 1280 by 900 pixels, and returns when it can be connected to. Close it in the end. Xvfb gets the
// arguments besides.
func Open(arguments ...string) (*Server, error) {
	if _, err := exec.LookPath("Xvfb"); err != nil {
		return nil, errors.New("tests of windows need a screen: there is neither DISPLAY nor Xvfb (Debian, Ubuntu: sudo apt install xvfb; Fedora: sudo dnf install xorg-x11-server-Xvfb)")
	}
	numberReader, numberWriter, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer func() { _ = numberReader.Close() }()
	lifeReader, lifeWriter, err := os.Pipe()
	if err != nil {
		_ = numberWriter.Close()
		return nil, err
	}
	var output strings.Builder
	command := exec.Command("sh", append([]string{"-c", script, "sh"}, arguments...)...)
	command.Stdin, command.ExtraFiles = lifeReader, []*os.File{numberWriter}
	command.Stderr = &output
	err = command.Start()
	_ = numberWriter.Close()
	_ = lifeReader.Close()
	if err != nil {
		_ = lifeWriter.Close()
		return nil, err
	}
	server := &Server{command: command, life: lifeWriter}
	number, err := bufio.NewReader(numberReader).ReadString('\n')
	if err != nil {
		server.Close()
		return nil, fmt.Errorf("the screen (Xvfb) did not start: %s", strings.TrimSpace(output.String()))
	}
	server.Display = ":" + strings.TrimSpace(number)
	return server, nil
}

// Close ends the server and waits for it.
func (s *Server) Close() {
	_ = s.life.Close()
	_ = s.command.Wait() // its exit status says only that it was ended
}

// Test is what Start uses of a testing.TB; `deskjs` links this package, and not package testing.
type Test interface {
	Helper()
	Fatal(...any)
	Cleanup(func())
	Setenv(key, value string)
}

// Start gives one test a server: DISPLAY names it and WAYLAND_DISPLAY is unset until the test ends. The test fails when
// there is no Xvfb.
func Start(t Test) {
	t.Helper()
	server, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	t.Setenv("DISPLAY", server.Display)
	t.Setenv("WAYLAND_DISPLAY", "")
	t.Setenv("GDK_BACKEND", "x11")
}
