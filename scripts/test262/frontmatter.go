package main

import "strings"

// frontmatter is what a test says of itself (INTERPRETING.md of test262).
type frontmatter struct {
	flags    map[string]bool
	includes []string
	features []string
	// negativePhase and negativeType are when which error must come; "" if none must.
	negativePhase, negativeType string
}

// readFrontmatter reads the comment between /*--- and ---*/, whose YAML is of the simple kind: lists are in brackets
// or a line each, nothing is quoted that matters.
func readFrontmatter(source string) frontmatter {
	f := frontmatter{flags: map[string]bool{}}
	_, rest, _ := strings.Cut(source, "/*---")
	text, _, _ := strings.Cut(rest, "---*/")
	key := ""
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		trimmed := strings.TrimSpace(line)
		name, value, found := strings.Cut(trimmed, ":")
		switch indented := line[0] == ' ' || line[0] == '\t' || line[0] == '-'; {
		case !indented && found:
			key = name
			f.add(key, strings.Fields(strings.NewReplacer("[", " ", "]", " ", ",", " ").Replace(value)))
		case key == "negative" && name == "phase":
			f.negativePhase = strings.TrimSpace(value)
		case key == "negative" && name == "type":
			f.negativeType = strings.TrimSpace(value)
		case indented:
			f.add(key, strings.Fields(strings.NewReplacer("[", " ", "]", " ", ",", " ", "- ", " ").Replace(trimmed)))
		}
	}
	return f
}

func (f *frontmatter) add(key string, values []string) {
	switch key {
	case "flags":
		for _, flag := range values {
			f.flags[flag] = true
		}
	case "includes":
		f.includes = append(f.includes, values...)
	case "features":
		f.features = append(f.features, values...)
	}
}

// variants are the ways in which the test is to run.
func (f *frontmatter) variants() []variant {
	switch {
	case f.flags["module"]:
		return []variant{moduleCode}
	case f.flags["raw"], f.flags["noStrict"]:
		return []variant{sloppyCode}
	case f.flags["onlyStrict"]:
		return []variant{strictCode}
	}
	return []variant{sloppyCode, strictCode}
}

type variant int

const (
	sloppyCode variant = iota
	strictCode
	moduleCode
)

func (v variant) String() string { return [...]string{"sloppy", "strict", "module"}[v] }
