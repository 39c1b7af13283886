// Package permission is where the backend asks whether a program may do what it is about to do with the network, files and other
// programs: deskjs.json's grants, enforced in Go, on canonical paths and resolved addresses. Deny wins.
//
// There is one Guard for a process, installed before the program begins; workers have the same. Without one everything is
// allowed, and every question costs one load of a pointer. Any package of the backend may import it; whoever adds a way to the
// outside asks here:
//
//	Read, Write, Enter    files, by path
//	Tree                  a folder that is handed over as a whole
//	Lookup, Resolved      names of hosts
//	Connect, Listen       addresses and ports
//	Run                   programs
//	Scheme                addresses that the system is to open
//
// All functions may be called on any goroutine. What is denied is an *op.Error with Node's code ERR_ACCESS_DENIED.
package permission

import (
	"fmt"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/usage"
)

// Options describe a Guard.
type Options struct {
	// Permissions are what is granted; nil grants everything, which then is only recorded.
	Permissions *grant.Permissions
	// Folders are what the variables of paths stand for: "HOME". One that is missing makes patterns with it mean nothing.
	Folders map[string]string
	// Own are folders that may always be read and written, unless they are denied: the app's data.
	Own []string
	// Source is where the grants stand, for messages: "deskjs.json". Without it they are node's flags.
	Source string
	// NoWorkers and NoWASI forbid what deskjs.json can't: node's flags do.
	NoWorkers, NoWASI bool
	// Record is told of each use for the first time; it may be nil. It is called on any goroutine.
	Record func(usage.Use)
}

// Guard decides. It does not change but for what it learns: the addresses of names, the ports that the program listens on, the
// programs it has started.
type Guard struct {
	// free says that everything is granted.
	free              bool
	noWorkers, noWASI bool
	source            string
	folders           []folder

	connect, listen, denyHosts  []grant.Host
	read, write, own, denyFiles []rule
	run                         []program
	schemes                     []string
	anyRun                      bool
	proxies                     []string

	// lent is what the user has chosen in dialogs; see Lend.
	lent atomic.Pointer[[]rule]

	mu        sync.Mutex
	pins      pins
	listening map[netip.AddrPort]int
	children  map[int]bool
	seen      map[usage.Use]bool
	paths     map[pathUse]bool
	record    func(usage.Use)
}

var current atomic.Pointer[Guard]

// Install makes g the process's Guard. It returns what puts back the one before, for tests; a program's stays.
func Install(g *Guard) (restore func()) {
	before := current.Swap(g)
	return func() { current.Store(before) }
}

// Installed reports whether there is a Guard: without one there is nothing to ask and nothing to record.
func Installed() bool { return current.Load() != nil }

// Restricted reports whether anything is denied to the program.
func Restricted() bool {
	g := current.Load()
	return g != nil && !g.free
}

// New makes a Guard. The error is that of a pattern, which package config would have refused.
func New(options Options) (*Guard, error) {
	g := &Guard{
		source: options.Source, record: options.Record, free: options.Permissions == nil,
		noWorkers: options.NoWorkers, noWASI: options.NoWASI,
		listening: map[netip.AddrPort]int{}, children: map[int]bool{}, seen: map[usage.Use]bool{}, paths: map[pathUse]bool{},
	}
	g.setFolders(options.Folders)
	for _, path := range options.Own {
		g.own = append(g.own, literalRules(path)...)
	}
	g.proxies = usersProxies()
	p := options.Permissions
	if p == nil {
		return g, nil
	}
	for _, list := range []struct {
		patterns []string
		into     *[]grant.Host
	}{{p.Net.Connect, &g.connect}, {p.Net.Listen, &g.listen}, {p.Net.Deny, &g.denyHosts}} {
		for _, text := range list.patterns {
			host, err := grant.ParseHost(text)
			if err != nil {
				return nil, fmt.Errorf("%s: %q %w", g.source, text, err)
			}
			*list.into = append(*list.into, host)
		}
	}
	for _, list := range []struct {
		patterns []string
		into     *[]rule
	}{{p.Files.Read, &g.read}, {p.Files.Write, &g.write}, {p.Files.Deny, &g.denyFiles}} {
		for _, text := range list.patterns {
			path, err := grant.ParsePath(text)
			if err != nil {
				return nil, fmt.Errorf("%s: %q %w", g.source, text, err)
			}
			*list.into = append(*list.into, rules(path, options.Folders)...)
		}
	}
	for _, text := range p.Run {
		if err := grant.CheckCommand(text); err != nil {
			return nil, fmt.Errorf("%s: %q %w", g.source, text, err)
		}
	}
	g.setRun(p.Run, options.Folders)
	for _, text := range p.OpenExternal {
		if err := grant.CheckScheme(text); err != nil {
			return nil, fmt.Errorf("%s: %q %w", g.source, text, err)
		}
	}
	g.schemes = p.OpenExternal
	return g, nil
}

// executable is this program's own file, which it may start.
var executable = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	return canonical(path)
})
