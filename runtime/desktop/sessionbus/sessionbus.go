//go:build linux

package sessionbus

import (
	"fmt"
	"os"
	"sync"

	"github.com/godbus/dbus/v5"
)

var connection struct {
	mu   sync.Mutex
	conn *dbus.Conn
}

// Connect returns the connection, made at the first call and again when it has been lost. It is shared: nobody closes it. Any
// goroutine may call it; it may wait, so not on the UI thread.
func Connect() (*dbus.Conn, error) {
	connection.mu.Lock()
	defer connection.mu.Unlock()
	if conn := connection.conn; conn != nil && conn.Connected() {
		return conn, nil
	}
	conn, err := connect()
	if err != nil {
		if os.Getenv("DBUS_SESSION_BUS_ADDRESS") == "" {
			return nil, fmt.Errorf("there is no D-Bus session (DBUS_SESSION_BUS_ADDRESS is not set): start the app from a desktop, or with dbus-run-session: %w", err)
		}
		return nil, fmt.Errorf("the D-Bus session can't be reached: %w", err)
	}
	connection.conn = conn
	return conn, nil
}

// connect connects to a session that is there: godbus would start one otherwise, which nobody ends.
func connect() (*dbus.Conn, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return nil, err
	}
	err = conn.Auth(nil)
	if err == nil {
		err = conn.Hello()
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}
