// Package store is what of updates is on the device: a folder in the app's user data with at most two versions and one that is about to
// replace them, and state.json, which says what starts. A version that was updated to is an overlay: the installed app is never touched.
//
// After any crash, loss of power or error of the disk the old or the new version starts. All of it goes through FS, so that tests can
// break each single operation.
//
// How the app uses it: Open and Select, once, before the backend starts; then Confirm when the version has shown that it works, or Rollback when
// it hasn't. Package client fetches a version and has it kept by Stage; Activate makes it the current one while the app runs, or Select does at the next start.
package store

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
)

// Base is the app as it was installed.
type Base struct {
	// App is its identifier, Version its version, Target what it runs on: "linux/amd64".
	App, Version, Target string
	// Key is the public key that it carries.
	Key signature.PublicKey
}

// Store is the folder. All methods may be called from any goroutine.
type Store struct {
	folder FS
	base   Base
	now    func() time.Time

	mu      sync.Mutex
	lock    io.Closer
	state   *state
	trust   manifest.Trust
	problem error    // why nothing is written
	running *Version // what this process was told to start; nil is the installed app
}

// Open takes the folder's lock and reads its state. It always gives a Store: if the lock is another instance's, or the disk can't be read,
// the Store only reads, and Problem says why. now is the device's clock.
func Open(folder FS, base Base, now func() time.Time) *Store {
	s := &Store{folder: folder, base: base, now: now, state: &state{Format: stateFormat}, trust: manifest.Trust{Key: base.Key}}
	err := folder.Mkdir(".")
	if err == nil {
		s.lock, err = folder.Lock(lockName)
	}
	s.problem = err
	read, err := readState(folder)
	switch {
	case err == nil:
		s.state = read
	case errors.Is(err, errDamaged) && s.problem == nil:
		// Nothing in it can be used. It is kept for whoever looks for the reason.
		s.problem = folder.Rename(stateName, stateBad)
	case s.problem == nil:
		s.problem = err
	}
	if trust, err := manifest.Follow([]byte(s.state.Keys), base.App, base.Key); err == nil {
		s.trust = trust
	}
	return s
}

// Close gives the lock back. The Store only reads from then on.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock == nil {
		return nil
	}
	err := s.lock.Close()
	s.lock, s.problem = nil, errors.New("the store is closed")
	return err
}

// Problem returns why the Store only reads, as an *update.Error: CodeBusy if another instance looks after the updates, CodeDisk otherwise. It is nil if
// the Store can be written to.
func (s *Store) Problem() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refusal()
}

func (s *Store) refusal() error {
	switch {
	case s.problem == nil:
		return nil
	case errors.Is(s.problem, ErrLocked):
		return &update.Error{Code: update.CodeBusy, Text: "Another instance of the app looks after its updates", Cause: s.problem}
	}
	return diskError(s.problem)
}

func diskError(cause error) error {
	return &update.Error{Code: update.CodeDisk, Text: "The updates can't be kept on this computer's disk", Cause: cause}
}

// change carries out an edit of the state, on the disk first.
func (s *Store) change(edit func(next *state) error) error {
	if err := s.refusal(); err != nil {
		return err
	}
	next := s.state.clone()
	if err := edit(next); err != nil {
		return err
	}
	if err := writeState(s.folder, next); err != nil {
		return diskError(err)
	}
	s.state = next
	return nil
}

// Accept takes note of a manifest that was found to be right: from now on none with a smaller sequence is.
func (s *Store) Accept(m *manifest.Manifest) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Floors[m.Channel] >= m.Sequence && !m.Published.After(s.state.Latest) {
		return nil
	}
	return s.change(func(next *state) error {
		if next.Floors == nil {
			next.Floors = map[string]uint64{}
		}
		next.Floors[m.Channel] = max(next.Floors[m.Channel], m.Sequence)
		if m.Published.After(next.Latest) {
			next.Latest = m.Published
		}
		return nil
	})
}

// Device returns what manifests of a channel are checked against.
func (s *Store) Device(channel string) manifest.Device {
	s.mu.Lock()
	defer s.mu.Unlock()
	return manifest.Device{App: s.base.App, Channel: channel, Now: s.now(), Floor: s.state.Floors[channel], Latest: s.state.Latest}
}

// Trust returns the keys that the app goes by: that of the installed app, and those that it was handed over to.
func (s *Store) Trust() manifest.Trust {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.trust
}

// LearnKeys takes the server's file of rotations, and returns the keys that the app goes by then. A file that knows less than the Store changes nothing.
func (s *Store) LearnKeys(text []byte) (manifest.Trust, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	trust, err := manifest.Follow(text, s.base.App, s.base.Key)
	if err != nil {
		return s.trust, err
	}
	if len(trust.Retired) <= len(s.trust.Retired) {
		return s.trust, nil
	}
	if !slices.Equal(trust.Retired[:len(s.trust.Retired)], s.trust.Retired) || trust.Retired[len(s.trust.Retired)] != s.trust.Key {
		return s.trust, &update.Error{Code: update.CodeSignature, Text: "The list of the app's keys contradicts what was seen before"}
	}
	if err := s.change(func(next *state) error { next.Keys = string(text); return nil }); err != nil {
		return s.trust, err
	}
	s.trust = trust
	return trust, nil
}

// Install returns the device's random name for rollouts, which is made when it is first asked for.
func (s *Store) Install() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Install != "" {
		return s.state.Install, nil
	}
	var name [16]byte
	if _, err := rand.Read(name[:]); err != nil {
		return "", err
	}
	err := s.change(func(next *state) error { next.Install = hex.EncodeToString(name[:]); return nil })
	return s.state.Install, err
}

// Failed returns why a version is not tried again, nil if it may be. hash is its payload's.
func (s *Store) Failed(hash string) *Failure {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, failure := range s.state.Failed {
		if failure.Hash == hash {
			return &failure
		}
	}
	return nil
}

// Staged returns the version that is whole and waits to become the current one; nil if there is none.
func (s *Store) Staged() *Version {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.Staged
}

// Running returns the version that this process runs, nil if it is the installed one.
func (s *Store) Running() *Version {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.running
}

// check looks whether a kept version is whole and genuine: its manifest is signed with one of the app's keys and names the payload, whose
// length and seal are right. What the seal covers has the hashes of all the rest, which are checked as it is read.
func (s *Store) check(v *Version) error {
	_, err := s.genuine(v)
	return err
}

// genuine is check, and returns what the manifest says of the version.
func (s *Store) genuine(v *Version) (manifest.Target, error) {
	proof, err := readFile(s.folder, v.folder()+"/"+proofName, manifest.MaxSize)
	if err != nil {
		return manifest.Target{}, err
	}
	m, err := manifest.Open(proof, s.trust)
	for _, key := range s.trust.Retired {
		if err != nil { // it may be from before the key was replaced
			m, err = manifest.Open(proof, manifest.Trust{Key: key})
		}
	}
	if err != nil {
		return manifest.Target{}, err
	}
	if m.App != s.base.App {
		return manifest.Target{}, fmt.Errorf("it is of the app %s", m.App)
	}
	target, err := find(m, v, s.base.Target)
	if err != nil {
		return target, err
	}
	file, err := s.folder.Open(v.folder() + "/" + PayloadName)
	if err != nil {
		return target, err
	}
	defer file.Close()
	if file.Size() != target.Payload.Size {
		return target, errors.New("its payload has another length")
	}
	end := make([]byte, min(manifest.SealSize, file.Size()))
	if n, err := file.ReadAt(end, file.Size()-int64(len(end))); n < len(end) {
		return target, err
	}
	if manifest.Seal(end) != target.Payload.Seal {
		return target, errors.New("its payload is damaged")
	}
	return target, nil
}

func find(m *manifest.Manifest, v *Version, target string) (manifest.Target, error) {
	for _, release := range m.Releases {
		if found, ok := release.Target(target); ok && release.Version == v.Version && found.Payload.Hash == v.Hash {
			return found, nil
		}
	}
	return manifest.Target{}, &update.Error{Code: update.CodeMismatch, Text: fmt.Sprintf("The manifest does not speak of this payload of version %s", v.Version)}
}
