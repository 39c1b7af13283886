package versions

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// System is the version of the system: "10.0.22631".
func System() string {
	version := windows.RtlGetVersion()
	return fmt.Sprintf("%d.%d.%d", version.MajorVersion, version.MinorVersion, version.BuildNumber)
}
