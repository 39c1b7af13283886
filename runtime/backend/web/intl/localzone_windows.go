package intl

import (
	"strings"

	"golang.org/x/sys/windows/registry"

	// Windows has no zoneinfo that Go could read (450 KB).
	_ "time/tzdata"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// systemZone is the IANA name of Windows's time zone, by CLDR's table.
func systemZone() string {
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, `SYSTEM\CurrentControlSet\Control\TimeZoneInformation`, registry.QUERY_VALUE)
	if err != nil {
		return ""
	}
	defer key.Close()
	name, _, err := key.GetStringValue("TimeZoneKeyName")
	if err != nil {
		return ""
	}
	for line := range strings.SplitSeq(cldr.Text("windowsZones"), "\n") {
		own, regions, _ := strings.Cut(line, "\t")
		if own != name {
			continue
		}
		for entry := range strings.SplitSeq(regions, "\t") {
			if zone, ok := strings.CutPrefix(entry, "001 "); ok {
				return zone
			}
		}
	}
	return ""
}
