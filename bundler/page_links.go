package bundler

import (
	"encoding/json"
	"path"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// preloading are the values of a link's rel that name what something else loads as well.
var preloading = []string{"modulepreload", "preload", "prefetch"}

// preload keeps a link to a bundle of the page or to a file that is shipped, and leaves out one to a module that is within a bundle.
func (p *page) preload(e *element) {
	file, ok := p.local(e, "href")
	if !ok {
		return
	}
	_, code := loaderFor(path.Ext(file))
	if url, bundled := p.outputs[file]; bundled {
		p.replace(e.get("href"), "href", url)
	} else if code || path.Ext(file) == ".css" {
		p.edits = append(p.edits, edit{e.start, e.end, ""})
	} else {
		p.ship(e.get("href"), "href", file)
	}
}

// importMap takes over what a page's import map says, and leaves it out: the page's security policy does not let it have one.
func (p *page) importMap(e *element) {
	var decoded struct {
		Imports map[string]string
		Scopes  map[string]any
	}
	at := func(severity diag.Severity, text, hint string) {
		p.report(e, nil, severity, text, hint)
	}
	if err := json.Unmarshal(p.source[e.textStart:e.textEnd], &decoded); err != nil {
		at(diag.SeverityError, "the import map is no JSON: "+err.Error(), `such as {"imports": {"lit": "./vendor/lit.js"}}`)
		return
	}
	if len(decoded.Scopes) > 0 {
		at(diag.SeverityWarning, "scopes of an import map have no effect", "DeskJS takes its imports only; a package's own version is found by node_modules")
	}
	for specifier, target := range decoded.Imports {
		file, ok := p.resolve(target)
		if !ok {
			at(diag.SeverityError, "the import map has "+specifier+" at "+target+", from where the page's security policy does not let it load", "install the package: `deskjs add "+packageName(strings.TrimSuffix(specifier, "/"))+"`")
			continue
		}
		p.maps[specifier] = file
	}
	p.edits = append(p.edits, edit{e.start, e.close, ""})
}
