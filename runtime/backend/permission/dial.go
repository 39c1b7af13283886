package permission

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/usage"
)

type trusted struct{}

// Trust returns a context in which Prepare lets every connection pass: for one that is not the program's choice, because where it
// leads has been checked otherwise. It is for the system's name servers and the user's proxy.
func Trust(ctx context.Context) context.Context { return context.WithValue(ctx, trusted{}, true) }

// IsTrusted reports whether ctx is one of Trust's.
func IsTrusted(ctx context.Context) bool { return ctx.Value(trusted{}) != nil }

// Prepare checks what a dialer is about to connect to. An address may have a host's name: then the dialer checks each address that it
// finds, before it connects.
func Prepare(ctx context.Context, dialer *net.Dialer, network, address string) error {
	g := current.Load()
	if g == nil || IsTrusted(ctx) {
		return nil
	}
	host, _, err := net.SplitHostPort(address)
	if isPath(network) || err != nil {
		return Connect(network, address)
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return Connect(network, address)
	}
	if err := Lookup(host); err != nil {
		return err
	}
	dialer.ControlContext = func(_ context.Context, network, address string, _ syscall.RawConn) error {
		if to, err := netip.ParseAddrPort(address); err == nil {
			Resolved(host, []netip.Addr{to.Addr()})
		}
		return Connect(network, address)
	}
	return nil
}

// Tunnel checks that the program may reach a host and port by way of a proxy, which resolves the name itself.
func Tunnel(address string) error {
	g := current.Load()
	if g == nil {
		return nil
	}
	host, text, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		return err
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return g.mayConnect(netip.AddrPortFrom(ip, uint16(port)))
	}
	name, ok := grant.Name(host)
	if !ok {
		return Lookup(host)
	}
	pattern := name + ":" + text
	if g.free {
		g.use(usage.Connect, pattern, "")
		return nil
	}
	for _, d := range g.denyHosts {
		if d.MatchPort(port) && d.MatchName(name) {
			return g.refusedHost(pattern, "connecting to", d.String())
		}
	}
	for _, h := range g.connect {
		if h.MatchPort(port) && h.MatchName(name) {
			g.use(usage.Connect, pattern, h.String())
			return nil
		}
	}
	g.use(usage.Connect, pattern, "")
	return g.deniedHost(name, port, "connecting to", "net.connect")
}

// IsUsersProxy reports whether a host and port are those of a proxy that the environment named when the program began: what is
// reached by way of it is checked by Tunnel, and it needs no grant itself.
func IsUsersProxy(address string) bool {
	g := current.Load()
	return g != nil && slices.Contains(g.proxies, strings.ToLower(address))
}

// usersProxies are the proxies that the environment names.
func usersProxies() (list []string) {
	for _, name := range []string{"http_proxy", "https_proxy", "all_proxy"} {
		for _, name := range []string{name, strings.ToUpper(name)} {
			value := os.Getenv(name)
			if value != "" && !strings.Contains(value, "://") {
				value = "http://" + value
			}
			u, err := url.Parse(value)
			if err != nil || u.Hostname() == "" {
				continue
			}
			port := u.Port()
			if port == "" {
				if port = "80"; u.Scheme == "https" {
					port = "443"
				}
			}
			list = append(list, strings.ToLower(net.JoinHostPort(u.Hostname(), port)))
		}
	}
	return list
}
