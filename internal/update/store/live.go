package store

import (
	"errors"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/update"
)

// Activate makes the staged version the current one while the app runs, on trial: what is running becomes what it goes back to. After
// it the caller starts the version and calls Confirm or Rollback; if the process ends before, the next Select goes on with the trial.
func (s *Store) Activate() (Choice, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	staged := s.state.Staged
	if staged == nil {
		return Choice{}, &update.Error{Code: update.CodeMismatch, Text: "No update has been downloaded"}
	}
	if err := s.check(staged); err != nil {
		if err := s.change(func(next *state) error { next.Staged = nil; return nil }); err != nil {
			return Choice{}, err
		}
		return Choice{}, &update.Error{Code: update.CodeMismatch, Text: "The update was damaged after it had been downloaded, and will be downloaded again", Cause: err}
	}
	if err := s.change(func(next *state) error {
		promote(next)
		next.Trial.Starts = 1
		return nil
	}); err != nil {
		return Choice{}, err
	}
	s.running = staged
	return s.choose(Choice{Reason: OnTrial, Detail: "version " + staged.Version + " is on trial"}, staged), nil
}

// Confirm says that the version that runs works. It does nothing if it is not on trial.
func (s *Store) Confirm() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Trial == nil || !same(s.state.Current, s.running) {
		return nil
	}
	if err := s.change(func(next *state) error { next.Trial = nil; return nil }); err != nil {
		return err
	}
	s.clean()
	return nil
}

// OnTrial reports whether the version that runs has yet to show that it works.
func (s *Store) OnTrial() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.Trial != nil && same(s.state.Current, s.running)
}

// Rollback gives the version that runs up, for good, and returns what to run in its place: what ran before it, or the installed app. why is a sentence
// for people. The choice is good even if there is an error, which says that the next start will not know of it.
func (s *Store) Rollback(why string) (Choice, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.state.clone()
	choice := Choice{Reason: RolledBack, Detail: why}
	if s.running != nil {
		choice.RolledBack = next.fail(*s.running, why, s.now())
	}
	if s.running != nil && same(next.Current, s.running) {
		next.Current, next.Previous, next.Trial = next.Previous, nil, nil
	}
	if next.Current != nil && s.check(next.Current) != nil {
		next.Current = nil
	}
	err := s.change(func(into *state) error { *into = *next; return nil })
	s.running = next.Current
	return s.choose(choice, next.Current), err
}

// Ended says that the app ends because it was told to, before its version was confirmed: this start does not count against it.
func (s *Store) Ended() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Trial == nil || s.state.Trial.Starts == 0 || !same(s.state.Current, s.running) {
		return nil
	}
	return s.change(func(next *state) error { next.Trial.Starts--; return nil })
}

// clean removes what the state does not name and nobody runs. What can't be removed now, such as a file that is open on Windows, is removed another time.
func (s *Store) clean() {
	names, err := s.folder.List(".")
	if err != nil {
		return
	}
	var kept []string
	for _, v := range []*Version{s.state.Current, s.state.Previous, s.state.Staged, s.running} {
		if v != nil {
			kept = append(kept, v.folder())
		}
	}
	for _, name := range names {
		if strings.HasPrefix(name, versionPre) && !slices.Contains(kept, name) {
			err = errors.Join(err, s.folder.Remove(name))
		}
	}
	if err == nil {
		_ = s.folder.Sync(".") // what comes back after a crash is removed again
	}
}
