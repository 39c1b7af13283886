package permission

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/mount"
)

// Access is what is done with a file; values are added up.
type Access uint8

// The kinds of access.
const (
	Reading Access = 1 << iota
	Writing
)

// Way says how a path's last name is taken.
type Way uint8

const (
	// Follow is for what must be there; links are followed to it.
	Follow Way = iota
	// Create is for what may not be there yet; links are followed.
	Create
	// Entry is for the name itself: a link is not followed.
	Entry
)

// Entrance is a path that may be used in place of the one that was asked for, until Leave: it leads to what was checked,
// whatever happens to links and folders meanwhile, where the system has the means.
type Entrance struct {
	// Path is the path to use.
	Path string
	pin  int
}

// Leave ends the use of the path.
func (e Entrance) Leave() { unpin(e.pin) }

// noPin is the pin of an Entrance without one.
const noPin = -1

// tries is how often a path is followed anew because it changed meanwhile.
const tries = 8

// Enter checks access to the file at path. Errors other than that of a denial are the system's: nothing is there.
func Enter(access Access, path string, way Way) (Entrance, error) {
	g := current.Load()
	if g == nil {
		return Entrance{path, noPin}, nil
	}
	if g.free {
		g.usePath(access, path, way)
		return Entrance{path, noPin}, nil
	}
	g.usePath(access, path, way)
	for try := range tries {
		p, err := resolve(path, way != Entry)
		if err != nil {
			return Entrance{}, err
		}
		if err := g.mayAccess(access, p, path); err != nil {
			return Entrance{}, err
		}
		if p.stream {
			return Entrance{p.path, noPin}, nil
		}
		if p.missing != nil && way == Follow {
			return Entrance{}, p.missing
		}
		entrance, again := p.pin(way)
		if !again || try == tries-1 {
			return entrance, nil
		}
	}
	return Entrance{}, syscall.ELOOP
}

// Read checks that the file at path may be read.
func Read(path string) error { return check(Reading, path) }

// Write checks that the file at path, which may not be there yet, may be written.
func Write(path string) error { return check(Writing, path) }

func check(access Access, path string) error {
	_, err := Path(access, path)
	return err
}

// Path checks access to the file at path, which may not be there yet, and returns its canonical path: for what keeps the path,
// or can't use that of Enter.
func Path(access Access, path string) (string, error) {
	g := current.Load()
	if g == nil {
		return path, nil
	}
	g.usePath(access, path, Create)
	if g.free {
		return path, nil
	}
	p, err := resolve(path, true)
	if err != nil {
		return "", err
	}
	return p.path, g.mayAccess(access, p, path)
}

// Readable reports whether the file at path may be read, for what looks where something is. It is not recorded.
func Readable(path string) bool { return Look(path) == nil }

// Look is Readable with the reason why not.
func Look(path string) error {
	g := current.Load()
	if _, ok := mount.Name(path); ok || g == nil || g.free {
		return nil
	}
	p, err := resolve(path, true)
	if err != nil {
		return err
	}
	return g.mayAccess(Reading, p, path)
}

// ReadFile is os.ReadFile for what the program names: the error may be a denial. It is not recorded: it is for modules, which an
// app that has been built carries in itself, as it may files beside them (package mount).
func ReadFile(path string) ([]byte, error) {
	if data, ok, err := mount.ReadFile(path); ok {
		return data, err
	}
	g := current.Load()
	if g == nil || g.free {
		return os.ReadFile(path)
	}
	p, err := resolve(path, true)
	if err == nil {
		err = g.mayAccess(Reading, p, path)
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(p.path)
}

// mayAccess decides on a canonical path; asked is how the program wrote it.
func (g *Guard) mayAccess(access Access, p place, asked string) error {
	if p.stream {
		return nil
	}
	key := keyOf(p.path)
	for i := range g.denyFiles {
		if g.denyFiles[i].denies(key) {
			return g.deniedFile(access, p.path, asked, &g.denyFiles[i])
		}
	}
	if access&Reading != 0 && !g.granted(g.read, key) {
		return g.deniedFile(Reading, p.path, asked, nil)
	}
	if access&Writing != 0 && !g.granted(g.write, key) {
		return g.deniedFile(Writing, p.path, asked, nil)
	}
	return nil
}

func (g *Guard) granted(list []rule, key string) bool {
	for i := range list {
		if list[i].grants(key) {
			return true
		}
	}
	return g.isOwn(key)
}

// isOwn reports whether a file is granted without a word in deskjs.json.
func (g *Guard) isOwn(key string) bool {
	for i := range g.own {
		if g.own[i].grants(key) {
			return true
		}
	}
	for _, device := range harmless {
		if key == device {
			return true
		}
	}
	return g.isLent(key)
}

// maxTree is how many files are looked at for one that is denied.
const maxTree = 100_000

// Movable checks that nothing that is denied lies in what is at path, which is to be moved or removed as a whole.
func Movable(path string) error {
	g := current.Load()
	if g == nil || g.free || len(g.denyFiles) == 0 {
		return nil
	}
	p, err := resolve(path, false)
	if err != nil || p.missing != nil || p.stream {
		return err
	}
	key := keyOf(p.path)
	reached := false
	for i := range g.denyFiles {
		reached = reached || g.denyFiles[i].reaches(key)
	}
	if !reached {
		return nil
	}
	for i := range g.denyFiles {
		// A folder that is named, without "*", need not be there for its parents to stay where they are.
		if _, inside := below(g.denyFiles[i].base, key); inside && len(g.denyFiles[i].wild) == 0 {
			return g.deniedFile(Writing, p.path, path, &g.denyFiles[i])
		}
	}
	count := 0
	return filepath.WalkDir(p.path, func(found string, entry fs.DirEntry, err error) error {
		if count++; count > maxTree || err != nil && !errors.Is(err, fs.ErrNotExist) {
			return g.deniedFile(Writing, p.path, path, &g.denyFiles[0])
		}
		inside := keyOf(found)
		for i := range g.denyFiles {
			if g.denyFiles[i].denies(inside) {
				return g.deniedFile(Writing, found, path, &g.denyFiles[i])
			}
		}
		return nil
	})
}

// Tree checks that the folder at path may be read and written with all that is or comes to be in it, for what will not ask
// again, and returns its canonical path.
func Tree(path string) (string, error) {
	g := current.Load()
	if g == nil {
		return path, nil
	}
	g.usePath(Reading|Writing, path, Follow)
	if g.free {
		return path, nil
	}
	p, err := resolve(path, true)
	if err != nil {
		return "", err
	}
	if err := g.mayAccess(Reading|Writing, p, path); err != nil {
		return "", err
	}
	key := keyOf(p.path)
	for i := range g.denyFiles {
		if g.denyFiles[i].reaches(key) {
			return "", g.deniedFile(Reading|Writing, p.path, path, &g.denyFiles[i])
		}
	}
	whole := func(list []rule) bool {
		for i := range list {
			if list[i].any || len(list[i].wild) == 0 && list[i].grants(key) {
				return true
			}
		}
		return false
	}
	if whole(g.own) || g.isLent(key) {
		return p.path, nil
	}
	for _, side := range []struct {
		access Access
		list   []rule
	}{{Reading, g.read}, {Writing, g.write}} {
		if !whole(side.list) {
			return "", g.deniedFile(side.access, p.path, path, nil)
		}
	}
	return p.path, nil
}

// canonical returns the canonical form of a path as far as there is one, for patterns.
func canonical(path string) string {
	if p, err := resolve(path, true); err == nil && !p.stream {
		return p.path
	}
	return filepath.Clean(path)
}

// endsInFolder reports whether a path can only mean a folder by the way it is written, so that a link is followed.
func endsInFolder(path string) bool {
	if path == "" {
		return false
	}
	last := path[strings.LastIndexFunc(path, func(r rune) bool { return r < 0x80 && os.IsPathSeparator(byte(r)) })+1:]
	return last == "" || last == "." || last == ".."
}
