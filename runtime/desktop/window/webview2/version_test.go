package webview2

import "testing"

func TestParseVersion(t *testing.T) {
	tests := []struct {
		text string
		want version
		ok   bool
	}{
		{"131.0.2903.86", version{131, 0, 2903, 86}, true},
		{"131.0.2903.86 beta", version{131, 0, 2903, 86}, true},
		{"0.0.0.0", version{}, true},
		{"131.0.2903", version{}, false},
		{"131.0.2903.86.1", version{}, false},
		{"131.0.-1.86", version{}, false},
		{"131.0.99999999999.86", version{}, false},
		{"", version{}, false},
	}
	for _, test := range tests {
		if got, ok := parseVersion(test.text); got != test.want || ok != test.ok {
			t.Errorf("parseVersion(%q) = %v, %v", test.text, got, ok)
		}
	}
}

func TestVersionsCompareByNumber(t *testing.T) {
	ordered := []version{{}, {9, 99, 99, 99}, {100, 0, 0, 0}, {122, 0, 999, 9}, {122, 0, 2365, 45}, minimumVersion, {122, 0, 2365, 100}, {122, 1, 0, 0}}
	for i, a := range ordered {
		for j, b := range ordered {
			if a.less(b) != (i < j) {
				t.Errorf("%v < %v is %v", a, b, a.less(b))
			}
		}
	}
}

func TestErrNotInstalledNamesTheVersion(t *testing.T) {
	for found, want := range map[string]string{
		"":           "the WebView2 Runtime is not installed on this computer",
		"90.0.818.8": "the WebView2 Runtime of this computer is version 90.0.818.8, and 122.0.2365.46 or newer is needed",
	} {
		if got := (&ErrNotInstalled{Found: found}).Error(); got != want {
			t.Errorf("got %q", got)
		}
	}
}
