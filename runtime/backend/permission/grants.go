package permission

import (
	"net/netip"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/usage"
)

// Grants reports whether what was recorded is granted as a whole: all that is in a folder, too. What was denied is not, whatever
// grants it.
func (g *Guard) Grants(u usage.Use) bool {
	switch u.List {
	case usage.Connect, usage.Listen:
		wanted, err := grant.ParseHost(u.Pattern)
		return err == nil && g.grantsHost(u.List, wanted)
	case usage.Read, usage.Write:
		path, err := grant.ParsePath(u.Pattern)
		if err != nil || path.IsAny() {
			return false
		}
		key, ok := g.keyOf(path)
		if !ok || slices.ContainsFunc(g.denyFiles, func(r rule) bool { return r.denies(key) }) {
			return false
		}
		list := g.read
		if u.List == usage.Write {
			list = g.write
		}
		return g.isOwn(key) || slices.ContainsFunc(list, func(r rule) bool { return (r.any || len(r.wild) == 0) && r.grants(key) })
	case usage.OpenExternal:
		return slices.Contains(g.schemes, u.Pattern)
	case usage.Run:
		if g.anyRun {
			return true
		}
		return slices.ContainsFunc(g.run, func(p program) bool { return p.pattern == u.Pattern })
	}
	return false
}

// keyOf returns the key of a path without "*", by the folders' own keys.
func (g *Guard) keyOf(path grant.Path) (string, bool) {
	if len(path.Wild()) > 0 {
		return "", false
	}
	rest := fold(strings.Join(path.Literal(), "/"))
	if path.Variable() == "" {
		start, names := root(path.Literal())
		return keyOf(filepath.Join(append([]string{start}, names...)...)), start != ""
	}
	for _, f := range g.folders {
		if f.name == path.Variable() {
			if rest == "" {
				return f.key, true
			}
			return strings.TrimSuffix(f.key, "/") + "/" + rest, true
		}
	}
	return "", false
}

func (g *Guard) grantsHost(list string, wanted grant.Host) bool {
	port, one := wanted.Port()
	address, isAddress := wanted.Address()
	name := wanted.Name()
	loopback := [2]netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1}), netip.IPv6Loopback()}
	means := func(h grant.Host) bool {
		switch {
		case one && !h.MatchPort(port) || !one && !h.AllPorts():
			return false
		case isAddress && list == usage.Listen:
			return h.MatchLocal(address)
		case isAddress:
			return h.MatchAddress(address)
		case grant.IsLocalhost(name) && (h.MatchAddress(loopback[0]) || h.MatchAddress(loopback[1])):
			return true
		}
		return h.MatchName(name)
	}
	granted := g.connect
	if list == usage.Listen {
		granted = g.listen
	}
	return slices.ContainsFunc(granted, means) && !slices.ContainsFunc(g.denyHosts, means)
}
