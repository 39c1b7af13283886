package main

import (
	"fmt"
	"io"
	"strings"
)

// exclusions are the features and flags of tests that do not run, with the reason.
// docs/compatibility.md shows this table.
var exclusions = []struct{ feature, reason string }{
	{"Temporal", "not in ES2025; no engine that ships with Node 22 has it"},
	{"ShadowRealm", "a proposal; Node does not have it"},
	{"tail-call-optimization", "no engine but Safari's has it; Node does not"},
	{"cross-realm", "one runtime has one realm; a vm context shares its built-ins"},
	{"IsHTMLDDA", "exists for document.all of web pages only"},
	{"CanBlockIsFalse", "the main thread may block, as in Node"},
	{"source-phase-imports", "a proposal; Node 22 does not have it"},
	{"source-phase-imports-module-source", "a proposal; Node 22 does not have it"},
	{"import-defer", "a proposal; Node does not have it"},
	{"export-defer", "a proposal; Node does not have it"},
	{"import-bytes", "a proposal; Node does not have it"},
	{"import-text", "a proposal; the bundler has a loader for text"},
	{"immutable-arraybuffer", "a proposal; Node does not have it"},
	{"nonextensible-applies-to-private", "a proposal; Node does not have it"},
	{"await-dictionary", "a proposal; Node does not have it"},
	{"error-stack-accessor", "a proposal; stack is an own property, as in Node"},
	{"Iterator.prototype.join", "a proposal; Node does not have it"},
	{"iterator-chunking", "a proposal; Node does not have it"},
	{"iterator-includes", "a proposal; Node does not have it"},
	{"joint-iteration", "a proposal; Node does not have it"},
	{"Intl.Era-monthcode", "a proposal; serves Temporal"},
}

// excluded returns why the test does not run, "" if it does.
func (f *frontmatter) excluded() string {
	for _, exclusion := range exclusions {
		if f.flags[exclusion.feature] {
			return exclusion.feature
		}
		for _, feature := range f.features {
			if feature == exclusion.feature {
				return feature
			}
		}
	}
	return ""
}

func printExclusions(out io.Writer) {
	fmt.Fprintf(out, "| %-36s | %-70s |\n|%s|%s|\n", "Feature", "Why it is left out", strings.Repeat("-", 38), strings.Repeat("-", 72))
	for _, exclusion := range exclusions {
		fmt.Fprintf(out, "| %-36s | %-70s |\n", "`"+exclusion.feature+"`", exclusion.reason)
	}
}
