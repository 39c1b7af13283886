// Package publish fills the folder that apps get their updates from: any static file server, object store or CDN can serve it.
//
//	CHANNEL.manifest            the signed list; the one kind of file that changes, and the last to be written
//	keys                        the changes of the key, each signed by the one before it
//	files/HASH                  deltas, and whole files as deltas from nothing; named by their SHA-256, never changed
//	history/CHANNEL-N.manifest  every list that was ever signed, by its sequence
//
// It knows no more than what is in the folder: old versions are made again from the files in it, and only of lists that are signed. A run that is interrupted
// leaves files that nothing names, and the next one goes on.
//
// The command line imports it.
package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
)

// The defaults of Release.
const (
	// DefaultDeltas is how many versions back deltas are made for.
	DefaultDeltas = 5
	// DefaultExpiry is how long a list is valid.
	DefaultExpiry = 90 * 24 * time.Hour
)

// Folder is the folder that is published to, and who publishes.
type Folder struct {
	// Path is where it is.
	Path string
	// App is the app's identifier, Channel the list that is changed.
	App, Channel string
	// Key signs. It is the newest of the app's keys.
	Key signature.PrivateKey
	// Rotations is the file of the changes of key, as `deskjs keygen --rotate` wrote it; nil if there were none.
	Rotations []byte
	// Now is the time.
	Now time.Time
	// Progress, if not nil, is told what the work is at.
	Progress func(step string)
}

// Release is a version to publish.
type Release struct {
	// Version, Notes and MinimumVersion are as in manifest.Release.
	Version, Notes, MinimumVersion string
	// Percent is the rollout's.
	Percent float64
	// Deltas is for how many versions back deltas are made.
	Deltas int
	// Payload is app.djs, the same for every system.
	Payload []byte
	// Targets are the systems, with the programs that are published for each, by kind; there may be none.
	Targets map[string]map[string][]byte
	// NeedsProgram is as in manifest.Target.
	NeedsProgram bool
}

// Result is what was published.
type Result struct {
	// Manifest is the list that is in the folder now.
	Manifest *manifest.Manifest
	// Changed says whether it is a new one.
	Changed bool
	// Written are the files that were added, by their paths in the folder, and Bytes is how large they are together.
	Written []string
	Bytes   int64
}

func (f *Folder) step(format string, values ...any) {
	if f.Progress != nil {
		f.Progress(fmt.Sprintf(format, values...))
	}
}

// Publish adds a version. A version that is there already, with the same payload, only gets another rollout, notes or minimum version, if they differ.
func (f *Folder) Publish(r Release, expiry time.Duration) (*Result, error) {
	history, err := f.history()
	if err != nil {
		return nil, err
	}
	result := &Result{}
	w := &writer{folder: f, result: result, history: history, contents: map[string]manifest.Content{}}
	release := manifest.Release{
		Version: r.Version, Date: f.time(), Notes: r.Notes, MinimumVersion: r.MinimumVersion,
		Rollout: manifest.Rollout{Percent: r.Percent, Salt: f.App + " " + r.Version}, Targets: map[string]manifest.Target{},
	}
	newest := history.newest()
	if newest != nil && len(newest.Releases) > 0 {
		last := newest.Releases[0]
		if order := update.CompareVersions(r.Version, last.Version); order < 0 {
			return nil, diag.New(diag.Message{Text: fmt.Sprintf("version %s is older than version %s, which is published on the channel %q", r.Version, last.Version, f.Channel), Hint: `raise "version" in deskjs.json: devices refuse older versions`})
		} else if order == 0 {
			if same := samePayload(last, manifest.HashOf(r.Payload)); !same {
				return nil, diag.New(diag.Message{Text: fmt.Sprintf("version %s is published already, with other contents", r.Version), Hint: `raise "version" in deskjs.json; to change only its rollout, use --resume --rollout`})
			}
			release.Date = last.Date
			release.Rollout.Halted = last.Rollout.Halted
		}
	}
	names := make([]string, 0, len(r.Targets))
	for name := range r.Targets {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		target := manifest.Target{NeedsProgram: r.NeedsProgram}
		content, err := w.content(r.Payload, r.Deltas, name, "")
		if err != nil {
			return nil, err
		}
		target.Payload = manifest.Payload{Content: content, Seal: manifest.Seal(r.Payload)}
		for kind, program := range r.Targets[name] {
			content, err := w.content(program, r.Deltas, name, kind)
			if err != nil {
				return nil, err
			}
			if target.Programs == nil {
				target.Programs = map[string]manifest.Content{}
			}
			target.Programs[kind] = content
		}
		release.Targets[name] = target
	}
	return result, f.sign(result, newest, append([]manifest.Release{release}, history.others(release)...), expiry)
}

func samePayload(r manifest.Release, hash string) bool {
	for _, target := range r.Targets {
		if target.Payload.Hash != hash {
			return false
		}
	}
	return true
}

// others returns which releases stay beside the first of a list: while that is not for everybody, the newest one that is.
func (h *history) others(first manifest.Release) []manifest.Release {
	if first.Rollout.Percent >= 100 && !first.Rollout.Halted {
		return nil
	}
	seen := map[string]bool{first.Version: true}
	for _, m := range h.manifests {
		for _, r := range m.Releases {
			if !seen[r.Version] && r.Rollout.Percent >= 100 && !r.Rollout.Halted && update.CompareVersions(r.Version, first.Version) < 0 {
				return []manifest.Release{r}
			}
			seen[r.Version] = true // what older lists say of it no longer holds
		}
	}
	return nil
}

// Halt stops the rollout of the newest version: devices that don't have it stay as they are.
func (f *Folder) Halt(expiry time.Duration) (*Result, error) {
	return f.revise(expiry, func(r *manifest.Release) { r.Rollout.Halted = true })
}

// Resume goes on with it; percent, if not nil, is how far.
func (f *Folder) Resume(percent *float64, expiry time.Duration) (*Result, error) {
	return f.revise(expiry, func(r *manifest.Release) {
		r.Rollout.Halted = false
		if percent != nil {
			r.Rollout.Percent = *percent
		}
	})
}

// Refresh signs the same list again, valid from now on.
func (f *Folder) Refresh(expiry time.Duration) (*Result, error) {
	history, err := f.history()
	if err != nil {
		return nil, err
	}
	newest := history.newest()
	if newest == nil {
		return nil, f.nothing()
	}
	result := &Result{}
	return result, f.write(result, newest, newest.Releases, expiry)
}

func (f *Folder) nothing() error {
	return diag.New(diag.Message{Text: fmt.Sprintf("nothing is published on the channel %q in %s", f.Channel, f.Path), Hint: "publish a version first: `deskjs publish --to FOLDER`"})
}

func (f *Folder) revise(expiry time.Duration, edit func(*manifest.Release)) (*Result, error) {
	history, err := f.history()
	if err != nil {
		return nil, err
	}
	newest := history.newest()
	if newest == nil || len(newest.Releases) == 0 {
		return nil, f.nothing()
	}
	release := newest.Releases[0]
	edit(&release)
	result := &Result{}
	return result, f.sign(result, newest, append([]manifest.Release{release}, history.others(release)...), expiry)
}

// sign writes a new list, unless it would say the same as the old one.
func (f *Folder) sign(result *Result, before *manifest.Manifest, releases []manifest.Release, expiry time.Duration) error {
	if before != nil && sameReleases(before.Releases, releases) && f.current() {
		result.Manifest = before
		return nil
	}
	return f.write(result, before, releases, expiry)
}

func (f *Folder) time() time.Time { return f.Now.UTC().Truncate(time.Second) }

// write writes the next list: to the history, then to its place.
func (f *Folder) write(result *Result, before *manifest.Manifest, releases []manifest.Release, expiry time.Duration) error {
	f.step("signing")
	next := &manifest.Manifest{Format: manifest.Format, App: f.App, Channel: f.Channel, Sequence: 1, Published: f.time(), Expires: f.time().Add(expiry), Releases: releases}
	if before != nil {
		next.Sequence = before.Sequence + 1
		if next.Published.Before(before.Published) {
			return diag.New(diag.Message{Text: fmt.Sprintf("the clock of this computer says %s, and the list in %s was made at %s", f.time().Format(time.RFC3339), f.Path, before.Published.Format(time.RFC3339)), Hint: "set the clock: devices would take the new list for an old one"})
		}
	}
	file, err := manifest.Sign(next, f.Key)
	if err != nil {
		return err
	}
	if err := f.writeKeys(); err != nil {
		return err
	}
	for _, name := range []string{f.historyName(next.Sequence), manifest.FileName(f.Channel)} {
		if err := replace(filepath.Join(f.Path, filepath.FromSlash(name)), file); err != nil {
			return cantWrite(err)
		}
		result.Written = append(result.Written, name)
	}
	result.Manifest, result.Changed = next, true
	result.Bytes += int64(len(file))
	return nil
}

func cantWrite(err error) error {
	reason := err.Error()
	if located, ok := errors.AsType[*fs.PathError](err); ok {
		reason = located.Err.Error()
		return diag.New(diag.Message{Text: "the folder of the updates can't be written to: " + reason, File: located.Path})
	}
	return diag.New(diag.Message{Text: "the folder of the updates can't be written to: " + reason})
}

// replace writes a file so that it is there complete or not at all.
func replace(path string, data []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if _, err := file.Write(data); err != nil {
		return err
	}
	if err := file.Chmod(0o644); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
