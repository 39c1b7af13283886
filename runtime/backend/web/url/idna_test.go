package url

import "testing"

func TestDomainToASCII(t *testing.T) {
	for _, test := range []struct{ domain, want string }{ // "" for what is refused
		{"EXAMPLE.com", "example.com"},
		{"faß.de", "xn--fa-hia.de"},
		{"測試.TW", "xn--g6w251d.tw"},
		{"xn--g6w251d.tw", "xn--g6w251d.tw"},
		{"a\u00adb。c", "ab.c"},
		{"ⅣⅤ.com", "ivv.com"},
		{"xn--a", ""},
		{"xn--zn7c.com", ""},
		{"a\u200cb", ""},
		{"Ⴀ.com", ""},
		{"\u115f.com", ""},
		{"אa", ""},
	} {
		got, ok := domainToASCII(test.domain)
		if !ok {
			got = ""
		}
		if got != test.want {
			t.Errorf("%q: %q, want %q", test.domain, got, test.want)
		}
	}
}
