package bundler

import (
	"cmp"
	"fmt"
	"html"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// inlineSuffix separates a page's path from the number of a script or style within it, in the names that esbuild sees.
const inlineSuffix = "?inline-"

// entry is something a page loads that esbuild bundles: a module script or a style sheet.
type entry struct {
	// input is the file, relative to the project; of an inline entry, the page's path with inlineSuffix and a number.
	input string
	// output is the bundle's name below frontend/, without extension.
	output string
	// style tells a style sheet from a script.
	style bool
	// text is the source of an inline entry, placed on the line and column that it has in the page.
	text string
}

// edit replaces bytes of a page.
type edit struct {
	start, end int
	text       string
}

// page is a page of the app, taken apart.
type page struct {
	*site
	source []byte
	// entries are what this page loads of the site's.
	entries  []entry
	edits    []edit
	headEnd  int // where style sheets that scripts import are linked
	messages []diag.Message
	path     string // relative to the project
}

// assetAttributes are the attributes, by element, that name a file to ship.
var assetAttributes = map[string][]string{
	"img": {"src"}, "source": {"src"}, "video": {"src", "poster"}, "audio": {"src"}, "track": {"src"}, "embed": {"src"},
	"object": {"data"}, "input": {"src"}, "link": {"href"}, "image": {"href"}, "use": {"href"},
}

// scriptTypes are the values of a script's type that make it a classic script.
var scriptTypes = []string{"", "text/javascript", "application/javascript", "text/ecmascript"}

func isClassic(kind string) bool { return slices.Contains(scriptTypes, kind) }

// parse finds what the page at pagePath, relative to the project, loads.
func (s *site) parse(pagePath string, source []byte) *page {
	p := &page{site: s, source: source, path: pagePath, headEnd: -1}
	s.pages = append(s.pages, p)
	elements := scanHTML(source)
	var preloads []*element
	for i := range elements {
		e := &elements[i]
		switch {
		case p.finished:
			p.finishedElement(e)
		case e.name == "script":
			p.script(e)
		case e.name == "style":
			p.inline(e, true)
		case e.name == "link" && slices.Contains(strings.Fields(strings.ToLower(e.value("rel"))), "stylesheet"):
			if file, ok := p.local(e, "href"); ok {
				p.replace(e.get("href"), "href", p.addFile(file, true))
			}
		case e.name == "link" && slices.Contains(preloading, strings.ToLower(strings.TrimSpace(e.value("rel")))):
			preloads = append(preloads, e)
		case e.name == "link" && strings.EqualFold(e.value("rel"), "canonical"):
		default:
			for _, name := range assetAttributes[e.name] {
				p.asset(e, name)
			}
			p.sourceSet(e)
		}
		if p.headEnd < 0 && (e.name == "script" || e.name == "body") {
			p.headEnd = e.start
		}
	}
	for _, e := range preloads { // which of them are bundles is known by now
		p.preload(e)
	}
	if p.headEnd < 0 {
		p.headEnd = len(source)
	}
	return p
}

func (p *page) report(e *element, a *attribute, severity diag.Severity, text, hint string) {
	start, length := e.start, len(e.name)+1
	if a != nil {
		start, length = a.start, a.end-a.start
	}
	message := diag.At(diag.Message{Severity: severity, Text: text, File: p.path, Hint: hint}, p.source, start)
	message.Length = length
	p.messages = append(p.messages, message)
}

// add registers an entry and returns the URL by which the page loads its bundle.
func (p *page) add(e entry) string {
	p.entries = append(p.entries, e)
	p.site.entries = append(p.site.entries, e)
	if e.style {
		return "/" + e.output + ".css"
	}
	return "/" + e.output + ".js"
}

// addFile registers a file as an entry, which other pages may have done already.
func (p *page) addFile(file string, style bool) string {
	if url, ok := p.outputs[file]; ok {
		output := strings.TrimPrefix(strings.TrimSuffix(url, path.Ext(url)), "/")
		p.entries = append(p.entries, entry{input: file, output: output, style: style})
		return url
	}
	p.outputs[file] = p.add(entry{input: file, output: p.outputName(file), style: style})
	return p.outputs[file]
}

func (p *page) replace(a *attribute, name, value string) {
	p.edits = append(p.edits, edit{a.start, a.end, name + `="` + html.EscapeString(value) + `"`})
}

func (p *page) script(e *element) {
	kind := strings.ToLower(strings.TrimSpace(e.value("type")))
	module := kind == "module"
	if kind == "importmap" {
		p.importMap(e)
		return
	}
	if !module && !isClassic(kind) {
		return // data, such as application/json
	}
	if e.get("src") == nil {
		if module {
			p.inline(e, false)
		} else if text := string(p.source[e.textStart:e.textEnd]); strings.TrimSpace(text) != "" {
			name := p.outputName(p.inlineName(len(p.texts)+len(p.site.entries))) + ".js"
			p.texts[name] = text
			p.edits = append(p.edits, edit{e.end - 1, e.end, ` src="/` + name + `">`}, edit{e.textStart, e.textEnd, ""})
		}
		return
	}
	file, ok := p.local(e, "src")
	if !ok {
		return
	}
	if module {
		p.replace(e.get("src"), "src", p.addFile(file, false))
		return
	}
	if extension := path.Ext(file); extension != ".js" {
		p.report(e, e.get("src"), diag.SeverityError, "a classic script can't be "+extension, `add type="module" to the script, so that it is bundled`)
		return
	}
	p.ship(e.get("src"), "src", file)
}

// inlineName is the file that an inline script or style would be in.
func (p *page) inlineName(number int) string {
	return strings.TrimSuffix(p.path, path.Ext(p.path)) + ".inline-" + fmt.Sprint(number+1) + ".js"
}

// inline moves the text of a script or style to an entry of its own, because the page's security policy allows no
// inline code.
func (p *page) inline(e *element, style bool) {
	text := string(p.source[e.textStart:e.textEnd])
	if strings.TrimSpace(text) == "" {
		return
	}
	number := len(p.texts) + len(p.entries)
	at := diag.At(diag.Message{}, p.source, e.textStart)
	name := p.add(entry{
		input: p.path + inlineSuffix + fmt.Sprint(number+1), output: p.outputName(p.inlineName(number)), style: style,
		text: strings.Repeat("\n", at.Line-1) + strings.Repeat(" ", at.Column-1) + text,
	})
	if !style {
		p.edits = append(p.edits, edit{e.end - 1, e.end, ` src="` + name + `">`}, edit{e.textStart, e.textEnd, ""})
		return
	}
	link := `<link rel="stylesheet" href="` + name + `"`
	if media := e.value("media"); media != "" {
		link += ` media="` + html.EscapeString(media) + `"`
	}
	p.edits = append(p.edits, edit{e.start, e.close, link + ">"})
}

// local resolves an attribute that names a file of the project. It reports false for what is elsewhere, and, after a
// message, for what is not there.
func (p *page) local(e *element, name string) (string, bool) {
	a := e.get(name)
	if a == nil || strings.TrimSpace(a.value) == "" {
		return "", false
	}
	file, ok := p.resolve(a.value)
	if !ok {
		if e.name == "script" || e.name == "link" && !strings.HasPrefix(a.value, "#") && !strings.HasPrefix(a.value, "data:") {
			p.report(e, a, diag.SeverityWarning, "the page's security policy does not let it load "+a.value, "put the file into "+p.root+"/, or import it from a package")
		}
		return "", false
	}
	if p.exists(file) {
		return file, true
	}
	if name, inside := p.below(file); inside && p.exists(p.public(name)) {
		p.replace(a, a.name, p.address(name, a.value))
		return "", false
	}
	p.report(e, a, diag.SeverityError, "there is no file "+file, p.near(file))
	return "", false
}

// address is the URL of a file below the pages' folder, with the fragment that a reference to it has.
func (p *page) address(name, reference string) string {
	fragment := ""
	if i := strings.IndexByte(reference, '#'); i >= 0 {
		fragment = reference[i:]
	}
	return "/" + (&url.URL{Path: name}).EscapedPath() + fragment
}

func (p *page) exists(file string) bool {
	info, err := os.Stat(filepath.Join(p.dir, filepath.FromSlash(file)))
	return err == nil && info.Mode().IsRegular()
}

func (p *page) near(file string) string {
	if near := nearestFile(filepath.Join(p.dir, filepath.FromSlash(path.Dir(file))), path.Base(file)); near != "" {
		return "did you mean \"" + near + "\"?"
	}
	return "a path in the page is relative to the page"
}

// resolve turns a URL of the page into a path relative to the project.
func (p *page) resolve(reference string) (string, bool) {
	reference = strings.TrimSpace(reference)
	parsed, err := url.Parse(reference)
	if err != nil || parsed.Scheme != "" || parsed.Host != "" || parsed.Path == "" {
		return "", false
	}
	base := path.Dir(p.path)
	if strings.HasPrefix(parsed.Path, "/") {
		return path.Join(p.root, parsed.Path), true
	}
	return path.Join(base, parsed.Path), true
}

func (p *page) asset(e *element, name string) {
	if file, ok := p.local(e, name); ok {
		p.ship(e.get(name), name, file)
	}
}

// ship copies a file under the name it has below frontend/; what lies elsewhere in the project goes to assets/.
func (p *page) ship(a *attribute, name, file string) {
	p.replace(a, name, p.address(p.shipped(file), a.value))
}

func (p *page) shipped(file string) string {
	target, inside := p.below(file)
	if !inside {
		target = "assets/" + path.Base(file)
	}
	p.copies["frontend/"+target] = file
	return target
}

// sourceSet ships the files of srcset="a.png 1x, b.png 2x".
func (p *page) sourceSet(e *element) {
	a := e.get("srcset")
	if a == nil || strings.Contains(a.value, "data:") {
		return
	}
	var candidates []string
	for candidate := range strings.SplitSeq(a.value, ",") {
		fields := strings.Fields(candidate)
		if len(fields) == 0 {
			continue
		}
		if file, ok := p.resolve(fields[0]); ok {
			if name, inside := p.below(file); inside && !p.exists(file) && p.exists(p.public(name)) {
				fields[0] = p.address(name, fields[0])
				candidates = append(candidates, strings.Join(fields, " "))
				continue
			}
			if !p.exists(file) {
				p.report(e, a, diag.SeverityError, "there is no file "+file, p.near(file))
				continue
			}
			fields[0] = "/" + (&url.URL{Path: p.shipped(file)}).EscapedPath()
		}
		candidates = append(candidates, strings.Join(fields, " "))
	}
	p.replace(a, "srcset", strings.Join(candidates, ", "))
}

// outputName returns a bundle's name for a file: its path below frontend/ without extension, made unique.
func (p *page) outputName(file string) string {
	name, _ := p.below(file)
	name = strings.TrimSuffix(name, path.Ext(name))
	if strings.HasPrefix(name, "../") || filepath.IsAbs(name) {
		name = path.Base(name)
	}
	unique := name
	for i := 2; p.used[unique]; i++ {
		unique = fmt.Sprintf("%s-%d", name, i)
	}
	p.used[unique] = true
	return unique
}

// render returns the page with its references to what was built. styles are the URLs of style sheets that scripts
// import.
func (p *page) render(styles []string) []byte {
	edits := slices.Clone(p.edits)
	var links strings.Builder
	for _, style := range styles {
		links.WriteString(`<link rel="stylesheet" href="` + html.EscapeString(style) + `">`)
	}
	if links.Len() > 0 {
		edits = append(edits, edit{p.headEnd, p.headEnd, links.String()})
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(out, p.source[at:e.start]...)
		out = append(out, e.text...)
		at = e.end
	}
	return append(out, p.source[at:]...)
}
