package http

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a block of headers has, as the bits of what writing it returns: _storeHeader in outgoing-headers.js acts on them.
const (
	seenConnection = 1 << iota
	seenClose      // Connection: close
	seenTransferEncoding
	seenChunked // Transfer-Encoding: chunked
	seenContentLength
	seenDate
	seenExpect
	seenTrailer
	seenKeepAlive
)

// tokens are the bytes that the name of a header or a method may have (RFC 9110 section 5.6.2).
var tokens = func() (set [256]bool) {
	for _, c := range []byte("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		set[c] = true
	}
	return set
}()

// isToken reports whether a header may have the name.
func isToken(name string) bool {
	for i := range len(name) {
		if !tokens[name[i]] {
			return false
		}
	}
	return name != ""
}

// isFieldValue reports whether a header may have the value: no control characters, nothing that is not Latin-1.
func isFieldValue(value string) bool {
	for i := range len(value) {
		c := value[i]
		if c >= 0x80 {
			return isLatinFieldValue(value)
		}
		if c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

func isLatinFieldValue(value string) bool {
	for _, r := range value {
		if r < ' ' && r != '\t' || r >= 0x7f && r < 0x80 || r > 0xff {
			return false
		}
	}
	return true
}

// isPath reports whether a request can be for the path: no spaces, no control characters, nothing that is not Latin-1.
func isPath(path string) bool {
	for _, r := range path {
		if r <= ' ' || r > 0xff {
			return false
		}
	}
	return true
}

// hasWord reports whether word, in lower case, stands in value between characters that are none of words.
func hasWord(value, word string) bool {
	for from := 0; from+len(word) <= len(value); from++ {
		end := from + len(word)
		if strings.EqualFold(value[from:end], word) && (from == 0 || !isWord(value[from-1])) && (end == len(value) || !isWord(value[end])) {
			return true
		}
	}
	return false
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// lower is strings.ToLower, without a new string for the usual names.
func lower(name string) string {
	for i := range len(name) {
		if c := name[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(name)
		}
	}
	return name
}

// block is a block of headers as it is written.
type block struct {
	text   []byte
	seen   int
	length float64 // of Content-Length
}

// add writes a header that has been checked.
func (b *block) add(name, value string) {
	b.text = append(b.text, name...)
	b.text = append(b.text, ": "...)
	b.text = append(b.text, value...)
	b.text = append(b.text, "\r\n"...)
	b.look(name, value)
}

// look notes what matters to how the message goes on.
func (b *block) look(name, value string) {
	switch len(name) {
	case 4:
		if strings.EqualFold(name, "date") {
			b.seen |= seenDate
		}
	case 6:
		if strings.EqualFold(name, "expect") {
			b.seen |= seenExpect
		}
	case 7:
		if strings.EqualFold(name, "trailer") {
			b.seen |= seenTrailer
		}
	case 10:
		switch {
		case strings.EqualFold(name, "connection"):
			b.seen |= seenConnection
			if hasWord(value, "close") {
				b.seen |= seenClose
			}
		case strings.EqualFold(name, "keep-alive"):
			b.seen |= seenKeepAlive
		}
	case 14:
		if strings.EqualFold(name, "content-length") {
			b.seen |= seenContentLength
			b.length = number(value)
		}
	case 17:
		if strings.EqualFold(name, "transfer-encoding") {
			b.seen |= seenTransferEncoding
			if hasWord(value, "chunked") {
				b.seen |= seenChunked
			}
		}
	}
}

// number is what JavaScript's + makes of the value of Content-Length.
func number(value string) float64 {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0
	}
	if n, err := strconv.ParseUint(value, 10, 53); err == nil {
		return float64(n)
	}
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		return n
	}
	return notANumber
}

// asUTF8 reads a string of Latin-1 characters as bytes of UTF-8: those who know that headers are Latin-1 give names of files so.
func asUTF8(value string) string {
	bytes := make([]byte, 0, len(value))
	for _, r := range value {
		bytes = append(bytes, byte(r))
	}
	if utf8.Valid(bytes) {
		return string(bytes)
	}
	return strings.ToValidUTF8(string(bytes), "\uFFFD")
}

// How several headers of one name become one value.
const (
	joinComma  = iota // "a, b"
	joinCookie        // "a; b"
	keepFirst
	keepAll // an array
)

// single are the headers of which only the first counts.
var single = map[string]bool{
	"age": true, "authorization": true, "content-length": true, "content-type": true, "etag": true, "expires": true, "from": true,
	"host": true, "if-modified-since": true, "if-unmodified-since": true, "last-modified": true, "location": true, "max-forwards": true,
	"proxy-authorization": true, "referer": true, "retry-after": true, "server": true, "user-agent": true,
}

// joining is how several headers of a name, in lower case, become one.
func joining(name string) int {
	switch {
	case name == "set-cookie":
		return keepAll
	case name == "cookie":
		return joinCookie
	case single[name]:
		return keepFirst
	}
	return joinComma
}
