package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"github.com/deskjs/deskjs/internal/update"
)

// The names in the folder.
const (
	stateName  = "state.json"
	stateTemp  = "state.json.tmp"
	stateBad   = "state.json.bad"
	lockName   = "lock"
	stageName  = "stage"
	versionPre = "v-"
	// PayloadName is a version's payload, in its folder.
	PayloadName = "app.djs"
	proofName   = "manifest"
)

const (
	stateFormat  = 1
	maxStateSize = 1 << 20
	maxFailed    = 32
	// maxStarts is how often a version on trial is started before it counts as one that crashes.
	maxStarts = 2
)

// Version is one that is kept in the folder.
type Version struct {
	// Version is its semantic version, Hash its payload's SHA-256 in hexadecimal digits.
	Version string `json:"version"`
	Hash    string `json:"hash"`
}

func (v *Version) folder() string { return versionPre + v.Hash[:16] }

// Failure is a version that is not tried again.
type Failure struct {
	Version
	// Why is a sentence for people; Time is when it failed.
	Why  string    `json:"why"`
	Time time.Time `json:"time"`
}

// state is state.json.
type state struct {
	Format int `json:"format"`
	// Install is this device's random name: it decides which rollouts it is in. It never leaves the device.
	Install string `json:"install,omitempty"`
	// Current is what starts; nil is the installed app. Previous is what it goes back to.
	Current  *Version `json:"current,omitempty"`
	Previous *Version `json:"previous,omitempty"`
	// Trial says that Current has not been confirmed.
	Trial *trial `json:"trial,omitempty"`
	// Staged is whole, and starts next time.
	Staged *Version `json:"staged,omitempty"`
	// Failed are the versions that are not tried again, the oldest first.
	Failed []Failure `json:"failed,omitempty"`
	// Floors are the greatest sequences seen, by channel; Latest is the newest time of publishing.
	Floors map[string]uint64 `json:"floors,omitempty"`
	Latest time.Time         `json:"latest,omitzero"`
	// Keys is the file of rotations.
	Keys string `json:"keys,omitempty"`
}

type trial struct {
	// Starts is how often the version was started.
	Starts int `json:"starts"`
}

func (s *state) clone() *state {
	data, err := json.Marshal(s)
	copied := &state{}
	if err == nil {
		err = json.Unmarshal(data, copied)
	}
	if err != nil {
		panic(err) // a state is only numbers and text
	}
	return copied
}

func (s *state) valid() error {
	if s.Format != stateFormat {
		return fmt.Errorf("its format is %d, not %d", s.Format, stateFormat)
	}
	for _, v := range []*Version{s.Current, s.Previous, s.Staged} {
		if v != nil && (len(v.Hash) != 64 || !update.ValidVersion(v.Version)) {
			return errors.New("a version in it is none")
		}
	}
	return nil
}

// fail adds what is not tried again.
func (s *state) fail(v Version, why string, now time.Time) *Failure {
	s.Failed = append(s.Failed, Failure{Version: v, Why: why, Time: now.UTC().Truncate(time.Second)})
	if len(s.Failed) > maxFailed {
		s.Failed = slices.Delete(s.Failed, 0, len(s.Failed)-maxFailed)
	}
	return &s.Failed[len(s.Failed)-1]
}

// errDamaged means that state.json is there and makes no sense.
var errDamaged = errors.New("it is damaged")

// readState returns the state: an empty one where there is none.
func readState(folder FS) (*state, error) {
	data, err := readFile(folder, stateName, maxStateSize)
	if errors.Is(err, fs.ErrNotExist) {
		return &state{Format: stateFormat}, nil
	}
	if err != nil {
		return nil, err
	}
	s := &state{}
	if err := json.Unmarshal(data, s); err != nil {
		return nil, errors.Join(errDamaged, err)
	}
	if err := s.valid(); err != nil {
		return nil, errors.Join(errDamaged, err)
	}
	return s, nil
}

// writeState replaces state.json: after a crash at any moment it is the old or the new one.
func writeState(folder FS, s *state) error {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := writeFile(folder, stateTemp, append(data, '\n')); err != nil {
		return err
	}
	if err := folder.Rename(stateTemp, stateName); err != nil {
		return err
	}
	return folder.Sync(".")
}

// readFile reads a small file.
func readFile(folder FS, name string, limit int64) ([]byte, error) {
	file, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if file.Size() > limit {
		return nil, fmt.Errorf("%s has more than %d bytes", name, limit)
	}
	data := make([]byte, file.Size())
	if n, err := file.ReadAt(data, 0); n < len(data) {
		return nil, errors.Join(io.ErrUnexpectedEOF, err)
	}
	return data, nil
}

// writeFile writes a file and makes its bytes durable.
func writeFile(folder FS, name string, data []byte) (err error) {
	file, err := folder.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := file.Write(data); err != nil {
		return err
	}
	return file.Sync()
}
