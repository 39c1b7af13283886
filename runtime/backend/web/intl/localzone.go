package intl

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/format"
)

// processZone is the time zone that the process was started in.
var processZone = sync.OnceValue(func() *format.Zone {
	name, ok := os.LookupEnv("TZ")
	if !ok {
		name = computerZoneName()
	} else {
		name = zoneOfVariable(name)
	}
	if zone, ok := format.LoadZone(name); ok {
		return zone
	}
	return &format.Zone{Name: "UTC", Location: time.Local}
})

// localTime is the time zone of an engine's scripts, which may set TZ: until then it is nil.
type localTime struct{ set *format.Zone }

func (l *localTime) zone() *format.Zone {
	if l.set != nil {
		return l.set
	}
	return processZone()
}

// follow is told of process.env.TZ. A name that names no zone is UTC, as in Node.
func (l *localTime) follow(name string, set bool) {
	if set {
		name = zoneOfVariable(name)
	} else {
		name = computerZoneName()
	}
	zone, ok := format.LoadZone(name)
	if !ok {
		zone = &format.Zone{Name: "UTC", Location: time.UTC}
	}
	l.set = zone
}

// zoneOfVariable reads TZ: "Asia/Tokyo", ":Asia/Tokyo", ":/usr/share/zoneinfo/Asia/Tokyo".
func zoneOfVariable(name string) string {
	name = strings.TrimPrefix(name, ":")
	if i := strings.Index(name, "zoneinfo/"); i >= 0 {
		name = name[i+len("zoneinfo/"):]
	}
	if name == "" {
		return "UTC"
	}
	return name
}

// computerZoneName is the IANA name of the computer's time zone: that of the link /etc/localtime or of the
// file /etc/timezone.
func computerZoneName() string {
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
}
