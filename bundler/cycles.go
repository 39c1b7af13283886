package bundler

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// Modules that import each other work as long as none uses what another has before that one has run. Where a module does so while it loads,
// the app fails at once, with a message that names neither; cycles finds those places.

// moduleGraph is what esbuild says of the modules of a build.
type moduleGraph struct {
	dir     string
	inputs  map[string]graphModule
	order   []string       // as the modules run
	at      map[string]int // in order
	visited map[string]bool
}

type graphModule struct {
	Imports []struct{ Path, Kind, Original string }
	Format  string
}

// cycles warns of what is used while it is not there yet, in the modules that metafile has.
func cycles(dir, metafile string) []diag.Message {
	var decoded struct {
		Inputs  map[string]graphModule
		Outputs map[string]struct{ EntryPoint string }
	}
	if json.Unmarshal([]byte(metafile), &decoded) != nil {
		return nil // nothing was built
	}
	g := &moduleGraph{dir: dir, inputs: decoded.Inputs, at: map[string]int{}, visited: map[string]bool{}}
	for _, output := range slices.Sorted(maps.Keys(decoded.Outputs)) {
		if entry := decoded.Outputs[output].EntryPoint; entry != "" {
			g.visit(entry)
		}
	}
	var messages []diag.Message
	for _, name := range g.order {
		for _, imported := range g.inputs[name].Imports {
			// What runs later and is imported all the same is in a cycle.
			if at, ok := g.at[imported.Path]; ok && imported.Kind == "import-statement" && at > g.at[name] && !fromPackage("/"+name) {
				messages = append(messages, g.usedTooEarly(name, imported.Path, imported.Original)...)
			}
		}
	}
	return messages
}

// visit walks modules as they run: what a module imports runs before it, unless that is waiting for the module itself.
func (g *moduleGraph) visit(name string) {
	if g.visited[name] {
		return
	}
	g.visited[name] = true
	for _, imported := range g.inputs[name].Imports {
		if imported.Kind == "import-statement" {
			g.visit(imported.Path)
		}
	}
	g.at[name] = len(g.order)
	g.order = append(g.order, name)
}

// usedTooEarly finds what of the module later, which is imported by specifier, the module name uses while it loads.
func (g *moduleGraph) usedTooEarly(name, later, specifier string) []diag.Message {
	path := filepath.Join(g.dir, filepath.FromSlash(name))
	source, err := os.ReadFile(path)
	if err != nil || strings.Contains(name, ":") || strings.Contains(name, "?") {
		return nil
	}
	code := source
	if hasJSX(path) {
		plain, wrong := PlainModule(g.dir, path, source, false)
		if len(wrong) > 0 {
			return nil
		}
		code = plain
	}
	tokens := scan(string(code))
	locals := importedNames(tokens, specifier)
	var hoisted map[string]bool
	var messages []diag.Message
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.match > i { // what is in brackets runs when it is called, or is no use that fails
			i = t.match
			continue
		}
		if t.text == "=>" { // what such a function has for a body, until the statement ends
			for i+1 < len(tokens) && !(tokens[i+1].fresh && tokens[i+1].kind == tokenWord) && tokens[i+1].text != ";" {
				if i++; tokens[i].match > i {
					i = tokens[i].match
				}
			}
			continue
		}
		imported, ok := locals[t.text]
		if !ok || t.kind != tokenWord || i == 0 || tokens[i-1].text == "." || i+1 == len(tokens) {
			continue
		}
		before, next := tokens[i-1].text, tokens[i+1].text
		fails := before == "extends" || before == "new" || !tokens[i+1].fresh && (next == "(" || next == "." || next == "[")
		if !fails {
			continue
		}
		if hoisted == nil {
			hoisted = g.functionsOf(later)
		}
		if hoisted[imported] && before != "extends" {
			continue
		}
		message := diag.Message{
			Severity: diag.SeverityWarning, File: name, Length: t.end - t.start,
			Text: t.text + " is not there yet when this runs: " + name + " and " + later + " import each other, and " + later + " runs later",
			Hint: "move " + t.text + " into a file that imports neither, or use it within a function that is called later",
		}
		if hasJSX(path) {
			message.Length = 0 // the places are those of what was made of the file
		} else {
			message = diag.At(message, source, t.start)
		}
		messages = append(messages, message)
	}
	return messages
}

// importedNames are the names that import statements of a specifier give, with those that they have in the module; "*" is all of it.
func importedNames(tokens []token, specifier string) map[string]string {
	names := map[string]string{}
	for i, t := range tokens {
		if t.text != "import" || t.kind != tokenWord || !t.fresh || i+1 < len(tokens) && tokens[i+1].text == "type" && i+2 < len(tokens) && tokens[i+2].text != "from" {
			continue
		}
		end := i + 1
		for end < len(tokens) && tokens[end].kind != tokenString && !(tokens[end].fresh && tokens[end].text == "import") {
			end++
		}
		if end == len(tokens) || tokens[end].kind != tokenString || unquoteLiteral(tokens[end].text) != specifier {
			continue
		}
		for at := i + 1; at < end; at++ {
			word := tokens[at]
			switch {
			case word.kind != tokenWord, word.text == "from", word.text == "type":
			case tokens[at+1].text == "as" && at+2 < end:
				names[tokens[at+2].text] = word.text
				at += 2
			case word.text == "as" && tokens[at-1].text == "*":
				names[tokens[at+1].text] = "*"
				at++
			case at == i+1:
				names[word.text] = "default"
			default:
				names[word.text] = word.text
			}
		}
	}
	return names
}

// functionsOf are the function declarations at the top of a module, which are there before it runs.
func (g *moduleGraph) functionsOf(name string) map[string]bool {
	functions := map[string]bool{"*": true} // the module itself is there
	source, err := os.ReadFile(filepath.Join(g.dir, filepath.FromSlash(name)))
	if err != nil {
		return functions
	}
	tokens := scan(string(source))
	for i := 0; i+1 < len(tokens); i++ {
		if tokens[i].match > i {
			i = tokens[i].match
			continue
		}
		if tokens[i].text != "function" || tokens[i].kind != tokenWord {
			continue
		}
		named := tokens[i+1]
		if named.text == "*" && i+2 < len(tokens) {
			named = tokens[i+2]
		}
		functions[named.text] = true
		if i > 0 && tokens[i-1].text == "default" || i > 1 && tokens[i-1].text == "async" && tokens[i-2].text == "default" {
			functions["default"] = true
		}
	}
	return functions
}
