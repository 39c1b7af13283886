// Package desktoptest gives tests a desktop of their own: a screen (Xvfb), a window manager (openbox) and a D-Bus session. Only tests
// import it.
package desktoptest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/xvfb"
)

// Session is a running desktop.
type Session struct {
	// Display is what DISPLAY must be, Bus what DBUS_SESSION_BUS_ADDRESS must be.
	Display, Bus string
	dir          string
}

// script starts the bus and the window manager, and ends them when its standard input ends, which happens however the test process ends.
const script = `cd "$1" && mkfifo up
dbus-daemon --session --nofork --nopidfile --print-address=3 >&2 4>&- & bus=$!
exec 3>&-
openbox --sm-disable --startup "sh -c 'echo > $1/up'" >&2 4>&- & manager=$!
read -r _ < up
echo up >&4
exec 4>&-
read -r _
kill $manager $bus
wait $manager $bus`

// Open starts a desktop for one test and returns when its window manager and its bus are there.
func Open(t testing.TB) *Session {
	t.Helper()
	for program, pkg := range map[string]string{"openbox": "openbox", "dbus-daemon": "dbus", "xprop": "x11-utils", "xdotool": "xdotool"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("tests of the desktop need %s (Debian, Ubuntu: sudo apt install %s)", program, pkg)
		}
	}
	server, err := xvfb.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	dir, err := os.MkdirTemp("", "desktop") // t.TempDir has the test's name in it, and a socket's path may be of a hundred characters
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := &Session{Display: server.Display, dir: dir}
	address, busWriter := pipe(t)
	up, upWriter := pipe(t)
	life, end := pipe(t)
	var output strings.Builder
	command := exec.Command("sh", "-c", script, "sh", s.dir)
	command.Stdin, command.Stderr, command.ExtraFiles = life, &output, []*os.File{busWriter, upWriter}
	command.Env = append(os.Environ(), s.Env()...)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = end.Close()
		_ = command.Wait() // its exit status says only that it was ended
	})
	for _, file := range []*os.File{busWriter, upWriter, life} {
		_ = file.Close()
	}
	if s.Bus, err = bufio.NewReader(address).ReadString('\n'); err != nil {
		t.Fatalf("the D-Bus session did not start: %s", output.String())
	}
	s.Bus = strings.TrimSpace(s.Bus)
	if said, err := io.ReadAll(up); err != nil || len(said) == 0 {
		t.Fatalf("the window manager did not start: %s", output.String())
	}
	return s
}

func pipe(t testing.TB) (reader, writer *os.File) {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close(); _ = writer.Close() })
	return reader, writer
}

// Env is what a program needs in its environment to be on this desktop, with folders of its own to keep data in.
func (s *Session) Env() []string {
	env := []string{"DISPLAY=" + s.Display, "WAYLAND_DISPLAY=", "GDK_BACKEND=x11", "NO_AT_BRIDGE=1", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "LANGUAGE=",
		"DBUS_SESSION_BUS_ADDRESS=" + s.Bus}
	for name, folder := range map[string]string{"HOME": "home", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config",
		"XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run"} {
		path := filepath.Join(s.dir, folder)
		_ = os.MkdirAll(path, 0o700)
		env = append(env, fmt.Sprintf("%s=%s", name, path))
	}
	return env
}
