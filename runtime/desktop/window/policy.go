package window

import (
	"strconv"
	"strings"
)

// originOf is the origin of an address as the webview writes it: scheme, host and port, exactly as they stand there. It is "null"
// for an address that has none, and for one with a user or with letters that no webview leaves in a host, which
// is never taken for another's.
func originOf(address string) string {
	scheme, rest, found := strings.Cut(address, "://")
	if !found || scheme == "" || strings.ContainsFunc(scheme, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '+' && r != '-' && r != '.'
	}) {
		return "null"
	}
	host := rest
	if end := strings.IndexAny(rest, `/?#\`); end >= 0 {
		host = rest[:end]
	}
	if host == "" || strings.ContainsFunc(host, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || r >= 'A' && r <= 'Z' || strings.ContainsRune(`@%"<>^|{}`, r)
	}) {
		return "null"
	}
	return scheme + "://" + host
}

// allowsNavigation is what holds without Options.AllowNavigation: the app's own pages, and in frames, which have no bridge, what
// the app's own pages put into them. top says that it is known to be the window's top frame.
func allowsNavigation(address string, top bool) bool {
	if strings.HasPrefix(address, Origin+"/") {
		return true
	}
	scheme, _, _ := strings.Cut(address, ":")
	return !top && (scheme == "about" || scheme == "data" || scheme == "blob")
}

// allows decides on one navigation. While a page is asked for, nothing tells its frame; top is known when the page answers.
func (o *Options) allows(address string, top bool) bool {
	allowed := allowsNavigation
	if o.AllowNavigation != nil {
		allowed = func(address string, _ bool) bool { return o.AllowNavigation(address) }
	}
	if allowed(address, top) {
		return true
	}
	o.refused("a navigation to " + shown(address))
	return false
}

func (o *Options) refused(what string) {
	if o.OnRefused != nil {
		o.OnRefused(what)
	}
}

// shown is an address as it is named in a log: hostile ones can be long, and have anything in them.
func shown(address string) string {
	const longest = 200
	if len(address) > longest {
		return strconv.QuoteToASCII(address[:longest]) + "…"
	}
	return strconv.QuoteToASCII(address)
}
