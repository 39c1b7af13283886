package webview2

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// minimumVersion is the oldest runtime with all that is used here: requests of frames from elsewhere can be answered since then
// (ICoreWebView2_22, February 2024). The runtime keeps itself up to date wherever it may.
var minimumVersion = version{122, 0, 2365, 46}

// version is a runtime's version, such as 131.0.2903.86.
type version [4]int

// parseVersion reads "131.0.2903.86", also with a channel behind a space, as in "131.0.2903.86 beta".
func parseVersion(text string) (v version, ok bool) {
	text, _, _ = strings.Cut(text, " ")
	parts := strings.Split(text, ".")
	if len(parts) != len(v) {
		return v, false
	}
	for i, part := range parts {
		number, err := strconv.ParseUint(part, 10, 31)
		if err != nil {
			return version{}, false
		}
		v[i] = int(number)
	}
	return v, true
}

func (v version) less(other version) bool { return slices.Compare(v[:], other[:]) < 0 }

func (v version) String() string { return fmt.Sprintf("%d.%d.%d.%d", v[0], v[1], v[2], v[3]) }

// ErrNotInstalled says that the system has no runtime, or none that will do.
type ErrNotInstalled struct {
	Found string // the version that is too old; "" when there is none at all
}

func (e *ErrNotInstalled) Error() string {
	if e.Found != "" {
		return fmt.Sprintf("the WebView2 Runtime of this computer is version %s, and %s or newer is needed", e.Found, minimumVersion)
	}
	return "the WebView2 Runtime is not installed on this computer"
}
