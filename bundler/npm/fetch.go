package npm

import (
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// archive is a package's, wherever it is.
type archive struct {
	digest  digest
	folder  string // in the store
	address string // or a file's path
	local   bool
}

// integrityError is an archive that is not the one that was locked.
type integrityError struct{ address string }

func (e *integrityError) Error() string {
	return "what " + e.address + " sends is not what the lock file's integrity says; it was refused"
}

func (e *integrityError) hint() string {
	return "either the registry, or something on the way, has changed it, or the lock file is of another registry; ask again later, and don't change the integrity unless you know why"
}

// archiveOf says where the archive of a package is.
func (i *installer) archiveOf(p *place) (*archive, error) {
	a := &archive{}
	path, isFile := strings.CutPrefix(p.Resolved, "file:")
	switch {
	case isFile:
		a.local, a.address = true, filepath.FromSlash(path)
		if !filepath.IsAbs(a.address) {
			a.address = filepath.Join(i.Dir, a.address)
		}
	case strings.HasPrefix(p.Resolved, "git+"), strings.HasPrefix(p.Resolved, "git:"):
		return nil, fmt.Errorf("it comes from git (%s), which can't be installed without git and a build of it; use a version from the registry, or the address of an archive", p.Resolved)
	default:
		a.address = i.client.ArchiveAddress(p.Name, p.Version, p.Resolved)
	}
	integrity := p.Integrity
	if a.local && integrity == "" {
		data, err := os.ReadFile(a.address)
		if err != nil {
			return nil, err
		}
		sum := sha512.Sum512(data)
		integrity = "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
	}
	var err error
	if a.digest, err = parseIntegrity(integrity); err != nil {
		return nil, err
	}
	a.folder = a.digest.folder(i.Store)
	return a, nil
}

// stored brings the package into the store, if it is not there. Those who want the same at once share the work.
func (i *installer) stored(ctx context.Context, a *archive) *flight {
	found, _ := i.flights.LoadOrStore(a.folder, &flight{})
	f := found.(*flight)
	f.once.Do(func() { f.p, f.err = i.store(ctx, a) })
	return f
}

func (i *installer) store(ctx context.Context, a *archive) (*packed, error) {
	p, err := openPacked(a.folder)
	if err == nil {
		return p, nil
	}
	if errors.Is(err, errCorrupt) {
		if err := i.drop(a.folder); err != nil {
			return nil, err
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	data, err := i.fetch(ctx, a)
	if err != nil {
		return nil, err
	}
	i.working <- struct{}{}
	defer func() { <-i.working }()
	if !a.digest.fits(data) {
		return nil, &integrityError{a.address}
	}
	p, err = add(a.folder, i.scratch, data)
	if err != nil {
		return nil, fmt.Errorf("its archive can't be unpacked: %w", err)
	}
	i.mutex.Lock()
	i.fetched++
	i.mutex.Unlock()
	return p, nil
}

// fetch returns an archive, which is not checked yet.
func (i *installer) fetch(ctx context.Context, a *archive) ([]byte, error) {
	if a.local {
		return os.ReadFile(a.address)
	}
	return i.client.Archive(ctx, a.address)
}
