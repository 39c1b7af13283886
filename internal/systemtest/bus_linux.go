package systemtest

import (
	"bufio"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

const testInterface = "org.deskjs.Test"

// script ends the bus when its standard input ends, which happens however the test process ends.
const script = `dbus-daemon --session --nofork --nopidfile --print-address=3 >&2 & bus=$!
exec 3>&-
read -r _
kill $bus
wait $bus`

// OpenBus starts a bus for one test and returns its address.
func OpenBus(t testing.TB) string {
	t.Helper()
	address, addressWriter, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	life, end, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	var output strings.Builder
	command := exec.Command("sh", "-c", script)
	command.Stdin, command.Stderr, command.ExtraFiles = life, &output, []*os.File{addressWriter}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = end.Close()
		_ = command.Wait() // its exit status says only that it was ended
		_ = address.Close()
	})
	_ = addressWriter.Close()
	_ = life.Close()
	line, err := bufio.NewReader(address).ReadString('\n')
	if err != nil {
		t.Fatalf("dbus-daemon (Debian, Ubuntu: sudo apt install dbus) did not start: %s", output.String())
	}
	return strings.TrimSpace(line)
}

// Connect connects to a bus for one test.
func Connect(t testing.TB, address string) *dbus.Conn {
	t.Helper()
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// serve exports an object and asks for its name.
func serve(t testing.TB, conn *dbus.Conn, name string, path dbus.ObjectPath, interfaces map[string]any) {
	t.Helper()
	for of, object := range interfaces {
		if err := conn.Export(object, path, of); err != nil {
			t.Fatal(err)
		}
	}
	if name == "" {
		return
	}
	if reply, err := conn.RequestName(name, dbus.NameFlagDoNotQueue); err != nil || reply == dbus.RequestNameReplyExists {
		t.Fatalf("the name %s is taken (%v)", name, err)
	}
}

// properties exports properties that only the fake changes.
func properties(t testing.TB, conn *dbus.Conn, path dbus.ObjectPath, of string, values map[string]any) *prop.Properties {
	t.Helper()
	described := map[string]*prop.Prop{}
	for name, value := range values {
		described[name] = &prop.Prop{Value: value, Emit: prop.EmitTrue}
	}
	exported, err := prop.Export(conn, path, prop.Map{of: described})
	if err != nil {
		t.Fatal(err)
	}
	return exported
}
