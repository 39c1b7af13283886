package url

import (
	"regexp"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/engine/text"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// legacy is what url.parse makes: Node's own reading of URLs, older than the URL
// Standard. nil is null.
type legacy struct {
	protocol                   *string
	slashes                    bool
	auth, host, port, hostname *string
	hash, search, query        *string
	pathname, path, href       *string
}

var (
	simplePath     = regexp.MustCompile(`^(//?(?:[^/?\s][^?\s]*)?)(\?\S*)?$`)
	protocolPrefix = regexp.MustCompile(`^[A-Za-z0-9.+-]+:`)
	hostPrefix     = regexp.MustCompile(`^//[^@/]+@[^@/]+`)
	portSuffix     = regexp.MustCompile(`:[0-9]*$`)
)

const longestHostname = 255

// slashed protocols have "//" before what follows them.
func slashed(protocol string) bool {
	switch strings.TrimSuffix(protocol, ":") {
	case "http", "https", "ftp", "gopher", "file", "ws", "wss":
		return true
	}
	return false
}

func hostless(protocol string) bool { return protocol == "javascript" || protocol == "javascript:" }

// value is what a field says, "" for null.
func value(field *string) string {
	if field == nil {
		return ""
	}
	return *field
}

func some(s string) *string { return &s }

// someUnlessEmpty is null for "".
func someUnlessEmpty(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// cleanLegacy trims white space and turns the backslashes of the path into slashes.
func cleanLegacy(url string) (rest string, hasHash, hasAt bool) {
	rest = strings.TrimFunc(url, func(r rune) bool { return r < 33 || r == 0xA0 || r == 0xFEFF })
	end := strings.IndexAny(rest, "?#")
	if end < 0 {
		end = len(rest)
	}
	hasHash = strings.Contains(rest[end:], "#")
	hasAt = strings.Contains(rest[:end], "@")
	return strings.ReplaceAll(rest[:end], `\`, "/") + rest[end:], hasHash, hasAt
}

// parseLegacy is url.parse; slashesDenoteHost reads "//a/b" as a host and a path.
func parseLegacy(url string, slashesDenoteHost bool) (*legacy, error) {
	u := &legacy{}
	rest, hasHash, hasAt := cleanLegacy(url)
	if !slashesDenoteHost && !hasHash && !hasAt {
		if found := simplePath.FindStringSubmatch(rest); found != nil {
			u.path, u.href, u.pathname = some(rest), some(rest), some(found[1])
			if found[2] != "" {
				u.search, u.query = some(found[2]), some(found[2][1:])
			}
			return u, nil
		}
	}
	written := protocolPrefix.FindString(rest)
	protocol := strings.ToLower(written)
	if written != "" {
		u.protocol = some(protocol)
		rest = rest[len(written):]
	}
	slashes := false
	if slashesDenoteHost || written != "" || hostPrefix.MatchString(rest) {
		slashes = strings.HasPrefix(rest, "//")
		if slashes && !hostless(protocol) {
			rest = rest[2:]
			u.slashes = true
		}
	}
	if !hostless(protocol) && (slashes || written != "" && !slashed(protocol)) {
		var err error
		if rest, err = u.parseAuthority(rest, url); err != nil {
			return nil, err
		}
	}
	if !hostless(protocol) {
		rest = autoEscape.Replace(rest)
	}
	u.parsePath(rest, protocol)
	u.href = some(u.format())
	return u, nil
}

// parseAuthority takes user info, host and port off the front of rest.
func (u *legacy) parseAuthority(rest, url string) (string, error) {
	host := upToHostEnd(rest)
	rest = removeTabsAndNewlines(host) + rest[len(host):]
	hostEnd := len(upToHostEnd(rest))
	start := 0
	if at := strings.LastIndexByte(rest[:hostEnd], '@'); at >= 0 {
		auth, ok := decodeAuth(rest[:at])
		if !ok {
			return "", &op.Error{Type: "URIError", Message: "URI malformed"}
		}
		u.auth = some(auth)
		start = at + 1
	}
	host = rest[start:hostEnd]
	if end := strings.IndexAny(host, " \"%';<>\\^`{|}"); end >= 0 {
		hostEnd = start + end
		host = rest[start:hostEnd]
	}
	rest = rest[hostEnd:]
	u.host = some(host)
	u.parseHost()
	if u.hostname == nil {
		u.hostname = some("")
	}
	hostname := *u.hostname
	ipv6 := strings.HasPrefix(hostname, "[") && strings.HasSuffix(hostname, "]") && len(hostname) > 1
	if !ipv6 {
		if end := strings.IndexAny(hostname, `/\#?:`); end >= 0 {
			rest = "/" + hostname[end:] + rest
			hostname = hostname[:end]
		}
	}
	if text.FromString(hostname).Length() > longestHostname {
		hostname = ""
	} else {
		hostname = strings.ToLower(hostname)
	}
	if hostname != "" {
		forbidden := "\x00\t\n\r #%/<>?@\\^|"
		if !ipv6 {
			ascii, ok := domainToASCII(hostname)
			if !ok {
				ascii = ""
			}
			hostname = ascii
			forbidden += ":[]"
		}
		if hostname == "" || strings.ContainsAny(hostname, forbidden) {
			return "", &op.Error{Type: "TypeError", Code: "ERR_INVALID_URL", Message: "Invalid URL"}
		}
	}
	u.host = some(hostname)
	if value(u.port) != "" {
		u.host = some(hostname + ":" + *u.port)
	}
	if ipv6 {
		hostname = hostname[1 : len(hostname)-1]
		if !strings.HasPrefix(rest, "/") {
			rest = "/" + rest
		}
	}
	u.hostname = some(hostname)
	return rest, nil
}

// upToHostEnd is what of s the first "/", "?" or "#" ends.
func upToHostEnd(s string) string {
	if end := strings.IndexAny(s, "#/?"); end >= 0 {
		return s[:end]
	}
	return s
}

// decodeAuth is decodeURIComponent.
func decodeAuth(s string) (string, bool) {
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && (i+2 >= len(s) || hexValue(s[i+1]) < 0 || hexValue(s[i+2]) < 0) {
			return "", false
		}
	}
	decoded := string(percentDecode(s))
	return decoded, decoded == text.DecodeUTF8([]byte(decoded))
}

// parseHost parts host into hostname and port.
func (u *legacy) parseHost() {
	host := value(u.host)
	if port := portSuffix.FindString(host); port != "" {
		if port != ":" {
			u.port = some(port[1:])
		}
		host = strings.TrimSuffix(host, port)
	}
	if host != "" {
		u.hostname = some(host)
	}
}

var autoEscape = strings.NewReplacer("\t", "%09", "\n", "%0A", "\r", "%0D", " ", "%20", `"`, "%22", "'", "%27", "<", "%3C",
	">", "%3E", `\`, "%5C", "^", "%5E", "`", "%60", "{", "%7B", "|", "%7C", "}", "%7D")

var escapePathname = strings.NewReplacer("#", "%23", "?", "%3F")

func (u *legacy) parsePath(rest, protocol string) {
	if i := strings.IndexByte(rest, '#'); i >= 0 {
		u.hash = some(rest[i:])
		rest = rest[:i]
	}
	if i := strings.IndexByte(rest, '?'); i >= 0 {
		u.search, u.query = some(rest[i:]), some(rest[i+1:])
		rest = rest[:i]
	}
	u.pathname = someUnlessEmpty(rest)
	if slashed(protocol) && value(u.hostname) != "" && u.pathname == nil {
		u.pathname = some("/")
	}
	if u.pathname != nil || value(u.search) != "" {
		u.path = some(value(u.pathname) + value(u.search))
	}
}

// setAuth is what url.format percent-encodes in user info.
var setAuth = newSet(nil, " \"#$%&+,/;<=>?@[\\]^`{|}")

// format is url.format for url.parse's results.
func (u *legacy) format() string {
	auth := value(u.auth)
	if auth != "" {
		auth = setAuth.encode(auth) + "@"
	}
	protocol, pathname, hash, search := value(u.protocol), value(u.pathname), value(u.hash), value(u.search)
	host := ""
	if value(u.host) != "" {
		host = auth + *u.host
	} else if hostname := value(u.hostname); hostname != "" {
		if strings.Contains(hostname, ":") && !(strings.HasPrefix(hostname, "[") && strings.HasSuffix(hostname, "]")) {
			hostname = "[" + hostname + "]"
		}
		host = auth + hostname
		if value(u.port) != "" {
			host += ":" + *u.port
		}
	}
	if search == "" && value(u.query) != "" {
		search = "?" + *u.query
	}
	if protocol != "" && !strings.HasSuffix(protocol, ":") {
		protocol += ":"
	}
	pathname = escapePathname.Replace(pathname)
	if u.slashes || slashed(protocol) {
		if u.slashes || host != "" {
			if pathname != "" && pathname[0] != '/' {
				pathname = "/" + pathname
			}
			host = "//" + host
		} else if strings.HasPrefix(protocol, "file") {
			host = "//"
		}
	}
	search = strings.ReplaceAll(search, "#", "%23")
	if hash != "" && hash[0] != '#' {
		hash = "#" + hash
	}
	if search != "" && search[0] != '?' {
		search = "?" + search
	}
	return protocol + host + pathname + search + hash
}
