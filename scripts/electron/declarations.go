package main

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// What is read of Electron's declarations are names: of its modules and classes, of what each has, and of the class that a member leads to.

var (
	blockStart = regexp.MustCompile(`^  (class|interface) (\w+)(?: extends ([\w.]+))?`)
	memberLine = regexp.MustCompile(`^    (?:readonly )?(static )?(?:readonly )?([A-Za-z_]\w*)(\??)(\(|:)(.*)$`)
	eventLine  = regexp.MustCompile(`^    on\(event: '([^']+)'`)
	tagEvent   = regexp.MustCompile(`^    addEventListener\(event: '([^']+)'`)
	exportLine = regexp.MustCompile(`^    (?:const (\w+): (?:typeof )?(\w+);|class (\w+) extends)`)
	methodType = regexp.MustCompile(`\): ([^;]*);?\s*$`)
)

// listener are what every emitter has; Electron declares them once for each event.
var listener = strings.Fields("on off once addListener removeListener")

// section is a module or class.
type section struct {
	name    string
	extends string
	class   bool
	members map[string]string // name, with "()" of a method, quotes of an event, "static " before it -> the class that it leads to
}

// readDeclarations writes api.txt from the text of electron.d.ts.
func readDeclarations(text string) (string, error) {
	types := map[string]*section{}
	exports := map[string]string{} // what is exported -> its type
	var at *section
	inExports := false
	namespace := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "declare namespace "):
			namespace = strings.Fields(line)[2]
		case strings.HasPrefix(line, "  namespace "):
			inExports = strings.Contains(line, "CrossProcessExports")
			at = nil
		case strings.Contains(line, "interface ProcessVersions"):
			at = nil
		case blockStart.MatchString(line) && (namespace == "Electron" || strings.Contains(line, "interface Process ")):
			found := blockStart.FindStringSubmatch(line)
			name := found[2]
			if name == "Process" {
				name = "process"
			}
			at = typeOf(types, name)
			at.extends = found[3]
			at.class = found[1] == "class"
		case line == "  }" || line == "}":
			at = nil
		case inExports && exportLine.MatchString(line):
			found := exportLine.FindStringSubmatch(line)
			exports[found[1]+found[3]] = found[2] + found[3]
		case at != nil:
			at.line(line)
		}
	}
	return writeAPI(types, exports)
}

func typeOf(types map[string]*section, name string) *section {
	if types[name] == nil {
		types[name] = &section{name: name, members: map[string]string{}}
	}
	return types[name]
}

func (s *section) line(line string) {
	for _, pattern := range []*regexp.Regexp{eventLine, tagEvent} {
		if found := pattern.FindStringSubmatch(line); found != nil {
			s.members["'"+found[1]+"'"] = ""
			return
		}
	}
	found := memberLine.FindStringSubmatch(line)
	if found == nil {
		return
	}
	name := found[2]
	if s.name == "process" && (name == "electron" || name == "chrome") {
		return // they are process.versions's
	}
	if slices.Contains(listener, name) || name == "constructor" || name == "addEventListener" || name == "removeEventListener" {
		return
	}
	leads := strings.TrimSuffix(found[5], ";")
	if found[4] == "(" {
		leads = ""
		if returned := methodType.FindStringSubmatch(line); returned != nil {
			leads = returned[1]
		}
		name += "()"
	} else if strings.HasPrefix(strings.TrimSpace(leads), "(") && strings.Contains(leads, "=>") {
		name += "()"
		leads = ""
	}
	s.members[found[1]+name] = leads
}

// writeAPI writes a section for each export, and for each class that members lead to.
func writeAPI(types map[string]*section, exports map[string]string) (string, error) {
	exported := map[string]string{} // the type -> its name
	for name, of := range exports {
		exported[of] = name
	}
	if len(exports) == 0 {
		return "", fmt.Errorf("the declarations export nothing: are they those of Electron?")
	}
	names := slices.Sorted(maps.Keys(types))
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(cmp.Or(exported[a], a)), strings.ToLower(cmp.Or(exported[b], b))), strings.Compare(a, b))
	})
	var b strings.Builder
	for _, of := range names {
		s := types[of]
		shown := cmp.Or(exported[of], of)
		if exported[of] == "" && !s.class && of != "process" && of != "WebviewTag" {
			continue // the form of an argument or a result
		}
		kind := "class"
		switch {
		case exported[of] != "" && strings.ToLower(exported[of][:1]) == exported[of][:1]:
			kind = "module"
		case exported[of] == "":
			kind = "object"
		}
		fmt.Fprintf(&b, "# %s %s", shown, kind)
		if parent := types[strings.TrimPrefix(s.extends, "Electron.")]; parent != nil {
			fmt.Fprintf(&b, " %s", cmp.Or(exported[parent.name], parent.name))
		}
		b.WriteString("\n")
		for _, member := range slices.Sorted(maps.Keys(s.members)) {
			b.WriteString(member)
			leads := strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(s.members[member], " "), "Electron."), " | null"), " | undefined"))
			leads = strings.Trim(strings.TrimPrefix(leads, "("), ")")
			leads = strings.TrimPrefix(strings.TrimSuffix(leads, " | null"), "Electron.")
			if of := types[leads]; of != nil && (of.class || exported[leads] != "") {
				fmt.Fprintf(&b, " %s", cmp.Or(exported[leads], leads))
			}
			b.WriteString("\n")
		}
	}
	return b.String(), nil
}
