package intl

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// localZoneName is the IANA name of the process's time zone: that of TZ, of the link /etc/localtime or
// of the file /etc/timezone.
var localZoneName = sync.OnceValue(func() string {
	if name, ok := os.LookupEnv("TZ"); ok {
		name = strings.TrimPrefix(name, ":")
		if i := strings.Index(name, "zoneinfo/"); i >= 0 {
			name = name[i+len("zoneinfo/"):]
		}
		if name == "" {
			return "UTC"
		}
		return name
	}
	if name := systemZone(); name != "" {
		return name
	}
	if target, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(filepath.ToSlash(target), "zoneinfo/"); ok {
			for _, folder := range []string{"posix/", "right/"} {
				name = strings.TrimPrefix(name, folder)
			}
			return name
		}
	}
	if content, err := os.ReadFile("/etc/timezone"); err == nil {
		return strings.TrimSpace(string(content))
	}
	return "UTC"
})
