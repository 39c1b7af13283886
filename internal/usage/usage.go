// Package usage is the record of what an app was seen to do, from which `deskjs check` writes its permissions: a file in the
// project's folder .deskjs, to which every run in development appends what is new to it.
//
// The backend writes it, the command line reads it.
package usage

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Use is something that the app did, or was not let do, in the words of a pattern that grants it.
type Use struct {
	// List is where the pattern belongs: one of the constants below.
	List string `json:"list"`
	// Pattern is the narrowest that makes sense: a host with its port, a folder, a program.
	Pattern string `json:"pattern"`
	// By is the pattern that granted it, if it was one of deskjs.json's.
	By string `json:"by,omitempty"`
}

// The values of Use.List.
const (
	Connect = "net.connect"
	Listen  = "net.listen"
	Read    = "files.read"
	Write   = "files.write"
	Run     = "run"
	// OpenExternal are the schemes of addresses beyond the usual ones.
	OpenExternal = "openExternal"
)

// Lists are the values of Use.List in the order of messages.
var Lists = []string{Connect, Listen, Read, Write, Run, OpenExternal}

// The kinds of runs.
const (
	Dev   = "dev"
	Start = "start"
	Test  = "test"
)

// maxFile bounds the record: beyond, nothing is added, and reading ends.
const maxFile = 4 << 20

// File returns where the record of the project in dir is.
func File(dir string) string { return filepath.Join(dir, ".deskjs", "usage.jsonl") }

// line is one of the file's.
type line struct {
	Use
	During string `json:"during"`
}

// Recorder returns what adds uses to the record of the project in dir, by a run of that kind. Any goroutine may call it. A record
// that can't be written keeps no app from running.
func Recorder(dir, during string) func(Use) {
	var mu sync.Mutex
	path := File(dir)
	return func(u Use) {
		text, err := json.Marshal(line{u, during})
		if err != nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
		if errors.Is(err, fs.ErrNotExist) && os.MkdirAll(filepath.Dir(path), 0o755) == nil {
			file, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
		}
		if err != nil {
			return
		}
		defer func() { _ = file.Close() }()
		if info, err := file.Stat(); err == nil && info.Size() < maxFile {
			// One write, so that those of several processes do not mix.
			_, _ = file.Write(append(text, '\n'))
		}
	}
}

// Seen is a use with the kinds of runs that it was seen in, in the order of their names.
type Seen struct {
	Use
	During []string
}

// Load returns what the record of the project in dir has, sorted, each use once; nothing if there is no record.
func Load(dir string) ([]Seen, error) {
	file, err := os.Open(File(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return parse(io.LimitReader(file, maxFile+1<<16))
}

func parse(r io.Reader) ([]Seen, error) {
	var seen []Seen
	places := map[Use]int{}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), 1<<20)
	for lines.Scan() {
		var l line
		text := bytes.TrimSpace(lines.Bytes())
		// A line that was cut off when a process ended is no reason to lose the others.
		if len(text) == 0 || json.Unmarshal(text, &l) != nil || !slices.Contains(Lists, l.List) || l.Pattern == "" {
			continue
		}
		at, known := places[l.Use]
		if !known {
			at = len(seen)
			places[l.Use] = at
			seen = append(seen, Seen{Use: l.Use})
		}
		if !slices.Contains(seen[at].During, l.During) {
			seen[at].During = append(seen[at].During, l.During)
			slices.Sort(seen[at].During)
		}
	}
	slices.SortStableFunc(seen, func(a, b Seen) int {
		if by := slices.Index(Lists, a.List) - slices.Index(Lists, b.List); by != 0 {
			return by
		}
		return bytes.Compare([]byte(a.Pattern), []byte(b.Pattern))
	})
	return seen, lines.Err()
}
