package window

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/sys/windows/registry"
)

// TestNewSaysWhatIsMissing is for a computer without the WebView2 Runtime, as continuous integration may have it; with one, New works.
func TestNewSaysWhatIsMissing(t *testing.T) {
	for _, root := range []registry.Key{registry.LOCAL_MACHINE, registry.CURRENT_USER} {
		if key, err := registry.OpenKey(root, `Software\Microsoft\EdgeUpdate\ClientState\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}`,
			registry.QUERY_VALUE|registry.WOW64_32KEY); err == nil {
			_ = key.Close()
			return
		}
	}
	driver, err := New(Config{AppName: "Test"})
	var missing *ErrNoWebView
	if driver != nil || !errors.As(err, &missing) {
		t.Fatalf("New = %v, %v", driver, err)
	}
	for _, want := range []string{"WebView2 Runtime is not installed", "Evergreen Bootstrapper", "MicrosoftEdgeWebview2Setup.exe"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing in: %v", want, err)
		}
	}
}
