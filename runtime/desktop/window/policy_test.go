package window

import (
	"strings"
	"testing"
)

func TestOriginIsExact(t *testing.T) {
	for address, want := range map[string]string{
		"app://localhost/":                      Origin,
		"app://localhost":                       Origin,
		"app://localhost/a/../b?c#d":            Origin,
		"app://localhost?x@evil.test/":          Origin,
		"app://localhost#@evil.test/":           Origin,
		`app://localhost\@evil.test/`:           Origin,
		"app://localhost:80/":                   "app://localhost:80",
		"app://localhost:/":                     "app://localhost:",
		"app://localhost./":                     "app://localhost.",
		"app://localhost.evil.test/":            "app://localhost.evil.test",
		"app://evil.test/app://localhost/":      "app://evil.test",
		"http://localhost/":                     "http://localhost",
		"https://localhost/":                    "https://localhost",
		"http://app.localhost/":                 "http://app.localhost",
		"https://example.org:8443/x":            "https://example.org:8443",
		"app://LOCALHOST/":                      "null",
		"APP://localhost/":                      "null",
		"app://user@localhost/":                 "null",
		"app://user:secret@localhost/":          "null",
		"app://evil.test@localhost/":            "null",
		"app://localhost@evil.test/":            "null",
		"app://local%68ost/":                    "null",
		"app://localhost%2eevil.test/":          "null",
		"app://localh\u00f6st/":                 "null",
		"app://localhost\t/":                    "null",
		"app:///":                               "null",
		"app:localhost/":                        "null",
		"app:/localhost/":                       "null",
		"blob:app://localhost/1-2":              "null",
		"view-source:app://localhost/":          "null",
		"about:blank":                           "null",
		"about:srcdoc":                          "null",
		"data:text/html,app://localhost/":       "null",
		"javascript:location='app://localhost'": "null",
		"://localhost/":                         "null",
		"":                                      "null",
	} {
		if got := originOf(address); got != want {
			t.Errorf("the origin of %q is %q, want %q", address, got, want)
		}
	}
}

func TestNavigationPolicy(t *testing.T) {
	tests := []struct {
		address  string
		any, top bool
	}{
		{"app://localhost/", true, true},
		{"app://localhost/page.html?x#y", true, true},
		{"app://localhost", false, false},
		{"app://localhost:80/", false, false},
		{"app://localhost./", false, false},
		{"app://user@localhost/", false, false},
		{"APP://localhost/", false, false},
		{"app://localhost.evil/", false, false},
		{"app://evil/", false, false},
		{"http://localhost/", false, false},
		{"https://example.org/", false, false},
		{"file:///etc/passwd", false, false},
		{"javascript:alert(1)", false, false},
		{"about:srcdoc", true, false},
		{"about:blank", true, false},
		{"data:text/html,hello", true, false},
		{"blob:app://localhost/1", true, false},
		{"", false, false},
	}
	var refusals int
	options := &Options{OnRefused: func(string) { refusals++ }}
	wanted := 0
	for _, test := range tests {
		for _, top := range []bool{false, true} {
			want := test.any
			if top {
				want = test.top
			}
			if got := options.allows(Navigation{URL: test.address, Top: top}); got != want {
				t.Errorf("allows(%q, %v) = %v", test.address, top, got)
			}
			if !want {
				wanted++
			}
		}
	}
	if refusals != wanted {
		t.Errorf("%d refusals were told, want %d", refusals, wanted)
	}
}

func TestRefusedAddressesAreShort(t *testing.T) {
	var told string
	options := &Options{OnRefused: func(what string) { told = what }}
	options.allows(Navigation{URL: "https://evil.test/\n\x1b[2J" + strings.Repeat("x", 1<<20), Top: true})
	if len(told) > 300 || strings.ContainsAny(told, "\n\x1b") {
		t.Errorf("told %q", told)
	}
}

// The origin of what a browser would take for another page is never the app's.
func FuzzOrigin(f *testing.F) {
	for _, seed := range []string{"app://localhost/", "app://user@localhost/", "app://localhost:1/", "blob:app://localhost/", "app://localhost\\@x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if originOf(address) != Origin {
			return
		}
		rest, found := strings.CutPrefix(address, Origin)
		if !found || rest != "" && !strings.ContainsRune(`/?#\`, rune(rest[0])) {
			t.Errorf("%q counts as the app's", address)
		}
	})
}
