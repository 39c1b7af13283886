// Package npm puts the packages of a project where its imports find them, without Node: into node_modules, as its package-lock.json says.
//
// Packages come from the registry that .npmrc names, npm's own by default, are checked against the lock file's integrity, and are kept in a
// store that all projects of a user share, from which files are hard-linked. No script of a package ever runs. Commands, scripts and
// tests may import it.
package npm

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/adrg/xdg"
	"github.com/google/osv-scalibr/clients/datasource"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/internal/diag"
)

// concurrency is how many packages are fetched at once.
const concurrency = 32

// Options say what Install does.
type Options struct {
	// Dir is the project's directory, the one with package-lock.json.
	Dir string
	// Store is where packages are kept; the default is deskjs/npm in the user's cache directory.
	Store string
	// Platform is whose packages are installed, in Node's words; the default is this machine's.
	Platform Platform
	// Progress is called after each package with how many are in place; it may be nil. The calls come one at a time.
	Progress func(done, all int)
}

// Result says what Install did.
type Result struct {
	// Packages is how many packages are in node_modules; Fetched, how many of them came from the registry.
	Packages, Fetched int
	// Scripts are the packages that have install scripts, which did not run.
	Scripts []string
}

// installer is one installation.
type installer struct {
	Options
	registry datasource.NPMRegistryConfig
	client   *http.Client

	mutex   sync.Mutex
	fetched int
	done    int
}

// Install makes node_modules in the project's directory what its package-lock.json says. The old one stays until the new one is
// whole; an error, or a context that ends, leaves it as it was. The error is a *diag.Error for what the author can mend.
func Install(ctx context.Context, options Options) (*Result, error) {
	if options.Store == "" {
		options.Store = filepath.Join(xdg.CacheHome, "deskjs", "npm")
	}
	if options.Platform == (Platform{}) {
		options.Platform = thisPlatform()
	}
	lock, err := lockfile.Read(options.Dir)
	if err != nil {
		return nil, err
	}
	registry, err := datasource.LoadNPMRegistryConfig(options.Dir)
	if err != nil {
		return nil, diag.New(diag.Message{Text: fmt.Sprintf(".npmrc can't be read: %v", err)})
	}
	entries, err := wanted(lock, options.Platform)
	if err != nil {
		return nil, err
	}
	i := &installer{Options: options, registry: registry, client: &http.Client{
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, MaxConnsPerHost: concurrency, MaxIdleConnsPerHost: concurrency, ResponseHeaderTimeout: time.Minute},
	}}
	defer i.client.CloseIdleConnections()
	fresh, err := os.MkdirTemp(options.Dir, ".node_modules-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(fresh)
	if err := os.Chmod(fresh, 0o755); err != nil {
		return nil, err
	}
	if err := i.place(ctx, fresh, entries); err != nil {
		return nil, err
	}
	if err := linkPrograms(fresh, entries); err != nil {
		return nil, err
	}
	if err := replace(filepath.Join(options.Dir, "node_modules"), fresh); err != nil {
		return nil, err
	}
	result := &Result{Packages: len(entries), Fetched: i.fetched}
	for _, e := range entries {
		if e.HasInstallScript {
			result.Scripts = append(result.Scripts, e.name)
		}
	}
	slices.Sort(result.Scripts)
	result.Scripts = slices.Compact(result.Scripts)
	return result, nil
}

// thisPlatform is the machine's, in Node's words.
func thisPlatform() Platform {
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

// place puts the packages into the folder that becomes node_modules; what is wrong with any is reported at once.
func (i *installer) place(ctx context.Context, fresh string, entries []*entry) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	next := make(chan *entry)
	var group sync.WaitGroup
	var messages []diag.Message
	for range min(concurrency, len(entries)) {
		group.Go(func() {
			for e := range next {
				err := i.placeOne(ctx, fresh, e)
				i.mutex.Lock()
				i.done++
				if err != nil && ctx.Err() == nil {
					messages = append(messages, diag.Message{Text: fmt.Sprintf("%s %s: %v", e.name, e.Version, err)})
				} else if i.Progress != nil {
					i.Progress(i.done, len(entries))
				}
				i.mutex.Unlock()
			}
		})
	}
	for _, e := range entries {
		next <- e
	}
	close(next)
	group.Wait()
	if len(messages) > 0 {
		slices.SortFunc(messages, func(a, b diag.Message) int { return cmp.Compare(a.Text, b.Text) })
		return diag.New(messages...)
	}
	return ctx.Err()
}

// placeOne puts one package into its folder.
func (i *installer) placeOne(ctx context.Context, fresh string, e *entry) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	target := filepath.Join(fresh, filepath.FromSlash(e.place))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if e.Link {
		// A folder of the project, such as a workspace's. The link must hold where node_modules will be.
		at := filepath.Join(i.Dir, "node_modules", filepath.FromSlash(e.place))
		to, err := filepath.Rel(filepath.Dir(at), filepath.Join(i.Dir, filepath.FromSlash(e.Resolved)))
		if err != nil {
			return err
		}
		return os.Symlink(to, target)
	}
	folder, err := i.stored(ctx, e)
	if err != nil {
		return err
	}
	return linkTree(folder, target)
}

// fetch returns the package's archive, which is not checked yet.
func (i *installer) fetch(ctx context.Context, e *entry) ([]byte, error) {
	address := e.address(i.registry.ScopeURLs)
	if path, isFile := strings.CutPrefix(address, "file:"); isFile {
		return os.ReadFile(filepath.Join(i.Dir, filepath.FromSlash(path)))
	}
	const tries = 3
	var last error
	for range tries {
		data, retry, err := i.get(ctx, address)
		if err == nil || !retry || ctx.Err() != nil {
			return data, err
		}
		last = err
	}
	return nil, last
}

// get reads what is at an address; retry says that another time it may be there.
func (i *installer) get(ctx context.Context, address string) (data []byte, retry bool, err error) {
	response, err := i.registry.Auths.GetAuth(address).Get(ctx, i.client, address)
	if err != nil {
		return nil, true, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, response.StatusCode >= 500, fmt.Errorf("%s says %s", address, response.Status)
	}
	data, err = io.ReadAll(io.LimitReader(response.Body, maxArchive+1))
	if err == nil && len(data) > maxArchive {
		return nil, false, fmt.Errorf("%s is larger than %d MB", address, maxArchive>>20)
	}
	if err != nil {
		err = fmt.Errorf("%s ended early: %w", address, err)
	}
	return data, true, err
}

// replace makes the folder fresh the one at path.
func replace(path, fresh string) error {
	old := fresh + ".old"
	err := os.Rename(path, old)
	had := err == nil
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		if had {
			_ = os.Rename(old, path)
		}
		return err
	}
	return os.RemoveAll(old)
}
