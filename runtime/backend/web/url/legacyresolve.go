package url

import (
	"regexp"
	"slices"
	"strings"
)

var fileProtocol = regexp.MustCompile(`^file:?$`)

// finish sets what is made of the rest.
func (u *legacy) finish() *legacy {
	u.href = some(u.format())
	return u
}

// makePath sets path as http.request wants it.
func (u *legacy) makePath() {
	if u.pathname != nil || u.search != nil {
		u.path = some(value(u.pathname) + value(u.search))
	}
}

// resolve is url.resolveObject. It may change relative.
func (u *legacy) resolve(relative *legacy) *legacy {
	result := *u
	r := &result
	r.hash = relative.hash
	switch {
	case relative.href != nil && *relative.href == "":
		return r.finish()
	case relative.slashes && value(relative.protocol) == "":
		protocol := r.protocol
		*r = *relative
		r.protocol = protocol
		if slashed(value(protocol)) && value(r.hostname) != "" && value(r.pathname) == "" {
			r.path, r.pathname = some("/"), some("/")
		}
		return r.finish()
	case value(relative.protocol) != "" && value(relative.protocol) != value(r.protocol):
		return r.resolveOther(relative)
	}
	return r.resolvePath(relative)
}

// resolveOther resolves a URL of another protocol.
func (u *legacy) resolveOther(relative *legacy) *legacy {
	if !slashed(*relative.protocol) {
		hash := u.hash
		*u = *relative
		if relative.hash == nil {
			u.hash = hash
		}
		return u.finish()
	}
	u.protocol = relative.protocol
	if value(relative.host) == "" && !fileProtocol.MatchString(*relative.protocol) && !hostless(*relative.protocol) {
		parts := strings.Split(value(relative.pathname), "/")
		for len(parts) > 0 && value(relative.host) == "" {
			relative.host = some(parts[0])
			parts = parts[1:]
		}
		if relative.hostname == nil {
			relative.hostname = some("")
		}
		if len(parts) == 0 || parts[0] != "" {
			parts = append([]string{""}, parts...)
		}
		if len(parts) < 2 {
			parts = append([]string{""}, parts...)
		}
		u.pathname = some(strings.Join(parts, "/"))
	} else {
		u.pathname = relative.pathname
	}
	u.search, u.query = relative.search, relative.query
	u.host = some(value(relative.host))
	u.auth = relative.auth
	u.hostname = relative.hostname
	if value(u.hostname) == "" {
		u.hostname = relative.host
	}
	u.port = relative.port
	if value(u.pathname) != "" || value(u.search) != "" {
		u.path = some(value(u.pathname) + value(u.search))
	}
	u.slashes = u.slashes || relative.slashes
	return u.finish()
}

func segments(pathname *string) []string {
	if value(pathname) == "" {
		return nil
	}
	return strings.Split(*pathname, "/")
}

// putFirst puts a host where a path begins: into its empty first segment if it has one.
func putFirst(path []string, host string) []string {
	if len(path) > 0 && path[0] == "" {
		path[0] = host
		return path
	}
	return append([]string{host}, path...)
}

func (u *legacy) resolvePath(relative *legacy) *legacy {
	sourceAbsolute := strings.HasPrefix(value(u.pathname), "/")
	relativeAbsolute := value(relative.host) != "" || strings.HasPrefix(value(relative.pathname), "/")
	mustEndAbsolute := relativeAbsolute || sourceAbsolute || value(u.host) != "" && value(relative.pathname) != ""
	keepDots := !mustEndAbsolute
	source, added := segments(u.pathname), segments(relative.pathname)
	noSlashes := value(u.protocol) != "" && !slashed(*u.protocol)

	// Without slashes the host counts as the path's first segment.
	if noSlashes {
		u.hostname, u.port = some(""), nil
		if value(u.host) != "" {
			source = putFirst(source, *u.host)
		}
		u.host = some("")
		if value(relative.protocol) != "" {
			relative.hostname, relative.port, u.auth = nil, nil, nil
			if value(relative.host) != "" {
				added = putFirst(added, *relative.host)
			}
			relative.host = nil
		}
		mustEndAbsolute = mustEndAbsolute && (len(added) > 0 && added[0] == "" || len(source) > 0 && source[0] == "")
	}
	switch {
	case relativeAbsolute:
		if relative.host != nil {
			if value(u.host) != *relative.host {
				u.auth = nil
			}
			u.host, u.port = relative.host, relative.port
		}
		if relative.hostname != nil {
			if value(u.hostname) != *relative.hostname {
				u.auth = nil
			}
			u.hostname = relative.hostname
		}
		u.search, u.query = relative.search, relative.query
		source = added
	case len(added) > 0:
		if len(source) > 0 {
			source = source[:len(source)-1]
		}
		source = append(slices.Clone(source), added...)
		u.search, u.query = relative.search, relative.query
	case relative.search != nil:
		if noSlashes {
			first := ""
			if len(source) > 0 {
				first = source[0]
			}
			u.takeHost(first)
		}
		u.search, u.query = relative.search, relative.query
		u.makePath()
		return u.finish()
	}
	if len(source) == 0 {
		u.pathname, u.path = nil, nil
		if value(u.search) != "" {
			u.path = some("/" + *u.search)
		}
		return u.finish()
	}
	return u.joinPath(relative, source, mustEndAbsolute, keepDots, noSlashes)
}

// takeHost makes a path's first segment the host again, with user info if it has some.
func (u *legacy) takeHost(first string) {
	u.host, u.hostname = some(first), some(first)
	if at := strings.Index(first, "@"); at > 0 {
		host, _, _ := strings.Cut(first[at+1:], "@")
		u.auth, u.host, u.hostname = some(first[:at]), some(host), some(host)
	}
}

// joinPath resolves dots and puts everything together.
func (u *legacy) joinPath(relative *legacy, path []string, mustEndAbsolute, keepDots, noSlashes bool) *legacy {
	last := path[len(path)-1]
	trailing := (value(u.host) != "" || value(relative.host) != "" || len(path) > 1) && (last == "." || last == "..") || last == ""
	up := 0
	for i := len(path) - 1; i >= 0; i-- {
		switch {
		case path[i] == ".":
			path = slices.Delete(path, i, i+1)
		case path[i] == "..":
			path = slices.Delete(path, i, i+1)
			up++
		case up > 0:
			path = slices.Delete(path, i, i+1)
			up--
		}
	}
	if !mustEndAbsolute && keepDots {
		for ; up > 0; up-- {
			path = slices.Insert(path, 0, "..")
		}
	}
	if mustEndAbsolute && (len(path) == 0 || path[0] != "" && path[0][0] != '/') {
		path = slices.Insert(path, 0, "")
	}
	if trailing && !strings.HasSuffix(strings.Join(path, "/"), "/") {
		path = append(path, "")
	}
	absolute := len(path) > 0 && (path[0] == "" || path[0][0] == '/')
	if noSlashes {
		first := ""
		if !absolute && len(path) > 0 {
			first, path = path[0], path[1:]
		}
		u.takeHost(first)
	}
	mustEndAbsolute = mustEndAbsolute || value(u.host) != "" && len(path) > 0
	if mustEndAbsolute && !absolute {
		path = slices.Insert(path, 0, "")
	}
	if len(path) == 0 {
		u.pathname, u.path = nil, nil
	} else {
		u.pathname = some(strings.Join(path, "/"))
	}
	u.makePath()
	if value(relative.auth) != "" {
		u.auth = relative.auth
	}
	u.slashes = u.slashes || relative.slashes
	return u.finish()
}
