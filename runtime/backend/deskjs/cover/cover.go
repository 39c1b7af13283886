// Package cover counts what a program's own code does while its tests run: statements, branches, functions. It puts calls of a counter into
// the code that goja gets, and knows by the source map where they belong in the author's files.
//
// Only cmd/deskjs imports it, for `deskjs test --coverage`: no app has it.
package cover

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/internal/lowered"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// kind is what a point counts.
type kind string

const (
	statement kind = "s"
	function  kind = "f"
	branch    kind = "b"
)

// Point is a place whose passes are counted.
type Point struct {
	Kind kind   `json:"k"`
	Line int    `json:"l"`
	Name string `json:"n,omitempty"` // of a function
	// Branch numbers the branches that lead away from one place.
	Branch int `json:"b,omitempty"`
	// An else that isn't written is passed whenever the statement is and the other branch is not: their points, plus one.
	Of    int `json:"o,omitempty"`
	Other int `json:"e,omitempty"`
}

// File is what was counted of one file.
type File struct {
	Points []Point  `json:"points"`
	Counts []uint32 `json:"counts"`
}

// Recorder counts for one program.
type Recorder struct {
	project string

	mu    sync.Mutex
	names []string
	files []*File
	known map[string]int
}

// New returns a Recorder for the files of a project.
func New(project string) *Recorder { return &Recorder{project: project, known: map[string]int{}} }

// Names of the counters in the code: they return what leaves the value of &&, || and ?? as it is.
const (
	countName = "__deskjsCount"
	falseName = "__deskjsCountFalse"
	noneName  = "__deskjsCountNone"
)

// Define gives an engine the counters.
func (r *Recorder) Define(e *engine.Engine) {
	counter := func(value goja.Value) func(goja.FunctionCall) goja.Value {
		return func(call goja.FunctionCall) goja.Value {
			r.pass(int(call.Argument(0).ToInteger()), int(call.Argument(1).ToInteger()))
			return value
		}
	}
	for name, value := range map[string]goja.Value{countName: e.VM.ToValue(true), falseName: e.VM.ToValue(false), noneName: goja.Undefined()} {
		_ = e.VM.GlobalObject().DefineDataProperty(name, e.VM.ToValue(counter(value)), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	}
}

func (r *Recorder) pass(file, point int) {
	r.mu.Lock()
	counts := r.files[file].Counts
	r.mu.Unlock()
	atomic.AddUint32(&counts[point], 1)
}

// uncounted are the files of a project that are not its own code, or are its tests.
var uncounted = regexp.MustCompile(`(^|/)(node_modules|\.[^/]+|dist|test|tests|__tests__)/|\.(test|spec|config)\.[cm]?[jt]sx?$|\.json$|\.d\.[cm]?ts$`)

// Transform is next for code that is counted.
func (r *Recorder) Transform(next func(string, []byte) (lowered.Module, error)) func(string, []byte) (lowered.Module, error) {
	return func(path string, source []byte) (lowered.Module, error) {
		module, err := next(path, source)
		if err != nil {
			return module, err
		}
		relative, relErr := filepath.Rel(r.project, path)
		relative = filepath.ToSlash(relative)
		if relErr != nil || strings.HasPrefix(relative, "../") || uncounted.MatchString(relative) {
			return module, nil
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		number, known := r.known[relative]
		if !known {
			number = len(r.files)
		}
		code, points := instrument(module, number)
		if points == nil {
			return module, nil
		}
		module.Code = code
		if !known {
			r.known[relative] = number
			r.names, r.files = append(r.names, relative), append(r.files, &File{Points: points, Counts: make([]uint32, len(points))})
		}
		return module, nil
	}
}

// Write keeps what was counted in a file of its own in folder, for Read.
func (r *Recorder) Write(folder string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := map[string]*File{}
	for i, file := range r.files {
		all[r.names[i]] = file
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, "counts-*.json")
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	return err
}
