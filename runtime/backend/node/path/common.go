package path

import (
	"strings"
	"unicode/utf16"
)

// parsed is what parse returns.
type parsed struct{ root, dir, base, ext, name string }

// flavour is one system's idea of a path. Paths are bytes of UTF-8 here where they are
// UTF-16 units in Node; everything that is compared is ASCII, so the results are the same.
type flavour interface {
	separator() byte
	isSeparator(c byte) bool
	resolve(paths []string) string
	normalize(path string) string
	isAbsolute(path string) bool
	join(parts []string) string
	relative(from, to string) string
	toNamespacedPath(path string) string
	dirname(path string) string
	basename(path, suffix string) string
	extname(path string) string
	parse(path string) parsed
}

// normalizeSegments resolves the "." and ".." of path. Above its start
// ".." stays if aboveRoot is set, and vanishes otherwise.
func normalizeSegments(f flavour, path string, aboveRoot bool) string {
	segments := make([]string, 0, 16)
	for start := 0; start <= len(path); {
		end := start
		for end < len(path) && !f.isSeparator(path[end]) {
			end++
		}
		switch segment := path[start:end]; segment {
		case "", ".":
		case "..":
			if n := len(segments); n > 0 && segments[n-1] != ".." {
				segments = segments[:n-1]
			} else if aboveRoot {
				segments = append(segments, segment)
			}
		default:
			segments = append(segments, segment)
		}
		start = end + 1
	}
	return strings.Join(segments, string(f.separator()))
}

// basename is the part of path from start on that follows the last separator, less suffix.
// A suffix is left on if there is nothing else, or if it is longer than the part.
func basename(f flavour, path, suffix string, start int) string {
	end, matchedSlash := -1, true
	if suffix == "" || units(suffix) > units(path) {
		for i := len(path) - 1; i >= start; i-- {
			if f.isSeparator(path[i]) {
				if !matchedSlash {
					start = i + 1
					break
				}
			} else if end == -1 {
				matchedSlash = false
				end = i + 1
			}
		}
		if end == -1 {
			return ""
		}
		return path[start:end]
	}
	if suffix == path {
		return ""
	}
	rest, partEnd := len(suffix)-1, -1
	for i := len(path) - 1; i >= start; i-- {
		if f.isSeparator(path[i]) {
			if !matchedSlash {
				start = i + 1
				break
			}
			continue
		}
		if partEnd == -1 {
			matchedSlash = false
			partEnd = i + 1
		}
		if rest < 0 {
			continue
		}
		if path[i] != suffix[rest] {
			rest, end = -1, partEnd
		} else if rest--; rest == -1 {
			end = i
		}
	}
	if start == end {
		end = partEnd
	} else if end == -1 {
		end = len(path)
	}
	return path[start:max(start, end)]
}

// tail is where the last part of a path is: path[part:end], whose extension begins at
// dot; dot is -1 if it has none. end is -1 if there is no part.
type tail struct{ part, dot, end int }

// findTail looks no further back than start; part is where the part begins if there is no
// separator (Node differs between the two, and its results with it).
func findTail(f flavour, path string, start, part int) tail {
	t := tail{part: part, dot: -1, end: -1}
	matchedSlash := true
	// before says what precedes the dot: 0 nothing, 1 only a dot, -1 something else.
	before := 0
	for i := len(path) - 1; i >= start; i-- {
		c := path[i]
		if f.isSeparator(c) {
			if !matchedSlash {
				t.part = i + 1
				break
			}
			continue
		}
		if t.end == -1 {
			matchedSlash = false
			t.end = i + 1
		}
		if c == '.' {
			if t.dot == -1 {
				t.dot = i
			} else {
				before = 1
			}
		} else if t.dot != -1 {
			before = -1
		}
	}
	if t.dot != -1 && (t.end == -1 || before == 0 || before == 1 && t.dot == t.end-1 && t.dot == t.part+1) {
		t.dot = -1
	}
	return t
}

func extname(f flavour, path string, start int) string {
	t := findTail(f, path, start, start)
	if t.dot == -1 {
		return ""
	}
	return path[t.dot:t.end]
}

// units is the length of s in UTF-16.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
