package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
)

// placedCapability is a pattern of functions in deskjs.json, which can be compared with what the app has only when it is
// built.
type placedCapability struct {
	pattern grant.Capability
	name    string       // its place, such as "windows[0].capabilities[1]"
	text    string       // as it is written
	message diag.Message // located, without a text
}

var windowNamePattern = regexp.MustCompile(`^[a-zA-Z0-9._-]+$`)

func (r *reader) windowName(n *node, path string, others []payload.Window) string {
	return r.text(n, path, func(name string) (problem, hint string) {
		switch {
		case len(name) > maxNameLength || !windowNamePattern.MatchString(name):
			return `must be letters, digits, ".", "_" and "-"`, `such as "settings"; what people read is the title`
		case slices.ContainsFunc(others, func(w payload.Window) bool { return w.Name == name }):
			return "is another window's too", "names are for telling windows apart"
		}
		return "", ""
	})
}

// capabilities returns the list, which is not nil even if nothing is in it.
func (r *reader) capabilities(n *node, path string, config *Config) []string {
	list := append([]string{}, r.patterns(n, path, func(text string) error {
		_, err := grant.ParseCapability(text)
		return err
	})...)
	for i, text := range list {
		pattern, err := grant.ParseCapability(text)
		if err == nil && pattern.IsFunction() && !pattern.IsAny() {
			config.capabilities = append(config.capabilities, placedCapability{pattern, fmt.Sprintf("%s[%d]", path, i), text, r.place(n.items[i])})
		}
	}
	return list
}

// CheckCapabilities compares the windows' capabilities with the functions that the app has, and reports those that no function
// has, with the nearest name.
func (c *Config) CheckCapabilities(functions []string) []diag.Message {
	var messages []diag.Message
	for _, capability := range c.capabilities {
		if slices.ContainsFunc(functions, capability.pattern.Match) {
			continue
		}
		message := capability.message
		message.Text = fmt.Sprintf("%s is %q, and the app has no such function", capability.name, capability.text)
		message.Hint = nearestFunction(capability.text, functions)
		messages = append(messages, message)
	}
	return messages
}

func nearestFunction(text string, functions []string) string {
	if strings.HasSuffix(text, grant.Any) {
		// A pattern is compared with patterns: "apo.*" is near "api.*".
		modules := map[string]bool{}
		var patterns []string
		for _, function := range functions {
			if module := function[:strings.LastIndexByte(function, '.')+1]; !modules[module] {
				modules[module] = true
				patterns = append(patterns, module+grant.Any)
			}
		}
		functions = patterns
	}
	switch near := diag.DidYouMean(text, functions); {
	case near != "":
		return near
	case len(functions) == 0:
		return "backend/api.ts exports what a page may call, and there is none"
	default:
		return "the functions are the exports of backend/api.ts and of the files in backend/api, such as " + functions[0]
	}
}
