package main

import (
	_ "embed"
	"regexp"
	"strings"
)

// exclusionsTable has a line for what a file may be or hold for which it does not apply: a kind, a regular expression, and the reason, with
// tabs between them. The kinds are "path", of the file's path; "window", of the text of a .window.js; and "text", of the text of any.
//
//go:embed exclusions.tsv
var exclusionsTable string

type exclusion struct {
	kind, reason string
	pattern      *regexp.Regexp
}

var exclusions = parseExclusions(exclusionsTable)

func parseExclusions(table string) (parsed []exclusion) {
	for line := range strings.Lines(table) {
		if fields := strings.Split(strings.TrimSpace(line), "\t"); len(fields) == 3 {
			parsed = append(parsed, exclusion{fields[0], fields[2], regexp.MustCompile(fields[1])})
		}
	}
	return parsed
}

// excluded returns why the file does not apply, "" if it does.
func excluded(path, source string) string {
	for _, e := range exclusions {
		var applies bool
		switch e.kind {
		case "path":
			applies = e.pattern.MatchString(path)
		case "window":
			applies = strings.HasSuffix(path, ".window.js") && e.pattern.MatchString(source)
		case "text":
			applies = e.pattern.MatchString(source)
		}
		if applies {
			return e.reason
		}
	}
	return ""
}
