// Package lockfile reads and writes package-lock.json as npm 11 does: the places of a tree of packages, each with what an installer has to know.
//
// Package npm, which installs, and package tree, which resolves, import it, and commands that show what is installed.
package lockfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/internal/diag"
)

// Name is the lock file's name, in the project's directory.
const Name = "package-lock.json"

// modules begins the path of what lies in node_modules.
const modules = "node_modules/"

// Place is one package of the tree at its place.
type Place struct {
	// Path is where it lies below the project, with slashes: "node_modules/a/node_modules/b", "packages/web" for a workspace, "" for the project.
	Path string
	// Name is the package's own, by which a registry knows it; At, the one it is imported by. They differ for aliases ("npm:").
	Name, At string
	Version  string
	// Resolved is the archive's address, "file:PATH" for one of the project, and empty where the registry's is meant; of a link it is the path that it leads to.
	Resolved string
	// Integrity is that of the archive: "sha512-…".
	Integrity string

	// Link says that the place is a link to a folder, such as a workspace's.
	Link bool
	// InBundle says that the package comes within the archive of the one that it lies in, and is not fetched.
	InBundle bool
	// HasInstallScript says that the package wants to run a script at installation; HasShrinkwrap, that it has a lock file of its own.
	HasInstallScript, HasShrinkwrap bool
	// Dev, Optional, DevOptional and Peer say that only packages of such a kind need it; Extraneous, that none does.
	Dev, Optional, DevOptional, Peer, Extraneous bool

	// Bin are the programs: name and file. OS, CPU and Libc say which systems it is for, Engines which runtimes. Deprecated is why it is.
	Bin           map[string]string
	OS, CPU, Libc []string
	Engines       map[string]string
	Deprecated    string

	Dependencies         map[string]string
	DevDependencies      map[string]string
	OptionalDependencies map[string]string
	PeerDependencies     map[string]string
	// PeerOptional are the names of PeerDependencies that may be absent.
	PeerOptional map[string]bool

	// Fields is all that the lock file has of it.
	Fields *ordered.Object
}

// File is a lock file.
type File struct {
	// Path is the file; Version, the version of its form: 2 or 3.
	Path    string
	Version int
	// Format is how it is laid out.
	Format ordered.Format
	// Packages are the places by path. The project's own place, "", is missing in node_modules/.package-lock.json.
	Packages map[string]*Place
}

// Read reads the lock file of a directory. The error is a *diag.Error for what the author can mend; it wraps fs.ErrNotExist if there is no such file.
func Read(dir string) (*File, error) {
	file := filepath.Join(dir, Name)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &missing{diag.New(diag.Message{File: file, Text: "there is no " + Name, Hint: "it comes with the project, or from: deskjs install"})}
	}
	if err != nil {
		return nil, err
	}
	return Parse(file, data)
}

// missing is the error of a directory without a lock file.
type missing struct{ message *diag.Error }

func (m *missing) Error() string   { return m.message.Error() }
func (m *missing) Unwrap() []error { return []error{m.message, fs.ErrNotExist} }

// Parse reads a lock file of version 2 or 3, or npm's hidden one in node_modules; file is its name in errors.
func Parse(file string, data []byte) (*File, error) {
	root, err := ordered.ParseObject(data)
	if err != nil {
		message := diag.Message{File: file, Text: "this is no lock file of npm: " + err.Error()}
		if syntax, is := errors.AsType[*ordered.SyntaxError](err); is {
			message = diag.At(message, data, syntax.Offset)
			message.Hint = Conflicts(data)
		}
		return nil, diag.New(message)
	}
	number, _ := root.Get("lockfileVersion").(ordered.Number)
	version, _ := strconv.Atoi(string(number))
	packages := root.Object("packages")
	if version < 2 || packages == nil {
		return nil, &OldError{Version: version, message: diag.New(diag.Message{File: file,
			Text: fmt.Sprintf("lock files of version 2 and 3 can be read, this one has version %d", version),
			Hint: "npm 7 and newer upgrade it; or delete it, and deskjs install writes a new one with the newest versions that package.json allows"})}
	}
	lock := &File{Path: file, Version: version, Format: ordered.FormatOf(data), Packages: map[string]*Place{}}
	for _, key := range packages.Keys() {
		fields := packages.Object(key)
		if fields == nil {
			return nil, diag.New(diag.Message{File: file, Text: fmt.Sprintf("packages has nothing for %q", key)})
		}
		place := NewPlace(key, fields)
		if key != "" && !safe(key, place) {
			return nil, diag.New(diag.Message{File: file, Text: fmt.Sprintf("a package can't lie at %q", key)})
		}
		lock.Packages[key] = place
	}
	return lock, nil
}

// OldError is the error of a lock file of npm 6 or older.
type OldError struct {
	// Version is what the file says it is.
	Version int
	message *diag.Error
}

func (e *OldError) Error() string { return e.message.Error() }

// Unwrap gives the message for the author.
func (e *OldError) Unwrap() error { return e.message }

// Conflicts is what to do about a file in which git left its marks, "" if there are none.
func Conflicts(data []byte) string {
	if strings.Contains("\n"+string(data), "\n<<<<<<< ") {
		return "git left the marks of a merge conflict in it"
	}
	return ""
}

// safe reports whether a key may be a path. Packages lie below the project; only a link's folder may lie beside it.
func safe(key string, place *Place) bool {
	if strings.Contains(key, "\\") || path.Clean(key) != key || path.IsAbs(key) {
		return false
	}
	if strings.HasPrefix(key, "../") {
		return !strings.Contains(key, modules) && !place.Link
	}
	return filepath.IsLocal(filepath.FromSlash(key))
}

// NewPlace makes the place of the fields that a lock file has of a package.
func NewPlace(key string, fields *ordered.Object) *Place {
	p := &Place{
		Path: key, Version: fields.Text("version"), Resolved: fields.Text("resolved"), Integrity: fields.Text("integrity"),
		Link: fields.Flag("link"), InBundle: fields.Flag("inBundle"),
		HasInstallScript: fields.Flag("hasInstallScript"), HasShrinkwrap: fields.Flag("hasShrinkwrap"),
		Dev: fields.Flag("dev"), Optional: fields.Flag("optional"), DevOptional: fields.Flag("devOptional"), Peer: fields.Flag("peer"), Extraneous: fields.Flag("extraneous"),
		Bin: fields.Strings("bin"), OS: fields.List("os"), CPU: fields.List("cpu"), Libc: fields.List("libc"), Engines: fields.Strings("engines"), Deprecated: fields.Text("deprecated"),
		Dependencies: fields.Strings("dependencies"), DevDependencies: fields.Strings("devDependencies"),
		OptionalDependencies: fields.Strings("optionalDependencies"), PeerDependencies: fields.Strings("peerDependencies"),
		Fields: fields,
	}
	if meta := fields.Object("peerDependenciesMeta"); meta.Len() > 0 {
		p.PeerOptional = map[string]bool{}
		for _, name := range meta.Keys() {
			if meta.Object(name).Flag("optional") {
				p.PeerOptional[name] = true
			}
		}
	}
	p.At = nameOf(key)
	if p.Name = fields.Text("name"); p.Name == "" {
		p.Name = p.At
	}
	return p
}

// nameOf is the name by which what lies at a path is imported.
func nameOf(key string) string {
	if i := strings.LastIndex("/"+key, "/"+modules); i >= 0 {
		return key[i+len(modules):]
	}
	if scope := path.Base(path.Dir(key)); strings.HasPrefix(scope, "@") {
		return scope + "/" + path.Base(key)
	}
	return path.Base(key)
}

// InModules reports whether the place is in a node_modules folder; what is not, is a folder of the project and there already.
func (p *Place) InModules() bool { return strings.Contains("/"+p.Path, "/"+modules) }

// Platform is what a package's os, cpu and libc are compared with, in Node's words: "linux", "x64", "glibc".
type Platform struct{ OS, CPU, Libc string }

// Suits reports whether the package is for the platform.
func (p *Place) Suits(platform Platform) bool {
	return listed(p.OS, platform.OS) && listed(p.CPU, platform.CPU) && (platform.Libc == "" || listed(p.Libc, platform.Libc))
}

// listed reports whether a list such as ["linux", "darwin"] or ["!win32"] lets value in.
func listed(list []string, value string) bool {
	if slices.Contains(list, "!"+value) {
		return false
	}
	names := func(item string) bool { return !strings.HasPrefix(item, "!") }
	return !slices.ContainsFunc(list, names) || slices.Contains(list, value) || slices.Contains(list, "any")
}

// Wanted returns the places to install on a platform, sorted by path: what is reached from the project, but for optional packages that are
// not for the platform and what only those need, and for the kinds of dependencies to omit: "dev", "optional", "peer".
func (f *File) Wanted(platform Platform, omit ...string) ([]*Place, error) {
	root := f.Packages[""]
	if root == nil {
		return nil, diag.New(diag.Message{File: f.Path, Text: "packages has nothing for the project itself"})
	}
	reached := map[*Place]bool{root: true}
	queue := []*Place{root}
	for len(queue) > 0 {
		from := queue[0]
		queue = queue[1:]
		own := from.DevDependencies
		if from.InModules() {
			own = nil // those of the project and its workspaces are installed, not a package's
		}
		for _, group := range []struct {
			kind     string
			names    map[string]string
			optional bool
		}{{"prod", from.Dependencies, false}, {"optional", from.OptionalDependencies, true}, {"dev", own, false}, {"peer", from.PeerDependencies, true}} {
			if slices.Contains(omit, group.kind) {
				continue
			}
			for name := range group.names {
				_, optional := from.OptionalDependencies[name]
				optional = optional || group.optional
				to := f.Find(from, name)
				if to == nil || reached[to] {
					continue
				}
				if !to.Suits(platform) {
					if optional {
						continue
					}
					return nil, diag.New(diag.Message{Text: fmt.Sprintf("%s %s is not for this platform", to.Name, to.Version),
						Notes: []string{fmt.Sprintf("it wants os %v, cpu %v, libc %v; this is %s, %s", to.OS, to.CPU, to.Libc, platform.OS, platform.CPU)}})
				}
				queue = f.reach(reached, queue, to)
			}
		}
		if from == root {
			// A workspace is installed though nothing asks for it.
			for _, to := range f.Packages {
				if to.Link && to.Resolved != "" && !reached[to] && strings.Count("/"+to.Path, "/"+modules) == 1 && root.Fields.Has("workspaces") {
					queue = f.reach(reached, queue, to)
				}
			}
		}
	}
	var found []*Place
	for p := range reached {
		if strings.HasPrefix(p.Path, modules) || p.InModules() {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b *Place) int { return strings.Compare(a.Path, b.Path) })
	return found, nil
}

// reach notes a place, and the folder that it links to.
func (f *File) reach(reached map[*Place]bool, queue []*Place, to *Place) []*Place {
	reached[to] = true
	queue = append(queue, to)
	if to.Link {
		if target := f.Packages[to.Resolved]; target != nil && !reached[target] {
			reached[target] = true
			queue = append(queue, target)
		}
	}
	return queue
}

// Find returns the place that a name means within from, as Node looks for it, nil if there is none.
func (f *File) Find(from *Place, name string) *Place {
	for at := from.Path; ; {
		prefix := at
		if prefix != "" {
			prefix += "/"
		}
		if p := f.Packages[prefix+modules+name]; p != nil {
			return p
		}
		if at == "" {
			return nil
		}
		if i := strings.LastIndex(at, "/"+modules); i >= 0 {
			at = at[:i]
		} else if at = path.Dir(at); at == "." || at == ".." || at == "/" || path.Base(at) == "node_modules" {
			at = ""
		}
	}
}
