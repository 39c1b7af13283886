package assets

import (
	"io/fs"
	"strings"
	"testing"
)

func TestName(t *testing.T) {
	tests := []struct{ url, want string }{
		{"app://localhost/", "frontend/index.html"},
		{"app://localhost/?q", "frontend/index.html"},
		{"app://localhost/#/route", "frontend/index.html"},
		{"app://localhost/a/b.js", "frontend/a/b.js"},
		{"app://localhost/a/", "frontend/a/index.html"},
		{"app://localhost/%61.js", "frontend/a.js"},
		{"app://localhost/100%25.txt", "frontend/100%.txt"},
		{"app://localhost/.well-known/x", "frontend/.well-known/x"},
		{"app://localhost/..a/b..", "frontend/..a/b.."},
	}
	for _, test := range tests {
		if got, ok := Name(test.url); !ok || got != test.want {
			t.Errorf("Name(%q) = %q, %v; want %q", test.url, got, ok, test.want)
		}
	}
	for _, url := range []string{
		"", "/", "app:", "app://localhost", "app://localhost:80/", "app://user@localhost/", "app://LOCALHOST/", "app://localhost.evil/",
		"http://localhost/", "app://localhost//", "app://localhost//etc/passwd", "app://localhost/a//b",
		"app://localhost/../x", "app://localhost/..", "app://localhost/a/../../x", "app://localhost/./x", "app://localhost/a/.", "app://localhost/.",
		"app://localhost/..%2fx", "app://localhost/..%2Fx", "app://localhost/%2e%2e/x", "app://localhost/%2e%2e%2fx",
		"app://localhost/%2fetc", "app://localhost/a%00.js", "app://localhost/..%5cx", "app://localhost/..\\x",
		"app://localhost/%", "app://localhost/%4", "app://localhost/%zz", "app://localhost/%ff", "app://localhost/%0a",
		"app://localhost/%c0%ae%c0%ae/x", "app://localhost/%7f", "app://localhost/.deskjs", "app://localhost/.deskjs/",
		"app://localhost/%2edeskjs/bytes/x",
	} {
		if got, ok := Name(url); ok {
			t.Errorf("Name(%q) = %q, want none", url, got)
		}
	}
}

func FuzzName(f *testing.F) {
	for _, path := range []string{"", "a/b.js", "..%2f..%2fx", "%2e%2e/x", "a%00b", "%5c..%5c", "//x", "a/./b", "%25%32%65", ".deskjs/x", "ü", "%C3%BC?#"} {
		f.Add("app://localhost/" + path)
	}
	f.Fuzz(func(t *testing.T, url string) {
		name, ok := Name(url)
		if !ok {
			if name != "" {
				t.Errorf("Name(%q) refuses and still gives %q", url, name)
			}
			return
		}
		if !strings.HasPrefix(url, "app://localhost/") {
			t.Errorf("Name(%q) takes another origin", url)
		}
		if !strings.HasPrefix(name, "frontend/") || !fs.ValidPath(name) || strings.HasPrefix(name, "frontend/.deskjs/") || strings.ContainsAny(name, "\x00\\\r\n") {
			t.Errorf("Name(%q) = %q", url, name)
		}
	})
}
