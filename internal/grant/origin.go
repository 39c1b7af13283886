package grant

import (
	"net/netip"
	"strconv"
	"strings"
)

// Origin is a pattern of origins that a page may load data from.
type Origin struct {
	secure     bool
	host, port string // as a Content-Security-Policy has them; port is "" for the scheme's own
}

// ParseOrigin reads a pattern of origins, as the web writes them. The error is a *Mistake. Patterns are
//
//	https://api.example.com        at the scheme's own port, 443; wss://api.example.com too
//	http://127.0.0.1:3000          without encryption; ws://127.0.0.1:3000 too
//	http://127.0.0.1:*             at all ports
//	https://*.example.com          the names below example.com, not itself
//	https://*                      any host
//
// What it takes is what a Content-Security-Policy can say: no ranges, no IPv6 addresses.
func ParseOrigin(text string) (Origin, error) {
	scheme, rest, found := strings.Cut(text, "://")
	o := Origin{secure: strings.EqualFold(scheme, "https")}
	switch {
	case len(text) > maxPattern:
		return o, &Mistake{"is too long to be an origin", ""}
	case !found:
		return o, &Mistake{"is an origin, with a scheme", `such as "https://api.example.com" or "http://127.0.0.1:3000"`}
	case strings.EqualFold(scheme, "wss"), strings.EqualFold(scheme, "ws"):
		return o, &Mistake{"is of another scheme than http and https", `write "http` + strings.ToLower(scheme[2:]) + "://" + rest + `", which grants ` + strings.ToLower(scheme) + ": too"}
	case !o.secure && !strings.EqualFold(scheme, "http"):
		return o, &Mistake{"is of another scheme than http and https", ""}
	}
	if mistake := looksWrong(rest); mistake != nil {
		return o, &Mistake{"is not an origin", `write a scheme, a host, and a port if it is not the scheme's: "https://api.example.com:8443"`}
	}
	if _, err := netip.ParsePrefix(rest); err == nil {
		return o, &Mistake{"has a range of addresses, which a page can't be granted", "write each address, or a name"}
	}
	if origin, _, found := strings.Cut(rest, "/"); found {
		return o, &Mistake{"is an origin, without a path", `write "` + scheme + "://" + origin + `"`}
	}
	return o, o.parse(rest)
}

func (o *Origin) parse(text string) error {
	host, err := ParseHost(text)
	if err != nil {
		return err
	}
	if address, one := host.Address(); one && !address.Is4() {
		return &Mistake{"is an IPv6 address, which a page can't be granted", `give the host a name, or write "localhost" or "127.0.0.1"`}
	}
	port, one := host.Port()
	switch _, ports, _ := strings.Cut(text, ":"); {
	case one:
		o.port = ":" + strconv.Itoa(port)
	case ports == "*":
		o.port = ":*"
	case ports != "":
		return &Mistake{"has a range of ports, which a page can't be granted", `write one port, or ":*" for all`}
	}
	switch {
	case host.any:
		o.host = "*"
	case host.name != "" && host.below:
		o.host = "*." + host.name
	case host.name != "":
		o.host = host.name
	default:
		o.host = host.prefix.Addr().String()
	}
	return nil
}

// Sources returns the source expressions of a Content-Security-Policy that mean the pattern: for requests and for web sockets.
func (o Origin) Sources() string {
	if o.secure {
		return "https://" + o.host + o.port + " wss://" + o.host + o.port
	}
	return "http://" + o.host + o.port + " ws://" + o.host + o.port
}
