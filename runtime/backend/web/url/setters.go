package url

import "strings"

// setters are the attributes' setters of https://url.spec.whatwg.org/#api. They change u; false
// means that nothing changes.
var setters = map[string]func(u *record, value string) bool{
	"protocol": func(u *record, value string) bool { return parseInto(u, value+":", schemeStart) },
	"username": func(u *record, value string) bool {
		if u.cannotHaveCredentials() {
			return false
		}
		u.username = setUserinfo.encode(value)
		return true
	},
	"password": func(u *record, value string) bool {
		if u.cannotHaveCredentials() {
			return false
		}
		u.password = setUserinfo.encode(value)
		return true
	},
	// A host that was read stays even if what follows it is no port.
	"host": func(u *record, value string) bool {
		parseInto(u, value, hostState)
		return !u.opaque
	},
	"hostname": func(u *record, value string) bool { return !u.opaque && parseInto(u, value, hostnameState) },
	"port": func(u *record, value string) bool {
		if u.cannotHaveCredentials() {
			return false
		}
		if value == "" {
			u.port = -1
			return true
		}
		return parseInto(u, value, portState)
	},
	"pathname": func(u *record, value string) bool {
		if u.opaque {
			return false
		}
		u.path = nil
		return parseInto(u, value, pathStart)
	},
	"search": func(u *record, value string) bool {
		u.query, u.hasQuery = "", value != ""
		u.stripOpaquePath()
		return value == "" || parseInto(u, strings.TrimPrefix(value, "?"), query)
	},
	"hash": func(u *record, value string) bool {
		u.fragment, u.hasFragment = "", value != ""
		u.stripOpaquePath()
		return value == "" || parseInto(u, strings.TrimPrefix(value, "#"), fragment)
	},
}

// set parses href, sets an attribute and returns the URL that comes of it; nil means
// that it stays as it was.
func set(href, attribute, value string) *record {
	u, ok := parse(href, nil)
	if !ok {
		return nil
	}
	if setter := setters[attribute]; setter == nil || !setter(u, value) {
		return nil
	}
	return u
}

// stripOpaquePath takes the spaces from the end of an opaque path that nothing follows: they would not be
// there if the URL were parsed again.
func (u *record) stripOpaquePath() {
	if u.opaque && !u.hasQuery && !u.hasFragment {
		u.opaquePath = strings.TrimRight(u.opaquePath, " ")
	}
}
