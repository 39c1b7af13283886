package bundler

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// Files that lie beside a module of the backend, and that it refers to by where it is itself, go into the app. What it refers to
// is read from esbuild's output, where code has one form: joins and concatenations of __dirname, __filename, import.meta.url and
// import.meta.dirname with literals, also by way of a variable, and require.resolve of a literal.

// The most that one reference to a folder brings.
const (
	maxFolderFiles = 5000
	maxFolderBytes = 64 << 20
)

// assetSet is the files of one build.
type assetSet struct {
	project *Project
	files   map[string]string // name -> absolute path
	// preloads are the preload scripts that windows are opened with, relative to the project.
	preloads map[string]bool
}

// name returns what a file, or folder, is called below the folder of the files. Those of one tree keep their places to one another.
func (s *assetSet) name(path string) string {
	relative, err := filepath.Rel(s.project.options.Dir, path)
	if err != nil {
		relative = strings.TrimPrefix(path, filepath.VolumeName(path)) // on another drive
	}
	relative = strings.TrimPrefix(filepath.ToSlash(relative), "/")
	if !strings.HasPrefix(relative, "../") {
		return relative
	}
	if i := strings.Index(relative, "/node_modules/"); i >= 0 {
		return relative[i+1:]
	}
	return strings.ReplaceAll(relative, "../", "_/")
}

func (s *assetSet) add(path string) bool {
	name := s.name(path)
	if name == "" || !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00") || filepath.Ext(path) == ".node" {
		return false
	}
	s.files[name] = path
	return true
}

// load reads the files into the app's.
func (s *assetSet) load(files map[string][]byte) (inputs []string, messages []diag.Message) {
	for name, path := range s.files {
		data, err := os.ReadFile(path)
		if err != nil {
			messages = append(messages, diag.Message{Severity: diag.SeverityError, Text: shownFile(s.project.options.Dir, path) + " can't be read: " + err.Error()})
			continue
		}
		files[payload.FilesPrefix+name] = data
		inputs = append(inputs, path)
	}
	slices.Sort(inputs)
	return inputs, messages
}

// link finds the files that code refers to, and has their modules know their places.
func (s *assetSet) link(code, sourceMap []byte) (newCode, newMap []byte, messages []diag.Message) {
	anchors := placeVariable.FindAllIndex(code, -1)
	resolves := requireResolve.Match(code)
	var places []place
	if len(anchors) > 0 || resolves {
		mapped, err := decodeMap(sourceMap)
		if err != nil {
			return code, sourceMap, []diag.Message{{Severity: diag.SeverityError, Text: "the source map of the backend can't be read: " + err.Error()}}
		}
		scan := &assetScan{set: s, code: code, lines: newLineIndex(code, mapped, s.project.options.Dir), aliases: map[string]bool{}, found: map[string]bool{}}
		scan.findWorkers()
		for _, at := range anchors {
			scan.anchor(at[0], at[1])
		}
		messages = scan.messages
		places = scan.place(anchors)
		code, resolves = s.linkResolved(code, scan.lines)
	}
	code = restorePlaces(code)
	if len(places) == 0 && !resolves {
		return code, sourceMap, messages
	}
	sourceMap, err := shiftLines(sourceMap, 1)
	if err != nil {
		messages = append(messages, diag.Message{Severity: diag.SeverityError, Text: "the source map of the backend can't be read: " + err.Error()})
	}
	return append([]byte(placesHeader(places, s.project.placesRoot())), code...), sourceMap, messages
}

// resolveCall is what a file asks require.resolve for.
type resolveCall struct{ importer, specifier string }

var requireResolve = regexp.MustCompile(`require\.resolve\(("(?:[^"\\\n]|\\.)*")\)`)

// linkResolved makes paths of what require.resolve is asked for. A line's length changes: errors in the rest of it are some columns off.
func (s *assetSet) linkResolved(code []byte, lines *lineIndex) (newCode []byte, any bool) {
	found := requireResolve.FindAllSubmatchIndex(code, -1)
	for _, at := range slices.Backward(found) {
		call := resolveCall{lines.source(at[0]), unquote(string(code[at[2]:at[3]]))}
		path, ok := s.project.resolved.Load(call)
		if !ok || !s.add(path.(string)) {
			continue
		}
		any = true
		text := "require(\"node:path\").join(" + filesVariable + ", " + quote(s.name(path.(string))) + ")"
		code = slices.Concat(code[:at[0]], []byte(text), code[at[1]:])
	}
	return code, any
}

// assetScan looks for references in one script.
type assetScan struct {
	set      *assetSet
	code     []byte
	lines    *lineIndex
	workers  [][]int         // calls that have a script of their own already
	aliases  map[string]bool // variables that have been followed
	found    map[string]bool // the sources that refer to files
	messages []diag.Message
}

func (s *assetScan) findWorkers() {
	if workersModule.Match(s.code) {
		s.workers = workerCall.FindAllIndex(s.code, -1)
	}
}

// anchor follows a variable by which a module knows its place.
func (s *assetScan) anchor(start, end int) {
	for _, call := range s.workers {
		if start >= call[0] && end <= call[1] {
			return
		}
	}
	source := s.lines.source(start)
	if source == "" {
		return
	}
	at := location{path: source}
	if string(s.code[start:end]) == folderVariable {
		at.path = filepath.Dir(source)
	}
	s.use(reference{start, end, at}, source, 0)
}

// The most that is followed of variables set to variables, and of uses of one.
const (
	maxAliases = 4
	maxUses    = 500
)

// use follows an expression to what is done with it.
func (s *assetScan) use(r reference, source string, depth int) {
	r = widen(s.code, r)
	s.findPreload(r, source)
	if r.at.open && len(r.at.choices) == 1 {
		// What may be there instead is somebody else's.
		chosen := (location{path: filepath.Clean(r.at.path), named: r.at.named}).join(r.at.choices[0])
		if _, err := os.Stat(chosen.path); err == nil {
			r.at = chosen
		}
	}
	if found := assigned.FindSubmatch(before(s.code, r.start)); found != nil && depth < maxAliases {
		if name := string(found[1]); !r.at.open && s.follow(name, r, source, depth) {
			return
		}
	}
	if s.include(r.at, source) || s.returned(r, source) {
		s.found[source] = true
	}
}

// returned adds the whole folder that a module of a package is for telling.
func (s *assetScan) returned(r reference, source string) bool {
	info, err := os.Stat(r.at.path)
	if err != nil || !info.IsDir() || r.at.open || !fromPackage(source) || !givenAway.Match(before(s.code, r.start)) {
		return false
	}
	return s.includeFolder(r.at.path, "", source)
}

// givenAway ends the text before what a module returns or exports.
var givenAway = regexp.MustCompile(`(?:\breturn|\bmodule\d*\.exports =|\bexports\d*\.[\w$]+ =|=>)\s*$`)

// follow looks at the uses of a variable that r is assigned to; ok is false if there are none.
func (s *assetScan) follow(name string, r reference, source string, depth int) (ok bool) {
	key := source + "\n" + name + "\n" + r.at.path
	if s.aliases[key] {
		return true
	}
	s.aliases[key] = true
	if info, err := os.Stat(r.at.path); err == nil && !info.IsDir() && r.at.named {
		if s.include(r.at, source) {
			s.found[source] = true
		}
		return true
	}
	uses := regexp.MustCompile(`(?:^|[^\w$.]|\.\.\.)(` + regexp.QuoteMeta(name) + `)(?:[^\w$:]|$)`)
	for _, at := range uses.FindAllSubmatchIndex(s.code, maxUses) {
		start, end := at[2], at[3]
		next := skipBlanks(s.code, end)
		sets := next+1 < len(s.code) && s.code[next] == '=' && s.code[next+1] != '='
		if sets || s.lines.source(start) != source && fromPackage(source) {
			continue
		}
		ok = true
		s.use(reference{start, end, r.at}, source, depth+1)
	}
	return ok
}

// include adds what is at a location, and reports whether anything is.
func (s *assetScan) include(l location, source string) bool {
	path := filepath.Clean(l.path)
	info, err := os.Stat(path)
	any := false
	for _, choice := range l.choices {
		any = s.include((location{path: path, named: l.named}).join(choice), source) || any
	}
	if any {
		return true
	}
	switch {
	case !l.open && err == nil && info.Mode().IsRegular():
		return path != source && s.set.add(path)
	case !l.open && err != nil:
		return false
	}
	folder, prefix := path, ""
	if l.open && (err != nil || !info.IsDir() || !strings.HasSuffix(l.path, string(filepath.Separator))) {
		folder, prefix = filepath.Dir(l.path), filepath.Base(l.path)
		if l.path == filepath.Dir(source) {
			folder, prefix = l.path, ""
		}
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return false
	}
	if !l.named || s.isTop(folder) {
		return s.includeNamed(folder, source)
	}
	return s.includeFolder(folder, prefix, source)
}

// isTop reports whether a folder is too much to be taken as a whole: the project's, one above it, or node_modules.
func (s *assetScan) isTop(folder string) bool {
	relative, err := filepath.Rel(folder, s.set.project.options.Dir)
	return err == nil && (relative == "." || !strings.HasPrefix(relative, "..")) || filepath.Base(folder) == "node_modules"
}

// includeNamed adds those files of a folder whose names stand in the module that knows nothing but the folder.
func (s *assetScan) includeNamed(folder, source string) (any bool) {
	text, err := os.ReadFile(source)
	if err != nil {
		return false
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return false
	}
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		if !entry.Type().IsRegular() || path == source {
			continue
		}
		stem := strings.TrimSuffix(entry.Name(), filepath.Ext(entry.Name()))
		code := isCode(entry.Name()) || filepath.Ext(entry.Name()) == ".json"
		if (inQuotes(text, entry.Name()) || !code && inQuotes(text, stem)) && s.set.add(path) {
			any = true
		}
	}
	return any
}

// inQuotes reports whether text has name as a literal, or at the end of one.
func inQuotes(text []byte, name string) bool {
	for _, quote := range []string{`"`, `'`, "`"} {
		if bytes.Contains(text, []byte(quote+name+quote)) || bytes.Contains(text, []byte("/"+name+quote)) {
			return true
		}
	}
	return false
}

// isCode reports whether a file is one of those that modules are made of, or that only those who make them need.
func isCode(name string) bool {
	switch filepath.Ext(name) {
	case ".js", ".cjs", ".mjs", ".jsx", ".ts", ".cts", ".mts", ".tsx", ".map", ".node":
		return true
	}
	return false
}

// includeFolder adds what is in a folder, and in those below it, with names that begin with prefix.
func (s *assetScan) includeFolder(folder, prefix, source string) bool {
	var list []string
	size := int64(0)
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path == folder:
			return nil
		case strings.HasPrefix(entry.Name(), "."), entry.Name() == "node_modules", filepath.Dir(path) == folder && !strings.HasPrefix(entry.Name(), prefix):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !entry.Type().IsRegular() || filepath.Ext(path) == ".map" || filepath.Ext(path) == ".node":
			return nil
		}
		if info, err := entry.Info(); err == nil {
			size += info.Size()
		}
		list = append(list, path)
		if len(list) > maxFolderFiles || size > maxFolderBytes {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil || len(list) > maxFolderFiles || size > maxFolderBytes {
		s.messages = append(s.messages, diag.Message{
			Severity: diag.SeverityWarning, Text: "the folder " + shownFile(s.set.project.options.Dir, folder) + " does not go into the app: it is too large, or can't be read",
			File:  shownFile(s.set.project.options.Dir, source),
			Notes: []string{fmt.Sprintf("a folder that code refers to goes into the app if it has no more than %d files and %d MB", maxFolderFiles, maxFolderBytes>>20)},
		})
		return false
	}
	any := false
	for _, path := range list {
		any = s.set.add(path) || any
	}
	return any
}

// place replaces the variables of the sources that refer to files, and returns their places.
func (s *assetScan) place(anchors [][]int) []place {
	var places []place
	numbers := map[string]int{}
	for _, at := range anchors {
		source := s.lines.source(at[0])
		if !s.found[source] && !s.set.project.hasPlaces(source) || slices.ContainsFunc(s.workers, func(call []int) bool { return at[0] >= call[0] && at[1] <= call[1] }) {
			continue
		}
		number, known := numbers[source]
		if !known {
			if number = len(places); number == maxPlaces {
				break
			}
			numbers[source], places = number, append(places, place{source, s.set.name(source)})
		}
		copy(s.code[at[0]:at[1]], numberedPlace(string(s.code[at[0]:at[1]]), number))
	}
	return places
}

// lineIndex tells the source of a place in code.
type lineIndex struct {
	starts  []int
	mapped  *decodedMap
	first   []int // by line: the index of its first mapping
	project string
}

func newLineIndex(code []byte, mapped *decodedMap, project string) *lineIndex {
	x := &lineIndex{mapped: mapped, project: project, starts: []int{0}}
	for i, c := range code {
		if c == '\n' {
			x.starts = append(x.starts, i+1)
		}
	}
	x.first = make([]int, len(x.starts)+1)
	next := 0
	for line := range x.first {
		for next < len(mapped.mappings) && mapped.mappings[next].line < line {
			next++
		}
		x.first[line] = next
	}
	return x
}

// source returns the file, an absolute path, that a place in code comes from, "" for code that comes from none.
func (x *lineIndex) source(offset int) string {
	line, _ := slices.BinarySearch(x.starts, offset+1)
	line--
	// Modules begin on lines of their own: any mapping of the line says whose it is, or the last one before.
	i := x.first[line]
	if i >= x.first[line+1] {
		i--
	}
	if i < 0 || len(x.mapped.mappings) == 0 {
		return ""
	}
	return filepath.Join(x.project, filepath.FromSlash(x.mapped.sources[x.mapped.mappings[i].source]))
}
