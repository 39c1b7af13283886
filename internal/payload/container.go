package payload

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"sync/atomic"
)

// container is an app in app.djs, whether that is a file or a part of one.
type container struct {
	file     *os.File
	base     int64 // where the payload's header begins in the file
	length   int64 // from there to the trailer's end
	members  []member
	verified []atomic.Bool // by member: its bytes have matched once
	manifest *Manifest
}

// OpenFile opens the app.djs at path. It reads and checks the trailer, the index and the manifest; other members are checked when they
// are read, so opening costs the same for a large app as for a small one. What is missing or damaged is a *DamageError. Nothing is ever
// extracted to disk.
func OpenFile(path string) (App, error) {
	return openAt(path, func(file *os.File, size int64) (int64, int64, error) { return 0, size, nil })
}

// openAt opens the app in the part of a file that place finds.
func openAt(path string, place func(file *os.File, size int64) (offset, length int64, err error)) (App, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the app: %w", err)
	}
	app, err := openContainer(file, place)
	if err != nil {
		file.Close()
		return nil, err
	}
	return app, nil
}

func openContainer(file *os.File, place func(file *os.File, size int64) (offset, length int64, err error)) (*container, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("opening the app: %w", err)
	}
	offset, length, err := place(file, info.Size())
	if err != nil {
		return nil, err
	}
	damaged := func(kind error, detail error) error {
		failure := &DamageError{File: nameOf(file), Kind: kind}
		if detail != nil {
			failure.Detail = detail.Error()
		}
		return failure
	}
	part := io.NewSectionReader(file, offset, length)
	end := make([]byte, min(trailerSize, length))
	if _, err := file.ReadAt(end, offset+length-int64(len(end))); err != nil && len(end) > 0 {
		return nil, fmt.Errorf("reading the end of the app: %w", err)
	}
	t, err := parseTrailer(end, length)
	if errors.Is(err, errNoTrailer) {
		if at := findHeader(part); at >= 0 {
			return nil, damaged(ErrTruncated, fmt.Errorf("the app in it begins at byte %d and does not end", at))
		}
		return nil, damaged(ErrNoPayload, nil)
	}
	if err != nil {
		return nil, damaged(ErrDamaged, err)
	}
	app := &container{file: file, base: offset + length - t.payloadLength, length: t.payloadLength}
	header := make([]byte, headerSize)
	raw := make([]byte, t.indexLength)
	for _, part := range []struct {
		into   []byte
		offset int64
	}{{header, 0}, {raw, t.indexOffset}} {
		if _, err := file.ReadAt(part.into, app.base+part.offset); err != nil {
			return nil, fmt.Errorf("reading the app in %s: %w", file.Name(), err)
		}
	}
	if err := checkHeader(header); err != nil {
		return nil, damaged(ErrDamaged, err)
	}
	if app.members, err = parseIndex(raw, t); err != nil {
		return nil, damaged(ErrDamaged, err)
	}
	app.verified = make([]atomic.Bool, len(app.members))
	data, err := app.Read(ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, damaged(ErrDamaged, errors.New("it has no "+ManifestName))
	}
	if err != nil {
		return nil, err
	}
	if app.manifest, err = parseManifest(data); err != nil {
		return nil, damaged(ErrDamaged, err)
	}
	return app, nil
}

// nameOf returns the path that people know a file by: an app opens itself as /proc/self/exe.
func nameOf(file *os.File) string {
	if path, err := filepath.EvalSymlinks(file.Name()); err == nil {
		return path
	}
	return file.Name()
}

// findHeader searches a file that has no trailer for the start of a payload, so that a cut-off app is told from a
// runtime without one. It returns -1 when there is none, or when the file cannot be read.
func findHeader(file io.ReaderAt) int64 {
	const chunk = 1 << 20
	magic := encodeHeader()
	buffer := make([]byte, chunk+len(magic)-1)
	for at := int64(0); ; at += chunk {
		n, err := file.ReadAt(buffer, at)
		if i := bytes.Index(buffer[:n], magic); i >= 0 {
			return at + int64(i)
		}
		if err != nil {
			return -1
		}
	}
}

// Bytes reads the app.djs of an app that is in a file, from its header to its trailer; nil if it is in a folder.
func Bytes(app App) *io.SectionReader {
	a, ok := app.(*container)
	if !ok {
		return nil
	}
	return io.NewSectionReader(a.file, a.base, a.length)
}

func (a *container) Manifest() *Manifest { return a.manifest }

func (a *container) Close() error { return a.file.Close() }

func (a *container) Names() []string {
	names := make([]string, len(a.members))
	for i, m := range a.members {
		names[i] = m.name
	}
	return names
}

func (a *container) find(operation, name string) (int, error) {
	i := sort.Search(len(a.members), func(i int) bool { return a.members[i].name >= name })
	if i == len(a.members) || a.members[i].name != name {
		return 0, &fs.PathError{Op: operation, Path: name, Err: fs.ErrNotExist}
	}
	return i, nil
}

func (a *container) section(i int) *io.SectionReader {
	return io.NewSectionReader(a.file, a.base+a.members[i].offset, a.members[i].size)
}

func (a *container) Read(name string) ([]byte, error) {
	i, err := a.find("read", name)
	if err != nil {
		return nil, err
	}
	data := make([]byte, a.members[i].size)
	if _, err := io.ReadFull(a.section(i), data); err != nil {
		return nil, a.unreadable(i, err)
	}
	if !a.verified[i].Load() {
		if sha256.Sum256(data) != *a.members[i].sum {
			return nil, a.mismatch(i)
		}
		a.verified[i].Store(true)
	}
	return data, nil
}

func (a *container) Size(name string) (int64, error) {
	i, err := a.find("stat", name)
	if err != nil {
		return 0, err
	}
	return a.members[i].size, nil
}

func (a *container) Open(name string) (File, error) {
	i, err := a.find("open", name)
	if err != nil {
		return nil, err
	}
	if !a.verified[i].Load() {
		hash := sha256.New()
		if _, err := io.Copy(hash, a.section(i)); err != nil {
			return nil, a.unreadable(i, err)
		}
		if !bytes.Equal(hash.Sum(nil), a.members[i].sum[:]) {
			return nil, a.mismatch(i)
		}
		a.verified[i].Store(true)
	}
	return sectionFile{a.section(i)}, nil
}

func (a *container) mismatch(i int) error {
	return &DamageError{File: nameOf(a.file), Member: a.members[i].name, Kind: ErrDamaged, Detail: "it does not match its checksum"}
}

func (a *container) unreadable(i int, err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return &DamageError{File: nameOf(a.file), Member: a.members[i].name, Kind: ErrTruncated, Detail: "the file has become shorter"}
	}
	return fmt.Errorf("reading %s of the app in %s: %w", a.members[i].name, a.file.Name(), err)
}

// sectionFile is a member of a container; closing it has nothing to release.
type sectionFile struct{ *io.SectionReader }

func (sectionFile) Close() error { return nil }
