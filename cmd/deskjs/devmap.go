package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/go-sourcemap/sourcemap"

	"github.com/deskjs/deskjs/internal/payload"
)

// pageMap is the source map of a script of the page, as it was at a time; nil if there is none.
type pageMap struct {
	consumer *sourcemap.Consumer
	modified time.Time
}

// use says what the app is called that has been built.
func (s *session) use(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.name = name
}

// mapOf returns the source map of the script at a path of an address, nil if it has none. The mutex is held.
func (s *session) mapOf(path string) *sourcemap.Consumer {
	if !filepath.IsLocal(filepath.FromSlash(strings.TrimPrefix(path, "/"))) {
		return nil // a page may say anything
	}
	file := filepath.Join(s.built, filepath.FromSlash(payload.FrontendPrefix+strings.TrimPrefix(path, "/"))+".map")
	info, err := os.Stat(file)
	if err != nil {
		return nil
	}
	if known, ok := s.maps[file]; ok && known.modified.Equal(info.ModTime()) {
		return known.consumer
	}
	read := pageMap{modified: info.ModTime()}
	if data, err := os.ReadFile(file); err == nil {
		read.consumer, _ = sourcemap.Parse("", data)
	}
	if s.maps == nil || len(s.maps) > maxMaps {
		s.maps = map[string]pageMap{}
	}
	s.maps[file] = read
	return read.consumer
}

// maxMaps is how many source maps are kept: every update has its own.
const maxMaps = 30

// framePlace finds the place in a line of a stack, as WebKit and Chromium write it: "show@app://localhost/main.js:3:15".
var framePlace = regexp.MustCompile(`((?:app|https?)://[^\s()]+?):(\d+):(\d+)`)

// original returns where in the author's files a place of the page's code is.
func (s *session) original(address, line, column string) (at position, text string, ok bool) {
	parsed, err := url.Parse(address)
	number, errLine := strconv.Atoi(line)
	unit, errColumn := strconv.Atoi(column)
	if err != nil || errLine != nil || errColumn != nil {
		return position{}, "", false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	consumer := s.mapOf(parsed.Path)
	if consumer == nil {
		return position{}, "", false
	}
	source, _, originalLine, originalColumn, ok := consumer.Source(number, max(unit-1, 0))
	if !ok || source == "" {
		return position{}, "", false
	}
	at = position{file: projectFile(source), line: originalLine, column: originalColumn + 1}
	lines := strings.Split(consumer.SourceContent(source), "\n")
	if originalLine >= 1 && originalLine <= len(lines) {
		text = strings.TrimSuffix(lines[originalLine-1], "\r")
	}
	return at, text, true
}

// projectFile is a source map's name of a file as messages have it, relative to the project.
func projectFile(source string) string {
	source = strings.TrimPrefix(source, "/")
	for strings.HasPrefix(source, "../") {
		source = strings.TrimPrefix(source, "../")
	}
	return source
}

// ours reports whether a file of a source map is the author's own.
func ours(file string) bool {
	return !strings.Contains(file, "node_modules/") && !strings.Contains(file, ":") && !strings.HasPrefix(file, ".deskjs/")
}

// maxFrames is how many lines of a stack are shown.
const maxFrames = 12

// mapStack returns the frames of a page's stack in the author's files, and the first place that is the author's, with its line.
func (s *session) mapStack(stack string) (frames []string, first position, lineText string) {
	for line := range strings.SplitSeq(stack, "\n") {
		found := framePlace.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		at, text, ok := s.original(found[1], found[2], found[3])
		if !ok || strings.HasPrefix(at.file, ".deskjs/") {
			continue
		}
		if first.line == 0 && ours(at.file) {
			first, lineText = at, text
		}
		if len(frames) == maxFrames {
			break
		}
		name, _, webkit := strings.Cut(strings.TrimSpace(line), "@")
		if !webkit {
			name = strings.TrimPrefix(strings.TrimSpace(line), "at ")
			name, _, _ = strings.Cut(name, " (")
			if framePlace.MatchString(name) {
				name = ""
			}
		}
		if name = sanitized(strings.TrimSpace(name)); name != "" {
			frames = append(frames, fmt.Sprintf("at %s (%s)", name, at))
		} else {
			frames = append(frames, "at "+at.String())
		}
	}
	return frames, first, lineText
}

// sanitized is text of a page without what a terminal would act on.
func sanitized(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r >= ' ' && r != 0x7f && (r < 0x80 || r > 0x9f) {
			return r
		}
		return '·'
	}, text)
}
