package certificate

import "testing"

func TestWildcards(t *testing.T) {
	for _, c := range []struct {
		pattern, host string
		flags         int
		want          bool
	}{
		{"example.com", "EXAMPLE.com", 0, true},
		{"*.example.com", "a.example.com", 0, true},
		{"*.example.com", "a.b.example.com", 0, false},
		{"*.example.com", "a.b.example.com", MultiLabelWildcards, true},
		{"*.example.com", "a.example.com", NoWildcards, false},
		{"w*.example.com", "www.example.com", 0, true},
		{"w*.example.com", "www.example.com", NoPartialWildcards, false},
		{"*.com", "example.com", 0, false},
		{"a.*.com", "a.b.com", 0, false},
		{"a.example.com", ".example.com", 0, true},
	} {
		if got := matchHost(c.pattern, c.host, c.flags); got != c.want {
			t.Errorf("%s for %s with %d: %v", c.pattern, c.host, c.flags, got)
		}
	}
}

func TestNamesCannotLookLikeOthers(t *testing.T) {
	if got := quoted("DNS:", `a", DNS:b`, false); got != `DNS:"a\", DNS:b"` {
		t.Error(got)
	}
	if got := escape("#a,b\n "); got != `\#a\,b\0A\ ` {
		t.Error(got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"))
	f.Add([]byte{0x30, 0x0A, 0x30, 0x03, 0x02, 0x01, 0x01, 0x30, 0x00, 0x03, 0x01, 0x00})
	f.Fuzz(func(_ *testing.T, data []byte) {
		c, err := Parse(data)
		if err != nil {
			return
		}
		_, _ = c.AltNameText()
		_, _ = c.InfoAccessText()
		_, _ = c.PublicKey()
		_ = c.Subject.String() + c.CheckHost("a.b.c", 0) + c.PEM()
	})
}
