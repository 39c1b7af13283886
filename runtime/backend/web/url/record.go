package url

import (
	"strconv"
	"strings"
)

// record is the URL Standard's URL record.
type record struct {
	scheme             string
	username, password string
	host               string
	hasHost            bool
	port               int // -1 is null
	path               []string
	opaque             bool // the path is one opaque string: opaquePath
	opaquePath         string
	query, fragment    string
	hasQuery           bool
	hasFragment        bool
}

var defaultPorts = map[string]int{"ftp": 21, "file": -1, "http": 80, "https": 443, "ws": 80, "wss": 443}

func isSpecial(scheme string) bool {
	_, ok := defaultPorts[scheme]
	return ok
}

func (u *record) special() bool { return isSpecial(u.scheme) }

func (u *record) hasCredentials() bool { return u.username != "" || u.password != "" }

// cannotHaveCredentials is the standard's "cannot have a username/password/port".
func (u *record) cannotHaveCredentials() bool {
	return !u.hasHost || u.host == "" || u.scheme == "file"
}

// clone returns a copy whose path can be changed.
func (u *record) clone() *record {
	copied := *u
	copied.path = append([]string(nil), u.path...)
	return &copied
}

// shorten takes the last segment off the path, but not a Windows drive letter.
func (u *record) shorten() {
	if u.scheme == "file" && len(u.path) == 1 && isNormalizedDriveLetter(u.path[0]) {
		return
	}
	if len(u.path) > 0 {
		u.path = u.path[:len(u.path)-1]
	}
}

func (u *record) pathname() string {
	if u.opaque {
		return u.opaquePath
	}
	if len(u.path) == 0 {
		return ""
	}
	return "/" + strings.Join(u.path, "/")
}

func (u *record) hostAndPort() string {
	if u.port >= 0 {
		return u.host + ":" + strconv.Itoa(u.port)
	}
	return u.host
}

func (u *record) portString() string {
	if u.port < 0 {
		return ""
	}
	return strconv.Itoa(u.port)
}

func (u *record) search() string {
	if u.query == "" {
		return ""
	}
	return "?" + u.query
}

func (u *record) hash() string {
	if u.fragment == "" {
		return ""
	}
	return "#" + u.fragment
}

// href is the URL serializer.
func (u *record) href() string {
	var b strings.Builder
	b.WriteString(u.scheme)
	b.WriteByte(':')
	if u.hasHost {
		b.WriteString("//")
		if u.hasCredentials() {
			b.WriteString(u.username)
			if u.password != "" {
				b.WriteByte(':')
				b.WriteString(u.password)
			}
			b.WriteByte('@')
		}
		b.WriteString(u.hostAndPort())
	} else if !u.opaque && len(u.path) > 1 && u.path[0] == "" {
		b.WriteString("/.") // so that the path is not read as a host
	}
	b.WriteString(u.pathname())
	if u.hasQuery {
		b.WriteByte('?')
		b.WriteString(u.query)
	}
	if u.hasFragment {
		b.WriteByte('#')
		b.WriteString(u.fragment)
	}
	return b.String()
}

// origin is the origin's serialization.
func (u *record) origin() string {
	switch u.scheme {
	case "ftp", "http", "https", "ws", "wss":
		return u.scheme + "://" + u.hostAndPort()
	case "blob":
		if inner, ok := parse(u.pathname(), nil); ok && (inner.scheme == "http" || inner.scheme == "https") {
			return inner.origin()
		}
	}
	return "null"
}

func isDriveLetter(s string) bool {
	return len(s) == 2 && isLetter(s[0]) && (s[1] == ':' || s[1] == '|')
}

func isNormalizedDriveLetter(s string) bool { return isDriveLetter(s) && s[1] == ':' }

// startsWithDriveLetter is the standard's "starts with a Windows drive letter".
func startsWithDriveLetter(s string) bool {
	return len(s) >= 2 && isDriveLetter(s[:2]) && (len(s) == 2 || strings.IndexByte("/\\?#", s[2]) >= 0)
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
