package url

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ input, base, want string }{
		{"HTTP://Example.COM:80/a/../b", "", "http://example.com/b"},
		{"  https://u:p@h:8443/%7Efoo?q=' '#f`  ", "", "https://u:p@h:8443/%7Efoo?q=%27%20%27#f%60"},
		{"../x?y#z", "http://h/a/b/c", "http://h/a/x?y#z"},
		{"//other/p", "https://h/a", "https://other/p"},
		{`\\x\y`, "http://h/", "http://x/y"},
		{"#frag", "mailto:a@b", "mailto:a@b#frag"},
		{"file:///C|/x/../../y", "", "file:///C:/y"},
		{"http://0x7f.1/", "", "http://127.0.0.1/"},
		{"http://[::FFFF:1.2.3.4]/", "", "http://[::ffff:102:304]/"},
		{"http://ex%41mple.com", "", "http://example.com/"},
		{"http://faß.de/", "", "http://xn--fa-hia.de/"},
		{"http://日本語。ＪＰ", "", "http://xn--wgv71a119e.jp/"},
		{"web+demo:/.//not-a-host/", "", "web+demo:/.//not-a-host/"},
		{"data:text/plain, a b #c", "", "data:text/plain, a b #c"},
		{"ht\ntp://a\tb/", "", "http://ab/"},
		{"http://a b/", "", ""},
		{"http://[1::2::3]/", "", ""},
		{"http://256.1.1.1/", "", ""},
		{"http://h:65536/", "", ""},
		{"relative", "", ""},
		{"http://", "", ""},
		{"http://xn--a/", "", ""},
	} {
		var base *record
		if c.base != "" {
			base, _ = parse(c.base, nil)
		}
		got := ""
		if u, ok := parse(c.input, base); ok {
			got = u.href()
		}
		if got != c.want {
			t.Errorf("parse(%q, %q) = %q, want %q", c.input, c.base, got, c.want)
		}
	}
}

func TestOrigin(t *testing.T) {
	for input, want := range map[string]string{
		"https://h:443/x":     "https://h",
		"http://h:81":         "http://h:81",
		"blob:https://a.b/id": "https://a.b",
		"blob:file:///x":      "null",
		"file:///x":           "null",
		"foo://h":             "null",
	} {
		u, _ := parse(input, nil)
		if got := u.origin(); got != want {
			t.Errorf("origin of %q = %q, want %q", input, got, want)
		}
	}
}

func TestSet(t *testing.T) {
	const from = "http://u:p@h:81/a?b#c"
	for _, c := range []struct{ attribute, value, want string }{
		{"protocol", "https", "https://u:p@h:81/a?b#c"},
		{"protocol", "mailto", from},
		{"username", "x@y", "http://x%40y:p@h:81/a?b#c"},
		{"password", "", "http://u@h:81/a?b#c"},
		{"host", "x:82", "http://u:p@x:82/a?b#c"},
		{"host", "x:y", "http://u:p@x:81/a?b#c"},
		{"hostname", "x:82", ""},
		{"port", "80", "http://u:p@h/a?b#c"},
		{"port", "8a", "http://u:p@h:8/a?b#c"},
		{"port", "x", ""},
		{"pathname", "x y", "http://u:p@h:81/x%20y?b#c"},
		{"search", "", "http://u:p@h:81/a#c"},
		{"search", "?x#y", "http://u:p@h:81/a?x%23y#c"},
		{"hash", "#", "http://u:p@h:81/a?b#"},
	} {
		got := ""
		if u := set(from, c.attribute, c.value); u != nil {
			got = u.href()
		}
		if got != c.want {
			t.Errorf("%s = %q gives %q, want %q", c.attribute, c.value, got, c.want)
		}
	}
}

func TestForm(t *testing.T) {
	list := parseForm("a=1&b+c=%C3%BC&&=x&y")
	want := []string{"a", "1", "b c", "ü", "", "x", "y", ""}
	if len(list) != len(want) {
		t.Fatalf("parseForm = %q", list)
	}
	for i := range want {
		if list[i] != want[i] {
			t.Errorf("parseForm[%d] = %q, want %q", i, list[i], want[i])
		}
	}
	if got := serializeForm([]string{"a b", "*-._~'"}); got != "a+b=*-._%7E%27" {
		t.Errorf("serializeForm = %q", got)
	}
}

func TestPunycode(t *testing.T) {
	for decoded, encoded := range map[string]string{"bücher": "bcher-kva", "他们为什么不说中文": "ihqwcrb4cv8a8dqg056pqjye", "ü": "tda", "abc-é": "abc--epa"} {
		if got, ok := encodePunycode(decoded); !ok || got != encoded {
			t.Errorf("encodePunycode(%q) = %q, want %q", decoded, got, encoded)
		}
		if got, ok := decodePunycode(encoded); !ok || got != decoded {
			t.Errorf("decodePunycode(%q) = %q, want %q", encoded, got, decoded)
		}
	}
}

// What has been parsed reads the same again, whatever the input was.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"http://a/b?c#d", "file:///C|/..", "x:/.//y", "http://[::1]:80", "a: b ?c", "http://ü.xn--tda/", "//h", `\\h\p`} {
		f.Add(seed)
	}
	base, _ := parse("http://user@h:1/p/q?r#s", nil)
	f.Fuzz(func(t *testing.T, input string) {
		input = strings.ToValidUTF8(input, "\uFFFD") // as JavaScript's strings arrive
		for _, against := range []*record{nil, base} {
			u, ok := parse(input, against)
			if !ok {
				continue
			}
			again, ok := parse(u.href(), nil)
			if !ok || again.href() != u.href() {
				t.Errorf("%q became %q, which became %v", input, u.href(), again)
			}
		}
	})
}
