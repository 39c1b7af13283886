package cldr

import "testing"

func TestCanonical(t *testing.T) {
	for tag, want := range map[string]string{
		"zh-tw": "zh-TW", "EN-latn-us-u-kn-true": "en-Latn-US-u-kn", "art-lojban": "jbo", "iw": "he", "hy-SU": "hy-AM",
		"sl-rozaj-biske-1994": "sl-1994-biske-rozaj", "": "", "zh-min": "zh", "x-private": "", "en-u": "", "a_b": "",
	} {
		got, ok := Canonical(tag)
		if tag == "zh-min" {
			want, ok = "zh", !ok // an extended language is no part of the identifier
		}
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("Canonical(%q) is %q, %v; want %q", tag, got.String(), ok, want)
		}
	}
}

func TestLikelySubtags(t *testing.T) {
	for tag, want := range map[string][2]string{
		"zh": {"zh-Hans-CN", "zh"}, "zh-TW": {"zh-Hant-TW", "zh-TW"}, "sr-Latn-RS": {"sr-Latn-RS", "sr-Latn"}, "und-DE": {"de-Latn-DE", "de"}, "xyz": {"xyz", "xyz"},
	} {
		parsed, _ := Parse(tag)
		if got := parsed.Maximize().String(); got != want[0] {
			t.Errorf("%s maximized is %s, want %s", tag, got, want[0])
		}
		if got := parsed.Minimize().String(); got != want[1] {
			t.Errorf("%s minimized is %s, want %s", tag, got, want[1])
		}
	}
}

func TestSectionsInherit(t *testing.T) {
	if got := Load("dates", "de-AT").List("months/format/wide"); got[0] != "Jänner" || got[1] != "Februar" {
		t.Errorf("the Austrian months begin with %s, %s", got[0], got[1])
	}
}

func TestPlurals(t *testing.T) {
	for _, c := range []struct {
		locale  string
		ordinal bool
		o       Operands
		want    string
	}{
		{"ru", false, Operands{Integer: "3"}, "few"}, {"en", true, Operands{Integer: "22"}, "two"},
		{"fr", false, Operands{Integer: "1", Fraction: "5"}, "one"}, {"fr", false, Operands{Integer: "1", Exponent: 6}, "many"},
	} {
		if got := Plurals(c.locale, c.ordinal).Select(c.o); got != c.want {
			t.Errorf("%s %v is %s, want %s", c.locale, c.o, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"en-US-u-ca-buddhist-x-a", "de-t-en-m0-true", "sl-rozaj", "", "-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		canonical, ok := Canonical(tag)
		if !ok {
			return
		}
		again, ok := Canonical(canonical.String())
		if !ok || again.String() != canonical.String() {
			t.Errorf("the canonical form of %q is %q, and of that %q", tag, canonical.String(), again.String())
		}
	})
}
