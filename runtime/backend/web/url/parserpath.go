package url

import "strings"

func (p *parser) file() outcome {
	u := p.url
	u.scheme = "file"
	u.host, u.hasHost = "", true
	if p.c() == '/' || p.c() == '\\' {
		return p.enter(fileSlash)
	}
	base := p.base
	if base == nil || base.scheme != "file" {
		return p.again(path)
	}
	u.host, u.hasHost, u.path = base.host, base.hasHost, append([]string(nil), base.path...)
	u.query, u.hasQuery = base.query, base.hasQuery
	switch {
	case p.c() == '?':
		u.query, u.hasQuery = "", true
		return p.enter(query)
	case p.c() == '#':
		u.fragment, u.hasFragment = "", true
		return p.enter(fragment)
	case !p.end():
		u.query, u.hasQuery = "", false
		if startsWithDriveLetter(p.input[p.at:]) {
			u.path = nil
		} else {
			u.shorten()
		}
		return p.again(path)
	}
	return proceed
}

func (p *parser) fileSlash() outcome {
	if p.c() == '/' || p.c() == '\\' {
		return p.enter(fileHost)
	}
	if base := p.base; base != nil && base.scheme == "file" {
		p.url.host, p.url.hasHost = base.host, base.hasHost
		if !startsWithDriveLetter(p.input[min(p.at, len(p.input)):]) && len(base.path) > 0 && isNormalizedDriveLetter(base.path[0]) {
			p.url.path = append(p.url.path, base.path[0])
		}
	}
	return p.again(path)
}

func (p *parser) fileHost() outcome {
	u := p.url
	if !p.end() && strings.IndexByte("/\\?#", p.c()) < 0 {
		p.buffer.WriteByte(p.c())
		return proceed
	}
	p.at--
	name := p.buffer.String()
	switch {
	case p.override == noOverride && isDriveLetter(name):
		return p.enter(path) // the buffer is the path's first segment
	case name == "":
		u.host, u.hasHost = "", true
		if p.override != noOverride {
			return finished
		}
		return p.enter(pathStart)
	}
	host, ok := parseHost(name, u.special())
	if !ok {
		return failure
	}
	if host == "localhost" {
		host = ""
	}
	u.host, u.hasHost = host, true
	if p.override != noOverride {
		return finished
	}
	p.buffer.Reset()
	return p.enter(pathStart)
}

func (p *parser) pathStart() outcome {
	u := p.url
	switch {
	case u.special():
		p.state = path
		if p.c() != '/' && p.c() != '\\' {
			p.at--
		}
	case p.override == noOverride && p.c() == '?':
		u.query, u.hasQuery = "", true
		p.state = query
	case p.override == noOverride && p.c() == '#':
		u.fragment, u.hasFragment = "", true
		p.state = fragment
	case !p.end():
		p.state = path
		if p.c() != '/' {
			p.at--
		}
	case p.override != noOverride && !u.hasHost:
		u.path = append(u.path, "")
	}
	return proceed
}

func (p *parser) path() outcome {
	u := p.url
	ends := p.end() || p.slash() || p.override == noOverride && (p.c() == '?' || p.c() == '#')
	if !ends {
		setPath.write(&p.buffer, p.c())
		return proceed
	}
	segment := p.buffer.String()
	p.buffer.Reset()
	switch {
	case isDoubleDot(segment):
		u.shorten()
		if !p.slash() {
			u.path = append(u.path, "")
		}
	case isSingleDot(segment):
		if !p.slash() {
			u.path = append(u.path, "")
		}
	default:
		if u.scheme == "file" && len(u.path) == 0 && isDriveLetter(segment) {
			segment = segment[:1] + ":"
		}
		u.path = append(u.path, segment)
	}
	switch {
	case p.end():
	case p.c() == '?' && p.override == noOverride:
		u.query, u.hasQuery = "", true
		p.state = query
	case p.c() == '#' && p.override == noOverride:
		u.fragment, u.hasFragment = "", true
		p.state = fragment
	}
	return proceed
}

func isSingleDot(s string) bool { return s == "." || strings.EqualFold(s, "%2e") }

func isDoubleDot(s string) bool {
	return s == ".." || strings.EqualFold(s, ".%2e") || strings.EqualFold(s, "%2e.") || strings.EqualFold(s, "%2e%2e")
}

func (p *parser) opaquePath() outcome {
	u := p.url
	rest := p.input[min(p.at, len(p.input)):]
	length := strings.IndexAny(rest, "?#")
	if length < 0 {
		length = len(rest)
	}
	u.opaquePath = setControl.encode(rest[:length])
	p.at += length
	switch p.c() {
	case '?':
		u.query, u.hasQuery = "", true
		p.state = query
	case '#':
		u.fragment, u.hasFragment = "", true
		p.state = fragment
	}
	return proceed
}

func (p *parser) query() outcome {
	u := p.url
	rest := p.input[min(p.at, len(p.input)):]
	length := len(rest)
	if p.override == noOverride {
		if n := strings.IndexByte(rest, '#'); n >= 0 {
			length = n
		}
	}
	set := setQuery
	if u.special() {
		set = setSpecialQuery
	}
	u.query += set.encode(rest[:length])
	p.at += length
	if !p.end() {
		u.fragment, u.hasFragment = "", true
		p.state = fragment
	}
	return proceed
}

func (p *parser) fragment() outcome {
	p.url.fragment += setFragment.encode(p.input[min(p.at, len(p.input)):])
	p.at = len(p.input)
	return proceed
}
