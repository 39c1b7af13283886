package main

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

var (
	declaredModule = regexp.MustCompile(`(?ms)^declare module '(?:deskjs|electron)' \{$(.*?)^\}`)
	declaredType   = regexp.MustCompile(`(?m)^  (?:export )?(?:declare )?(?:abstract )?(?:class|interface|type) (\w+)(<?)`)
)

// electronNamespace declares the global namespace Electron, by which code written for Electron names types: those of the module, but for generic ones.
func electronNamespace(types map[string]string) string {
	names := map[string]bool{}
	for _, text := range types {
		for _, module := range declaredModule.FindAllStringSubmatch(text, -1) {
			for _, found := range declaredType.FindAllStringSubmatch(module[1], -1) {
				names[found[1]] = names[found[1]] || found[2] == ""
			}
		}
	}
	var b strings.Builder
	b.WriteString("declare namespace Electron {\n")
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if names[name] {
			b.WriteString("  type " + name + " = import('electron')." + name + "\n")
		}
	}
	b.WriteString("}\n")
	return b.String()
}
