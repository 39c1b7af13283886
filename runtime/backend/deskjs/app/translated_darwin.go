package app

import "golang.org/x/sys/unix"

// isTranslated reports whether the system runs this program of another processor's on ARM64.
func isTranslated() bool {
	translated, err := unix.SysctlUint32("sysctl.proc_translated")
	return err == nil && translated == 1
}
