package npm

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// Limits of a package, so that one that lies can't fill the disk: it may be maxRatio times as large as its archive, or leastUnpacked, but not
// larger than maxUnpacked. A page of zeros compresses a thousand times; sources, at most twenty times.
const (
	maxUnpacked   = 4 << 30
	leastUnpacked = 64 << 20
	maxRatio      = 100
	maxFiles      = 500_000
)

// limited counts what is read of an archive, and refuses more than its limit.
type limited struct {
	from io.Reader
	left int64
	all  int64
}

func (l *limited) Read(into []byte) (int, error) {
	n, err := l.from.Read(into)
	if l.left -= int64(n); l.left < 0 {
		return 0, fmt.Errorf("it unpacks to more than %d MB", l.all>>20)
	}
	return n, err
}

// unpack writes the files of an archive below dir, without their first folder, and returns them. Links, devices and names that lead elsewhere are left
// out, as npm leaves them out.
func unpack(archive []byte, dir string) ([]file, error) {
	compressed, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	limit := min(maxUnpacked, max(leastUnpacked, maxRatio*int64(len(archive))))
	contents := tar.NewReader(&limited{from: compressed, left: limit, all: limit})
	u := &unpacking{dir: dir, made: map[string]bool{}, at: map[string]int{}, buffer: make([]byte, 128<<10)}
	if err := u.folder("."); err != nil {
		return nil, err
	}
	for {
		header, err := contents.Next()
		if errors.Is(err, io.EOF) {
			return u.finish()
		}
		if err != nil {
			return nil, err
		}
		_, name, _ := strings.Cut(filepath.ToSlash(header.Name), "/")
		name = path.Clean(name)
		if header.Typeflag != tar.TypeReg || name == "." || strings.ContainsAny(name, "\x00\n") || !filepath.IsLocal(filepath.FromSlash(name)) {
			continue
		}
		// What git ignores would be missing once the package is kept in git: npm renames the list, unless there is one for npm.
		if path.Base(name) == ".gitignore" {
			name = path.Join(path.Dir(name), ".npmignore")
			if _, has := u.at[name]; has {
				continue
			}
		}
		if err := u.write(name, contents, 0o644|fs.FileMode(header.Mode)&0o111); err != nil {
			return nil, err
		}
	}
}

// unpacking is an archive on its way to the disk.
type unpacking struct {
	dir    string
	made   map[string]bool
	at     map[string]int // where in files a name is
	files  []file
	buffer []byte
}

func (u *unpacking) folder(name string) error {
	if u.made[name] {
		return nil
	}
	u.made[name] = true
	return os.MkdirAll(filepath.Join(u.dir, filepath.FromSlash(name)), 0o755)
}

// write writes one file. Of two with the same name, the last counts.
func (u *unpacking) write(name string, from io.Reader, mode fs.FileMode) (err error) {
	if len(u.files) >= maxFiles {
		return fmt.Errorf("it has more than %d files", maxFiles)
	}
	if err := u.folder(path.Dir(name)); err != nil {
		return err
	}
	out, err := os.OpenFile(filepath.Join(u.dir, filepath.FromSlash(name)), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	f := file{path: name, mode: mode}
	for {
		n, failed := from.Read(u.buffer)
		f.size += int64(n)
		f.sum = crc32.Update(f.sum, castagnoli, u.buffer[:n])
		if _, err := out.Write(u.buffer[:n]); err != nil {
			return err
		}
		if errors.Is(failed, io.EOF) {
			break
		}
		if failed != nil {
			return failed
		}
	}
	info, err := out.Stat()
	if err != nil {
		return err
	}
	f.time = info.ModTime().UnixNano()
	if i, again := u.at[name]; again {
		u.files[i] = f
		return nil
	}
	u.at[name] = len(u.files)
	u.files = append(u.files, f)
	return nil
}

// finish returns the files in the order of their folders. Where names differ in case only and the file system does not tell them apart, the last one
// counts; the others would look damaged.
func (u *unpacking) finish() ([]file, error) {
	folded := map[string]int{}
	for i, f := range u.files {
		if other, twice := folded[strings.ToLower(f.path)]; twice {
			one, err := os.Lstat(filepath.Join(u.dir, filepath.FromSlash(u.files[other].path)))
			two, err2 := os.Lstat(filepath.Join(u.dir, filepath.FromSlash(f.path)))
			if err := errors.Join(err, err2); err != nil {
				return nil, err
			}
			if os.SameFile(one, two) {
				u.files[other].path = ""
			}
		}
		folded[strings.ToLower(f.path)] = i
	}
	files := slices.DeleteFunc(u.files, func(f file) bool { return f.path == "" })
	slices.SortFunc(files, func(a, b file) int {
		if byFolder := strings.Compare(path.Dir(a.path), path.Dir(b.path)); byFolder != 0 {
			return byFolder
		}
		return strings.Compare(a.path, b.path)
	})
	return files, nil
}
