package url

import "strings"

// state is one of the basic URL parser's states.
type state int

const (
	noOverride state = iota
	schemeStart
	scheme
	noScheme
	specialRelativeOrAuthority
	pathOrAuthority
	relative
	relativeSlash
	specialAuthoritySlashes
	specialAuthorityIgnoreSlashes
	authority
	hostState
	hostnameState
	portState
	file
	fileSlash
	fileHost
	pathStart
	path
	opaquePath
	query
	fragment
)

// outcome is what a step of the parser comes to.
type outcome int

const (
	proceed outcome = iota
	failure
	finished // returned early, which only happens with a state override
)

const maxPort = 1<<16 - 1

// parser is the basic URL parser (https://url.spec.whatwg.org/#concept-basic-url-parser). It
// goes by bytes: whatever is not ASCII is percent-encoded byte by byte, and the
// host, the exception, is collected first.
type parser struct {
	input    string
	base     *record
	url      *record
	state    state
	override state

	at                             int // may be len(input): the end
	buffer                         strings.Builder
	sawAt, inBrackets, sawPassword bool
}

// parse parses input against base, which may be nil.
func parse(input string, base *record) (*record, bool) {
	input = strings.TrimFunc(input, func(r rune) bool { return r <= ' ' })
	p := &parser{input: removeTabsAndNewlines(input), base: base, url: &record{port: -1}, state: schemeStart}
	if p.run() == failure {
		return nil, false
	}
	return p.url, true
}

// parseInto parses input into u from a state on, as the setters do. On failure u is
// to be thrown away.
func parseInto(u *record, input string, override state) bool {
	p := &parser{input: removeTabsAndNewlines(input), url: u, state: override, override: override}
	return p.run() != failure
}

func removeTabsAndNewlines(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return tabsAndNewlines.Replace(s)
}

var tabsAndNewlines = strings.NewReplacer("\t", "", "\n", "", "\r", "")

func (p *parser) run() outcome {
	for {
		step := steps[p.state]
		if result := step(p); result != proceed {
			return result
		}
		if p.at >= len(p.input) {
			return proceed
		}
		p.at++
	}
}

var steps [fragment + 1]func(*parser) outcome

func init() {
	steps = [...]func(*parser) outcome{
		schemeStart: (*parser).schemeStart, scheme: (*parser).scheme, noScheme: (*parser).noScheme,
		specialRelativeOrAuthority: (*parser).specialRelativeOrAuthority, pathOrAuthority: (*parser).pathOrAuthority,
		relative: (*parser).relative, relativeSlash: (*parser).relativeSlash,
		specialAuthoritySlashes:       (*parser).specialAuthoritySlashes,
		specialAuthorityIgnoreSlashes: (*parser).specialAuthorityIgnoreSlashes,
		authority:                     (*parser).authority, hostState: (*parser).hostOrName, hostnameState: (*parser).hostOrName,
		portState: (*parser).port, file: (*parser).file, fileSlash: (*parser).fileSlash, fileHost: (*parser).fileHost,
		pathStart: (*parser).pathStart, path: (*parser).path, opaquePath: (*parser).opaquePath,
		query: (*parser).query, fragment: (*parser).fragment,
	}
}

// end reports whether the parser has read everything; c is then 0, which
// input may hold too.
func (p *parser) end() bool { return p.at >= len(p.input) }

func (p *parser) c() byte {
	if p.end() {
		return 0
	}
	return p.input[p.at]
}

// rest is what follows the current byte.
func (p *parser) rest() string {
	if p.at+1 >= len(p.input) {
		return ""
	}
	return p.input[p.at+1:]
}

// again goes to a state without moving on.
func (p *parser) again(s state) outcome {
	p.state = s
	p.at--
	return proceed
}

func (p *parser) enter(s state) outcome {
	p.state = s
	return proceed
}

// slash reports whether the current byte separates path segments.
func (p *parser) slash() bool { return p.c() == '/' || p.c() == '\\' && p.url.special() }

func (p *parser) schemeStart() outcome {
	switch {
	case isLetter(p.c()):
		p.buffer.WriteByte(p.c() | 0x20)
		return p.enter(scheme)
	case p.override == noOverride:
		return p.again(noScheme)
	}
	return failure
}

func (p *parser) scheme() outcome {
	c := p.c()
	switch {
	case isLetter(c):
		p.buffer.WriteByte(c | 0x20)
		return proceed
	case isDigit(c) || !p.end() && (c == '+' || c == '-' || c == '.'):
		p.buffer.WriteByte(c)
		return proceed
	case c == ':':
		return p.schemeEnd()
	case p.override == noOverride:
		p.buffer.Reset()
		p.at = -1
		return p.enter(noScheme)
	}
	return failure
}

func (p *parser) schemeEnd() outcome {
	u, name := p.url, p.buffer.String()
	if p.override != noOverride {
		if u.special() != isSpecial(name) || (u.hasCredentials() || u.port >= 0) && name == "file" ||
			u.scheme == "file" && u.host == "" {
			return finished
		}
		u.scheme = name
		if port, ok := defaultPorts[name]; ok && port == u.port {
			u.port = -1
		}
		return finished
	}
	u.scheme = name
	p.buffer.Reset()
	switch {
	case name == "file":
		return p.enter(file)
	case u.special() && p.base != nil && p.base.scheme == name:
		return p.enter(specialRelativeOrAuthority)
	case u.special():
		return p.enter(specialAuthoritySlashes)
	case strings.HasPrefix(p.rest(), "/"):
		p.at++
		return p.enter(pathOrAuthority)
	}
	u.opaque = true
	return p.enter(opaquePath)
}

func (p *parser) noScheme() outcome {
	base := p.base
	switch {
	case base == nil || base.opaque && p.c() != '#':
		return failure
	case base.opaque:
		*p.url = *base.clone()
		p.url.fragment, p.url.hasFragment = "", true
		return p.enter(fragment)
	case base.scheme == "file":
		return p.again(file)
	}
	return p.again(relative)
}

func (p *parser) specialRelativeOrAuthority() outcome {
	if p.c() == '/' && strings.HasPrefix(p.rest(), "/") {
		p.at++
		return p.enter(specialAuthorityIgnoreSlashes)
	}
	return p.again(relative)
}

func (p *parser) pathOrAuthority() outcome {
	if p.c() == '/' {
		return p.enter(authority)
	}
	return p.again(path)
}

func (p *parser) relative() outcome {
	u, base := p.url, p.base
	u.scheme = base.scheme
	if p.slash() {
		return p.enter(relativeSlash)
	}
	*u = *base.clone()
	u.fragment, u.hasFragment = "", false
	switch {
	case p.c() == '?':
		u.query, u.hasQuery = "", true
		return p.enter(query)
	case p.c() == '#':
		u.hasFragment = true
		return p.enter(fragment)
	case !p.end():
		u.query, u.hasQuery = "", false
		u.shorten()
		return p.again(path)
	}
	return proceed
}

func (p *parser) relativeSlash() outcome {
	u := p.url
	switch {
	case u.special() && (p.c() == '/' || p.c() == '\\'):
		return p.enter(specialAuthorityIgnoreSlashes)
	case p.c() == '/':
		return p.enter(authority)
	}
	base := p.base
	u.username, u.password, u.host, u.hasHost, u.port = base.username, base.password, base.host, base.hasHost, base.port
	return p.again(path)
}

func (p *parser) specialAuthoritySlashes() outcome {
	if p.c() == '/' && strings.HasPrefix(p.rest(), "/") {
		p.at++
		return p.enter(specialAuthorityIgnoreSlashes)
	}
	return p.again(specialAuthorityIgnoreSlashes)
}

func (p *parser) specialAuthorityIgnoreSlashes() outcome {
	if p.c() != '/' && p.c() != '\\' {
		return p.again(authority)
	}
	return proceed
}

// authorityEnd reports whether the current byte ends user info, host and port.
func (p *parser) authorityEnd() bool {
	return p.end() || p.c() == '/' || p.c() == '?' || p.c() == '#' || p.c() == '\\' && p.url.special()
}

func (p *parser) authority() outcome {
	u := p.url
	switch {
	case p.c() == '@':
		credentials := p.buffer.String()
		if p.sawAt {
			credentials = "%40" + credentials
		}
		p.sawAt = true
		if !p.sawPassword {
			name, password, found := strings.Cut(credentials, ":")
			u.username += setUserinfo.encode(name)
			p.sawPassword = found
			credentials = password
		}
		u.password += setUserinfo.encode(credentials)
		p.buffer.Reset()
	case p.authorityEnd():
		if p.sawAt && p.buffer.Len() == 0 {
			return failure
		}
		p.at -= p.buffer.Len() + 1
		p.buffer.Reset()
		return p.enter(hostState)
	default:
		p.buffer.WriteByte(p.c())
	}
	return proceed
}

func (p *parser) hostOrName() outcome {
	u := p.url
	switch {
	case p.override != noOverride && u.scheme == "file":
		return p.again(fileHost)
	case p.c() == ':' && !p.inBrackets:
		if p.buffer.Len() == 0 || p.override == hostnameState {
			return failure
		}
		if !p.setHost() {
			return failure
		}
		return p.enter(portState)
	case p.authorityEnd():
		p.at--
		if u.special() && p.buffer.Len() == 0 {
			return failure
		}
		if p.override != noOverride && p.buffer.Len() == 0 && (u.hasCredentials() || u.port >= 0) {
			return failure
		}
		if !p.setHost() {
			return failure
		}
		if p.override != noOverride {
			return finished
		}
		return p.enter(pathStart)
	}
	switch p.c() {
	case '[':
		p.inBrackets = true
	case ']':
		p.inBrackets = false
	}
	p.buffer.WriteByte(p.c())
	return proceed
}

func (p *parser) setHost() bool {
	host, ok := parseHost(p.buffer.String(), p.url.special())
	if ok {
		p.url.host, p.url.hasHost = host, true
		p.buffer.Reset()
	}
	return ok
}

func (p *parser) port() outcome {
	u := p.url
	switch {
	case isDigit(p.c()):
		p.buffer.WriteByte(p.c())
		return proceed
	case p.authorityEnd() || p.override != noOverride:
		if p.buffer.Len() > 0 {
			port := 0
			for _, digit := range []byte(p.buffer.String()) {
				if port = port*10 + int(digit-'0'); port > maxPort {
					return failure
				}
			}
			u.port = port
			if standard, ok := defaultPorts[u.scheme]; ok && standard == port {
				u.port = -1
			}
			p.buffer.Reset()
			if p.override != noOverride {
				return finished
			}
		}
		if p.override != noOverride {
			return failure
		}
		return p.again(pathStart)
	}
	return failure
}
