package compile

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Source is where Tailwind looks for the names of classes.
type Source struct {
	// Base is a directory, Pattern a directory, file or glob in it.
	Base    string `json:"base"`
	Pattern string `json:"pattern"`
	// Negated takes files away.
	Negated bool `json:"negated,omitempty"`
}

// scanner finds what may be the name of a class in the files of sources. A file is read again when it has changed.
type scanner struct {
	dir   string
	mutex sync.Mutex
	files map[string]scanned
}

type scanned struct {
	size       int64
	modified   time.Time
	candidates []string
}

// largestSource is how big a file may be that is looked through.
const largestSource = 4 << 20

// ignoredExtensions are of files that name no classes: Tailwind's own list, in short.
var ignoredExtensions = map[string]bool{}

// ignoredNames are files and directories that are left out where none is asked for by its path.
var ignoredNames = map[string]bool{}

func init() {
	for _, extension := range strings.Fields(`.css .less .sass .scss .styl .pcss .map .lock .log .zip .gz .tar .7z .rar .exe .dll .so .dylib .node .wasm .bin .db .sqlite
		.png .jpg .jpeg .gif .webp .avif .ico .icns .bmp .tiff .psd .pdf .mp3 .mp4 .webm .ogg .wav .m4a .mov .avi .woff .woff2 .ttf .otf .eot .jar .class .pyc .o .a`) {
		ignoredExtensions[extension] = true
	}
	for _, name := range strings.Fields(`node_modules .git .hg .svn .deskjs .next .nuxt .svelte-kit .turbo .vercel .parcel-cache dist package-lock.json pnpm-lock.yaml yarn.lock bun.lock bun.lockb`) {
		ignoredNames[name] = true
	}
}

func newScanner(dir string) *scanner { return &scanner{dir: dir, files: map[string]scanned{}} }

// scan returns the candidates of all sources, sorted.
func (s *scanner) scan(sources []Source) []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var excluded []*glob
	for _, source := range sources {
		if source.Negated {
			excluded = append(excluded, compileGlob(source.Base, source.Pattern, true))
		}
	}
	found := map[string]bool{}
	for _, source := range sources {
		if source.Negated {
			continue
		}
		s.walk(source, func(path string, entry fs.DirEntry) {
			if slices.ContainsFunc(excluded, func(g *glob) bool { return g.matches(path) }) {
				return
			}
			for _, candidate := range s.candidatesOf(path, entry) {
				found[candidate] = true
			}
		})
	}
	out := make([]string, 0, len(found))
	for candidate := range found {
		out = append(out, candidate)
	}
	slices.Sort(out)
	return out
}

// hash names the outcome of a scan.
func (s *scanner) hash(sources []Source) string {
	sum := sha256.Sum256([]byte(strings.Join(s.scan(sources), "\n")))
	return hex.EncodeToString(sum[:16])
}

// walk visits the files of a source. What can't be read is left out, as everything else is that names no classes.
func (s *scanner) walk(source Source, visit func(string, fs.DirEntry)) {
	pattern := filepath.FromSlash(source.Pattern)
	path := pattern
	if !filepath.IsAbs(path) {
		path = filepath.Join(source.Base, path)
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		visit(path, fs.FileInfoToDirEntry(info))
		return
	} else if err == nil {
		s.walkTree(path, nil, visit)
		return
	}
	g := compileGlob(source.Base, source.Pattern, false)
	if g.everything {
		s.walkTree(g.root, nil, visit)
		return
	}
	s.walkTree(g.root, g, visit)
}

// walkTree visits the files below root that g matches. Without a g, those that git and Tailwind ignore are left out.
func (s *scanner) walkTree(root string, g *glob, visit func(string, fs.DirEntry)) {
	ignored := &ignores{}
	if g == nil && strings.HasPrefix(root+string(filepath.Separator), s.dir+string(filepath.Separator)) {
		ignored.above(s.dir, root)
	}
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if g == nil && path != root && (ignoredNames[entry.Name()] || ignored.matches(path, entry.IsDir())) {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			if g == nil {
				ignored.read(path)
			} else if path != root && entry.Name() == "node_modules" && !strings.Contains(g.text, "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if g == nil && ignoredExtensions[strings.ToLower(filepath.Ext(path))] || g != nil && !g.matches(path) {
			return nil
		}
		visit(path, entry)
		return nil
	})
}

// candidatesOf reads a file, unless it has been read as it is.
func (s *scanner) candidatesOf(path string, entry fs.DirEntry) []string {
	info, err := entry.Info()
	if err != nil || !info.Mode().IsRegular() || info.Size() > largestSource {
		return nil
	}
	known, ok := s.files[path]
	if ok && known.size == info.Size() && known.modified.Equal(info.ModTime()) {
		return known.candidates
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	known = scanned{info.Size(), info.ModTime(), extractCandidates(data, strings.ToLower(filepath.Ext(path)))}
	s.files[path] = known
	return known.candidates
}
