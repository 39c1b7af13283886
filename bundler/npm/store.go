package npm

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// The store has a folder for each archive, by its digest: v1/sha512/ab/cdef…/ with the archive's files below "files" and a list of them, with size,
// time and checksum, in "index". Files are hard-linked into projects, so what a project writes into one would be in the store, too: before a
// file is linked, its size and time are compared with the index, and its content when those differ. A folder that is not as its index says is taken out and
// fetched anew.

// indexName is the list of a package's files; it is written last.
const indexName = "index"

// indexHead and indexEnd are the first and the last line of an index.
const (
	indexHead = "deskjs store 1"
	indexEnd  = "end"
)

// algorithms are those of integrity, the strongest first.
var algorithms = []struct {
	name string
	make func() hash.Hash
}{{"sha512", sha512.New}, {"sha384", sha512.New384}, {"sha256", sha256.New}, {"sha1", sha1.New}}

// digest is the strongest of an integrity's digests.
type digest struct {
	name string
	make func() hash.Hash
	sum  []byte
}

func parseIntegrity(text string) (digest, error) {
	for _, a := range algorithms {
		for field := range strings.FieldsSeq(text) {
			encoded, found := strings.CutPrefix(field, a.name+"-")
			if !found {
				continue
			}
			encoded, _, _ = strings.Cut(encoded, "?")
			sum, err := base64.StdEncoding.DecodeString(encoded)
			if err == nil && len(sum) == a.make().Size() {
				return digest{a.name, a.make, sum}, nil
			}
		}
	}
	return digest{}, errors.New("the lock file has no integrity for it")
}

func (d digest) fits(data []byte) bool {
	h := d.make()
	h.Write(data)
	return bytes.Equal(h.Sum(nil), d.sum)
}

// folder is where the store has the archive with this digest.
func (d digest) folder(store string) string {
	name := hex.EncodeToString(d.sum)
	return filepath.Join(store, "v1", d.name, name[:2], name[2:])
}

// packed is a package in the store.
type packed struct {
	folder string
	files  []file
}

// file is one of a package.
type file struct {
	path string // with slashes
	size int64
	time int64 // of the last change, in nanoseconds
	sum  uint32
	mode fs.FileMode
}

// errCorrupt is what the store has, when it is not what was put there.
var errCorrupt = errors.New("the store is damaged")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// openPacked reads the index of a package. The error is fs.ErrNotExist if the store does not have it, errCorrupt if the index is damaged.
func openPacked(folder string) (*packed, error) {
	data, err := os.ReadFile(filepath.Join(folder, indexName))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(folder); err == nil {
			return nil, errCorrupt
		}
	}
	if err != nil {
		return nil, err
	}
	p := &packed{folder: folder}
	text := string(data)
	head, text, _ := strings.Cut(text, "\n")
	if head != indexHead || !strings.HasSuffix(text, indexEnd+"\n") {
		return nil, errCorrupt
	}
	p.files = make([]file, 0, strings.Count(text, "\n"))
	for line := range strings.Lines(strings.TrimSuffix(text, indexEnd+"\n")) {
		fields := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 5)
		if len(fields) != 5 {
			return nil, errCorrupt
		}
		f := file{path: fields[4]}
		var errs [4]error
		var mode, sum uint64
		f.size, errs[0] = strconv.ParseInt(fields[0], 10, 64)
		f.time, errs[1] = strconv.ParseInt(fields[1], 10, 64)
		sum, errs[2] = strconv.ParseUint(fields[2], 16, 32)
		mode, errs[3] = strconv.ParseUint(fields[3], 8, 32)
		if errors.Join(errs[:]...) != nil || !filepath.IsLocal(filepath.FromSlash(f.path)) {
			return nil, errCorrupt
		}
		f.sum, f.mode = uint32(sum), fs.FileMode(mode)
		p.files = append(p.files, f)
	}
	return p, nil
}

// writeIndex writes the index of a package whose files are below folder.
func (p *packed) writeIndex() error {
	var text bytes.Buffer
	fmt.Fprintln(&text, indexHead)
	for _, f := range p.files {
		fmt.Fprintf(&text, "%d %d %x %o %s\n", f.size, f.time, f.sum, f.mode.Perm(), f.path)
	}
	fmt.Fprintln(&text, indexEnd)
	return os.WriteFile(filepath.Join(p.folder, indexName), text.Bytes(), 0o644)
}

// path is where a file of the package is in the store.
func (p *packed) path(f *file) string {
	return p.folder + string(filepath.Separator) + "files" + string(filepath.Separator) + filepath.FromSlash(f.path)
}

// check compares a file of the store with the index: by size and time, which is quick, and by content if those differ. A right content gets its time back.
func (f *file) check(path string, info fs.FileInfo) error {
	if info.Size() != f.size || !info.Mode().IsRegular() {
		return errCorrupt
	}
	if info.ModTime().UnixNano() == f.time {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil || crc32.Checksum(data, castagnoli) != f.sum {
		return errCorrupt
	}
	at := time.Unix(0, f.time)
	_ = os.Chtimes(path, at, at) // without it the content is read again next time
	return nil
}

// add puts an archive into the store, which may have it already, and returns the package. scratch is a folder on the store's file system that
// nobody else uses.
func add(folder, scratch string, archive []byte) (*packed, error) {
	fresh, err := os.MkdirTemp(scratch, "")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(fresh)
	p := &packed{folder: fresh}
	if p.files, err = unpack(archive, filepath.Join(fresh, "files")); err != nil {
		return nil, err
	}
	if err := p.writeIndex(); err != nil {
		return nil, err
	}
	if err := errors.Join(os.Chmod(fresh, 0o755), os.MkdirAll(filepath.Dir(folder), 0o755)); err != nil {
		return nil, err
	}
	// Another package with the same content, or another process, may have been faster.
	if err := os.Rename(fresh, folder); err != nil {
		there, missing := openPacked(folder)
		if missing != nil {
			return nil, err
		}
		return there, nil
	}
	p.folder = folder
	return p, nil
}

// drop takes a damaged package out of the store. Whoever links it right now finds files missing, and asks for it anew.
func drop(folder, scratch string) error {
	bad, err := os.MkdirTemp(scratch, "bad-")
	if err != nil {
		return err
	}
	if err := os.Rename(folder, filepath.Join(bad, "x")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.RemoveAll(bad)
}

// abandoned is after how long a folder of an installation that was killed is taken for one.
const abandoned = 24 * time.Hour

// openScratch makes a folder for one installation in the store, and takes away those of installations that were killed.
func openScratch(store string) (string, error) {
	parent := filepath.Join(store, "v1", "tmp")
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return "", err
	}
	old, err := os.ReadDir(parent)
	if err != nil {
		return "", err
	}
	for _, entry := range old {
		if info, err := entry.Info(); err == nil && time.Since(info.ModTime()) > abandoned {
			_ = os.RemoveAll(filepath.Join(parent, entry.Name()))
		}
	}
	return os.MkdirTemp(parent, "")
}
