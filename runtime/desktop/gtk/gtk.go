// Package gtk has standins.h, by which the packages below runtime/desktop call GTK without being linked with it: `#cgo CFLAGS:
// -I${SRCDIR}/../gtk` finds it. Only they import it.
package gtk
