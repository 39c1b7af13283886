package permission

import (
	"net/netip"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/usage"
)

// Has is process.permission.has(scope, reference): whether something is granted. Without a reference (given is false) it is whether
// all of the scope is. Scopes are Node's: "fs", "fs.read", "fs.write", "child", "net"; and "net.connect", "net.listen".
func Has(scope, reference string, given bool) bool {
	g := current.Load()
	if g == nil || g.free {
		return true
	}
	switch scope {
	case "fs":
		return g.hasFile(Reading|Writing, reference, given)
	case "fs.read":
		return g.hasFile(Reading, reference, given)
	case "fs.write":
		return g.hasFile(Writing, reference, given)
	case "child":
		return g.hasProgram(reference, given)
	case "worker":
		return !g.noWorkers // it can do what the program can
	case "wasi":
		return !g.noWASI
	case "net", "net.connect":
		if !given {
			return anyHost(g.connect) && len(g.denyHosts) == 0 && (scope != "net" || anyHost(g.listen))
		}
		return g.hasHost(reference)
	case "net.listen":
		if !given {
			return anyHost(g.listen) && len(g.denyHosts) == 0
		}
		at, err := netip.ParseAddrPort(reference)
		return err == nil && g.listens(at)
	}
	return false
}

func (g *Guard) listens(at netip.AddrPort) bool {
	ip, port := at.Addr().WithZone("").Unmap(), int(at.Port())
	match := func(h grant.Host) bool { return h.MatchPort(port) && h.MatchLocal(ip) }
	return containsHost(g.listen, match) && !containsHost(g.denyHosts, match)
}

func containsHost(list []grant.Host, match func(grant.Host) bool) bool {
	for _, h := range list {
		if match(h) {
			return true
		}
	}
	return false
}

func anyHost(list []grant.Host) bool { return containsHost(list, grant.Host.IsAny) }

func (g *Guard) hasFile(access Access, path string, given bool) bool {
	if given {
		p, err := resolve(path, true)
		return err == nil && g.mayAccess(access, p, path) == nil
	}
	whole := func(list []rule) bool {
		for i := range list {
			if list[i].any {
				return true
			}
		}
		return false
	}
	return len(g.denyFiles) == 0 && (access&Reading == 0 || whole(g.read)) && (access&Writing == 0 || whole(g.write))
}

func (g *Guard) hasProgram(name string, given bool) bool {
	if !given || g.anyRun {
		return g.anyRun
	}
	for i := range g.run {
		if g.run[i].pattern == name {
			return true
		}
	}
	_, granted := g.runBy(keyOf(canonical(name)))
	return granted
}

// hasHost judges a name or an address, with or without a port. A name is judged as such: what it is resolved to is not known yet.
func (g *Guard) hasHost(reference string) bool {
	wanted, err := grant.ParseHost(reference)
	if err != nil {
		return false
	}
	return g.grantsHost(usage.Connect, wanted)
}
