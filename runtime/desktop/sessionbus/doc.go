// Package sessionbus is the process's one connection to the D-Bus session, over which a Linux desktop is asked for trays,
// notifications, secrets and the like; elsewhere it is empty. Only packages below runtime/desktop import it.
package sessionbus
