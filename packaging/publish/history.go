package publish

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/delta"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
)

// history is every list of a channel that is in the folder, the newest first.
type history struct {
	manifests []*manifest.Manifest
}

func (h *history) newest() *manifest.Manifest {
	if len(h.manifests) == 0 {
		return nil
	}
	return h.manifests[0]
}

func (f *Folder) historyName(sequence uint64) string {
	return fmt.Sprintf("history/%s-%d.manifest", f.Channel, sequence)
}

// history reads the lists. One that the app's keys did not sign is an error: somebody else writes to the folder, or this is another app's.
func (f *Folder) history() (*history, error) {
	entries, err := os.ReadDir(filepath.Join(f.Path, "history"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, cantWrite(err)
	}
	var last uint64
	for _, entry := range entries {
		number, ok := strings.CutPrefix(entry.Name(), f.Channel+"-")
		if number, ok2 := strings.CutSuffix(number, ".manifest"); ok && ok2 {
			if sequence, err := strconv.ParseUint(number, 10, 64); err == nil {
				last = max(last, sequence)
			}
		}
	}
	found := &history{}
	// The list in its place is one too, should somebody have removed the history: the next one must have a greater sequence.
	if file, err := os.ReadFile(filepath.Join(f.Path, manifest.FileName(f.Channel))); err == nil {
		m, err := f.open(file)
		if err != nil {
			return nil, f.foreign(manifest.FileName(f.Channel), err)
		}
		if m.Sequence > last {
			found.manifests = append(found.manifests, m)
		}
	}
	for sequence := last; sequence > 0; sequence-- {
		name := f.historyName(sequence)
		file, err := os.ReadFile(filepath.Join(f.Path, filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) {
			continue // old lists may be removed
		}
		if err != nil {
			return nil, cantWrite(err)
		}
		m, err := f.open(file)
		if err != nil {
			return nil, f.foreign(name, err)
		}
		found.manifests = append(found.manifests, m)
	}
	return found, nil
}

func (f *Folder) foreign(name string, err error) error {
	return diag.New(diag.Message{
		Text: "a list of updates is not one of this app's: " + err.Error(), File: filepath.Join(f.Path, filepath.FromSlash(name)),
		Hint: "publish to the app's own folder, with the app's own key; after `deskjs keygen --rotate`, with the file that it wrote beside the key",
	})
}

// open reads a list that one of the app's keys signed.
func (f *Folder) open(file []byte) (*manifest.Manifest, error) {
	m, err := manifest.Open(file, manifest.Trust{Key: f.Key.Public()})
	for _, key := range f.retired() {
		if err != nil {
			m, err = manifest.Open(file, manifest.Trust{Key: key})
		}
	}
	if err != nil {
		return nil, err
	}
	if m.App != f.App || m.Channel != f.Channel {
		return nil, fmt.Errorf("it is for the app %s and the channel %q", m.App, m.Channel)
	}
	return m, nil
}

// retired returns the keys that the author has replaced, as the file beside the key says.
func (f *Folder) retired() []signature.PublicKey {
	var keys []signature.PublicKey
	for _, statement := range statements(f.Rotations) {
		lines := bytes.Split(statement, []byte("\n"))
		if key, err := signature.ParsePublicKey(from(lines[4])); err == nil {
			keys = append(keys, key)
		}
	}
	return keys
}

// statements cuts a file of rotations into them.
func statements(text []byte) [][]byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	var list [][]byte
	for i := 0; i+5 <= len(lines); i += 5 {
		list = append(list, bytes.Join(lines[i:i+5], nil))
	}
	return list
}

// from returns the key that a statement retires.
func from(line []byte) string {
	var rotation manifest.Rotation
	if json.Unmarshal(line, &rotation) != nil {
		return ""
	}
	return rotation.From
}

// writeKeys adds the changes of key to the folder's.
func (f *Folder) writeKeys() error {
	if len(f.Rotations) == 0 {
		return nil
	}
	path := filepath.Join(f.Path, manifest.KeysName)
	there, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cantWrite(err)
	}
	next := bytes.Clone(there)
	for _, statement := range statements(f.Rotations) {
		if !bytes.Contains(next, statement) {
			next = append(next, statement...)
		}
	}
	if bytes.Equal(there, next) {
		return nil
	}
	if err := replace(path, next); err != nil {
		return cantWrite(err)
	}
	return nil
}

// current reports whether the list in its place is the newest of the history, and signed with the newest key.
func (f *Folder) current() bool {
	file, err := os.ReadFile(filepath.Join(f.Path, manifest.FileName(f.Channel)))
	if err != nil {
		return false
	}
	m, err := manifest.Open(file, manifest.Trust{Key: f.Key.Public()})
	if err != nil {
		return false
	}
	newest, err := os.ReadFile(filepath.Join(f.Path, filepath.FromSlash(f.historyName(m.Sequence))))
	_, later := os.Stat(filepath.Join(f.Path, filepath.FromSlash(f.historyName(m.Sequence+1))))
	return err == nil && bytes.Equal(file, newest) && errors.Is(later, fs.ErrNotExist)
}

func sameReleases(a, b []manifest.Release) bool {
	one, err := json.Marshal(a)
	other, err2 := json.Marshal(b)
	return err == nil && err2 == nil && bytes.Equal(one, other)
}

// old is a content that was published before.
type old struct {
	version string
	content manifest.Content
}

// before returns the last contents of a target, the newest first, that are not hash; kind is "" for the payload.
func (h *history) before(target, kind, hash string, count int) []old {
	var list []old
	seen := map[string]bool{hash: true}
	for _, m := range h.manifests {
		for _, release := range m.Releases {
			found, ok := release.Target(target)
			content := found.Payload.Content
			if kind != "" {
				content, ok = found.Programs[kind]
			}
			if !ok || seen[content.Hash] || len(list) == count {
				continue
			}
			seen[content.Hash] = true
			list = append(list, old{release.Version, content})
		}
	}
	return list
}

// known returns what a list says of a content, so that it need not be made again.
func (h *history) known(target, kind, hash string) (manifest.Content, bool) {
	for _, m := range h.manifests {
		for _, release := range m.Releases {
			found, _ := release.Target(target)
			content := found.Payload.Content
			if kind != "" {
				content = found.Programs[kind]
			}
			if content.Hash == hash {
				return content, true
			}
		}
	}
	return manifest.Content{}, false
}

// restore makes an old content of its whole file.
func (f *Folder) restore(c manifest.Content) ([]byte, error) {
	file, err := os.ReadFile(filepath.Join(f.Path, filepath.FromSlash(c.Whole.URL)))
	if err != nil {
		return nil, err
	}
	if manifest.HashOf(file) != c.Whole.Hash {
		return nil, &update.Error{Code: update.CodeMismatch, Text: c.Whole.URL + " is damaged"}
	}
	var out bytes.Buffer
	err = delta.Apply(delta.Source{Reader: bytes.NewReader(file), Size: int64(len(file))}, delta.Source{}, &out, delta.Want{Hash: c.Hash, Size: c.Size})
	return out.Bytes(), err
}
