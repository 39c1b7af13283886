package npm

import (
	"net/url"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
)

// LockName is the lock file's name, in the project's directory.
const LockName = lockfile.Name

// Platform is what a package's os, cpu and libc fields are compared with, in Node's words: "linux", "x64", "glibc".
type Platform = lockfile.Platform

// modules begins the path of what lies in node_modules.
const modules = "node_modules/"

// entry is a package to install.
type entry struct {
	*lockfile.Place
	// key is its path in the lock file; place, that within node_modules; name is the package's, under which the registry has it.
	key, place, name string
}

// wanted returns what the project's lock file has for a platform, sorted by path.
func wanted(lock *lockfile.File, platform Platform) ([]*entry, error) {
	places, err := lock.Wanted(platform)
	if err != nil {
		return nil, err
	}
	var entries []*entry
	for _, p := range places {
		// A folder of the project itself is there already, and what lies in its own node_modules would be written into it.
		if place, inside := strings.CutPrefix(p.Path, modules); inside {
			entries = append(entries, &entry{Place: p, key: p.Path, place: place, name: p.Name})
		}
	}
	return entries, nil
}

// address is where the package's archive is. Lock files need not say so; then it is where registries have it.
func (e *entry) address(registries map[string]string) string {
	if e.Resolved != "" {
		return e.Resolved
	}
	scope, base, found := strings.Cut(e.name, "/")
	if !found {
		base = e.name
	}
	registry, own := registries[scope]
	if !found || !own {
		registry = registries[""]
	}
	address, err := url.JoinPath(registry, e.name, "-", base+"-"+e.Version+".tgz")
	if err != nil {
		return registry + "/" + e.name
	}
	return address
}
