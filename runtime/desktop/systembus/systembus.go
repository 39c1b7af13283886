// Package systembus is the process's one connection to D-Bus's system bus, over which Linux is asked about power and sessions; elsewhere
// it is empty. Only packages below runtime/desktop import it.
package systembus
