// Package placement keeps where an app's windows were and how, from one run to the next, and finds a place for them on the screens that
// there are then. Package desktop imports it.
package placement

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Rect is a place on the screens, in logical pixels.
type Rect struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// State is how a window was.
type State struct {
	// Bounds are where it was when it was neither maximised nor in full screen.
	Bounds     Rect `json:"bounds"`
	Maximized  bool `json:"maximized,omitempty"`
	FullScreen bool `json:"fullScreen,omitempty"`
	Kiosk      bool `json:"kiosk,omitempty"`
}

// Store is a file of windows' states, by the windows' names. It is one goroutine's.
type Store struct{ path string }

// Open returns the store in a file, which need not be there yet.
func Open(path string) *Store { return &Store{path} }

// read is what the file has: nothing if it is not there, or can't be understood.
func (s *Store) read() map[string]State {
	states := map[string]State{}
	data, err := os.ReadFile(s.path)
	if err != nil || json.Unmarshal(data, &states) != nil || states == nil {
		return map[string]State{}
	}
	return states
}

// Get returns what was kept of a window.
func (s *Store) Get(name string) (state State, kept bool) {
	state, kept = s.read()[name]
	return state, kept && state.Bounds.Width > 0 && state.Bounds.Height > 0
}

// Put keeps how a window is.
func (s *Store) Put(name string, state State) error {
	states := s.read()
	if states[name] == state {
		return nil
	}
	states[name] = state
	return s.write(states)
}

// Clear forgets a window.
func (s *Store) Clear(name string) error {
	states := s.read()
	if _, kept := states[name]; !kept {
		return nil
	}
	delete(states, name)
	return s.write(states)
}

// write replaces the file as a whole, so that nobody ever reads half of it.
func (s *Store) write(states map[string]State) error {
	data, err := json.Marshal(states)
	if err != nil {
		return err
	}
	dir := filepath.Dir(s.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("the windows' places can't be kept: %w", err)
	}
	file, err := os.CreateTemp(dir, filepath.Base(s.path)+".*")
	if err != nil {
		return fmt.Errorf("the windows' places can't be kept: %w", err)
	}
	_, err = file.Write(data)
	err = errors.Join(err, file.Close())
	if err == nil {
		err = os.Rename(file.Name(), s.path)
	}
	if err != nil {
		if gone := os.Remove(file.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
		return fmt.Errorf("the windows' places can't be kept: %w", err)
	}
	return nil
}

// What of a window's upper edge must be on a screen for people to get hold of it.
const (
	gripWidth  = 100
	gripHeight = 24
)

// Fit is where a window goes that was at a place: there, if its upper edge can be reached on one of the areas and it is not larger than
// that; else within the area that is nearest. Without areas, which is when the screens aren't known, it stays where it was.
func Fit(was Rect, areas []Rect) Rect {
	if len(areas) == 0 {
		return was
	}
	best, bestShown, nearest := areas[0], 0, -1
	for _, area := range areas {
		shown := overlap(was.X, was.Width, area.X, area.Width) * overlap(was.Y, was.Height, area.Y, area.Height)
		moved := within(was, area)
		distance := abs(moved.X-was.X) + abs(moved.Y-was.Y)
		if shown > bestShown || bestShown == 0 && shown == 0 && (nearest < 0 || distance < nearest) {
			best, bestShown, nearest = area, shown, distance
		}
	}
	for _, area := range areas {
		reached := overlap(was.X, was.Width, area.X, area.Width) >= min(gripWidth, was.Width) &&
			overlap(was.Y, gripHeight, area.Y, area.Height) >= gripHeight
		if reached && was.Width <= best.Width && was.Height <= best.Height {
			return was
		}
	}
	return within(was, best)
}

// within moves a rectangle into an area, and makes it smaller if it has to be.
func within(r, area Rect) Rect {
	r.Width, r.Height = min(r.Width, area.Width), min(r.Height, area.Height)
	r.X = min(max(r.X, area.X), area.X+area.Width-r.Width)
	r.Y = min(max(r.Y, area.Y), area.Y+area.Height-r.Height)
	return r
}

// overlap is how much two lengths that begin at a and b have in common.
func overlap(a, length, b, other int) int { return max(0, min(a+length, b+other)-max(a, b)) }

func abs(number int) int { return max(number, -number) }
