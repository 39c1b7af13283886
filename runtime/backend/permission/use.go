package permission

import (
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/usage"
)

// maxUses bounds what is remembered, and so recorded, of one process.
const maxUses = 10_000

// pathUse is a path that was looked at, as the program wrote it.
type pathUse struct {
	access Access
	path   string
}

// use records a use, which the pattern by has granted, "" if it was denied or there are no grants.
func (g *Guard) use(list, pattern, by string) {
	if g.record == nil {
		return
	}
	u := usage.Use{List: list, Pattern: pattern, By: by}
	g.mu.Lock()
	known := g.seen[u] || len(g.seen) >= maxUses
	if !known {
		g.seen[u] = true
	}
	g.mu.Unlock()
	if !known {
		g.record(u)
	}
}

// usePath records the folder of a file.
func (g *Guard) usePath(access Access, asked string, way Way) {
	if g.record == nil {
		return
	}
	// What is asked for again and again is found here. A change of the working folder does no harm: it is a record, not a check.
	u := pathUse{access, asked}
	g.mu.Lock()
	known := g.paths[u]
	if len(g.paths) >= maxUses {
		clear(g.paths)
	}
	g.paths[u] = true
	g.mu.Unlock()
	if known {
		return
	}
	p, err := resolve(asked, way != Entry)
	if err != nil || p.stream {
		return
	}
	key := keyOf(p.path)
	if g.isOwn(key) {
		return
	}
	pattern := g.shorten(g.class(p.path))
	if access&Reading != 0 {
		g.use(usage.Read, pattern, g.grantedBy(g.read, key))
	}
	if access&Writing != 0 {
		g.use(usage.Write, pattern, g.grantedBy(g.write, key))
	}
}

// grantedBy returns the pattern that grants, "" if none does.
func (g *Guard) grantedBy(list []rule, key string) string {
	for i := range list {
		if list[i].grants(key) {
			return list[i].pattern
		}
	}
	return ""
}

// class returns the folder that stands for a file in a list: the one it is in, or the file itself where the folder has what is not
// the app's business.
func (g *Guard) class(path string) string {
	key := keyOf(path)
	for _, f := range g.folders {
		if _, ok := below(key, f.key); ok && f.name == "TEMP" && len(path) == len(key) {
			return path[:len(f.key)] // names in there are new each time
		}
	}
	if strings.Contains(path, "*") {
		return filepath.Dir(path) // a pattern can't name it
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path
	}
	folder := filepath.Dir(path)
	if g.isBroad(keyOf(folder)) {
		return path
	}
	return folder
}

// isBroad reports whether a folder has what belongs to many programs.
func (g *Guard) isBroad(key string) bool {
	if strings.Count(strings.Trim(key, "/"), "/") == 0 || isReserved(key) {
		return true // the root, and what is in it
	}
	for _, f := range g.folders {
		if f.key == key {
			return f.name == "HOME" || f.name == "APP"
		}
	}
	_, system := below(key, "/usr")
	return system
}

// useConnect records a connection to an address, by the name that was asked for last.
func (g *Guard) useConnect(address netip.Addr, port int, names []string, by string) {
	if g.record == nil {
		return
	}
	if len(names) == 0 {
		g.use(usage.Connect, hostPort(address.String(), port), by)
		return
	}
	name, special := names[len(names)-1], grant.IsSpecial(address)
	if slices.ContainsFunc(names, grant.IsLocalhost) && address.IsLoopback() {
		name, special = "localhost", false
	}
	g.use(usage.Connect, name+":"+strconv.Itoa(port), by)
	if special {
		g.use(usage.Connect, hostPort(address.String(), port), by)
	}
}

func (g *Guard) useRun(asked, real, by string) {
	if strings.ContainsAny(asked, `/\`) {
		asked = g.shorten(real)
	}
	g.use(usage.Run, asked, by)
}
