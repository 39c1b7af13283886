package fetch

import (
	"slices"
	"strings"
)

// headerList is the standard's header list: names with their values as latin1 bytes, in the order in which the names came. The values of
// one name are one, but for Set-Cookie's.
type headerList struct{ entries []header }

type header struct{ lower, name, value string }

const setCookie = "set-cookie"

func (l *headerList) find(lower string) int {
	for i := range l.entries {
		if l.entries[i].lower == lower {
			return i
		}
	}
	return -1
}

// append adds a value to those of a name.
func (l *headerList) append(name, value string) {
	lower := strings.ToLower(name)
	if lower != setCookie {
		if i := l.find(lower); i >= 0 {
			separator := ", "
			if lower == "cookie" {
				separator = "; "
			}
			l.entries[i].value += separator + value
			return
		}
	}
	l.entries = append(l.entries, header{lower, name, value})
}

// set replaces the values of a name.
func (l *headerList) set(name, value string) {
	lower := strings.ToLower(name)
	i := l.find(lower)
	if i < 0 {
		l.entries = append(l.entries, header{lower, name, value})
		return
	}
	l.entries[i] = header{lower, name, value}
	if lower == setCookie {
		rest := slices.DeleteFunc(l.entries[i+1:], func(h header) bool { return h.lower == lower })
		l.entries = l.entries[:i+1+len(rest)]
	}
}

// remove takes a name and its values out.
func (l *headerList) remove(lower string) {
	l.entries = slices.DeleteFunc(l.entries, func(h header) bool { return h.lower == lower })
}

// get returns the values of a name, joined.
func (l *headerList) get(lower string) (value string, ok bool) {
	i := l.find(lower)
	if i < 0 {
		return "", false
	}
	value = l.entries[i].value
	if lower == setCookie {
		for _, h := range l.entries[i+1:] {
			if h.lower == lower {
				value += ", " + h.value
			}
		}
	}
	return value, true
}

// sorted returns the entries in the order of their names.
func (l *headerList) sorted() []header {
	entries := slices.Clone(l.entries)
	slices.SortStableFunc(entries, func(a, b header) int { return strings.Compare(a.lower, b.lower) })
	return entries
}

// completed returns a header list with what every request has.
func completed(list *headerList, url, mode string) *headerList {
	list = list.clone()
	add := func(name, value string) {
		if list.find(name) < 0 {
			list.append(name, value)
		}
	}
	add("accept", "*/*")
	add("accept-language", "*")
	list.set("sec-fetch-mode", mode)
	add("user-agent", "node")
	switch {
	case list.find("range") >= 0:
		list.append("accept-encoding", "identity")
	case strings.HasPrefix(url, "https:"):
		add("accept-encoding", "br, gzip, deflate")
	default:
		add("accept-encoding", "gzip, deflate")
	}
	return list
}

func (l *headerList) clone() *headerList { return &headerList{slices.Clone(l.entries)} }

// isToken reports whether s is a token of HTTP: a method, or the name of a header.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		if !tokenBytes[s[i]] {
			return false
		}
	}
	return s != ""
}

var tokenBytes = func() (table [256]bool) {
	for c := range 128 {
		letter := c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		table[c] = letter || strings.ContainsRune("!#$%&'*+-.^_`|~", rune(c))
	}
	return table
}()

// trimHTTP takes HTTP's white space off both ends.
func trimHTTP(s string) string { return strings.Trim(s, "\t\n\r ") }

// isHeaderValue reports whether s, which is trimmed, may be a header's value.
func isHeaderValue(s string) bool { return !strings.ContainsAny(s, "\x00\r\n") }
