package wasi

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
)

// maxLinks is how many symbolic links are followed.
const maxLinks = 32

// folder returns the folder that a path is relative to.
func (s *system) folder(fd uint32, rights uint64) (*os.Root, errno) {
	f, e := s.with(fd, rights)
	if e != success {
		return nil, e
	}
	if f.root == nil {
		return nil, noDirectory
	}
	return f.root, success
}

// at returns the folder and the path of a path argument.
func (s *system) at(fd uint32, rights uint64, start, length uint32) (root *os.Root, name string, e errno) {
	if root, e = s.folder(fd, rights); e != success {
		return nil, "", e
	}
	if name, e = s.text(start, length); e != success {
		return nil, "", e
	}
	if strings.ContainsRune(name, 0) {
		return nil, "", invalid
	}
	if strings.HasPrefix(name, "/") {
		return nil, "", notCapable
	}
	if clean := path.Clean(name); clean == ".." || strings.HasPrefix(clean, "../") {
		return nil, "", notCapable
	}
	return root, name, success
}

// followed calls use with name. Node resolves a symbolic link's target from the folder that
// is open, not from the link's: where the system finds nothing at a link's end, use is called with that.
func followed(root *os.Root, name string, use func(name string) error) errno {
	err := use(name)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return errnoOf(err)
	}
	for range maxLinks {
		target, linkErr := root.Readlink(name)
		if linkErr != nil {
			break
		}
		name = path.Clean(target)
		if strings.HasPrefix(name, "/") || name == ".." || strings.HasPrefix(name, "../") {
			return notCapable
		}
		if _, linkErr = root.Lstat(name); linkErr != nil {
			return errnoOf(linkErr)
		}
		if err = use(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
			return errnoOf(err)
		}
	}
	if _, linkErr := root.Readlink(name); linkErr == nil {
		return loops
	}
	return errnoOf(err)
}

func (s *system) pathCreateDirectory(fd, start, length uint32) errno {
	root, name, e := s.at(fd, 1<<9, start, length)
	if e != success {
		return e
	}
	return errnoOf(root.Mkdir(strings.TrimRight(name, "/"), 0o777))
}

func (s *system) pathFilestatGet(fd, flags, start, length, at uint32) errno {
	root, name, e := s.at(fd, 1<<18, start, length)
	if e != success {
		return e
	}
	var info os.FileInfo
	if flags&1 == 0 {
		var err error
		if info, err = root.Lstat(name); err != nil {
			return errnoOf(err)
		}
		return s.putStat(at, info)
	}
	if e := followed(root, name, func(name string) (err error) {
		info, err = root.Stat(name)
		return err
	}); e != success {
		return e
	}
	return s.putStat(at, info)
}

func (s *system) pathFilestatSetTimes(fd, flags, start, length uint32, accessed, modified uint64, which uint16) errno {
	root, name, e := s.at(fd, 1<<20, start, length)
	if e != success {
		return e
	}
	a, m, e := times(accessed, modified, which)
	if e != success {
		return e
	}
	if flags&1 == 0 {
		if info, err := root.Lstat(name); err == nil && info.Mode()&os.ModeSymlink != 0 {
			return notSupport
		}
	}
	return followed(root, name, func(name string) error { return root.Chtimes(name, a, m) })
}

func (s *system) pathLink(oldFd, _, oldStart, oldLength, newFd, newStart, newLength uint32) errno {
	from, old, e := s.at(oldFd, 1<<11, oldStart, oldLength)
	if e != success {
		return e
	}
	to, name, e := s.at(newFd, 1<<12, newStart, newLength)
	if e != success {
		return e
	}
	if from != to {
		return errnoOf(between(from, old, to, name, linkBetween))
	}
	return errnoOf(from.Link(old, name))
}

func (s *system) pathRename(oldFd, oldStart, oldLength, newFd, newStart, newLength uint32) errno {
	from, old, e := s.at(oldFd, 1<<16, oldStart, oldLength)
	if e != success {
		return e
	}
	to, name, e := s.at(newFd, 1<<17, newStart, newLength)
	if e != success {
		return e
	}
	if from != to {
		return errnoOf(between(from, old, to, name, renameBetween))
	}
	return errnoOf(from.Rename(old, name))
}

// between calls use with the open folders that two paths end in, and their last parts.
func between(from *os.Root, old string, to *os.Root, name string, use func(from *os.File, old string, to *os.File, name string) error) error {
	open := func(root *os.Root, name string) (*os.File, error) {
		parent, err := root.OpenRoot(path.Dir(path.Clean(name)))
		if err != nil {
			return nil, err
		}
		defer func() { _ = parent.Close() }()
		return parent.Open(".")
	}
	source, err := open(from, old)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	target, err := open(to, name)
	if err != nil {
		return err
	}
	defer func() { _ = target.Close() }()
	// Clean, or the last part could be "..", which leads out.
	return use(source, path.Base(path.Clean(old)), target, path.Base(path.Clean(name)))
}

func (s *system) pathReadlink(fd, start, length, at, room, used uint32) errno {
	root, name, e := s.at(fd, 1<<15, start, length)
	if e != success {
		return e
	}
	b, e := s.bytes(at, room)
	if e != success {
		return e
	}
	target, err := root.Readlink(name)
	if err != nil {
		return errnoOf(err)
	}
	// Like Node's, the result has a zero at its end where there is room for one.
	return s.put32(used, uint32(copy(b, target+"\x00")))
}

// pathSymlink makes a symbolic link, which may lead anywhere: following it is what is checked.
func (s *system) pathSymlink(targetStart, targetLength, fd, start, length uint32) errno {
	root, name, e := s.at(fd, 1<<24, start, length)
	if e != success {
		return e
	}
	target, e := s.text(targetStart, targetLength)
	if e != success {
		return e
	}
	if strings.HasPrefix(target, "/") {
		return notCapable
	}
	return errnoOf(root.Symlink(target, name))
}

func (s *system) pathRemoveDirectory(fd, start, length uint32) errno {
	root, name, e := s.at(fd, 1<<25, start, length)
	if e != success {
		return e
	}
	info, err := root.Lstat(name)
	if err == nil && !info.IsDir() {
		return noDirectory
	}
	if err == nil {
		err = root.Remove(strings.TrimRight(name, "/"))
	}
	return errnoOf(err)
}

func (s *system) pathUnlinkFile(fd, start, length uint32) errno {
	root, name, e := s.at(fd, 1<<26, start, length)
	if e != success {
		return e
	}
	info, err := root.Lstat(name)
	if err == nil && info.IsDir() {
		return isDirectory
	}
	if err == nil {
		err = root.Remove(name)
	}
	return errnoOf(err)
}

// opening is what path_open is asked for.
type opening struct {
	fd, lookup, start, length uint32
	create                    uint16
	rights, inherits          uint64
	flags                     uint16
	result                    uint32
}

func (s *system) pathOpen(o opening) errno {
	parent, e := s.with(o.fd, 1<<13)
	if e != success {
		return e
	}
	root, name, e := s.at(o.fd, 1<<13, o.start, o.length)
	if e != success {
		return e
	}
	if _, e := s.bytes(o.result, 4); e != success {
		return e
	}
	writes := o.rights&(rightWrite|1<<8|1<<22) != 0
	reads := o.rights&(rightRead|rightReaddir) != 0
	mode := os.O_RDONLY
	switch {
	case writes && reads:
		mode = os.O_RDWR
	case writes:
		mode = os.O_WRONLY
	}
	for bit, flag := range map[uint16]int{1: os.O_CREATE, 4: os.O_EXCL, 8: os.O_TRUNC} {
		if o.create&bit != 0 {
			mode |= flag
		}
	}
	if o.flags&flagSync != 0 {
		mode |= os.O_SYNC
	}
	if o.lookup&1 == 0 {
		if info, err := root.Lstat(name); err == nil && info.Mode()&os.ModeSymlink != 0 {
			return loops
		}
	}
	opened := &file{rights: o.rights & parent.inherits, inherits: o.inherits & parent.inherits, flags: o.flags}
	if e := followed(root, name, func(name string) error { return opened.open(root, name, mode, o.create&2 != 0) }); e != success {
		return e
	}
	fd, e := s.add(opened)
	if e != success {
		_ = opened.close()
		return e
	}
	return s.put32(o.result, fd)
}

// open opens a file or a folder. A folder is opened as one, so that what is opened below it stays below.
func (f *file) open(root *os.Root, name string, mode int, folder bool) error {
	info, err := root.Stat(name)
	if err == nil && info.IsDir() {
		if mode&(os.O_CREATE|os.O_TRUNC) != 0 && !folder {
			return &fs.PathError{Op: "open", Path: name, Err: errIsDirectory}
		}
		if f.root, err = root.OpenRoot(name); err != nil {
			return err
		}
		f.os, err = f.root.Open(".")
		f.kind = kindDirectory
		f.rights &= rightsFolder
		return err
	}
	if folder {
		if err != nil {
			return err
		}
		return &fs.PathError{Op: "open", Path: name, Err: errNotDirectory}
	}
	if f.os, err = root.OpenFile(name, mode, 0o666); err != nil {
		return err
	}
	if info, err = f.os.Stat(); err == nil {
		f.kind = kindOf(info.Mode())
	}
	f.rights &= rightsRegular
	f.inherits = 0
	return err
}
