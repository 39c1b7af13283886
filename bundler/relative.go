package bundler

import (
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// What a worker is built as; see the queries.
const (
	workerQuery       = "worker&url"              // a module
	classicQuery      = "worker&url&type=classic" // a classic script
	sharedWorkerQuery = "sharedworker&url"
)

// url makes an import of the file in new URL('./file', import.meta.url), and has a worker's script built.
func (e *expansion) url(index int) {
	open := index + 2
	literal := open + 1
	if literal >= len(e.tokens) || !e.matches(literal+1, ",", "import", ".", "meta", ".", "url") {
		return
	}
	end := literal + 7
	if end < len(e.tokens) && e.tokens[end].text == "," {
		end++
	}
	if end >= len(e.tokens) || e.tokens[end].text != ")" {
		return
	}
	t := e.tokens[literal]
	whole := t.kind == tokenString || t.kind == tokenTemplate && len(t.text) > 1 && strings.HasSuffix(t.text, "`")
	if !whole {
		return
	}
	specifier := unquoteLiteral(t.text)
	if specifier == "" || strings.Contains(specifier, ":") || strings.HasPrefix(specifier, "//") || strings.HasSuffix(specifier, "/") {
		return // elsewhere, or a folder
	}
	query := "url"
	switch {
	case e.matches(index-3, "new", "Worker", "("):
		query = classicQuery
		if e.isModuleWorker(index-1, end) {
			query = workerQuery
		}
	case e.matches(index-3, "new", "SharedWorker", "("):
		query = sharedWorkerQuery + "&type=classic"
		if e.isModuleWorker(index-1, end) {
			query = sharedWorkerQuery
		}
	case e.matches(index-2, "addModule", "("):
		query = workerQuery
	}
	if !strings.HasPrefix(specifier, ".") && !strings.HasPrefix(specifier, "/") {
		specifier = "./" + specifier // a URL, in which "./" goes without saying
	}
	path, fragment, _ := strings.Cut(specifier, "#")
	path, _, _ = strings.Cut(path, "?")
	name := e.name()
	e.imports.WriteString("import " + name + " from " + quote(path+"?"+query) + ";")
	text := name
	if fragment != "" {
		text += "+" + quote("#"+fragment)
	}
	e.replace(t.start, t.end, text)
}

// isModuleWorker reports whether the options behind a worker's URL have the type "module". open is the bracket of the constructor's arguments.
func (e *expansion) isModuleWorker(open, end int) bool {
	last := e.tokens[open].match
	for i := end + 1; i > 0 && i+2 < last; i++ {
		if strings.Trim(e.tokens[i].text, `'"`) == "type" && e.tokens[i+1].text == ":" {
			return unquoteLiteral(e.tokens[i+2].text) == "module"
		}
	}
	return false
}

// unquoteLiteral is the value of a string, or of a template without substitutions.
func unquoteLiteral(text string) string {
	if len(text) < 2 {
		return ""
	}
	inner := text[1 : len(text)-1]
	if !strings.Contains(inner, `\`) {
		return inner
	}
	return unquote(`"` + strings.ReplaceAll(strings.ReplaceAll(inner, `\'`, "'"), "\\`", "`") + `"`)
}

// workerBackend refuses the api in a worker, which has no bridge to the backend.
func workerBackend(file string) diag.Message {
	return diag.Message{
		Severity: diag.SeverityError, Text: "a worker can't call the backend, and " + file + " is of the backend",
		Hint: "call it in the page, and send the worker what it needs by postMessage",
	}
}
