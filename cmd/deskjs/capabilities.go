package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
)

// tellOfCapabilities prints what the page of each window may use of the app, all that deskjs.json says put together.
func tellOfCapabilities(env *environment, windows []payload.Window, functions []string) {
	if !slices.ContainsFunc(windows, func(w payload.Window) bool { return w.Capabilities != nil }) {
		fmt.Fprintf(env.out, "Every window may use everything: all functions (%d), events and channels.\n", len(functions))
		return
	}
	for i, window := range windows {
		name := fmt.Sprintf("windows[%d]", i)
		if window.Name != "" {
			name = fmt.Sprintf("The window %q", window.Name)
		}
		fmt.Fprintf(env.out, "%s may use %s\n", name, usable(window.Capabilities, functions))
	}
}

// usable describes a list of capabilities by what it comes to.
func usable(list, functions []string) string {
	if list == nil {
		return "everything"
	}
	capabilities, err := grant.ParseCapabilities(list)
	if err != nil {
		return "nothing"
	}
	var parts []string
	for _, function := range functions {
		if capabilities.Allow(function) {
			parts = append(parts, function)
		}
	}
	if len(parts) == len(functions) && len(parts) > 1 {
		parts = []string{"all functions"}
	}
	named := slices.Sorted(slices.Values(list))
	for _, text := range slices.Compact(named) {
		if pattern, err := grant.ParseCapability(text); err == nil && !pattern.IsFunction() {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}
