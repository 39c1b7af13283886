package hot

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// Options describe the page.
type Options struct {
	// Dir is the project's directory: absolute, and without symbolic links.
	Dir string
	// Build returns the options of a whole build of the page. Entries, format and output are replaced.
	Build func() api.BuildOptions
	// Nested tells by the PluginData of a resolution whether one of the plugins of Build has asked for it while it resolves something; nil if none does.
	Nested func(pluginData any) bool
	// Direct reports whether the plugins of Build leave an import of a file, by a relative path, as it is; nil if they always do.
	Direct func(specifier, file string) bool
	// Messages converts what esbuild says.
	Messages func(severity diag.Severity, messages []api.Message) []diag.Message
}

// Entry is a script or style sheet that the page names.
type Entry struct {
	// Input is its file, relative to Dir, or what the plugins of Options.Build make of that.
	Input string
	// Output is the name below frontend/ by which the page loads it, without extension.
	Output string
	// Style tells a style sheet from a script.
	Style bool
}

// Server keeps the graph of a page's modules. Its methods may be called from any goroutine, one at a time.
type Server struct {
	options Options
	entries []Entry

	modules   map[string]*module  // the last good graph
	byFile    map[string][]string // ids by absolute path
	importers map[string][]string // of each module, by id; nil until it is asked for
	pending   map[string]bool     // ids whose last change could not be built
	failed    bool                // a change could not be built since the last good one
	version   int
	updated   map[string]bool // ids that differ from modules.js as it was written last

	writing   sync.WaitGroup
	disk      sync.Mutex // of what is written beside
	written   int        // the version of updates.js
	unwritten error      // why something could not be

	mutex    sync.Mutex // of what plugins fill in while esbuild runs
	resolved *resolver
	requests map[requestKey]string
	beside   map[string][]string // what modules depend on beside their files: path -> files or directories
}

// requestKey is an import as an importer writes it.
type requestKey struct{ importer, specifier string }

// New returns a server without modules; Load brings them.
func New(options Options) *Server {
	return &Server{options: options, pending: map[string]bool{}, requests: map[requestKey]string{}, beside: map[string][]string{}, resolved: newResolver()}
}

// Depend notes, while plugins load the file at an absolute path, that it depends on others, or on the entries of directories.
func (s *Server) Depend(path string, others []string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.beside[path] = append(s.beside[path], others...)
}

// Loaded reports whether there is a good graph.
func (s *Server) Loaded() bool { return s.modules != nil }

// idOf is the name of what is at a place.
func (s *Server) idOf(p place) string {
	if p.entry != "" {
		return strings.TrimPrefix(p.entry, "./")
	}
	if p.namespace != "file" && p.namespace != "" {
		return p.namespace + ":" + p.path + p.suffix
	}
	if relative, err := filepath.Rel(s.options.Dir, p.path); err == nil {
		return filepath.ToSlash(relative) + p.suffix
	}
	return filepath.ToSlash(p.path) + p.suffix
}

// fileOf is the absolute path of what is at a place, if it is a file.
func (s *Server) fileOf(p place) string {
	if p.entry != "" {
		return filepath.Join(s.options.Dir, filepath.FromSlash(p.entry))
	}
	return p.path
}

// requestOf returns the id of what a specifier in a module means, or "". The mutex is held.
func (s *Server) requestOf(m *module, specifier string) string {
	for _, file := range m.files {
		if id := s.requests[requestKey{file, specifier}]; id != "" {
			return id
		}
	}
	return s.requests[requestKey{m.place.namespace + ":" + m.place.path, specifier}]
}

// Load makes all modules anew. Messages with an error leave what was there before.
func (s *Server) Load(entries []Entry) []diag.Message {
	s.Close()
	s.entries = entries
	s.resolved.clear()
	next := map[string]*module{}
	messages := s.grow(next, s.entryPlaces())
	if diag.HasErrors(messages) {
		s.failed = true
		return messages
	}
	s.commit(next)
	s.version++
	s.updated = map[string]bool{}
	return messages
}

func (s *Server) entryPlaces() []place {
	var places []place
	for _, e := range s.entries {
		places = append(places, place{entry: "./" + e.Input})
	}
	return places
}

// batchSize is how many modules esbuild makes at a time: what it does for each of them grows with their number.
const batchSize = 64

// grow makes the modules at places, and those that they import and that are not in the graph yet, wave by wave.
func (s *Server) grow(graph map[string]*module, places []place) []diag.Message {
	var messages []diag.Message
	for len(places) > 0 {
		slices.SortFunc(places, func(a, b place) int { return strings.Compare(s.idOf(a), s.idOf(b)) })
		var batches []*batch
		var running sync.WaitGroup
		room := make(chan struct{}, max(2, runtime.GOMAXPROCS(0)))
		for part := range slices.Chunk(places, batchSize) {
			b := s.newBatch(part)
			batches = append(batches, b)
			running.Go(func() {
				room <- struct{}{}
				b.build()
				<-room
			})
		}
		running.Wait()
		places = nil
		found := map[string]place{}
		failed := false
		for _, b := range batches {
			messages = append(messages, s.options.Messages(diag.SeverityWarning, b.warnings)...)
			messages = append(messages, s.options.Messages(diag.SeverityError, b.errors)...)
			failed = failed || len(b.errors) > 0
			for _, m := range b.modules {
				graph[m.id] = m
			}
			maps.Copy(found, b.found)
		}
		if failed {
			return messages
		}
		for id, p := range found {
			if graph[id] == nil {
				places = append(places, p)
			}
		}
	}
	return messages
}

// commit makes a graph the good one, without what the page doesn't reach any more, and returns the ids of that.
func (s *Server) commit(next map[string]*module) (removed []string) {
	clear(s.pending)
	s.failed = false
	if s.sameShape(next) {
		s.modules = next
		return nil
	}
	s.importers = nil
	reached := map[string]bool{}
	var visit func(id string)
	visit = func(id string) {
		m := next[id]
		if m == nil || reached[id] {
			return
		}
		reached[id] = true
		for _, i := range m.imports {
			visit(i.id)
		}
	}
	for _, e := range s.entries {
		visit(e.Input)
	}
	for id := range next {
		if !reached[id] {
			delete(next, id)
			if s.modules[id] != nil {
				removed = append(removed, id)
			}
		}
	}
	slices.Sort(removed)
	s.modules, s.byFile = next, map[string][]string{}
	for id, m := range next {
		for _, file := range m.files {
			s.byFile[file] = append(s.byFile[file], id)
		}
	}
	return removed
}

// sameShape reports whether a graph has the same modules as the good one, which import the same and are made of the same files.
func (s *Server) sameShape(next map[string]*module) bool {
	if len(next) != len(s.modules) {
		return false
	}
	for id, m := range next {
		old := s.modules[id]
		if old != m && (old == nil || !slices.Equal(old.imports, m.imports) || !slices.Equal(old.files, m.files)) {
			return false
		}
	}
	return true
}

// Concerns reports whether a file belongs to the page's modules, or may come to.
func (s *Server) Concerns(path string) bool {
	return len(s.byFile[path]) > 0
}

// Inputs are the absolute paths of what the modules are made of.
func (s *Server) Inputs() []string { return slices.Collect(maps.Keys(s.byFile)) }

// Update makes the modules anew that files at absolute paths went into, or that import what has come or gone there.
func (s *Server) Update(paths []string) Update {
	started := time.Now()
	u := Update{Paths: s.shown(paths)}
	affected := s.affected(paths)
	next := maps.Clone(s.modules)
	var places []place
	for id := range affected {
		if m := s.modules[id]; m != nil {
			places = append(places, m.place)
		}
	}
	for id := range affected {
		delete(next, id)
	}
	messages := s.grow(next, places)
	u.Problems = messages
	if diag.HasErrors(messages) {
		maps.Copy(s.pending, affected)
		s.failed = true
		u.Kind = KindProblem
		u.Duration = time.Since(started)
		return u
	}
	mended := s.failed
	before := s.modules
	removed := s.commit(next)
	s.compare(&u, before, removed)
	if u.Kind == KindNone && mended {
		u.Kind = KindUpdate // what was wrong is taken from the page
		s.version++
		u.Version = s.version
		u.Message, _ = json.Marshal(message{Version: s.version})
	}
	u.Duration = time.Since(started)
	return u
}

func (s *Server) shown(paths []string) []string {
	var out []string
	for _, path := range paths {
		if relative, err := filepath.Rel(s.options.Dir, path); err == nil {
			path = filepath.ToSlash(relative)
		}
		out = append(out, path)
	}
	slices.Sort(out)
	return out
}

// affected are the ids of the modules that must be made anew after files at absolute paths changed.
func (s *Server) affected(paths []string) map[string]bool {
	out := maps.Clone(s.pending)
	for _, path := range paths {
		_, err := os.Stat(path)
		gone := errors.Is(err, fs.ErrNotExist)
		known := s.byFile[path]
		for _, id := range known {
			out[id] = true
		}
		for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
			for _, id := range s.byFile[dir] {
				out[id] = true // it lists the directory, or reads all below, as Tailwind does
			}
			if dir == s.options.Dir || dir == filepath.Dir(dir) {
				break
			}
		}
		if !gone && len(known) > 0 {
			continue
		}
		// What importers mean by a name may be another file now.
		s.resolved.clear()
		for id, m := range s.modules {
			if s.mayMean(m, path) {
				out[id] = true
			}
			if gone && slices.ContainsFunc(m.imports, func(i imported) bool { return slices.Contains(known, i.id) }) {
				out[id] = true
			}
		}
		if gone {
			for _, id := range known {
				if m := s.modules[id]; m != nil && m.place.path == path {
					delete(out, id)
				}
			}
		}
	}
	return out
}

// mayMean reports whether a module imports something by a name that a new or removed file may answer to.
func (s *Server) mayMean(m *module, path string) bool {
	if m.fromPackage() {
		return false
	}
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	folder := filepath.Dir(path)
	base := filepath.Base(path)
	for _, file := range m.files {
		for _, i := range m.imports {
			other := s.modules[i.id]
			if other == nil || other.place.namespace != "file" && other.place.namespace != "" {
				continue
			}
			target := filepath.Join(s.options.Dir, filepath.FromSlash(i.id))
			if strings.TrimSuffix(target, filepath.Ext(target)) == stem || filepath.Dir(target) == stem ||
				filepath.Dir(target) == folder && strings.HasPrefix(base, "index.") || strings.HasPrefix(base, "index.") && strings.TrimSuffix(target, filepath.Ext(target)) == folder {
				return true
			}
		}
		if base == "package.json" || strings.HasPrefix(base, "tsconfig") && strings.HasPrefix(file, folder) {
			return true
		}
	}
	return false
}
