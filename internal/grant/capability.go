package grant

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// What begins the capabilities that are no functions, and their names when something is asked about them.
const (
	// EventCapability begins an event: "event:saved".
	EventCapability = "event:"
	// ChannelCapability begins a channel of ipcMain and ipcRenderer: "ipc:open-file".
	ChannelCapability = "ipc:"
)

// Capability is a pattern of what a window's page may use of its app. The zero value is none.
type Capability struct {
	kind, module, name string // the kind is "" for functions
	prefix             bool   // a "*" follows name
}

// ParseCapability reads a pattern. The error is a *Mistake. Patterns are
//
//	api.listNotes     a function of backend/api.ts
//	api.list*         those whose names begin so
//	api/notes.*       all of backend/api/notes.ts
//	*                 all functions of all api modules
//	event:saved       an event, that the backend emits or that the page does; event:* all
//	ipc:open-file     a channel of ipcMain; ipc:* all
//	native:dialog.*   what the page may ask of the desktop by itself; see Natives
//
// A "*" stands for any rest of a name, at its end only.
func ParseCapability(text string) (Capability, error) {
	c := Capability{name: text}
	switch {
	case text == "":
		return c, &Mistake{"must not be empty", `such as "api.listNotes", "api.*" or "event:saved"`}
	case len(text) > maxPattern:
		return c, &Mistake{"is too long to be a capability", ""}
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }):
		return c, &Mistake{"has a character that no name has", ""}
	}
	if kind, rest, found := strings.Cut(text, ":"); found {
		c.kind, c.name = kind+":", rest
		if c.kind != EventCapability && c.kind != ChannelCapability && c.kind != NativeCapability {
			return c, &Mistake{"begins with a kind that is not known", `write "event:NAME" for an event, "ipc:NAME" for a channel, "native:NAME" for what the desktop does, "MODULE.NAME" for a function`}
		}
	}
	c.name, c.prefix = strings.CutSuffix(c.name, Any)
	if strings.Contains(c.name, Any) {
		return c, &Mistake{`has a "*" that is not at its end`, `write "api.*" for all functions of backend/api.ts`}
	}
	if c.kind != "" {
		if c.name == "" && !c.prefix {
			return c, &Mistake{"has no name", `write "` + c.kind + `*" for all`}
		}
		if c.kind == NativeCapability {
			return c, checkNative(c)
		}
		return c, nil
	}
	if text == Any {
		return c, nil
	}
	dot := strings.LastIndexByte(c.name, '.')
	if dot < 0 {
		return c, &Mistake{"is no function, event or channel", `a function is written "MODULE.NAME": "api.` + strings.TrimSuffix(text, Any) + `"`}
	}
	c.module, c.name = c.name[:dot], c.name[dot+1:]
	switch {
	case c.module == "":
		return c, &Mistake{"has no api module", `write "api` + text + `"`}
	case c.name == "" && !c.prefix:
		return c, &Mistake{"has no function", `write "` + c.module + `.*" for all of the module`}
	}
	return c, nil
}

// Match reports whether the pattern covers name, which is a function's ("api.listNotes"), an event's ("event:saved"), a
// channel's ("ipc:open-file") or one of Natives ("native:clipboard.readText").
func (c Capability) Match(name string) bool {
	if c.kind != "" {
		rest, found := strings.CutPrefix(name, c.kind)
		return found && c.matchName(rest)
	}
	if strings.Contains(name, ":") {
		return false
	}
	module, function := "", name
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		module, function = name[:dot], name[dot+1:]
	}
	return (c.module == module || c.IsAny()) && c.matchName(function)
}

func (c Capability) matchName(name string) bool {
	if c.prefix {
		return strings.HasPrefix(name, c.name)
	}
	return name == c.name && name != ""
}

// IsAny reports whether the pattern is "*", all functions.
func (c Capability) IsAny() bool { return c.kind == "" && c.module == "" && c.name == "" && c.prefix }

// IsFunction reports whether the pattern is about functions of the app, not about events, channels or the desktop.
func (c Capability) IsFunction() bool { return c.kind == "" }

// Capabilities are what one window's page may use. Nil is everything that the app has, and nothing of Natives.
type Capabilities struct {
	exact    map[string]bool
	patterns []Capability // those that are not exact
}

// ParseCapabilities reads a list, which is exact: what no pattern covers is not allowed. The error is the first pattern's
// that is none.
func ParseCapabilities(list []string) (*Capabilities, error) {
	c := &Capabilities{exact: make(map[string]bool, len(list))}
	for _, text := range list {
		pattern, err := ParseCapability(text)
		if err != nil {
			return nil, err
		}
		if pattern.prefix {
			c.patterns = append(c.patterns, pattern)
		} else {
			c.exact[text] = true
		}
	}
	return c, nil
}

// Allow reports whether the list covers a name; see Capability.Match.
func (c *Capabilities) Allow(name string) bool {
	if c == nil {
		return !strings.HasPrefix(name, NativeCapability)
	}
	return c.exact[name] || slices.ContainsFunc(c.patterns, func(p Capability) bool { return p.Match(name) })
}

// WithoutChannels returns the same, but no channel of ipcMain.
func (c *Capabilities) WithoutChannels() *Capabilities {
	if c == nil {
		return &Capabilities{patterns: []Capability{{prefix: true}, {kind: EventCapability, prefix: true}}}
	}
	isChannel := func(name string) bool { return strings.HasPrefix(name, ChannelCapability) }
	rest := &Capabilities{exact: maps.Clone(c.exact), patterns: slices.Clone(c.patterns)}
	maps.DeleteFunc(rest.exact, func(name string, _ bool) bool { return isChannel(name) })
	rest.patterns = slices.DeleteFunc(rest.patterns, func(p Capability) bool { return p.kind == ChannelCapability })
	return rest
}
