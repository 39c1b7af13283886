package publish

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/packaging/delta"
)

// A delta of more than this part of the whole is not worth a file.
const worthwhile = 0.8

// writer adds contents to a folder.
type writer struct {
	folder  *Folder
	result  *Result
	history *history
	// contents are those that were made in this run, by their hashes and those of what there are deltas from: systems share payloads.
	contents map[string]manifest.Content
}

// content adds data, and deltas from what was published before for the target.
func (w *writer) content(data []byte, deltas int, target, kind string) (manifest.Content, error) {
	hash := manifest.HashOf(data)
	olds := w.history.before(target, kind, hash, deltas)
	same := hash
	for _, o := range olds {
		same += " " + o.content.Hash
	}
	if made, ok := w.contents[same]; ok {
		return made, nil
	}
	if known, ok := w.history.known(target, kind, hash); ok && w.complete(known) {
		w.contents[same] = known
		return known, nil
	}
	what := "the payload"
	if kind != "" {
		what = "the program for " + target
	}
	w.folder.step("compressing %s", what)
	whole, err := delta.Whole(data)
	if err != nil {
		return manifest.Content{}, err
	}
	content := manifest.Content{Hash: hash, Size: int64(len(data))}
	if content.Whole, err = w.file(whole); err != nil {
		return manifest.Content{}, err
	}
	for _, o := range olds {
		w.folder.step("making the delta of %s from version %s", what, o.version)
		before, err := w.folder.restore(o.content)
		if errors.Is(err, fs.ErrNotExist) {
			continue // the author has removed what is too old
		}
		if err != nil {
			return manifest.Content{}, err
		}
		patch, err := delta.Make(before, data)
		if err != nil {
			return manifest.Content{}, err
		}
		if float64(len(patch)) > worthwhile*float64(len(whole)) {
			continue
		}
		file, err := w.file(patch)
		if err != nil {
			return manifest.Content{}, err
		}
		content.Deltas = append(content.Deltas, manifest.Delta{File: file, From: o.content.Hash})
	}
	w.contents[same] = content
	return content, nil
}

// complete reports whether all files of a content are there.
func (w *writer) complete(c manifest.Content) bool {
	files := []manifest.File{c.Whole}
	for _, d := range c.Deltas {
		files = append(files, d.File)
	}
	for _, file := range files {
		info, err := os.Stat(filepath.Join(w.folder.Path, filepath.FromSlash(file.URL)))
		if err != nil || info.Size() != file.Size {
			return false
		}
	}
	return true
}

// file adds a file under the name of its hash.
func (w *writer) file(data []byte) (manifest.File, error) {
	hash := manifest.HashOf(data)
	file := manifest.File{URL: "files/" + hash, Hash: hash, Size: int64(len(data))}
	path := filepath.Join(w.folder.Path, filepath.FromSlash(file.URL))
	if there, err := os.ReadFile(path); err == nil && bytes.Equal(there, data) {
		return file, nil
	}
	if err := replace(path, data); err != nil {
		return file, cantWrite(err)
	}
	w.result.Written = append(w.result.Written, file.URL)
	w.result.Bytes += file.Size
	return file, nil
}
