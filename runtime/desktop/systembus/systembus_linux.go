//go:build linux

package systembus

import (
	"fmt"
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
	conn, err := dbus.ConnectSystemBus()
	if err != nil {
		return nil, fmt.Errorf("D-Bus's system bus can't be reached: %w", err)
	}
	connection.conn = conn
	return conn, nil
}
