package grant

import (
	"strings"
	"testing"
)

func TestOriginSources(t *testing.T) {
	for pattern, want := range map[string]string{
		"https://api.example.com":       "https://api.example.com wss://api.example.com",
		"HTTPS://API.Example.com.:8443": "https://api.example.com:8443 wss://api.example.com:8443",
		"http://127.0.0.1:3000":         "http://127.0.0.1:3000 ws://127.0.0.1:3000",
		"http://localhost:*":            "http://localhost:* ws://localhost:*",
		"https://*.example.com":         "https://*.example.com wss://*.example.com",
		"https://*":                     "https://* wss://*",
		"https://bücher.example":        "https://xn--bcher-kva.example wss://xn--bcher-kva.example",
		"http://192.168.1.7":            "http://192.168.1.7 ws://192.168.1.7",
	} {
		origin, err := ParseOrigin(pattern)
		if err != nil || origin.Sources() != want {
			t.Errorf("%s: %q, %v; want %q", pattern, origin.Sources(), err, want)
		}
	}
}

func TestOriginMistakes(t *testing.T) {
	for pattern, want := range map[string]string{
		"":                                     "is an origin, with a scheme",
		"*":                                    "is an origin, with a scheme",
		"example.com:443":                      "is an origin, with a scheme",
		"https:example.com":                    "is an origin, with a scheme",
		"WSS://example.com":                    `write "https://example.com", which grants wss: too`,
		"ws://127.0.0.1:1":                     `write "http://127.0.0.1:1", which grants ws: too`,
		"file:///etc/passwd":                   "is of another scheme",
		"app://localhost":                      "is of another scheme",
		"data://x":                             "is of another scheme",
		"https://":                             "is not an origin",
		"https://example.com/":                 `write "https://example.com"`,
		"https://a.example/b/c":                `write "https://a.example"`,
		"https://u@example.com":                "is not an origin",
		"https://a.example;x":                  "is not the name of a host",
		"https://a.example x":                  "is not an origin",
		"https://a.example; script-src *":      "is not an origin",
		"https://a.example,b":                  "is not the name of a host",
		"https://'self'":                       "is not the name of a host",
		"http://10.0.0.0/8":                    "has a range of addresses",
		"http://localhost:3000-40":             "has a port that is none",
		"http://localhost:30-40":               "has a range of ports",
		"http://[::1]:80":                      "is an IPv6 address",
		"http://a.*.example":                   "has a \"*\" that is not the first",
		"http://2130706433":                    "is an address in a form that is not taken",
		"https://" + strings.Repeat("a", 5000): "is too long",
	} {
		if _, err := ParseOrigin(pattern); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v; want %q", pattern, err, want)
		}
	}
}

// FuzzParseOrigin: whatever a pattern is, it can't end its directive or its header.
func FuzzParseOrigin(f *testing.F) {
	for _, seed := range []string{"https://a.example:443", "http://*:*", "https://x;script-src *", "http://[::1]", "http://a\r\nb"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		origin, err := ParseOrigin(pattern)
		if err != nil {
			return
		}
		sources := origin.Sources()
		if strings.Count(sources, " ") != 1 || strings.Trim(sources, "abcdefghijklmnopqrstuvwxyz0123456789-_.:/* ") != "" {
			t.Errorf("%q became %q", pattern, sources)
		}
	})
}
