package http1

// Methods are the methods' names by their numbers, llhttp's. Those up to PRI, and QUERY, are HTTP's; SOURCE is Icecast's too,
// and the others are RTSP's.
var Methods = []string{
	"DELETE", "GET", "HEAD", "POST", "PUT", "CONNECT", "OPTIONS", "TRACE", "COPY", "LOCK", "MKCOL", "MOVE", "PROPFIND",
	"PROPPATCH", "SEARCH", "UNLOCK", "BIND", "REBIND", "UNBIND", "ACL", "REPORT", "MKACTIVITY", "CHECKOUT", "MERGE",
	"M-SEARCH", "NOTIFY", "SUBSCRIBE", "UNSUBSCRIBE", "PATCH", "PURGE", "MKCALENDAR", "LINK", "UNLINK", "SOURCE", "PRI",
	"DESCRIBE", "ANNOUNCE", "SETUP", "PLAY", "PAUSE", "TEARDOWN", "GET_PARAMETER", "SET_PARAMETER", "REDIRECT", "RECORD",
	"FLUSH", "QUERY",
}

// The numbers of methods that mean something to the parser.
const (
	methodConnect = 5
	methodGet     = 1
	methodPost    = 3
	methodOptions = 6
	methodSource  = 33
	methodPri     = 34
	methodQuery   = 46
)

// isHTTP reports whether a method goes with HTTP/x.x.
func isHTTP(method uint8) bool { return method <= methodPri || method == methodQuery }

// isRTSP reports whether a method goes with RTSP/x.x. GET and POST are AirPlay's.
func isRTSP(method uint8) bool {
	return method == methodGet || method == methodPost || method == methodOptions || method > methodPri && method < methodQuery
}

// methodNumbers finds a method's number by its name.
var methodNumbers = func() map[string]uint8 {
	numbers := make(map[string]uint8, len(Methods))
	for i, name := range Methods {
		numbers[name] = uint8(i)
	}
	return numbers
}()

// beginsMethod reports whether a method's name begins with text.
func beginsMethod(text []byte) bool {
	for _, name := range Methods {
		if len(name) >= len(text) && name[:len(text)] == string(text) {
			return true
		}
	}
	return false
}

// What a byte may be part of.
const (
	isToken    = 1 << iota // a header's name
	isValue                // a header's value
	isURL                  // a path or query
	isUserinfo             // a host with what stands before it
	isAlpha
	isQuoted // a quoted string, without quotes and backslashes
	isEscaped
)

var kinds = func() (kinds [256]uint8) {
	const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	mark := func(bytes string, kind uint8) {
		for i := range len(bytes) {
			kinds[bytes[i]] |= kind
		}
	}
	mark(alphanumeric, isToken|isURL|isUserinfo)
	mark(alphanumeric[:52], isAlpha)
	mark("!#$%&'*+-.^_`|~", isToken)
	mark("!\"$%&'()*+,-./:;<=>@[\\]^_`{|}~", isURL)
	mark("-_.!~*'()%;:&=+$,", isUserinfo)
	mark("\t", isValue|isQuoted|isEscaped)
	for c := ' '; c <= 0xff; c++ {
		if c != 0x7f {
			kinds[c] |= isValue | isEscaped
		}
		if c != 0x7f && c != '"' && c != '\\' {
			kinds[c] |= isQuoted
		}
	}
	return kinds
}()

// hexDigit returns the value of a hexadecimal digit, 16 if c is none.
func hexDigit(c byte) uint64 {
	switch {
	case c >= '0' && c <= '9':
		return uint64(c - '0')
	case c >= 'a' && c <= 'f':
		return uint64(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return uint64(c-'A') + 10
	}
	return 16
}

// special is what a header's name means to the parser.
func special(name []byte) headerState {
	switch len(name) {
	case 7:
		if equalFold(name, "upgrade") {
			return headerUpgrade
		}
	case 10:
		if equalFold(name, "connection") {
			return headerConnection
		}
	case 14:
		if equalFold(name, "content-length") {
			return headerContentLength
		}
	case 16:
		if equalFold(name, "proxy-connection") {
			return headerConnection
		}
	case 17:
		if equalFold(name, "transfer-encoding") {
			return headerTransferEncoding
		}
	}
	return headerGeneral
}

// equalFold reports whether text is lower, which is in lower case, in any case.
func equalFold(text []byte, lower string) bool {
	for i, c := range text {
		if lowerCase(c) != lower[i] {
			return false
		}
	}
	return true
}

func lowerCase(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c |= 0x20
	}
	return c
}
