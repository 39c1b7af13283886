package permission

import (
	"net"
	"net/netip"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/usage"
)

// maxPins is how many addresses are remembered with their names; the oldest are forgotten.
const maxPins = 4096

// pins are the names that addresses were resolved from.
type pins struct {
	names map[netip.Addr][]string
	order []netip.Addr
}

func (p *pins) add(address netip.Addr, name string) {
	if p.names == nil {
		p.names = map[netip.Addr][]string{}
	}
	known, ok := p.names[address]
	if !ok {
		if len(p.order) == maxPins {
			delete(p.names, p.order[0])
			p.order = p.order[1:]
		}
		p.order = append(p.order, address)
	}
	// The last is the one that was asked for last.
	known = slices.DeleteFunc(slices.Clone(known), func(other string) bool { return other == name })
	if len(known) >= 64 {
		known = known[1:]
	}
	p.names[address] = append(known, name)
}

// Lookup checks that a host's addresses, or an address's names, may be asked for.
func Lookup(host string) error {
	g := current.Load()
	if g == nil || g.free {
		return nil
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return g.lookupAddress(ip)
	}
	name, ok := grant.Name(host)
	for _, d := range g.denyHosts {
		if ok && d.AllPorts() && d.MatchName(name) {
			return g.refusedHost(host, "looking up", d.String())
		}
	}
	for _, list := range [][]grant.Host{g.connect, g.listen} {
		for _, h := range list {
			if h.IsAnyHost() || ok && h.MatchName(name) || ok && grant.IsLocalhost(name) && h.MatchAddress(netip.IPv6Loopback()) ||
				ok && grant.IsLocalhost(name) && h.MatchAddress(netip.AddrFrom4([4]byte{127, 0, 0, 1})) {
				return nil
			}
		}
	}
	if !ok {
		return g.denied("Net", host, "looking up "+host+" is not granted")
	}
	g.use(usage.Connect, name, "")
	return g.denied("Net", host, "looking up "+host+" is not granted; "+g.add(name, "net.connect")+", with the port, as in \""+name+":443\"")
}

func (g *Guard) lookupAddress(ip netip.Addr) error {
	for _, d := range g.denyHosts {
		if d.AllPorts() && d.MatchAddress(ip) {
			return g.refusedHost(ip.String(), "looking up", d.String())
		}
	}
	for _, h := range g.connect {
		if h.MatchAddress(ip) {
			return nil
		}
	}
	return g.denied("Net", ip.String(), "looking up "+ip.String()+" is not granted; "+g.add(ip.String(), "net.connect"))
}

// Resolved says which addresses the system's resolver gave for a name that Lookup has let pass: it is these that a grant of the
// name means.
func Resolved(host string, addresses []netip.Addr) {
	g := current.Load()
	if g == nil {
		return
	}
	name, ok := grant.Name(host)
	if !ok {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, address := range addresses {
		g.pins.add(grant.Plain(address), name)
	}
}

// Connect checks that the program may connect, or send, to an IP address with a port: of network "tcp", "udp" or their forms. For
// network "unix" address is a path. An address with a name instead of an IP address is an error: resolve it first.
func Connect(network, address string) error {
	g := current.Load()
	if g == nil {
		return nil
	}
	if isPath(network) {
		return g.pipe(address)
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return &net.AddrError{Err: "no IP address", Addr: address}
	}
	return g.mayConnect(to)
}

// Send is Connect for a datagram.
func Send(to netip.AddrPort) error {
	g := current.Load()
	if g == nil {
		return nil
	}
	return g.mayConnect(to)
}

func (g *Guard) mayConnect(to netip.AddrPort) error {
	address, port := grant.Plain(to.Addr()), int(to.Port())
	g.mu.Lock()
	names := g.pins.names[address]
	own := g.listensOn(address, to.Port())
	g.mu.Unlock()
	special := grant.IsSpecial(address)
	if g.free {
		if !own {
			g.useConnect(address, port, names, "")
		}
		return nil
	}
	last := address.String()
	if len(names) > 0 {
		last = names[len(names)-1]
	}
	named := slices.Clone(names)
	carried, translated := grant.Carried(address)
	for _, d := range g.denyHosts {
		if !d.MatchPort(port) {
			continue
		}
		if !d.IsName() && (d.MatchAddress(address) || translated && d.MatchAddress(carried)) || d.IsName() && d.MatchAddress(address) {
			return g.refusedHost(hostPort(address.String(), port), "connecting to", d.String())
		}
		if named = slices.DeleteFunc(named, d.MatchName); len(named) == 0 && len(names) > 0 {
			return g.refusedHost(hostPort(last, port), "connecting to", d.String())
		}
	}
	rebound := ""
	for _, h := range g.connect {
		if !h.MatchPort(port) {
			continue
		}
		if h.MatchAddress(address) {
			g.useConnect(address, port, named, h.String())
			return nil
		}
		for _, name := range named {
			switch {
			case !h.MatchName(name):
			case special && !(grant.IsLocalhost(name) && address.IsLoopback()):
				rebound = name
			default:
				g.useConnect(address, port, []string{name}, h.String())
				return nil
			}
		}
	}
	if own {
		return nil
	}
	g.useConnect(address, port, named, "")
	if rebound != "" {
		resource := hostPort(address.String(), port)
		return g.denied("Net", resource, "connecting to "+rebound+" is granted, but it is "+address.String()+
			" here, which is no public address; "+g.add(resource, "net.connect")+" too")
	}
	return g.deniedHost(last, port, "connecting to", "net.connect")
}

// Listen checks that the program may listen on, or receive datagrams at, an IP address with a port; for network "unix" address is
// a path.
func Listen(network, address string) error {
	g := current.Load()
	if g == nil {
		return nil
	}
	if isPath(network) {
		return g.pipe(address)
	}
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return &net.AddrError{Err: "no IP address", Addr: address}
	}
	ip, port := at.Addr().WithZone("").Unmap(), int(at.Port())
	if port == 0 && ip.IsUnspecified() && strings.HasPrefix(network, "udp") {
		return nil // as sending does by itself; nobody knows the port but who was sent something
	}
	resource := hostPort(ip.String(), port)
	if g.free {
		g.use(usage.Listen, resource, "")
		return nil
	}
	for _, d := range g.denyHosts {
		if d.MatchPort(port) && d.MatchLocal(ip) {
			return g.refusedHost(resource, "listening on", d.String())
		}
	}
	for _, h := range g.listen {
		if h.MatchPort(port) && h.MatchLocal(ip) {
			g.use(usage.Listen, resource, h.String())
			return nil
		}
	}
	g.use(usage.Listen, resource, "")
	return g.deniedHost(ip.String(), port, "listening on", "net.listen")
}

// Listening says that the program listens at an address, so that it may connect to itself, until ended is called.
func Listening(address net.Addr) (ended func()) {
	g := current.Load()
	if g == nil {
		return func() {}
	}
	at, err := netip.ParseAddrPort(address.String())
	if err != nil {
		return func() {}
	}
	at = netip.AddrPortFrom(at.Addr().WithZone("").Unmap(), at.Port())
	g.mu.Lock()
	g.listening[at]++
	g.mu.Unlock()
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.listening[at]--; g.listening[at] <= 0 {
			delete(g.listening, at)
		}
	}
}

// listensOn reports whether the program itself is at the machine's address. The mutex is held.
func (g *Guard) listensOn(address netip.Addr, port uint16) bool {
	if g.listening[netip.AddrPortFrom(address, port)] > 0 {
		return true
	}
	return address.IsLoopback() && (g.listening[netip.AddrPortFrom(netip.IPv4Unspecified(), port)] > 0 ||
		g.listening[netip.AddrPortFrom(netip.IPv6Unspecified(), port)] > 0)
}

func isPath(network string) bool {
	return network == "unix" || network == "unixgram" || network == "pipe"
}

// pipe checks a socket or pipe by its path, through which another program can be told what to do. Abstract names are no files.
func (g *Guard) pipe(path string) error {
	if path != "" && (path[0] == 0 || path[0] == '@') {
		if g.free || slices.ContainsFunc(g.write, func(r rule) bool { return r.any }) && len(g.denyFiles) == 0 {
			return nil
		}
		return g.denied("FileSystemWrite", path, `a socket with an abstract name is only granted by "*" in permissions.files.write in `+g.source)
	}
	return check(Reading|Writing, path)
}
