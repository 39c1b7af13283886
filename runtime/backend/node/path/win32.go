package path

import (
	"strings"
	"unicode"
)

// win32 are the paths of Windows. cwd returns the working directory, of the drive
// ("C:") that is asked for, or of the process for "".
type win32 struct{ cwd func(drive string) string }

func (win32) separator() byte         { return '\\' }
func (win32) isSeparator(c byte) bool { return c == '/' || c == '\\' }

func isSlash(c byte) bool { return c == '/' || c == '\\' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// hasDrive reports whether path begins with a drive: "C:".
func hasDrive(path string) bool { return len(path) >= 2 && path[1] == ':' && isLetter(path[0]) }

// share is a match of "\\server\share" at the start of a path.
type share struct {
	server string
	// from and end bound the name of the share.
	from, end int
}

// matchShare looks for a UNC or device root (\\server\share, \\.\device).
func matchShare(path string) (s share, ok bool) {
	if len(path) < 2 || !isSlash(path[0]) || !isSlash(path[1]) {
		return s, false
	}
	skip := func(from int, slashes bool) int {
		for from < len(path) && isSlash(path[from]) == slashes {
			from++
		}
		return from
	}
	serverEnd := skip(2, false)
	if serverEnd == len(path) || serverEnd == 2 {
		return s, false
	}
	from := skip(serverEnd, true)
	if from == len(path) {
		return s, false
	}
	return share{path[2:serverEnd], from, skip(from, false)}, true
}

// isDevice reports whether the share is a device namespace, \\.\ or \\?\.
func (s share) isDevice() bool { return s.server == "." || s.server == "?" }

// root takes a path's device (drive, share) and the length of its root apart.
func root(path string) (device string, end int, absolute bool) {
	switch {
	case path == "":
	case isSlash(path[0]):
		if len(path) == 1 || !isSlash(path[1]) {
			return "", 1, true
		}
		s, ok := matchShare(path)
		if !ok {
			return "", 0, true
		}
		if s.isDevice() {
			return `\\` + s.server, 4, true
		}
		return `\\` + s.server + `\` + path[s.from:s.end], s.end, true
	case hasDrive(path):
		if len(path) > 2 && isSlash(path[2]) {
			return path[:2], 3, true
		}
		return path[:2], 2, false
	}
	return "", 0, false
}

func (w win32) resolve(paths []string) string {
	device, tail, absolute := "", "", false
	for i := len(paths) - 1; i >= -1; i-- {
		var path string
		if i >= 0 {
			path = paths[i]
			if path == "" {
				continue
			}
		} else {
			path = w.cwd(device)
			if device != "" && (path == "" || len(path) > 2 && path[2] == '\\' && !strings.EqualFold(path[:2], device)) {
				path = device + `\`
			}
		}
		pathDevice, end, pathAbsolute := root(path)
		if pathDevice != "" {
			if device != "" && !strings.EqualFold(pathDevice, device) {
				continue // another device: of no use here
			}
			if device == "" {
				device = pathDevice
			}
		}
		if absolute {
			if device != "" {
				break
			}
			continue
		}
		tail = path[end:] + `\` + tail
		absolute = pathAbsolute
		if absolute && device != "" {
			break
		}
	}
	tail = normalizeSegments(w, tail, !absolute)
	if absolute {
		return device + `\` + tail
	}
	if device+tail == "" {
		return "."
	}
	return device + tail
}

// reserved are the names of DOS devices, which Windows sees in every directory.
var reserved = map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true}

func init() {
	for _, kind := range []string{"COM", "LPT"} {
		for _, number := range strings.Split("1 2 3 4 5 6 7 8 9 ¹ ² ³", " ") {
			reserved[kind+number] = true
		}
	}
}

// isReserved looks at what precedes the colon; as in Node, without a colon at all but the last character.
func isReserved(path string, colon int) bool {
	if colon < 0 {
		runes := []rune(path)
		if len(runes) > 5 {
			return false
		}
		return reserved[strings.ToUpper(string(runes[:max(0, len(runes)-1)]))]
	}
	return reserved[strings.ToUpper(path[:colon])]
}

func (w win32) normalize(path string) string {
	if path == "" {
		return "."
	}
	if len(path) == 1 {
		if path == "/" {
			return `\`
		}
		return path
	}
	device, end, absolute := root(path)
	hasDevice := device != ""
	colon := strings.IndexByte(path, ':')
	if s, ok := matchShare(path); ok && !s.isDevice() && s.end == len(path) {
		return `\\` + s.server + `\` + path[s.from:] + `\`
	}
	if !hasDevice && !absolute && colon > 0 && isReserved(path, colon) {
		device, end, hasDevice = path[:colon+1], colon+1, true
	}
	tail := ""
	if end < len(path) {
		tail = normalizeSegments(w, path[end:], !absolute)
	}
	if tail == "" && !absolute {
		tail = "."
	}
	if tail != "" && isSlash(path[len(path)-1]) {
		tail += `\`
	}
	if !absolute && !hasDevice && colon >= 0 {
		// What was relative must not come out as something that Windows takes
		// for absolute (CVE-2024-36139).
		if hasDrive(tail) {
			return `.\` + tail
		}
		for i := colon; i < len(path); i++ {
			if path[i] == ':' && (i == len(path)-1 || isSlash(path[i+1])) {
				return `.\` + tail
			}
		}
	}
	if isReserved(path, colon) {
		return `.\` + device + tail
	}
	if absolute {
		return device + `\` + tail
	}
	return device + tail
}

func (win32) isAbsolute(path string) bool {
	return path != "" && (isSlash(path[0]) || len(path) > 2 && hasDrive(path) && isSlash(path[2]))
}

func (w win32) join(parts []string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	if kept == nil {
		return "."
	}
	joined, first := strings.Join(kept, `\`), kept[0]
	// Two slashes at the start mean a share only if the first part itself begins
	// with exactly two and something behind them.
	if len(first) > 2 && isSlash(first[0]) && isSlash(first[1]) && !isSlash(first[2]) {
		return w.normalize(joined)
	}
	slashes := 0
	for slashes < len(joined) && isSlash(joined[slashes]) {
		slashes++
	}
	if slashes >= 2 {
		joined = `\` + joined[slashes:]
	}
	return w.normalize(joined)
}

func (w win32) relative(from, to string) string {
	if from == to {
		return ""
	}
	from, to = w.resolve([]string{from}), w.resolve([]string{to})
	if strings.ContainsRune(from, 'İ') || strings.ContainsRune(to, 'İ') {
		// The one letter that is longer in lower case: Node goes another way then.
		return relativeBySegments(from, to)
	}
	fromLower, toLower, original := lower(from), lower(to), []rune(to)
	if string(fromLower) == string(toLower) {
		return ""
	}
	fromStart, fromEnd := trimmed(fromLower)
	toStart, toEnd := trimmed(toLower)
	length := min(fromEnd-fromStart, toEnd-toStart)
	lastCommon, i := -1, 0
	for ; i < length && fromLower[fromStart+i] == toLower[toStart+i]; i++ {
		if fromLower[fromStart+i] == '\\' {
			lastCommon = i
		}
	}
	switch {
	case i != length:
		if lastCommon == -1 {
			return to // another drive or share
		}
	case toEnd-toStart > length:
		if toLower[toStart+i] == '\\' {
			return string(original[toStart+i+1:]) // from contains to
		}
		if i == 2 {
			return string(original[toStart+i:]) // from is the root of to's drive
		}
	case fromEnd-fromStart > length:
		if fromLower[fromStart+i] == '\\' {
			lastCommon = i // to contains from
		} else if i == 2 {
			lastCommon = 3 // to is the root of from's drive
		}
	}
	lastCommon = max(lastCommon, 0)
	var up []string
	for i = fromStart + lastCommon + 1; i <= fromEnd; i++ {
		if i == fromEnd || fromLower[i] == '\\' {
			up = append(up, "..")
		}
	}
	toStart += lastCommon
	if up != nil {
		return strings.Join(up, `\`) + string(original[toStart:max(toStart, toEnd)])
	}
	if toStart < len(original) && original[toStart] == '\\' {
		toStart++
	}
	return string(original[toStart:max(toStart, toEnd)])
}

func lower(path string) []rune {
	runes := []rune(path)
	for i, r := range runes {
		runes[i] = unicode.ToLower(r)
	}
	return runes
}

// trimmed bounds what lies between the backslashes at both ends.
func trimmed(path []rune) (start, end int) {
	for start < len(path) && path[start] == '\\' {
		start++
	}
	end = len(path)
	for end-1 > start && path[end-1] == '\\' {
		end--
	}
	return start, end
}

func relativeBySegments(from, to string) string {
	if strings.EqualFold(from, to) {
		return ""
	}
	a, b := strings.Split(strings.TrimSuffix(from, `\`), `\`), strings.Split(strings.TrimSuffix(to, `\`), `\`)
	length, i := min(len(a), len(b)), 0
	for i < length && strings.EqualFold(a[i], b[i]) {
		i++
	}
	switch {
	case i == 0:
		return to
	case i == length && len(b) > length:
		return strings.Join(b[i:], `\`)
	case i == length && len(a) > length:
		return strings.Repeat(`..\`, len(a)-1-i) + ".."
	case i == length:
		return ""
	}
	return strings.Repeat(`..\`, len(a)-i) + strings.Join(b[i:], `\`)
}

func (w win32) toNamespacedPath(path string) string {
	if path == "" {
		return path
	}
	resolved := w.resolve([]string{path})
	switch {
	case units(resolved) <= 2:
		return path
	case strings.HasPrefix(resolved, `\\`):
		if resolved[2] != '?' && resolved[2] != '.' {
			return `\\?\UNC\` + resolved[2:]
		}
	case hasDrive(resolved) && resolved[2] == '\\':
		return `\\?\` + resolved
	}
	return resolved
}

// rootLength is the length of what dirname and parse count as the root; whole
// is set if that is all there is.
func rootLength(path string) (length int, whole bool) {
	switch {
	case isSlash(path[0]):
		s, ok := matchShare(path)
		switch {
		case !ok:
			return 1, len(path) == 1
		case s.end == len(path):
			return s.end, true
		default:
			return s.end + 1, false
		}
	case hasDrive(path):
		if len(path) > 2 && isSlash(path[2]) {
			return 3, len(path) == 3
		}
		return 2, len(path) == 2
	}
	return 0, false
}

func (win32) dirname(path string) string {
	if path == "" {
		return "."
	}
	length, whole := rootLength(path)
	if whole {
		return path
	}
	matchedSlash := true
	for i := len(path) - 1; i >= length; i-- {
		if !isSlash(path[i]) {
			matchedSlash = false
		} else if !matchedSlash {
			return path[:i]
		}
	}
	if length == 0 {
		return "."
	}
	return path[:length]
}

func (w win32) basename(path, suffix string) string {
	start := 0
	if hasDrive(path) {
		start = 2
	}
	return basename(w, path, suffix, start)
}

func (w win32) extname(path string) string {
	start := 0
	if hasDrive(path) {
		start = 2
	}
	return extname(w, path, start)
}

func (w win32) parse(path string) parsed {
	var r parsed
	if path == "" {
		return r
	}
	length, whole := rootLength(path)
	r.root = path[:length]
	if whole && !isShareOnly(path) {
		r.dir = path
		return r
	}
	t := findTail(w, path, length, length)
	if t.end != -1 {
		r.base = path[t.part:t.end]
		r.name = r.base
		if t.dot != -1 {
			r.name, r.ext = path[t.part:t.dot], path[t.dot:t.end]
		}
	}
	// The root's own separator belongs to the directory, any other does not.
	if t.part > 0 && t.part != length {
		r.dir = path[:t.part-1]
	} else {
		r.dir = r.root
	}
	return r
}

func isShareOnly(path string) bool { return len(path) > 3 && isSlash(path[0]) }
