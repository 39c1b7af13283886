package url

import "testing"

func TestLegacyParse(t *testing.T) {
	for input, want := range map[string]string{
		"HTTP://u:p%20@Host:80\\a b?c#d": "http://u:p%20@host:80/a%20b?c#d",
		"//host/p":                       "//host/p",
		"mailto:a@b":                     "mailto:a@b",
		"http://ünïcode.com":             "http://xn--ncode-cta3g.com/",
		"javascript:a 'b'":               "javascript:a 'b'",
		"":                               "",
	} {
		u, err := parseLegacy(input, false)
		if err != nil || value(u.href) != want {
			t.Errorf("parseLegacy(%q) = %q, %v, want %q", input, value(u.href), err, want)
		}
	}
	for _, input := range []string{"http://%zz@h/", "http://a]b/", "http://[::1%/"} {
		if u, err := parseLegacy(input, false); err == nil {
			t.Errorf("parseLegacy(%q) = %q, want an error", input, value(u.href))
		}
	}
}

func FuzzLegacyResolve(f *testing.F) {
	f.Add("http://u@a/b/c?d#e", "../f")
	f.Add("mailto:a@b", "c@d")
	f.Add("x:y/../z", "//h\\p")
	f.Add("", "?")
	f.Fuzz(func(t *testing.T, from, to string) {
		base, err := parseLegacy(from, false)
		if err != nil {
			return
		}
		relative, err := parseLegacy(to, true)
		if err != nil {
			return
		}
		if resolved := base.resolve(relative); resolved.href == nil {
			t.Errorf("%q against %q has no href", to, from)
		}
	})
}
