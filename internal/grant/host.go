package grant

import (
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// Host is a pattern of hosts and ports.
type Host struct {
	text string
	any  bool
	// name is a host's name, in lower case, in ASCII, without a dot at its end; below says that its subdomains are meant.
	name  string
	below bool
	// prefix is valid if addresses are meant. An IPv4 address in IPv6's form is one of IPv4.
	prefix    netip.Prefix
	low, high int
}

// Ports is the number of the highest port.
const maxPort = 65535

// ParseHost reads a pattern of hosts and ports. The error is a *Mistake. Patterns are
//
//	api.example.com       a name, at all ports; case and a dot at the end do not count
//	api.example.com:443   one port; :8000-8999 is a range, :* is all
//	*.example.com         the names below example.com, however deep, not itself
//	192.168.1.7, [::1]    an address; in brackets, if a port follows one of IPv6
//	10.0.0.0/8:5432       a range of addresses
//	*, *:443              any host, and any address
//
// A name never means addresses but those it was resolved to; see runtime/backend/permission.
func ParseHost(text string) (Host, error) {
	h := Host{text: text, low: 0, high: maxPort}
	if mistake := looksWrong(text); mistake != nil {
		return h, mistake
	}
	host, ports, mistake := splitPorts(text)
	if mistake != nil {
		return h, mistake
	}
	if h.low, h.high, mistake = parsePorts(ports); mistake != nil {
		return h, mistake
	}
	if mistake = h.parse(host); mistake != nil {
		return h, mistake
	}
	return h, nil
}

func looksWrong(text string) *Mistake {
	switch {
	case text == "":
		return &Mistake{"must not be empty", `write a host, such as "api.example.com:443"`}
	case len(text) > maxPattern:
		return &Mistake{"is too long to be a host", ""}
	case strings.Contains(text, "://"):
		_, rest, _ := strings.Cut(text, "://")
		rest, _, _ = strings.Cut(rest, "/")
		return &Mistake{"is a host, without a scheme", `write "` + rest + `"`}
	case strings.ContainsAny(text, "@?#\\ \t\r\n\x00%"):
		return &Mistake{"is not a host", `write a name or an address, and a port if it should be one only: "api.example.com:443"`}
	}
	return nil
}

// splitPorts cuts the port off; ports is "*" where there is none.
func splitPorts(text string) (host, ports string, mistake *Mistake) {
	if strings.HasPrefix(text, "[") {
		inside, rest, closed := strings.Cut(text[1:], "]")
		switch {
		case !closed:
			return "", "", &Mistake{`has no "]"`, ""}
		case rest == "":
			return inside, "*", nil
		case rest[0] != ':':
			return "", "", &Mistake{`has something else than a port behind "]"`, `write it as "[` + inside + `]:443"`}
		}
		return inside, rest[1:], nil
	}
	if strings.Count(text, ":") != 1 { // with more of them it is an IPv6 address
		return text, "*", nil
	}
	host, ports, _ = strings.Cut(text, ":")
	return host, ports, nil
}

func parsePorts(text string) (low, high int, mistake *Mistake) {
	if text == "*" {
		return 0, maxPort, nil
	}
	first, last, isRange := strings.Cut(text, "-")
	low, ok := parsePort(first)
	high = low
	if isRange && ok {
		high, ok = parsePort(last)
	}
	if !ok || high < low {
		return 0, 0, &Mistake{"has a port that is none", `a port is a number up to 65535, a range is written "8000-8999", all ports are "*"`}
	}
	return low, high, nil
}

func parsePort(text string) (int, bool) {
	if text == "" || strings.Trim(text, "0123456789") != "" || len(text) > 5 {
		return 0, false
	}
	port, err := strconv.Atoi(text)
	return port, err == nil && port <= maxPort
}

func (h *Host) parse(host string) *Mistake {
	if host == "*" {
		h.any = true
		return nil
	}
	if prefix, err := netip.ParsePrefix(host); err == nil {
		if prefix.Addr().Is4In6() && prefix.Bits() >= 96 {
			prefix = netip.PrefixFrom(prefix.Addr().Unmap(), prefix.Bits()-96)
		}
		h.prefix = prefix.Masked()
		return nil
	}
	if strings.Contains(host, "/") {
		return &Mistake{"is not a range of addresses", `write it as "10.0.0.0/8"; a path can't be granted, only a host`}
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		ip = ip.Unmap()
		h.prefix = netip.PrefixFrom(ip, ip.BitLen())
		return nil
	}
	if rest, below := strings.CutPrefix(host, "*."); below {
		h.below, host = true, rest
	}
	name, ok := Name(host)
	switch {
	case strings.Contains(host, "*"):
		return &Mistake{`has a "*" that is not the first of its names`, `"*.example.com" is every name below example.com`}
	case !ok:
		return &Mistake{"is not the name of a host", `write a name or an address, such as "api.example.com" or "192.168.1.7"`}
	case isNumeric(name):
		return &Mistake{"is an address in a form that is not taken", `write an IPv4 address as four decimal numbers: "127.0.0.1"`}
	}
	h.name = name
	return nil
}

// Name returns a host's name in the one form in which names are compared: in ASCII, in lower case, without the dot at its end.
// ok is false if it can't be one.
func Name(host string) (name string, ok bool) {
	name = strings.TrimSuffix(host, ".")
	for i := range len(name) {
		if name[i] >= 0x80 {
			ascii, err := idna.Lookup.ToASCII(name)
			if err != nil {
				return "", false
			}
			name = ascii
			break
		}
	}
	name = strings.ToLower(name)
	if name == "" || len(name) > 253 {
		return "", false
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 {
			return "", false
		}
		for i := range len(label) {
			c := label[i]
			if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
				return "", false
			}
		}
	}
	return name, true
}

// isNumeric reports whether the URL standard and the C library take name for an IPv4 address: its last part is a number.
func isNumeric(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return strings.Trim(last, "0123456789") == ""
}

// IsLocalhost reports whether a name, in Name's form, is the machine's own: RFC 6761.
func IsLocalhost(name string) bool {
	return name == "localhost" || strings.HasSuffix(name, ".localhost")
}

// String returns the pattern as it was written.
func (h Host) String() string { return h.text }

// IsAny reports whether the pattern means all hosts at all ports.
func (h Host) IsAny() bool { return h.any && h.AllPorts() }

// IsAnyHost reports whether the pattern means all hosts.
func (h Host) IsAnyHost() bool { return h.any }

// IsName reports whether the pattern means a host by its name, or names below one.
func (h Host) IsName() bool { return h.name != "" }

// AllPorts reports whether the pattern means all ports.
func (h Host) AllPorts() bool { return h.low == 0 && h.high == maxPort }

// Port returns the port that the pattern means, if it is one.
func (h Host) Port() (port int, one bool) { return h.low, h.low == h.high }

// Name returns the name that the pattern has, in Name's form, "" if it has none.
func (h Host) Name() string { return h.name }

// Address returns the address that the pattern means, if it is one.
func (h Host) Address() (address netip.Addr, one bool) {
	return h.prefix.Addr(), h.prefix.IsValid() && h.prefix.IsSingleIP()
}

// MatchPort reports whether the pattern means a port, whatever the host.
func (h Host) MatchPort(port int) bool { return h.low <= port && port <= h.high }

// MatchName reports whether the pattern means the host with this name, which is in Name's form.
func (h Host) MatchName(name string) bool {
	switch {
	case h.any:
		return true
	case h.name == "":
		return false
	case h.below:
		return strings.HasSuffix(name, "."+h.name)
	}
	return name == h.name || h.name == "localhost" && IsLocalhost(name)
}

// MatchAddress reports whether the pattern means an address by itself: not by a name.
func (h Host) MatchAddress(address netip.Addr) bool {
	switch {
	case h.any:
		return true
	case h.name != "":
		return !h.below && h.name == "localhost" && Plain(address).IsLoopback()
	}
	return h.prefix.Contains(Plain(address))
}

// MatchLocal reports whether the pattern means a local address to listen on. One that stands for all addresses of the machine,
// "0.0.0.0" or "[::]", is meant by itself alone, and then means all of them, of both kinds.
func (h Host) MatchLocal(address netip.Addr) bool {
	if h.any || h.prefix.IsValid() && h.prefix.IsSingleIP() && h.prefix.Addr().IsUnspecified() {
		return true
	}
	return !address.WithZone("").Unmap().IsUnspecified() && h.MatchAddress(address)
}

// Plain returns the address that is meant by one that has a zone, or is an IPv4 address in IPv6's form, or stands for the machine
// itself ("0.0.0.0" connects to it).
func Plain(address netip.Addr) netip.Addr {
	address = address.WithZone("").Unmap()
	switch {
	case address.IsUnspecified() && address.Is4():
		return netip.AddrFrom4([4]byte{127, 0, 0, 1})
	case address.IsUnspecified():
		return netip.IPv6Loopback()
	}
	return address
}

// Carried returns the IPv4 address that a translator finds in an IPv6 one (RFC 6052, 6to4), if there is one.
func Carried(address netip.Addr) (netip.Addr, bool) {
	if !address.Is6() {
		return address, false
	}
	b := address.As16()
	switch {
	case translated.Contains(address):
		return netip.AddrFrom4([4]byte(b[12:16])), true
	case b[0] == 0x20 && b[1] == 0x02:
		return netip.AddrFrom4([4]byte(b[2:6])), true
	}
	return address, false
}

var translated = netip.MustParsePrefix("64:ff9b::/96")

// special are the addresses that are no public host's: those of the machine, its networks, its provider's services.
var special = func() (list []netip.Prefix) {
	for _, text := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
		"198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "64:ff9b:1::/48", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
	} {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}()

// IsSpecial reports whether an address is not a public host's: a name that is resolved to it grants nothing.
func IsSpecial(address netip.Addr) bool {
	address = Plain(address)
	for _, prefix := range special {
		if prefix.Contains(address) {
			return true
		}
	}
	carried, ok := Carried(address)
	return ok && IsSpecial(carried)
}
