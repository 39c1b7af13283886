package versions

import "golang.org/x/sys/unix"

// System is the version of the system: of its kernel, on Linux. It is "" if the system doesn't say.
func System() string {
	var name unix.Utsname
	if unix.Uname(&name) != nil {
		return ""
	}
	return unix.ByteSliceToString(name.Release[:])
}
