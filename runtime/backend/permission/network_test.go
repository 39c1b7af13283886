package permission

import (
	"net"
	"net/netip"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/usage"
)

func resolved(name string, addresses ...string) {
	list := make([]netip.Addr, len(addresses))
	for i, text := range addresses {
		list[i] = netip.MustParseAddr(text)
	}
	Resolved(name, list)
}

func TestConnect(t *testing.T) {
	install(t, Options{Source: "deskjs.json", Permissions: &grant.Permissions{Net: grant.Net{
		Connect: []string{"api.example.com:443", "*.cdn.example:8000-8999", "10.0.0.0/8:5432", "localhost:3000", "intra.example:80", "192.168.1.1:80", "open.example"},
		Deny:    []string{"10.9.0.0/16", "bad.cdn.example", "93.184.216.99"},
	}}})
	resolved("API.example.com.", "93.184.216.34", "2606:2800::1", "10.1.1.1", "127.0.0.1", "169.254.169.254", "93.184.216.99")
	resolved("a.cdn.example", "93.184.216.35")
	resolved("localhost", "127.0.0.1", "::1")
	resolved("intra.example", "192.168.1.1", "192.168.1.2")
	resolved("other.example", "93.184.216.36")
	resolved("open.example", "64:ff9b::a00:1", "64:ff9b::808:808", "93.184.216.40")
	resolved("bad.cdn.example", "93.184.216.41")
	resolved("bad.cdn.example", "93.184.216.42")
	resolved("good.cdn.example", "93.184.216.42")
	for address, want := range map[string]string{
		"93.184.216.34:443":          "",
		"[::ffff:93.184.216.34]:443": "",
		"93.184.216.34:80":           "denied",
		"[2606:2800::1]:443":         "",
		"93.184.216.99:443":          "denied", // the range is denied, the name granted
		"10.1.1.1:443":               "denied", // the name has been bound to another address
		"10.1.1.1:5432":              "",
		"[::ffff:10.1.1.1]:5432":     "",
		"10.9.1.1:5432":              "denied",
		"[::ffff:10.9.1.1]:5432":     "denied",
		"127.0.0.1:443":              "denied",
		"0.0.0.0:443":                "denied",
		"127.0.0.1:3000":             "",
		"0.0.0.0:3000":               "",
		"[::1]:3000":                 "",
		"[::]:3000":                  "",
		"127.9.9.9:3000":             "",
		"169.254.169.254:443":        "denied",
		"93.184.216.35:8080":         "",
		"93.184.216.35:443":          "denied",
		"192.168.1.1:80":             "",
		"192.168.1.2:80":             "denied",
		"93.184.216.36:443":          "denied",
		"8.8.8.8:53":                 "denied",
		"[64:ff9b::a00:1]:1":         "denied",
		"[64:ff9b::808:808]:1":       "",
		"[64:ff9b::5db8:d863]:1":     "denied", // 93.184.216.99 by way of a translator
		"93.184.216.40:1":            "",
		"93.184.216.41:8080":         "denied",
		"93.184.216.42:8080":         "",
		"[fe80::1%eth0]:1":           "denied",
	} {
		if got := outcome(Connect("tcp", address)); got != want {
			t.Errorf("%s: %q", address, got)
		}
	}
	for _, address := range []string{"api.example.com:443", "2130706433:80", "0x7f.1:80", "127.1:80", "", "1.1.1.1"} {
		if Connect("tcp", address) == nil {
			t.Errorf("%s is no address", address)
		}
	}
	for host, want := range map[string]string{
		"api.example.com": "", "API.EXAMPLE.com.": "", "x.cdn.example": "", "bad.cdn.example": "denied", "BAD.cdn.example.": "denied", "cdn.example": "denied",
		"localhost": "", "db.localhost": "", "example.com": "denied", "2130706433": "denied", "0x7f.0.0.1": "denied", "127.1": "denied", "": "denied", "a\x00b": "denied",
		"api.example.com\x00.evil.test": "denied",
	} {
		if got := outcome(Lookup(host)); got != want {
			t.Errorf("looking up %q: %q", host, got)
		}
	}
	err := Connect("tcp", "192.168.1.2:80")
	if err == nil || !strings.Contains(err.Error(), `intra.example is granted, but it is 192.168.1.2 here`) || !strings.Contains(err.Error(), `add "192.168.1.2:80" to permissions.net.connect`) {
		t.Error(err)
	}
	err = Connect("tcp", "93.184.216.36:443")
	if err == nil || !strings.HasSuffix(err.Error(), `connecting to other.example:443 is not granted; add "other.example:443" to permissions.net.connect in deskjs.json`) {
		t.Error(err)
	}
}

func TestListen(t *testing.T) {
	install(t, Options{Permissions: &grant.Permissions{Net: grant.Net{Listen: []string{"127.0.0.1:8000-8100", "localhost:0", "[::1]:9000"}, Deny: []string{"127.0.0.1:8080"}}}})
	for address, want := range map[string]string{
		"127.0.0.1:8000": "", "127.0.0.1:8080": "denied", "127.0.0.1:8101": "denied", "0.0.0.0:8000": "denied", "[::]:8000": "denied",
		"127.0.0.1:0": "", "[::1]:0": "", "[::1]:9000": "", "[::]:9000": "denied", "192.168.0.1:0": "denied",
	} {
		if got := outcome(Listen("tcp", address)); got != want {
			t.Errorf("%s: %q", address, got)
		}
	}
}

func TestOwnListener(t *testing.T) {
	install(t, Options{Permissions: &grant.Permissions{}})
	ended := Listening(&net.TCPAddr{IP: net.IPv6unspecified, Port: 4000})
	for address, want := range map[string]string{"127.0.0.1:4000": "", "[::1]:4000": "", "127.0.0.1:4001": "denied", "10.0.0.1:4000": "denied"} {
		if got := outcome(Connect("tcp", address)); got != want {
			t.Errorf("%s: %q", address, got)
		}
	}
	ended()
	if outcome(Connect("tcp", "127.0.0.1:4000")) != "denied" {
		t.Error("the port is another program's now")
	}
}

func TestPinsAreBounded(t *testing.T) {
	g := install(t, Options{Permissions: &grant.Permissions{Net: grant.Net{Connect: []string{"a.example"}}}})
	for i := range maxPins + 10 {
		Resolved("a.example", []netip.Addr{netip.AddrFrom4([4]byte{8, byte(i >> 16), byte(i >> 8), byte(i)})})
	}
	if len(g.pins.names) != maxPins || len(g.pins.order) != maxPins {
		t.Errorf("%d, %d", len(g.pins.names), len(g.pins.order))
	}
	if outcome(Connect("tcp", "8.0.0.1:1")) != "denied" || outcome(Connect("tcp", "8.0.0.100:1")) != "" {
		t.Error("the oldest are forgotten")
	}
}

func TestRecord(t *testing.T) {
	var uses []usage.Use
	options := Options{Record: func(u usage.Use) { uses = append(uses, u) }}
	install(t, options)
	resolved("api.example.com", "93.184.216.34")
	resolved("intra.example", "10.0.0.1")
	resolved("localhost", "127.0.0.1")
	for _, address := range []string{"93.184.216.34:443", "93.184.216.34:443", "10.0.0.1:80", "127.0.0.1:3000", "8.8.8.8:53"} {
		if err := Connect("tcp", address); err != nil {
			t.Error(err)
		}
	}
	if err := Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Error(err)
	}
	defer Listening(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 5555})()
	if err := Connect("tcp", "127.0.0.1:5555"); err != nil {
		t.Error(err)
	}
	want := []usage.Use{
		{List: usage.Connect, Pattern: "api.example.com:443"}, {List: usage.Connect, Pattern: "intra.example:80"}, {List: usage.Connect, Pattern: "10.0.0.1:80"},
		{List: usage.Connect, Pattern: "localhost:3000"}, {List: usage.Connect, Pattern: "8.8.8.8:53"}, {List: usage.Listen, Pattern: "127.0.0.1:0"},
	}
	if len(uses) != len(want) {
		t.Fatalf("%v", uses)
	}
	p := &grant.Permissions{}
	for i := range want {
		if uses[i] != want[i] {
			t.Errorf("%v, want %v", uses[i], want[i])
		}
		if uses[i].List == usage.Connect {
			p.Net.Connect = append(p.Net.Connect, uses[i].Pattern)
		} else {
			p.Net.Listen = append(p.Net.Listen, uses[i].Pattern)
		}
	}
	// What was recorded is enough, and is known to be.
	g := install(t, Options{Permissions: p})
	for _, u := range uses {
		if !g.Grants(u) {
			t.Errorf("%v is not granted", u)
		}
	}
	resolved("api.example.com", "93.184.216.34")
	resolved("intra.example", "10.0.0.1")
	for _, address := range []string{"93.184.216.34:443", "10.0.0.1:80", "127.0.0.1:3000", "8.8.8.8:53"} {
		if err := Connect("tcp", address); err != nil {
			t.Error(err)
		}
	}
}
