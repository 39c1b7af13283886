package main

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
)

// exclusionsTable has a line for what a file may be or need for which it does not apply: a kind, what it is, and the reason, with
// tabs between them. The kinds are "file", a file's name; "flag", an option that its comment asks for; and "text", a regular expression
// of what is in it.
//
//go:embed exclusions.tsv
var exclusionsTable string

// exclusion is a line of exclusionsTable.
type exclusion struct {
	kind, what, reason string
	pattern            *regexp.Regexp // of the kind "text"
}

var exclusions = parseExclusions(exclusionsTable)

func parseExclusions(table string) (parsed []exclusion) {
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 {
			continue
		}
		e := exclusion{kind: fields[0], what: fields[1], reason: fields[2]}
		if e.kind == "text" {
			e.pattern = regexp.MustCompile(e.what)
		}
		parsed = append(parsed, e)
	}
	return parsed
}

// excluded returns why the file of the given name, flags and text does not apply, "" if it does.
func excluded(name string, flags []string, source string) string {
	for _, e := range exclusions {
		var applies bool
		switch e.kind {
		case "file":
			applies = strings.HasSuffix(name, "/"+e.what)
		case "flag":
			applies = slices.ContainsFunc(flags, func(flag string) bool { return strings.HasPrefix(strings.ReplaceAll(flag, "_", "-"), e.what) })
		case "text":
			applies = e.pattern.MatchString(source)
		}
		if applies {
			return e.reason
		}
	}
	return ""
}
