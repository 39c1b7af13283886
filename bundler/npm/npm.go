// Package npm puts the packages of a project where its imports find them, without Node: into node_modules, as its package-lock.json says.
//
// Packages come from the registry that .npmrc names, npm's own by default, are checked against the lock file's integrity, and are kept in a
// store that all projects of a user share, from which files are hard-linked. A script of a package runs only if the project's package.json
// allows it by name. Commands, scripts and tests may import it.
package npm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/adrg/xdg"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/bundler/npm/registry"
	"github.com/deskjs/deskjs/internal/diag"
)

// Options say what Install does.
type Options struct {
	// Dir is the project's directory, the one with package-lock.json.
	Dir string
	// Store is where packages are kept; the default is that of DefaultStore.
	Store string
	// Platform is whose packages are installed, in Node's words; the default is this machine's.
	Platform Platform
	// Omit are kinds of dependencies to leave out: "dev", "optional", "peer".
	Omit []string
	// Force makes node_modules anew, even if it is right already.
	Force bool
	// Node runs a package's script as node would, with the arguments that follow: the scripts that package.json allows find it as "node" in
	// PATH. Without it no script runs.
	Node string
	// NodeEnvironment is what Node needs of the environment to do so: "NAME=value".
	NodeEnvironment []string
	// Progress is told how far it is; it may be nil. The calls come one at a time.
	Progress func(Progress)
}

// Progress says how far an installation is.
type Progress struct {
	// Done packages of All are in place.
	Done, All int
	// Script is the script that is running: "esbuild: postinstall".
	Script string
}

// Result says what Install did.
type Result struct {
	// Packages is how many packages are in node_modules; Fetched, how many of them came from the registry; Repaired, how many were damaged in the store.
	Packages, Fetched, Repaired int
	// UpToDate says that node_modules was right already, and nothing was done.
	UpToDate bool
	// Added and Removed are how many packages are in node_modules now that were not, and the other way round.
	Added, Removed int
	// Scripts are the packages that have install scripts, which did not run; Ran, those whose scripts did.
	Scripts, Ran []string
	// Warnings are what else is to be told: scripts of optional packages that failed.
	Warnings []diag.Message
}

// DefaultStore is where packages are kept: deskjs/npm in the user's cache directory, or where DESKJS_STORE says.
func DefaultStore() string {
	if store := os.Getenv("DESKJS_STORE"); store != "" {
		return store
	}
	return filepath.Join(xdg.CacheHome, "deskjs", "npm")
}

// Install makes node_modules in the project's directory, and in those of its workspaces, what its package-lock.json says. The old ones stay until
// the new ones are whole; an error, a context that ends, or the end of the process leaves them as they were. The error is a *diag.Error for what
// the author can mend.
func Install(ctx context.Context, options Options) (*Result, error) {
	if options.Store == "" {
		options.Store = DefaultStore()
	}
	if options.Platform == (Platform{}) {
		options.Platform = ThisPlatform()
	}
	var err error
	if options.Dir, err = filepath.Abs(options.Dir); err != nil {
		return nil, err
	}
	if options.Store, err = filepath.Abs(options.Store); err != nil {
		return nil, err
	}
	result, err := installLocked(ctx, options)
	if err != nil && ctx.Err() == nil {
		return nil, explain(err, options)
	}
	return result, err
}

// installLocked installs while no other process does so in the project.
func installLocked(ctx context.Context, options Options) (*Result, error) {
	unlock, err := lockProject(ctx, options)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := recoverTrees(options.Dir); err != nil {
		return nil, err
	}
	before := readMarker(options.Dir)
	data, err := os.ReadFile(filepath.Join(options.Dir, LockName))
	if err != nil {
		_, err := lockfile.Read(options.Dir) // says what to do
		return nil, err
	}
	allowed, err := readAllowed(options.Dir)
	if err != nil {
		return nil, err
	}
	key := markerKey(data, options.Platform, options.Omit, allowed, options.Node != "")
	if !options.Force && before.fits(options.Dir, key) {
		return &Result{Packages: len(before.Packages), UpToDate: true, Scripts: before.Scripts, Ran: before.Ran}, nil
	}
	lock, err := lockfile.Parse(filepath.Join(options.Dir, LockName), data)
	if err != nil {
		return nil, err
	}
	places, err := lock.Wanted(options.Platform, options.Omit...)
	if err != nil {
		return nil, err
	}
	client, err := registry.Open(options.Dir)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	scratch, err := openScratch(options.Store)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	i := &installer{Options: options, client: client, scratch: scratch, lock: lock, places: places, scripts: sortScripts(places, allowed, options.Node != "")}
	i.warnings = unknownNames(lock, allowed)
	return i.run(ctx, key, before)
}

// rootOf is the folder whose node_modules a path is in, "" being the project's; inside is the path in there.
func rootOf(path string) (root, inside string) {
	at := strings.Index("/"+path, "/"+modules)
	return strings.TrimSuffix(path[:at], "/"), path[at+len(modules):]
}

// run builds the trees, puts them in place and lets scripts run.
func (i *installer) run(ctx context.Context, key string, before *marker) (*Result, error) {
	roots := []string{""}
	for _, p := range i.places {
		if root, _ := rootOf(p.Path); !slices.Contains(roots, root) {
			roots = append(roots, root)
		}
	}
	for _, root := range roots[1:] {
		if info, err := os.Stat(filepath.Join(i.Dir, filepath.FromSlash(root))); err != nil || !info.IsDir() {
			return nil, diag.New(diag.Message{File: i.lock.Path, Text: fmt.Sprintf("there is no folder %s, which %s says is a workspace", root, LockName)})
		}
	}
	var gone []string
	for _, root := range before.Roots {
		if filepath.IsLocal(filepath.FromSlash(root)) && !slices.Contains(roots, root) {
			gone = append(gone, root)
		}
	}
	for _, root := range slices.Concat(roots[1:], gone) {
		if err := recoverTrees(filepath.Join(i.Dir, filepath.FromSlash(root))); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
	}
	i.trees = newTrees(i.Dir, roots, gone)
	swapped := false
	defer func() {
		if !swapped {
			_ = i.trees.remove()
		}
	}()
	if err := i.trees.make(); err != nil {
		return nil, err
	}
	if err := i.placeAll(ctx); err != nil {
		return nil, err
	}
	if err := i.linkPrograms(); err != nil {
		return nil, err
	}
	after := i.marker(key, roots)
	if err := after.write(i.trees.folder("")); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := i.trees.swap(); err != nil {
		return nil, err
	}
	swapped = true
	result := &Result{Packages: len(i.places), Fetched: i.fetched, Repaired: i.repaired, Scripts: i.scripts.namesOf(i.scripts.refused), Warnings: i.warnings}
	for at := range after.Packages {
		if _, had := before.Packages[at]; !had {
			result.Added++
		}
	}
	for at := range before.Packages {
		if _, has := after.Packages[at]; !has {
			result.Removed++
		}
	}
	if err := i.runScripts(ctx, result); err != nil {
		return nil, errors.Join(err, i.trees.back(), i.trees.remove())
	}
	if len(i.scripts.allowed) > 0 {
		after.Ready, after.Ran = true, result.Ran
		for path := range after.Packages {
			after.Packages[path] = stamp(filepath.Join(i.Dir, filepath.FromSlash(path)))
		}
		if err := after.write(i.trees.final("")); err != nil {
			return nil, err
		}
	}
	return result, i.trees.remove()
}

// marker is what is written beside the packages.
func (i *installer) marker(key string, roots []string) *marker {
	m := &marker{Key: key, Ready: len(i.scripts.allowed) == 0, Roots: roots, Scripts: i.scripts.namesOf(i.scripts.refused), Packages: map[string]int64{}}
	for _, p := range i.places {
		root, inside := rootOf(p.Path)
		m.Packages[p.Path] = stamp(filepath.Join(i.trees.folder(root), filepath.FromSlash(inside)))
	}
	return m
}

// ThisPlatform is the machine's, in Node's words.
func ThisPlatform() Platform {
	p := Platform{OS: runtime.GOOS, CPU: runtime.GOARCH}
	switch p.OS {
	case "windows":
		p.OS = "win32"
	case "linux":
		p.Libc = "glibc"
		if found, _ := filepath.Glob("/lib/ld-musl-*"); len(found) > 0 {
			p.Libc = "musl"
		}
	}
	switch p.CPU {
	case "amd64":
		p.CPU = "x64"
	case "386":
		p.CPU = "ia32"
	}
	return p
}

// readAllowed returns allowScripts of the project's package.json: which packages may run their scripts, by name or name@version, as npm has it.
func readAllowed(dir string) (map[string]bool, error) {
	file := filepath.Join(dir, "package.json")
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, nil // the lock file says what is needed
	}
	var manifest struct {
		AllowScripts map[string]bool `json:"allowScripts"`
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		message := diag.Message{File: file, Text: "package.json can't be read: " + err.Error()}
		if syntax, is := errors.AsType[*json.SyntaxError](err); is {
			message = diag.At(message, data, int(syntax.Offset)-1)
		} else if wrong, is := errors.AsType[*json.UnmarshalTypeError](err); is {
			message = diag.At(message, data, int(wrong.Offset)-1)
			message.Hint = `allowScripts has names of packages, each with true or false: { "esbuild": true }`
		}
		return nil, diag.New(message)
	}
	return manifest.AllowScripts, nil
}

// explain says what errors of the file system mean for an installation.
func explain(err error, options Options) error {
	if located, is := errors.AsType[*diag.Error](err); is {
		return located
	}
	message := diag.Message{Text: err.Error()}
	switch {
	case isDiskFull(err):
		message.Text = "the disk is full; node_modules is as it was"
		message.Notes = []string{err.Error()}
		message.Hint = "make room; the store of packages is in " + options.Store
	case isReadOnly(err):
		message.Text = "it can't be written here; node_modules is as it was"
		message.Notes = []string{err.Error()}
		message.Hint = "installing writes to " + options.Dir + " and to the store in " + options.Store + " (DESKJS_STORE names another)"
	}
	return diag.New(message)
}
