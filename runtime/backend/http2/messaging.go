package http2

import (
	"strconv"
	"strings"

	"golang.org/x/net/http2/hpack"
)

// messaging is what a stream's fields have said so far: the rules of RFC 9113 section 8, as strict as nghttp2 takes them.
type messaging struct {
	method, path, scheme, authority, host, protocol, status bool
	// regular says that a field came that is no pseudo-header, after which none may.
	regular                              bool
	head, connect, options               bool
	httpScheme, pathRegular, pathAsterix bool
	expectsFinal                         bool
	code                                 int
	// length is the content-length, -1 if there is none.
	length, received int64
}

type fieldVerdict uint8

const (
	fieldValid fieldVerdict = iota
	fieldIgnored
	fieldInvalid
)

// request remembers the method of a request that this side makes.
func (m *messaging) request(method string) {
	m.head = method == "HEAD"
	m.connect = method == "CONNECT"
}

// field looks at one field.
func (m *messaging) field(f hpack.HeaderField, request, trailer, connectProtocol, strict bool) fieldVerdict {
	pseudo := strings.HasPrefix(f.Name, ":")
	if !validName(f.Name) {
		if pseudo || strings.ContainsFunc(f.Name, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
			return fieldInvalid
		}
		m.regular = true
		return fieldIgnored
	}
	if !m.validValue(f, request, strict) {
		if pseudo {
			return fieldInvalid
		}
		m.regular = true
		return fieldIgnored
	}
	if pseudo {
		if trailer || m.regular || !m.pseudo(f, request, connectProtocol) {
			return fieldInvalid
		}
		return fieldValid
	}
	m.regular = true
	switch f.Name {
	case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade":
		return fieldInvalid
	case "te":
		if !strings.EqualFold(f.Value, "trailers") {
			return fieldInvalid
		}
	case "host":
		if request {
			return m.once(&m.host)
		}
	case "content-length":
		if !trailer {
			return m.contentLength(f.Value, request)
		}
	}
	return fieldValid
}

func (m *messaging) once(seen *bool) fieldVerdict {
	if *seen {
		return fieldInvalid
	}
	*seen = true
	return fieldValid
}

func (m *messaging) contentLength(value string, request bool) fieldVerdict {
	if !request {
		switch {
		case m.code == 204 && value == "0" && m.length == -1:
			m.length = 0
			return fieldIgnored
		case m.code == 204:
			return fieldInvalid
		case m.code/100 == 1, m.code/100 == 2 && m.connect:
			return fieldIgnored
		}
	}
	length, err := strconv.ParseUint(value, 10, 63)
	if err != nil || m.length != -1 {
		return fieldInvalid
	}
	m.length = int64(length)
	return fieldValid
}

func (m *messaging) pseudo(f hpack.HeaderField, request, connectProtocol bool) bool {
	if !request {
		if f.Name != ":status" || m.status || len(f.Value) != 3 {
			return false
		}
		code, err := strconv.ParseUint(f.Value, 10, 16)
		m.code, m.status = int(code), true
		return err == nil && code != 101
	}
	switch f.Name {
	case ":authority":
		return m.once(&m.authority) == fieldValid
	case ":method":
		m.head, m.connect, m.options = f.Value == "HEAD", f.Value == "CONNECT", f.Value == "OPTIONS"
		return m.once(&m.method) == fieldValid
	case ":path":
		m.pathRegular, m.pathAsterix = strings.HasPrefix(f.Value, "/"), f.Value == "*"
		return m.once(&m.path) == fieldValid
	case ":scheme":
		m.httpScheme = f.Value == "http" || f.Value == "https"
		return m.once(&m.scheme) == fieldValid
	case ":protocol":
		return connectProtocol && m.once(&m.protocol) == fieldValid
	}
	return false
}

// requestComplete checks a request's fields as a whole. Those of a promise are not the response's.
func (m *messaging) requestComplete(promise bool) bool {
	if promise {
		defer func() { *m = messaging{head: m.head, connect: m.connect, options: m.options, length: -1} }()
	}
	if m.connect && !m.protocol {
		m.length = -1
		return !m.scheme && !m.path && m.authority
	}
	if !m.method || !m.path || !m.scheme || (!m.authority && !m.host) {
		return false
	}
	if m.protocol && (!m.connect || !m.authority) {
		return false
	}
	return !m.httpScheme || m.pathRegular || (m.options && m.pathAsterix)
}

func (m *messaging) responseComplete() bool {
	if !m.status {
		return false
	}
	m.status = false
	if m.code/100 == 1 {
		m.expectsFinal, m.length, m.code = true, -1, 0
		return true
	}
	m.expectsFinal = false
	switch {
	case m.head, m.code == 304, m.code == 204:
		m.length = 0
	case m.connect && m.code/100 == 2:
		m.length = -1
	}
	return true
}

// data counts n bytes of a message. It returns false if they should not be.
func (m *messaging) data(n int) bool {
	m.received += int64(n)
	return !m.expectsFinal && (m.length == -1 || m.received <= m.length)
}

// end reports whether the message may end here.
func (m *messaging) end() bool { return !m.expectsFinal && (m.length == -1 || m.received == m.length) }

// validName reports whether a field may be called so.
func validName(name string) bool {
	name = strings.TrimPrefix(name, ":")
	if name == "" {
		return false
	}
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0:
		default:
			return false
		}
	}
	return true
}

func (m *messaging) validValue(f hpack.HeaderField, request, strict bool) bool {
	value := f.Value
	switch f.Name {
	case ":method":
		return value != "" && every(value, isToken)
	case ":scheme":
		return value != "" && isAlpha(value[0]) && every(value, func(c byte) bool {
			return isAlpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'
		})
	case ":path":
		return value != "" && every(value, func(c byte) bool { return c > ' ' && c != 0x7f })
	case ":authority", "host":
		if request {
			return every(value, func(c byte) bool {
				return isAlpha(c) || (c >= '0' && c <= '9') || strings.IndexByte("!$%&'()*+,-./:;=@[]_~", c) >= 0
			})
		}
	}
	if strict && value != "" && (isBlank(value[0]) || isBlank(value[len(value)-1])) {
		return false
	}
	return every(value, func(c byte) bool { return c == '\t' || (c >= ' ' && c != 0x7f) })
}

func every(value string, is func(byte) bool) bool {
	for i := range len(value) {
		if !is(value[i]) {
			return false
		}
	}
	return true
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }
func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isToken(c byte) bool {
	return isAlpha(c) || (c >= '0' && c <= '9') || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}
