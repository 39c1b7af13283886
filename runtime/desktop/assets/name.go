package assets

import (
	"io/fs"
	"strings"
	"unicode/utf8"
)

const (
	origin  = "app://localhost/"
	folder  = "frontend/"
	private = ".deskjs" // paths below it belong to the host
)

// Name maps an app:// URL to the name of the app's member that it stands for, and tells whether there can be one. Only the
// app's own host has any. A folder stands for its index.html. WebKit hands over "..%2f", "%00", "%5c" and "//" as the page
// wrote them, so whatever is not a plain path once it is decoded is refused, not repaired.
func Name(url string) (name string, ok bool) {
	path, ok := strings.CutPrefix(url, origin)
	if !ok {
		return "", false
	}
	if end := strings.IndexAny(path, "?#"); end >= 0 {
		path = path[:end]
	}
	path, ok = decode(path)
	if !ok {
		return "", false
	}
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	if path == private || strings.HasPrefix(path, private+"/") {
		return "", false
	}
	name = folder + path
	if !fs.ValidPath(name) { // it has an empty, "." or ".." element
		return "", false
	}
	return name, true
}

// decode resolves the percent escapes of a path, once. Characters that could mean something else to a file system are
// refused, and so is a slash that was escaped.
func decode(path string) (string, bool) {
	var decoded strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' {
			if i+2 >= len(path) {
				return "", false
			}
			high, low := hexDigit(path[i+1]), hexDigit(path[i+2])
			if high < 0 || low < 0 {
				return "", false
			}
			c = byte(high<<4 | low)
			i += 2
			if c == '/' {
				return "", false
			}
		}
		if c < ' ' || c == 0x7f || c == '\\' {
			return "", false
		}
		decoded.WriteByte(c)
	}
	text := decoded.String()
	return text, utf8.ValidString(text)
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
