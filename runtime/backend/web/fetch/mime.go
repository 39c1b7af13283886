package fetch

import "strings"

// mimeType is a MIME type of the MIME Sniffing Standard. Its strings are latin1 bytes.
type mimeType struct {
	essence    string // in lower case
	parameters []parameter
}

type parameter struct{ name, value string }

func (m *mimeType) parameter(name string) (value string, ok bool) {
	for _, p := range m.parameters {
		if p.name == name {
			return p.value, true
		}
	}
	return "", false
}

// parseMIME returns nil if s is no MIME type.
func parseMIME(s string) *mimeType {
	s = trimHTTP(s)
	kind, rest, found := strings.Cut(s, "/")
	if !found || !isToken(kind) {
		return nil
	}
	subtype, rest, _ := strings.Cut(rest, ";")
	if subtype = strings.TrimRight(subtype, "\t\n\r "); !isToken(subtype) {
		return nil
	}
	m := &mimeType{essence: strings.ToLower(kind + "/" + subtype)}
	for rest != "" {
		rest = strings.TrimLeft(rest, "\t\n\r ")
		end := strings.IndexAny(rest, ";=")
		if end < 0 {
			break
		}
		name := strings.ToLower(rest[:end])
		if rest[end] == ';' {
			rest = rest[end+1:]
			continue
		}
		rest = rest[end+1:]
		var value string
		if strings.HasPrefix(rest, `"`) {
			value, rest = quotedString(rest)
			_, rest, _ = strings.Cut(rest, ";")
		} else {
			value, rest, _ = strings.Cut(rest, ";")
			if value = strings.TrimRight(value, "\t\n\r "); value == "" {
				continue
			}
		}
		if _, given := m.parameter(name); !given && isToken(name) && isQuotable(value) {
			m.parameters = append(m.parameters, parameter{name, value})
		}
	}
	return m
}

// quotedString reads a quoted string, of which the last quote may be missing; rest is what follows.
func quotedString(s string) (value, rest string) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), s[i+1:]
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

func isQuotable(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != '\t' && (c < 0x20 || c == 0x7F) {
			return false
		}
	}
	return true
}

// String is the MIME type's serialization.
func (m *mimeType) String() string {
	var b strings.Builder
	b.WriteString(m.essence)
	for _, p := range m.parameters {
		b.WriteString(";" + p.name + "=")
		if isToken(p.value) {
			b.WriteString(p.value)
			continue
		}
		b.WriteByte('"')
		for i := 0; i < len(p.value); i++ {
			if p.value[i] == '"' || p.value[i] == '\\' {
				b.WriteByte('\\')
			}
			b.WriteByte(p.value[i])
		}
		b.WriteByte('"')
	}
	return b.String()
}

// extractMIME is the Fetch Standard's "extract a MIME type" of all values of Content-Type; nil if there is none.
func extractMIME(values string) *mimeType {
	var found *mimeType
	var charset *parameter
	for _, value := range splitHeader(values) {
		m := parseMIME(value)
		if m == nil || m.essence == "*/*" {
			continue
		}
		given, has := m.parameter("charset")
		switch {
		case found == nil || m.essence != found.essence:
			if charset = nil; has {
				charset = &parameter{"charset", given}
			}
		case !has && charset != nil:
			m.parameters = append(m.parameters, *charset)
		}
		found = m
	}
	return found
}

// splitHeader is the standard's "get, decode, and split".
func splitHeader(s string) []string {
	var values []string
	var b strings.Builder
	for i := 0; ; {
		switch {
		case i == len(s) || s[i] == ',':
			values = append(values, strings.Trim(b.String(), "\t "))
			b.Reset()
			if i == len(s) {
				return values
			}
			i++
		case s[i] == '"':
			_, rest := quotedString(s[i:])
			b.WriteString(s[i : len(s)-len(rest)])
			i = len(s) - len(rest)
		default:
			b.WriteByte(s[i])
			i++
		}
	}
}
