package versions

import "golang.org/x/sys/unix"

// System is the version of the system: "14.5". It is "" if the system doesn't say.
func System() string {
	version, err := unix.Sysctl("kern.osproductversion")
	if err != nil {
		return ""
	}
	return version
}
