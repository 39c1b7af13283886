package grant

import (
	"errors"
	"net/netip"
	"strings"
	"testing"
)

func TestHostMatches(t *testing.T) {
	tests := []struct {
		pattern   string
		yes, noes string // names and addresses, each with its port
	}{
		{"api.example.com:443", "api.example.com|443", "api.example.com|80 example.com|443 x.api.example.com|443 93.184.216.34|443"},
		{"API.Example.COM.", "api.example.com|1 api.example.com|65535", "api.example.co|1"},
		{"*.example.com", "a.example.com|1 a.b.example.com|2", "example.com|1 badexample.com|1"},
		{"*.example.com:8000-8999", "a.example.com|8000 a.example.com|8999", "a.example.com|7999 a.example.com|9000"},
		{"bücher.example:*", "xn--bcher-kva.example|1", "bucher.example|1"},
		{"127.0.0.1:*", "127.0.0.1|0 ::ffff:127.0.0.1|5 0.0.0.0|80", "127.0.0.2|1 ::1|1 localhost|1"},
		{"[::1]:80", "::1|80 ::|80 ::1%lo|80", "::1|81 127.0.0.1|80"},
		{"::1", "::1|9", "::2|9"},
		{"10.0.0.0/8:5432", "10.1.2.3|5432 ::ffff:10.9.9.9|5432", "11.0.0.1|5432 10.1.2.3|5433"},
		{"::ffff:10.0.0.0/104", "10.1.2.3|1", "11.1.2.3|1"},
		{"2001:db8::/32", "2001:db8::5|1", "2001:db9::|1"},
		{"[2001:db8::/32]:443", "2001:db8::5|443", "2001:db8::5|1"},
		{"localhost:3000", "localhost|3000 any.localhost|3000 127.0.0.1|3000 127.8.8.8|3000 ::1|3000", "10.0.0.1|3000 localhost|3001 notlocalhost|3000"},
		{"*:443", "x|443 1.1.1.1|443 ::1|443", "x|80"},
		{"*", "x|443 1.1.1.1|0", ""},
	}
	for _, test := range tests {
		h, err := ParseHost(test.pattern)
		if err != nil {
			t.Errorf("%s: %v", test.pattern, err)
			continue
		}
		for want, list := range map[bool]string{true: test.yes, false: test.noes} {
			for _, item := range strings.Fields(list) {
				host, text, _ := strings.Cut(item, "|")
				port, _ := parsePort(text)
				matches := h.MatchPort(port)
				if address, err := netip.ParseAddr(host); err == nil {
					matches = matches && h.MatchAddress(address)
				} else {
					matches = matches && h.MatchName(host)
				}
				if matches != want {
					t.Errorf("%s and %s: %t", test.pattern, item, matches)
				}
			}
		}
	}
}

func TestHostMistakes(t *testing.T) {
	for pattern, want := range map[string]string{
		"":                          "must not be empty",
		"https://example.com:1/x":   `write "example.com:1"`,
		"example.com/x":             "not a range of addresses",
		"10.0.0.0/33":               "not a range of addresses",
		"example.com:":              "port that is none",
		"example.com:0x50":          "port that is none",
		"example.com:65536":         "port that is none",
		"example.com:90-80":         "port that is none",
		"example.com:+1":            "port that is none",
		"user@example.com":          "is not a host",
		"a b":                       "is not a host",
		"a.*.example.com":           "not the first",
		"*example.com":              "not the first",
		"a..b":                      "not the name",
		"2130706433":                "four decimal numbers",
		"0x7f.0.0.1":                "four decimal numbers",
		"0x7f000001":                "four decimal numbers",
		"127.1:80":                  "four decimal numbers",
		"0177.0.0.01":               "four decimal numbers",
		"[::1":                      `no "]"`,
		"[::1]80":                   `behind "]"`,
		"[example.com]x":            `behind "]"`,
		strings.Repeat("a", 5000):   "too long",
		strings.Repeat("a", 64):     "not the name",
		"fe80::1%eth0":              "is not a host",
		"example.com\x00.evil.test": "is not a host",
	} {
		_, err := ParseHost(pattern)
		var mistake *Mistake
		if !errors.As(err, &mistake) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", pattern, err, want)
		}
	}
}

func TestLocalAddresses(t *testing.T) {
	tests := []struct {
		pattern, address string
		want             bool
	}{
		{"127.0.0.1", "127.0.0.1", true}, {"127.0.0.1", "0.0.0.0", false}, {"127.0.0.1", "::", false},
		{"0.0.0.0", "0.0.0.0", true}, {"0.0.0.0", "::", true}, {"[::]:80", "192.168.1.1", true},
		{"localhost", "::1", true}, {"localhost", "0.0.0.0", false}, {"0.0.0.0/0", "0.0.0.0", false}, {"*", "::", true},
	}
	for _, test := range tests {
		h, err := ParseHost(test.pattern)
		if err != nil || h.MatchLocal(netip.MustParseAddr(test.address)) != test.want {
			t.Errorf("%s and %s: %v", test.pattern, test.address, err)
		}
	}
}

func TestSpecialAddresses(t *testing.T) {
	for text, want := range map[string]bool{
		"127.0.0.1": true, "0.0.0.0": true, "10.0.0.1": true, "172.16.0.1": true, "172.32.0.1": false, "192.168.0.1": true, "169.254.169.254": true,
		"100.64.0.1": true, "::1": true, "::": true, "fe80::1": true, "fd00::1": true, "::ffff:10.0.0.1": true, "64:ff9b::a00:1": true,
		"64:ff9b::808:808": false, "2002:7f00:1::": true, "8.8.8.8": false, "2606:4700::1111": false, "224.0.0.1": true, "255.255.255.255": true,
	} {
		if got := IsSpecial(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}

func TestPaths(t *testing.T) {
	for pattern, want := range map[string]string{
		"Documents":                  "must begin with",
		"~/x":                        `write "$HOME"`,
		"$DOCUMENT/x":                `did you mean "$DOCUMENTS"?`,
		"$HOME/../x":                 `must not contain ".."`,
		"$HOME/a**":                  `"**" that is not a name`,
		"":                           "must not be empty",
		"/a\x00":                     "NUL",
		strings.Repeat("/a", 100):    "too many folders",
		"$HOME/*/" + "../.ssh":       `must not contain ".."`,
		"$HOME":                      "",
		"$HOME/**/*.txt":             "",
		`C:\Users\x`:                 "",
		"/etc/hosts":                 "",
		"*":                          "",
		"$DOWNLOADS//./x/":           "",
		"/" + strings.Repeat("a", 9): "",
	} {
		_, err := ParsePath(pattern)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", pattern, err, want)
		}
	}
}

func TestMatchNames(t *testing.T) {
	tests := []struct {
		pattern, names string
		want           bool
	}{
		{"*.txt", "a.txt", true}, {"*.txt", "a.txt/b", false}, {"*.txt", "x/a.txt", false}, {"*.txt", ".a.txt", false}, {".*", ".a", true},
		{"**", "", true}, {"**", "a/b/c", true}, {"**", "a/.git/c", false}, {"**/*.key", "a/b/x.key", true}, {"**/*.key", "x.key", true},
		{"a*b*c", "aXbYc", true}, {"a*b*c", "abbcb", false}, {"a*a", "a", false}, {"a*a", "aa", true}, {"*", "[x]", true},
		{"a/**/b", "a/b", true}, {"a/**/b", "a/x/y/b", true}, {"a/**/b", "a/x/y", false}, {"**/**/**/x", "a/b/c/d", false},
	}
	split := func(text string) []string {
		if text == "" {
			return nil
		}
		return strings.Split(text, "/")
	}
	for _, test := range tests {
		if got := MatchNames(split(test.pattern), split(test.names), false, false); got != test.want {
			t.Errorf("%s and %s: %t", test.pattern, test.names, got)
		}
	}
	if !MatchNames([]string{"*.d"}, []string{".x.d", "y", "z"}, true, true) {
		t.Error("what denies a folder does not deny what is in it")
	}
}

func TestCommands(t *testing.T) {
	for text, want := range map[string]bool{
		"git": true, "*": true, "/usr/bin/git": true, "$APP/tool": true, "": false, "git push": false, "g*": false, "$APP/*": false, "./x": false, "$X/y": false,
	} {
		if err := CheckCommand(text); (err == nil) != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzHost(f *testing.F) {
	for _, seed := range []string{"api.example.com:443", "*.b.c:1-2", "[::1]:*", "10.0.0.0/8:5", "::ffff:1.2.3.4/100", "*", "https://x", "bü.de", "[[", ":::", "1e3.0x", "a:*:b", "%"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h, err := ParseHost(text)
		if err != nil {
			if mistake := (*Mistake)(nil); !errors.As(err, &mistake) || mistake.Problem == "" {
				t.Fatalf("%v", err)
			}
			return
		}
		if h.low < 0 || h.high > maxPort || h.low > h.high {
			t.Fatal("ports")
		}
		public := netip.MustParseAddr("93.184.216.34")
		if h.IsName() && h.MatchAddress(public) {
			t.Fatal("a name means an address")
		}
		if name := h.Name(); name != "" && name != "localhost" {
			if again, ok := Name(name); !ok || again != name {
				t.Fatalf("%q becomes %q", name, again)
			}
			if h.MatchName("not-" + name) {
				t.Fatal("means another name")
			}
		}
	})
}

func FuzzPath(f *testing.F) {
	for _, seed := range []string{"$HOME/Documents", "$DOCUMENTS/**/*.txt", `C:\a\b`, "/../x", "$", "$HOME/..", "**", "/a/*/**/b*", "~"} {
		f.Add(seed, "a/b.txt")
	}
	f.Fuzz(func(t *testing.T, text, names string) {
		p, err := ParsePath(text)
		if err != nil {
			if mistake := (*Mistake)(nil); !errors.As(err, &mistake) || mistake.Problem == "" {
				t.Fatalf("%v", err)
			}
			return
		}
		for _, name := range p.names {
			if name == ".." || name == "." || name == "" || strings.ContainsAny(name, `/\`) {
				t.Fatalf("%q", p.names)
			}
		}
		list := strings.Split(names, "/")
		if MatchNames(p.Wild(), list, false, false) && !MatchNames(p.Wild(), list, true, true) {
			t.Fatal("grants what it would not deny")
		}
	})
}
