package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/delta"
	"github.com/deskjs/deskjs/internal/update/manifest"
)

// Stage receives one version: first the files that are downloaded, then the payload that is made of them.
type Stage struct {
	store   *Store
	version Version
	proof   []byte
	target  manifest.Target
}

// The names in the stage's folder.
const (
	stageOf   = stageName + "/for"
	stageNew  = stageName + "/new"
	partEnd   = ".part"
	tagEnd    = ".tag"
	madeStart = stageName + "/made-"
)

const maxTag = 1024

// Begin opens the stage for a version. proof is the signed manifest, which is checked again: it must speak of the version's payload, and the
// version must be newer than what runs and not one that has failed. What was downloaded for the same payload before is still there; for another one, it is removed.
func (s *Store) Begin(v Version, proof []byte) (*Stage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refusal(); err != nil {
		return nil, err
	}
	m, err := manifest.Open(proof, s.trust)
	if err != nil {
		return nil, err
	}
	target, err := find(m, &v, s.base.Target)
	if err != nil {
		return nil, err
	}
	runs := s.base.Version
	if s.running != nil {
		runs = s.running.Version
	}
	if update.CompareVersions(v.Version, runs) <= 0 {
		return nil, &update.Error{Code: update.CodeDowngrade, Text: fmt.Sprintf("Version %s is not newer than what runs, version %s", v.Version, runs)}
	}
	for _, failure := range s.state.Failed {
		if failure.Hash == v.Hash {
			return nil, &update.Error{Code: update.CodeFailedBefore, Text: fmt.Sprintf("Version %s was tried on this computer before: %s", v.Version, failure.Why)}
		}
	}
	return &Stage{store: s, version: v, proof: bytes.Clone(proof), target: target}, s.prepare(v.Hash)
}

// BeginProgram opens the stage for a program of which the hash is known. What Apply makes of it goes to ReplaceProgram, not to Keep.
func (s *Store) BeginProgram(hash string) (*Stage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refusal(); err != nil {
		return nil, err
	}
	return &Stage{store: s}, s.prepare("program " + hash)
}

// prepare empties the stage, unless it is for the same content.
func (s *Store) prepare(content string) error {
	if before, err := readFile(s.folder, stageOf, 128); err == nil && string(before) == content {
		return nil
	}
	if err := errors.Join(s.folder.Remove(stageName), s.folder.Mkdir(stageName), writeFile(s.folder, stageOf, []byte(content))); err != nil {
		return diskError(err)
	}
	return nil
}

// Part is a file that is being downloaded. A part that is there may be any bytes: it is checked when it is whole.
type Part struct {
	folder FS
	name   string
}

// Part returns the part of a file of the manifest.
func (s *Stage) Part(file manifest.File) Part {
	return Part{s.store.folder, stageName + "/" + file.Hash}
}

// Size returns how many bytes there are, 0 if there are none.
func (p Part) Size() int64 {
	file, err := p.folder.Open(p.name + partEnd)
	if err != nil {
		return 0
	}
	defer file.Close()
	return file.Size()
}

// Tag returns what the server called the file's version when the part was begun, "" if it didn't.
func (p Part) Tag() string {
	tag, err := readFile(p.folder, p.name+tagEnd, maxTag)
	if err != nil {
		return ""
	}
	return string(tag)
}

// Restart empties the part, and takes note of what the server calls the file's version.
func (p Part) Restart(tag string) (Writer, error) {
	if len(tag) > maxTag {
		tag = ""
	}
	if err := writeFile(p.folder, p.name+tagEnd, []byte(tag)); err != nil {
		return nil, diskError(err)
	}
	file, err := p.folder.Create(p.name + partEnd)
	if err != nil {
		return nil, diskError(err)
	}
	return file, nil
}

// Append goes on at the part's end.
func (p Part) Append() (Writer, error) {
	file, err := p.folder.Append(p.name + partEnd)
	if err != nil {
		return nil, diskError(err)
	}
	return file, nil
}

// Open opens the part for reading.
func (p Part) Open() (File, error) {
	file, err := p.folder.Open(p.name + partEnd)
	if err != nil {
		return nil, diskError(err)
	}
	return file, nil
}

// Remove removes the part.
func (p Part) Remove() error {
	return errors.Join(p.folder.Remove(p.name+partEnd), p.folder.Remove(p.name+tagEnd))
}

// Apply makes a file of another one and a part that is whole. It may be opened by Made.
func (s *Stage) Apply(part Part, old delta.Source, want delta.Want) (err error) {
	patch, err := part.Open()
	if err != nil {
		return err
	}
	defer patch.Close()
	name := madeStart + want.Hash
	out, err := s.store.folder.Create(name)
	if err != nil {
		return diskError(err)
	}
	writer := &diskWriter{out: out}
	err = delta.Apply(delta.Source{Reader: patch, Size: patch.Size()}, old, writer, want)
	if err == nil {
		err = writer.keep(out.Sync())
	}
	if closing := writer.keep(out.Close()); err == nil {
		err = closing
	}
	if err != nil {
		_ = s.store.folder.Remove(name) // Begin or the next Apply does
	}
	return err
}

// diskWriter tells errors of the disk from those of the delta.
type diskWriter struct{ out io.Writer }

func (w *diskWriter) Write(data []byte) (int, error) {
	n, err := w.out.Write(data)
	if err == nil && n < len(data) {
		err = io.ErrShortWrite
	}
	return n, w.keep(err)
}

func (w *diskWriter) keep(err error) error {
	if err == nil {
		return nil
	}
	return diskError(err)
}

// Made opens what Apply made.
func (s *Stage) Made(hash string) (File, error) {
	file, err := s.store.folder.Open(madeStart + hash)
	if err != nil {
		return nil, diskError(err)
	}
	return file, nil
}

// Keep makes the payload, which Apply has made, and the manifest the staged version: it starts next time, or when it is activated.
func (s *Stage) Keep() error {
	store, folder := s.store, s.store.folder
	store.mu.Lock()
	defer store.mu.Unlock()
	if err := store.refusal(); err != nil {
		return err
	}
	home := s.version.folder()
	steps := []func() error{
		func() error { return folder.Remove(stageNew) },
		func() error { return folder.Mkdir(stageNew) },
		func() error { return folder.Rename(madeStart+s.version.Hash, stageNew+"/"+PayloadName) },
		func() error { return writeFile(folder, stageNew+"/"+proofName, s.proof) },
		func() error { return folder.Sync(stageNew) },
		func() error { return folder.Remove(home) },
		func() error { return folder.Rename(stageNew, home) },
		func() error { return folder.Sync(".") },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return diskError(err)
		}
	}
	version := s.version
	if err := store.check(&version); err != nil {
		return diskError(err)
	}
	err := store.change(func(next *state) error {
		next.Staged = &version
		if next.Trial == nil {
			next.Previous = nil // the disk holds two versions, not three
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := folder.Remove(stageName); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil // it is removed by the next Begin
	}
	store.clean()
	return nil
}

// Target returns what the manifest says of the version for this system.
func (s *Stage) Target() manifest.Target { return s.target }
