package store

import (
	"fmt"

	"github.com/deskjs/deskjs/internal/update"
)

// Reason says why Select chose what it chose.
type Reason string

// The reasons there are.
const (
	// Installed: there is no update.
	Installed Reason = "installed"
	// Updated: the app was updated, and the update has shown that it works.
	Updated Reason = "updated"
	// OnTrial: the update has yet to show that it works: Confirm or Rollback is waited for.
	OnTrial Reason = "trial"
	// RolledBack: an update failed; RolledBack of Choice has it.
	RolledBack Reason = "rolled-back"
	// Damaged: what was to start is damaged or not genuine.
	Damaged Reason = "damaged"
	// Unwritable: an update is to be tried, and the disk can't be written to, so that nobody would know if it failed.
	Unwritable Reason = "unwritable"
)

// Choice is what to run.
type Choice struct {
	// Payload is the path of an app.djs; "" is the installed app.
	Payload string
	// Version is its version.
	Version string
	// Hash is its payload's; "" for the installed app.
	Hash string
	// Reason says why it is this one, Detail in a sentence for a log.
	Reason Reason
	Detail string
	// RolledBack is the version that was given up just now, or nil.
	RolledBack *Failure
}

// Trial reports whether the version has yet to show that it works.
func (c Choice) Trial() bool { return c.Reason == OnTrial }

// Select decides what this process runs. It is called once, before the app starts, and always gives something that is whole: an update
// that is newer than the installed app, signed, undamaged and not known to fail, or else the installed app.
func (s *Store) Select() Choice {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.state.clone()
	choice := s.decide(next)
	if changed(s.state, next) {
		if err := s.change(func(into *state) error { *into = *next; return nil }); err != nil && choice.Trial() {
			choice = s.withoutTrial(next, err)
		}
	}
	if choice.Hash != "" {
		s.running = &Version{choice.Version, choice.Hash}
	}
	if s.problem == nil {
		s.clean()
	}
	return choice
}

// changed reports whether two states differ in what Select changes.
func changed(a, b *state) bool {
	starts := func(s *state) int {
		if s.Trial == nil {
			return -1
		}
		return s.Trial.Starts
	}
	return !same(a.Current, b.Current) || !same(a.Previous, b.Previous) || !same(a.Staged, b.Staged) || starts(a) != starts(b) || len(a.Failed) != len(b.Failed) ||
		len(b.Failed) > 0 && a.Failed[len(a.Failed)-1] != b.Failed[len(b.Failed)-1]
}

func same(a, b *Version) bool { return a == b || a != nil && b != nil && *a == *b }

// decide edits the state to what holds once the choice runs.
func (s *Store) decide(next *state) Choice {
	s.dropOld(next)
	if next.Staged != nil && s.problem == nil {
		if s.check(next.Staged) == nil {
			promote(next)
		}
		next.Staged = nil // what is damaged is fetched again
	}
	choice := Choice{Reason: Updated}
	for next.Current != nil {
		current := *next.Current
		if err := s.check(&current); err != nil {
			choice.Reason, choice.Detail = Damaged, fmt.Sprintf("version %s is not whole: %v", current.Version, err)
			next.Current, next.Previous, next.Trial = next.Previous, nil, nil
			continue
		}
		if next.Trial != nil && next.Trial.Starts >= maxStarts {
			choice.Reason = RolledBack
			choice.RolledBack = next.fail(current, fmt.Sprintf("it was started %d times and did not work", maxStarts), s.now())
			choice.Detail = fmt.Sprintf("version %s was started %d times and did not work", current.Version, maxStarts)
			next.Current, next.Previous, next.Trial = next.Previous, nil, nil
			continue
		}
		if next.Trial != nil {
			next.Trial.Starts++
			choice.Reason, choice.Detail = OnTrial, fmt.Sprintf("version %s is on trial", current.Version)
		}
		return s.choose(choice, &current)
	}
	next.Trial = nil
	if choice.Reason == Updated {
		choice.Reason = Installed
	}
	return s.choose(choice, nil)
}

func (s *Store) choose(choice Choice, v *Version) Choice {
	choice.Version = s.base.Version
	if v != nil {
		choice.Version, choice.Hash, choice.Payload = v.Version, v.Hash, s.folder.Path(v.folder()+"/"+PayloadName)
	}
	return choice
}

// dropOld forgets versions that are not newer than the installed app: someone has installed a newer package.
func (s *Store) dropOld(next *state) {
	old := func(v *Version) bool { return v != nil && update.CompareVersions(v.Version, s.base.Version) <= 0 }
	if old(next.Staged) {
		next.Staged = nil
	}
	if old(next.Previous) {
		next.Previous = nil
	}
	if old(next.Current) {
		next.Current, next.Trial = next.Previous, nil
		next.Previous = nil
	}
}

// promote makes the staged version the current one.
func promote(next *state) {
	if next.Trial == nil { // a version that has not shown that it works is nothing to go back to
		next.Previous = next.Current
	}
	next.Current, next.Staged, next.Trial = next.Staged, nil, &trial{}
}

// withoutTrial is the choice when a version is on trial and that can't be written down: what it would go back to.
func (s *Store) withoutTrial(next *state, cause error) Choice {
	choice := Choice{Reason: Unwritable, Detail: fmt.Sprintf("version %s is not tried: %v", next.Current.Version, cause)}
	if next.Previous != nil && s.check(next.Previous) == nil {
		return s.choose(choice, next.Previous)
	}
	return s.choose(choice, nil)
}
