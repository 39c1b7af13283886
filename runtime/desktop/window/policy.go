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

// allows decides on one navigation, as far as that is not left to OnNavigation.
func (o *Options) allows(n Navigation) bool {
	switch {
	case o.AllowNavigation != nil:
		if o.AllowNavigation(n) {
			return !n.Window
		}
	case n.Window:
	case allowsNavigation(n.URL, n.Top):
		return true
	}
	if n.Window {
		o.refused("a window for " + shown(n.URL))
	} else {
		o.refused("a navigation to " + shown(n.URL))
	}
	return false
}

// decide decides on one navigation, now or later, and tells it once.
func (o *Options) decide(n Navigation, tell func(allowed bool)) {
	if !o.allows(n) {
		tell(false)
		return
	}
	if o.OnNavigation == nil || n.Asked || n.History {
		tell(true)
		return
	}
	told := false
	o.OnNavigation(n, func(allowed bool) {
		if !told {
			told = true
			tell(allowed)
		}
	})
}

// permit decides on a permission, now or later.
func (o *Options) permit(p Permission, tell func(allowed bool)) {
	told := false
	once := func(allowed bool) {
		if !told {
			told = true
			tell(allowed)
		}
	}
	if o.OnPermission == nil || !guard("OnPermission", func() { o.OnPermission(p, once) }) {
		o.refused("a permission that the page asked for: " + p.Name)
		once(false)
	}
}

// withoutFragment is an address as a server gets it.
func withoutFragment(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}

// tell tells what has happened to the page.
func (o *Options) tell(event PageEvent) {
	if o.OnPage != nil {
		guard("OnPage", func() { o.OnPage(event) })
	}
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
