package hot

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Names that a module's function has as parameters; see client/registry.js.
const parameters = "module, exports, require, __ns, __meta, __import, __export, __reExport, __toESM, __wrapped, __refresh"

// ownHelpers are the helpers of esbuild that the page's registry has its own of: they keep a module's namespace the same object
// when the module is run again.
var ownHelpers = strings.Fields("__export __copyProps __reExport __toESM __toCommonJS")

// basicHelpers are what the other helpers are made of.
var basicHelpers = strings.Fields("__create __defProp __getOwnPropDesc __getOwnPropNames __getProtoOf __hasOwnProp")

var (
	helperStart    = regexp.MustCompile(`^var (__\w+) = `)
	namespaceEnd   = regexp.MustCompile(`(?m)^module\.exports = __toCommonJS\((\w+)\);$`)
	annotation     = "\n// Annotate the CommonJS export names for ESM import in node:\n"
	importLine     = regexp.MustCompile(`(?m)^import (?:(.+) from )?("(?:[^"\\]|\\.)*")(?: with \{.*\})?;$`)
	exportStarLine = regexp.MustCompile(`(?m)^export \* (?:as ([\w$]+) )?from ("(?:[^"\\]|\\.)*");$`)
	exportBlock    = regexp.MustCompile(`(?ms)^export \{\n(.*?)\n\};$`)
	exportName     = regexp.MustCompile(`^\s*([\w$]+)(?: as ([\w$]+|"(?:[^"\\]|\\.)*"))?,?$`)
	// At the end only: what looks like it further up is in a text.
	sourceComment = regexp.MustCompile(`(?:^|\n)(?://# source(?:Mapping)?URL=[^\n]*\n*)+\z`)
)

func quote(text string) string {
	data, _ := json.Marshal(text) // a string always encodes
	return string(data)
}

// finish makes the body of a module's function of esbuild's output. Lines keep their order, so that the source map moves along.
func (m *module) finish(code string, sourceMap []byte) {
	code, _, _ = strings.Cut(code, annotation)
	code = sourceComment.ReplaceAllString(code, "")
	head, rest := splitHelpers(code)
	dropped := strings.Count(code[:len(code)-len(rest)], "\n") - strings.Count(head, "\n")
	if m.async {
		rest = convertModule(rest)
		m.esm = true
	} else if found := namespaceEnd.FindStringSubmatchIndex(rest); found != nil {
		m.esm = true
		name := rest[found[2]:found[3]]
		rest = rest[:found[0]] + rest[found[1]:]
		declared := "var " + name + " = {};"
		if at := strings.Index(rest, declared); at >= 0 {
			rest = rest[:at] + "var " + name + " = __ns;" + rest[at+len(declared):]
		}
	}
	// An ES module in a wrapper, such as one that a query asks for.
	rest = strings.ReplaceAll(rest, "__toCommonJS(", `((m) => Object.defineProperty(m, "__esModule", { value: true }))(`)
	if strings.Contains(rest, "import(") {
		rest = renameImports(rest)
	}
	m.body = head + strings.TrimRight(rest, "\n") + "\n"
	if !m.fromPackage() {
		m.map_ = readMapping(sourceMap, dropped)
	}
	if m.esm && !m.fromPackage() && m.drawsComponents() {
		m.body += refreshCode(m.body)
	}
}

// splitHelpers takes esbuild's helpers from the beginning of its output, but for those that the registry doesn't have.
func splitHelpers(code string) (head, rest string) {
	strict := ""
	if after, found := strings.CutPrefix(code, "\"use strict\";\n"); found {
		strict, code = "\"use strict\";\n", after
	}
	code = strings.TrimPrefix(code, "\n")
	at := 0
	if !strings.HasPrefix(code, "// ") {
		at = strings.Index(code, "\n// ") + 1
	}
	if at == 0 && !helperStart.MatchString(code) {
		return strict, code
	}
	if at == 0 && !strings.HasPrefix(code, "// ") {
		return strict, code
	}
	var kept strings.Builder
	keep := false
	lines := strings.SplitAfter(code[:at], "\n")
	needsBasics := false
	for _, line := range lines {
		if found := helperStart.FindStringSubmatch(line); found != nil {
			own := slices.Contains(ownHelpers, found[1])
			basic := slices.Contains(basicHelpers, found[1])
			keep = !own
			needsBasics = needsBasics || !own && !basic
		}
		if keep && line != "\n" {
			kept.WriteString(line)
		}
	}
	if !needsBasics {
		return strict, code[at:]
	}
	return strict + kept.String(), code[at:]
}

// convertModule makes the body of an async function of an ES module with await at the top.
func convertModule(code string) string {
	code = importLine.ReplaceAllStringFunc(code, func(line string) string {
		found := importLine.FindStringSubmatch(line)
		required := "__toESM(require(" + found[2] + "))"
		clause := found[1]
		if clause == "" {
			return required + ";"
		}
		var out []string
		if before, named, ok := strings.Cut(clause, "{"); ok {
			clause = strings.TrimSuffix(strings.TrimSpace(before), ",")
			out = append(out, "{"+strings.ReplaceAll(named, " as ", ": ")+" = "+required)
		}
		for part := range strings.SplitSeq(clause, ",") {
			part = strings.TrimSpace(part)
			if name, ok := strings.CutPrefix(part, "* as "); ok {
				out = append(out, name+" = "+required)
			} else if part != "" {
				out = append(out, part+" = "+required+".default")
			}
		}
		return "var " + strings.Join(out, ", ") + ";"
	})
	code = exportStarLine.ReplaceAllStringFunc(code, func(line string) string {
		found := exportStarLine.FindStringSubmatch(line)
		if found[1] != "" {
			return "__export(__ns, { " + found[1] + ": () => __toESM(require(" + found[2] + ")) });"
		}
		return "__reExport(__ns, require(" + found[2] + "));"
	})
	var names []string
	code = exportBlock.ReplaceAllStringFunc(code, func(block string) string {
		for line := range strings.SplitSeq(exportBlock.FindStringSubmatch(block)[1], "\n") {
			if found := exportName.FindStringSubmatch(line); found != nil {
				exported := found[2]
				if exported == "" {
					exported = found[1]
				}
				names = append(names, exported+": () => "+found[1])
			}
		}
		return strings.Repeat("\n", strings.Count(block, "\n"))
	})
	if len(names) == 0 {
		return code
	}
	return "__export(__ns, { " + strings.Join(names, ", ") + " }); " + code
}

// renameImports makes calls of the registry's function of import().
func renameImports(code string) string {
	var out strings.Builder
	from := 0
	tokens := scan(code)
	for i, t := range tokens {
		if t.text(code) != "import" || i+1 >= len(tokens) || tokens[i+1].text(code) != "(" || i > 0 && tokens[i-1].text(code) == "." {
			continue
		}
		out.WriteString(code[from:t.start] + "__import")
		from = t.end
	}
	out.WriteString(code[from:])
	return out.String()
}

// define is the call that gives the module to the page's registry.
func (m *module) define() string {
	var out strings.Builder
	out.WriteString("__d(" + quote(m.id) + ", [")
	for i, d := range m.imports {
		if i > 0 {
			out.WriteString(",")
		}
		if d.late {
			out.WriteString("[" + quote(d.id) + "]")
		} else {
			out.WriteString(quote(d.id))
		}
	}
	out.WriteString("], ")
	out.WriteString(strconv.Itoa(m.flags()))
	if len(m.requests) > 0 {
		requests, _ := json.Marshal(m.requests) // strings always encode
		out.WriteString(", " + string(requests))
	} else {
		out.WriteString(", 0")
	}
	if m.styled {
		out.WriteString(", " + quote(m.style))
	} else {
		out.WriteString(", 0")
	}
	out.WriteString(", ")
	if m.async {
		out.WriteString("async ")
	}
	out.WriteString("function (" + parameters + ") {")
	if m.esm {
		out.WriteString(`"use strict";`)
	}
	out.WriteString("\n" + m.body + "});\n")
	return out.String()
}

// The flags of a module, as client/registry.js knows them.
const (
	flagES = 1 << iota
	flagAsync
	flagRefresh
	flagSelf
)

func (m *module) flags() int {
	flags := 0
	if m.esm {
		flags |= flagES
	}
	if m.async {
		flags |= flagAsync
	}
	if m.accepts.refresh {
		flags |= flagRefresh
	}
	if m.accepts.self {
		flags |= flagSelf
	}
	return flags
}
