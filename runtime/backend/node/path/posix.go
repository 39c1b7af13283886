package path

import "strings"

// posix are the paths of Unix. cwd returns the working directory.
type posix struct{ cwd func() string }

func (posix) separator() byte         { return '/' }
func (posix) isSeparator(c byte) bool { return c == '/' }

func (p posix) resolve(paths []string) string {
	resolved, absolute := "", false
	for i := len(paths) - 1; i >= 0 && !absolute; i-- {
		if paths[i] == "" {
			continue
		}
		resolved = paths[i] + "/" + resolved
		absolute = paths[i][0] == '/'
	}
	if !absolute {
		cwd := p.cwd()
		resolved = cwd + "/" + resolved
		absolute = strings.HasPrefix(cwd, "/")
	}
	resolved = normalizeSegments(p, resolved, !absolute)
	if absolute {
		return "/" + resolved
	}
	if resolved == "" {
		return "."
	}
	return resolved
}

func (p posix) normalize(path string) string {
	if path == "" {
		return "."
	}
	absolute, trailing := path[0] == '/', path[len(path)-1] == '/'
	path = normalizeSegments(p, path, !absolute)
	if path == "" {
		if absolute {
			return "/"
		}
		if trailing {
			return "./"
		}
		return "."
	}
	if trailing {
		path += "/"
	}
	if absolute {
		return "/" + path
	}
	return path
}

func (posix) isAbsolute(path string) bool { return strings.HasPrefix(path, "/") }

func (p posix) join(parts []string) string {
	kept := make([]string, 0, len(parts))
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return p.normalize(strings.Join(kept, "/"))
}

func (p posix) relative(from, to string) string {
	if from == to {
		return ""
	}
	from, to = p.resolve([]string{from}), p.resolve([]string{to})
	if from == to {
		return ""
	}
	a, b := posixSegments(from), posixSegments(to)
	common := 0
	for common < len(a) && common < len(b) && a[common] == b[common] {
		common++
	}
	out := make([]string, 0, len(a)+len(b))
	for range a[common:] {
		out = append(out, "..")
	}
	return strings.Join(append(out, b[common:]...), "/")
}

func posixSegments(absolute string) []string {
	if absolute == "/" {
		return nil
	}
	return strings.Split(absolute[1:], "/")
}

func (posix) toNamespacedPath(path string) string { return path }

func (posix) dirname(path string) string {
	if path == "" {
		return "."
	}
	end := strings.LastIndexByte(strings.TrimRight(path[1:], "/"), '/')
	if end == -1 {
		if path[0] == '/' {
			return "/"
		}
		return "."
	}
	end++ // the search began behind the first byte
	if path[0] == '/' && end == 1 {
		return "//"
	}
	return path[:end]
}

func (p posix) basename(path, suffix string) string { return basename(p, path, suffix, 0) }

func (p posix) extname(path string) string { return extname(p, path, 0) }

func (p posix) parse(path string) parsed {
	var r parsed
	if path == "" {
		return r
	}
	start := 0
	if path[0] == '/' {
		r.root, start = "/", 1
	}
	t := findTail(p, path, start, 0)
	part := max(t.part, start)
	if t.end != -1 {
		r.base = path[part:t.end]
		r.name = r.base
		if t.dot != -1 {
			r.name, r.ext = path[part:t.dot], path[t.dot:t.end]
		}
	}
	switch {
	case t.part > 0:
		r.dir = path[:t.part-1]
	case start == 1:
		r.dir = "/"
	}
	return r
}
