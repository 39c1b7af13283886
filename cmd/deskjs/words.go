package main

import (
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// What authors know from other tools by another name, so that a message can name ours.
var (
	otherVerbs = map[string]string{
		"i": "install", "ci": "install --locked", "clean-install": "install --locked", "rm": "remove", "uninstall": "remove", "un": "remove", "update": "outdated", "upgrade": "outdated",
		"new": "init", "create": "init", "serve": "dev", "watch": "dev", "preview": "start", "open": "start", "exec": "run", "node": "run", "typecheck": "check", "lint": "check",
		"compile": "build", "bundle": "build", "env": "info", "version": "--version",
	}
	otherFlags = map[string]string{
		"frozen": "locked", "frozen-lockfile": "locked", "immutable": "locked", "production": "omit", "prod": "omit", "dev": "save-dev", "exact": "save-exact", "cwd": "dir", "prefix": "dir",
		"y": "yes", "skip-types": "no-types", "fix": "write",
	}
)

// nearestVerb is the command that a name was probably meant to be: what another tool calls so, or the one that is written almost so.
func nearestVerb(name string, known []string) string {
	if ours := otherVerbs[strings.ToLower(name)]; ours != "" {
		return ours
	}
	return diag.Nearest(name, known)
}

// nearestFlag is the same for a flag, without its dashes, among those of a verb.
func nearestFlag(name string, known []string) string {
	for _, flag := range known {
		if flag == otherFlags[strings.ToLower(name)] {
			return flag
		}
	}
	return diag.Nearest(name, known)
}
