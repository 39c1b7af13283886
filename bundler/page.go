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

// page is frontend/index.html, taken apart.
type page struct {
	source  []byte
	entries []entry
	// copies are files that the page names and that are shipped as they are: member name to path in the project.
	copies map[string]string
	// texts are members that are made from inline code: member name to text.
	texts    map[string]string
	edits    []edit
	headEnd  int // where style sheets that scripts import are linked
	messages []diag.Message
	path     string // relative to the project
	dir      string // the project
	used     map[string]bool
}

// assetAttributes are the attributes, by element, that name a file to ship.
var assetAttributes = map[string][]string{
	"img": {"src"}, "source": {"src"}, "video": {"src", "poster"}, "audio": {"src"}, "track": {"src"}, "embed": {"src"},
	"object": {"data"}, "input": {"src"}, "link": {"href"}, "image": {"href"}, "use": {"href"},
}

// scriptTypes are the values of a script's type that make it a classic script.
var scriptTypes = []string{"", "text/javascript", "application/javascript", "text/ecmascript"}

// parsePage finds what the page at pagePath, relative to the project in dir, loads.
func parsePage(dir, pagePath string, source []byte) *page {
	p := &page{
		source: source, path: pagePath, dir: dir, headEnd: -1,
		copies: map[string]string{}, texts: map[string]string{}, used: map[string]bool{},
	}
	elements := scanHTML(source)
	for i := range elements {
		e := &elements[i]
		switch {
		case e.name == "script":
			p.script(e)
		case e.name == "style":
			p.inline(e, true)
		case e.name == "link" && slices.Contains(strings.Fields(strings.ToLower(e.value("rel"))), "stylesheet"):
			if file, ok := p.local(e, "href"); ok {
				name := p.add(entry{input: file, output: p.outputName(file), style: true})
				p.replace(e.get("href"), "href", name)
			}
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
	if e.style {
		return "/" + e.output + ".css"
	}
	return "/" + e.output + ".js"
}

func (p *page) replace(a *attribute, name, value string) {
	p.edits = append(p.edits, edit{a.start, a.end, name + `="` + html.EscapeString(value) + `"`})
}

func (p *page) script(e *element) {
	kind := strings.ToLower(strings.TrimSpace(e.value("type")))
	module := kind == "module"
	if !module && !slices.Contains(scriptTypes, kind) {
		return // data, such as application/json
	}
	if e.get("src") == nil {
		if module {
			p.inline(e, false)
		} else if text := string(p.source[e.textStart:e.textEnd]); strings.TrimSpace(text) != "" {
			name := p.outputName(p.inlineName(len(p.texts)+len(p.entries))) + ".js"
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
		p.replace(e.get("src"), "src", p.add(entry{input: file, output: p.outputName(file)}))
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
			p.report(e, a, diag.SeverityWarning, "the page's security policy does not let it load "+a.value, "put the file into frontend/, or import it from a package")
		}
		return "", false
	}
	if !p.exists(file) {
		p.report(e, a, diag.SeverityError, "there is no file "+file, p.near(file))
		return "", false
	}
	return file, true
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
		return path.Join("frontend", parsed.Path), true
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
	target := p.shipped(file)
	fragment := ""
	if i := strings.IndexByte(a.value, '#'); i >= 0 {
		fragment = a.value[i:]
	}
	p.replace(a, name, "/"+(&url.URL{Path: target}).EscapedPath()+fragment)
}

func (p *page) shipped(file string) string {
	target, inside := strings.CutPrefix(file, "frontend/")
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
	name := strings.TrimPrefix(file, "frontend/")
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
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(out, p.source[at:e.start]...)
		out = append(out, e.text...)
		at = e.end
	}
	return append(out, p.source[at:]...)
}
