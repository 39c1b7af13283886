package store

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/deskjs/deskjs/internal/update/manifest"
)

// Kept finds a version by the hash of its payload, and checks it as Select does. It returns where the payload is, and its seal, by which the
// caller can tell that what it has opened is what was checked. It takes no lock and changes nothing: it is for a process that is told what to run
// by the one that has chosen.
func Kept(folder FS, base Base, hash string) (path, seal string, err error) {
	s := &Store{folder: folder, base: base, trust: manifest.Trust{Key: base.Key}}
	if s.state, err = readState(folder); err != nil {
		return "", "", err
	}
	if trust, err := manifest.Follow([]byte(s.state.Keys), base.App, base.Key); err == nil {
		s.trust = trust
	}
	for _, v := range []*Version{s.state.Current, s.state.Previous, s.state.Staged} {
		if v == nil || v.Hash != hash {
			continue
		}
		target, err := s.genuine(v)
		if err != nil {
			return "", "", fmt.Errorf("version %s: %w", v.Version, err)
		}
		return folder.Path(v.folder() + "/" + PayloadName), target.Payload.Seal, nil
	}
	return "", "", fmt.Errorf("no version with this payload is kept: %w", fs.ErrNotExist)
}

// Postpone takes Activate back: the version that was to run while the app does waits for the next start instead, and what ran before it runs.
func (s *Store) Postpone() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Trial == nil || s.state.Current == nil || !same(s.state.Current, s.running) {
		return errors.New("no version was activated")
	}
	previous := s.state.Previous
	err := s.change(func(next *state) error {
		if next.Staged == nil {
			next.Staged = next.Current
		}
		next.Current, next.Previous, next.Trial = next.Previous, nil, nil
		return nil
	})
	if err == nil {
		s.running = previous
	}
	return err
}
