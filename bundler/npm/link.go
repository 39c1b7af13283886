package npm

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync/atomic"
	"time"
)

// linker puts packages of the store into a tree.
type linker struct {
	// copying says that hard links can't be made from the store to the tree, which are on different file systems, say.
	copying atomic.Bool
}

// place makes the files of a package those of target: by hard links or, where there can be none or own is true, by copies. What is
// damaged in the store is errCorrupt.
func (l *linker) place(p *packed, target string, own bool) error {
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	folder, at := ".", target
	for i := range p.files {
		f := &p.files[i]
		if dir := path.Dir(f.path); dir != folder {
			folder, at = dir, filepath.Join(target, filepath.FromSlash(dir))
			if err := os.MkdirAll(at, 0o755); err != nil {
				return err
			}
		}
		from, to := p.path(f), at+string(filepath.Separator)+path.Base(f.path)
		info, err := os.Lstat(from)
		if err != nil {
			return fmt.Errorf("%w: %w", errCorrupt, err)
		}
		if err := f.check(from, info); err != nil {
			return err
		}
		if err := l.file(f, from, to, own); err != nil {
			return err
		}
	}
	return nil
}

func (l *linker) file(f *file, from, to string, own bool) error {
	if !own && !l.copying.Load() {
		err := os.Link(from, to)
		if err == nil {
			return nil
		}
		if errors.Is(err, fs.ErrNotExist) {
			return errCorrupt // another process has just found it damaged
		}
		if crossesDevices(err) {
			l.copying.Store(true)
		}
		// Too many links to one file, say, or links are not for this file system: a copy will do, or say what is wrong.
	}
	return copyFile(f, from, to)
}

// copyFile copies a file of the store, and checks the content, as all of it is read anyhow.
func copyFile(f *file, from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, f.mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	sum := crc32.New(castagnoli)
	if _, err := io.Copy(io.MultiWriter(out, sum), in); err != nil {
		return err
	}
	if sum.Sum32() != f.sum {
		return errCorrupt
	}
	at := time.Unix(0, f.time)
	return os.Chtimes(to, at, at)
}
