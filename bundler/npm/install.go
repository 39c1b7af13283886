package npm

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/bundler/npm/registry"
	"github.com/deskjs/deskjs/internal/diag"
)

// installer is one installation.
type installer struct {
	Options
	client  *registry.Client
	scratch string // a folder in the store, for this installation alone
	lock    *lockfile.File
	places  []*place
	scripts scripts
	// warnings are what is to be told before anything is done.
	warnings []diag.Message
	trees    *trees
	linker   linker

	flights sync.Map      // *flight by folder of the store
	working chan struct{} // has room for as many as unpack and link at once

	mutex    sync.Mutex
	fetched  int
	repaired int
	done     int
}

// flight is a package on its way into the store, for all places that want it.
type flight struct {
	once sync.Once
	p    *packed
	err  error
}

// lockProject waits until no other process installs into the project. The lock is in the store, and is let go when the process ends.
func lockProject(ctx context.Context, options Options) (func(), error) {
	folder := filepath.Join(options.Store, "v1", "locks")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	real, err := filepath.EvalSymlinks(options.Dir)
	if err != nil {
		return nil, diag.New(diag.Message{Text: "there is no folder " + options.Dir})
	}
	sum := sha256.Sum256([]byte(real))
	mutex := lockedfile.MutexAt(filepath.Join(folder, hex.EncodeToString(sum[:12])))
	type held struct {
		unlock func()
		err    error
	}
	got := make(chan held, 1)
	go func() {
		unlock, err := mutex.Lock()
		got <- held{unlock, err}
	}()
	select {
	case h := <-got:
		return h.unlock, h.err
	case <-ctx.Done():
		go func() {
			if h := <-got; h.err == nil {
				h.unlock()
			}
		}()
		return nil, ctx.Err()
	}
}

// placeAll puts the packages into the new trees; what is wrong with any is reported at once. A registry that can't be reached ends it all.
func (i *installer) placeAll(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	i.working = make(chan struct{}, 2*runtime.NumCPU())
	next := make(chan *place)
	var group sync.WaitGroup
	var messages []diag.Message
	for range min(registry.MaxConnections, len(i.places)) {
		group.Go(func() {
			for p := range next {
				err := i.placeOne(ctx, p)
				if err != nil && (isDiskFull(err) || isReadOnly(err) || isUnreachable(err)) {
					stop(err) // the same would be wrong with the others
				}
				i.mutex.Lock()
				i.done++
				if err != nil && ctx.Err() == nil {
					messages = append(messages, problem(p, err))
				} else if i.Progress != nil && ctx.Err() == nil {
					i.Progress(Progress{Done: i.done, All: len(i.places)})
				}
				i.mutex.Unlock()
			}
		})
	}
	for _, p := range i.places {
		next <- p
	}
	close(next)
	group.Wait()
	if cause := context.Cause(ctx); cause != nil {
		if isUnreachable(cause) {
			return diag.New(diag.Message{Text: cause.Error() + "; node_modules is as it was",
				Hint: "is there a network, and does it want a proxy (HTTPS_PROXY, or https-proxy in .npmrc)? What the store has can be installed without"})
		}
		return cause
	}
	if len(messages) > 0 {
		slices.SortFunc(messages, func(a, b diag.Message) int { return cmp.Compare(a.Text, b.Text) })
		return diag.New(messages...)
	}
	return nil
}

func isUnreachable(err error) bool {
	_, is := errors.AsType[*registry.UnreachableError](err)
	return is
}

// problem is what is wrong with a package.
func problem(p *place, err error) diag.Message {
	m := diag.Message{Text: strings.TrimSpace(p.Name+" "+p.Version) + ": " + err.Error()}
	if refused, is := errors.AsType[*integrityError](err); is {
		m.Hint = refused.hint()
	}
	return m
}

// placeOne puts one package into its folder.
func (i *installer) placeOne(ctx context.Context, p *place) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	root, inside := rootOf(p.Path)
	target := filepath.Join(i.trees.folder(root), filepath.FromSlash(inside))
	if p.Link {
		return i.linkFolder(p, root, inside, target)
	}
	if p.InBundle {
		return nil // it is in the archive of the one it lies in
	}
	archive, err := i.archiveOf(p)
	if err != nil {
		return err
	}
	for attempt := 0; ; attempt++ {
		f := i.stored(ctx, archive)
		if f.err != nil {
			return f.err
		}
		i.working <- struct{}{}
		err = i.linker.place(f.p, target, i.scripts.mayRun(p))
		<-i.working
		if !errors.Is(err, errCorrupt) || attempt == tries {
			return err
		}
		// Others may lie in the same folder already, in its node_modules.
		for _, file := range f.p.files {
			_ = os.Remove(filepath.Join(target, filepath.FromSlash(file.path)))
		}
		// Of several that find it damaged, one takes it out.
		if i.flights.CompareAndDelete(archive.folder, f) {
			if err := i.drop(archive.folder); err != nil {
				return err
			}
		}
	}
}

// tries is how often a package that turns out to be damaged is taken from the store again. Another process may be repairing it, too.
const tries = 3

// drop takes a damaged package out of the store.
func (i *installer) drop(folder string) error {
	i.mutex.Lock()
	i.repaired++
	i.mutex.Unlock()
	return drop(folder, i.scratch)
}

// linkFolder makes a link to a folder of the project, such as a workspace's. It must hold where node_modules will be.
func (i *installer) linkFolder(p *place, root, inside, target string) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	folder := filepath.Join(i.Dir, filepath.FromSlash(p.Resolved))
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s, to which it is a link", p.Resolved)
	}
	to, err := filepath.Rel(filepath.Dir(filepath.Join(i.trees.final(root), filepath.FromSlash(inside))), folder)
	if err != nil {
		return err
	}
	err = os.Symlink(to, target)
	if err != nil && !errors.Is(err, fs.ErrExist) && runtime.GOOS == "windows" {
		// Links to folders take a privilege there, junctions none.
		return exec.Command("cmd", "/c", "mklink", "/J", target, folder).Run()
	}
	return err
}
