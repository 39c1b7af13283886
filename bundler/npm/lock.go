package npm

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// LockName is the lock file's name, in the project's directory.
const LockName = "package-lock.json"

// Platform is what a package's os, cpu and libc fields are compared with, in Node's words: "linux", "x64", "glibc".
type Platform struct{ OS, CPU, Libc string }

// lockFile is a package-lock.json of version 2 or 3; packages are by their path, "" being the project.
type lockFile struct {
	Version  int               `json:"lockfileVersion"`
	Packages map[string]*entry `json:"packages"`
}

// entry is a package of the lock file.
type entry struct {
	Name             string            `json:"name"`
	Version          string            `json:"version"`
	Resolved         string            `json:"resolved"`
	Integrity        string            `json:"integrity"`
	Link             bool              `json:"link"`
	OS               []string          `json:"os"`
	CPU              []string          `json:"cpu"`
	Libc             []string          `json:"libc"`
	Bin              map[string]string `json:"bin"`
	HasInstallScript bool              `json:"hasInstallScript"`

	Dependencies         map[string]string `json:"dependencies"`
	DevDependencies      map[string]string `json:"devDependencies"`
	OptionalDependencies map[string]string `json:"optionalDependencies"`
	PeerDependencies     map[string]string `json:"peerDependencies"`

	// key is its path in the lock file; place, that within node_modules; name is the package's, under which the registry has it.
	key, place, name string
}

// modules begins the path of what lies in node_modules.
const modules = "node_modules/"

func readLock(dir string) (*lockFile, error) {
	file := filepath.Join(dir, LockName)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, diag.New(diag.Message{File: file, Text: "there is no " + LockName, Hint: "it comes with the project, or from: npm install --package-lock-only"})
	}
	if err != nil {
		return nil, err
	}
	lock := &lockFile{}
	if err := json.Unmarshal(data, lock); err != nil {
		message := diag.Message{File: file, Text: "this is no lock file of npm: " + err.Error()}
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			message = diag.At(message, data, int(syntax.Offset)-1)
		}
		return nil, diag.New(message)
	}
	if lock.Version < 2 || lock.Packages[""] == nil {
		return nil, diag.New(diag.Message{File: file, Text: fmt.Sprintf("lock files of version 2 and 3 can be installed, this one has version %d", lock.Version),
			Hint: "npm install --package-lock-only writes a new one"})
	}
	for key, e := range lock.Packages {
		if e == nil {
			return nil, diag.New(diag.Message{File: file, Text: fmt.Sprintf("packages has nothing for %q", key)})
		}
		if key == "" {
			continue
		}
		if !filepath.IsLocal(filepath.FromSlash(key)) || strings.Contains(key, "\\") || path.Clean(key) != key {
			return nil, diag.New(diag.Message{File: file, Text: fmt.Sprintf("a package can't lie at %q", key)})
		}
		e.key = key
		e.place = strings.TrimPrefix(key, modules)
		if e.name = e.Name; e.name == "" || e.Link {
			e.name = key[strings.LastIndex(key, modules)+len(modules):]
			if !strings.Contains(key, modules) {
				e.name = path.Base(key)
			}
		}
	}
	return lock, nil
}

// wanted returns what the project needs on a platform, sorted by path: what is reached from it, but for optional packages
// that are not for the platform and what only those need.
func (l *lockFile) wanted(platform Platform) ([]*entry, error) {
	root := l.Packages[""]
	reached := map[*entry]bool{root: true}
	queue := []*entry{root}
	for len(queue) > 0 {
		from := queue[0]
		queue = queue[1:]
		own := from.DevDependencies
		if strings.Contains(from.key, modules) {
			own = nil // those of the project and its workspaces are installed, not a package's
		}
		for _, group := range []struct {
			names    map[string]string
			optional bool
		}{{from.Dependencies, false}, {from.OptionalDependencies, true}, {own, false}, {from.PeerDependencies, true}} {
			for name := range group.names {
				_, optional := from.OptionalDependencies[name]
				optional = optional || group.optional
				to := l.find(from, name)
				if to == nil || reached[to] {
					continue
				}
				if !to.suits(platform) {
					if optional {
						continue
					}
					return nil, diag.New(diag.Message{Text: fmt.Sprintf("%s %s is not for this platform", to.name, to.Version),
						Notes: []string{fmt.Sprintf("it wants os %v, cpu %v, libc %v; this is %s, %s", to.OS, to.CPU, to.Libc, platform.OS, platform.CPU)}})
				}
				reached[to] = true
				queue = append(queue, to)
				if to.Link {
					if target := l.Packages[to.Resolved]; target != nil && !reached[target] {
						reached[target] = true
						queue = append(queue, target)
					}
				}
			}
		}
	}
	var found []*entry
	for e := range reached {
		// A folder of the project itself is there already.
		if strings.HasPrefix(e.key, modules) {
			found = append(found, e)
		}
	}
	slices.SortFunc(found, func(a, b *entry) int { return strings.Compare(a.key, b.key) })
	return found, nil
}

// find returns the package that a name means within from, as Node looks for it, nil if there is none.
func (l *lockFile) find(from *entry, name string) *entry {
	for at := from.key; ; {
		prefix := at
		if prefix != "" {
			prefix += "/"
		}
		if e := l.Packages[prefix+modules+name]; e != nil {
			return e
		}
		if at == "" {
			return nil
		}
		if i := strings.LastIndex(at, "/"+modules); i >= 0 {
			at = at[:i]
		} else {
			at = ""
		}
	}
}

// suits reports whether the package is for the platform.
func (e *entry) suits(p Platform) bool {
	return listed(e.OS, p.OS) && listed(e.CPU, p.CPU) && (p.Libc == "" || listed(e.Libc, p.Libc))
}

// listed reports whether a list such as ["linux", "darwin"] or ["!win32"] lets value in.
func listed(list []string, value string) bool {
	if slices.Contains(list, "!"+value) {
		return false
	}
	names := func(item string) bool { return !strings.HasPrefix(item, "!") }
	return !slices.ContainsFunc(list, names) || slices.Contains(list, value) || slices.Contains(list, "any")
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
