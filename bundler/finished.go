package bundler

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// takeFinished takes the pages that a tool of the project's own has made. They stay as they are but for scripts within pages, which move to
// files of their own, because the page's security policy allows no inline code.
func (p *Project) takeFinished() (map[string][]byte, []diag.Message) {
	files := map[string][]byte{}
	dist := p.frontendSettings.Dist
	s := newSite(p.options.Dir, dist)
	s.finished = true
	p.site = s
	p.frontend.inputs = nil
	hint := "make it by the project's own tool"
	if p.frontendSettings.Command != "" {
		hint = "it is made by `" + p.frontendSettings.Command + "`"
	}
	if _, err := os.Stat(s.absolute(path.Join(dist, "index.html"))); errors.Is(err, fs.ErrNotExist) {
		return files, []diag.Message{{Severity: diag.SeverityError, Text: "there is no " + dist + "/index.html, and deskjs.json says that the page is there", Hint: hint}}
	}
	var messages []diag.Message
	err := filepath.WalkDir(s.absolute(dist), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(s.absolute(dist), name)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		p.frontend.inputs = append(p.frontend.inputs, name)
		if path.Ext(relative) == ".map" && !p.options.Development {
			return nil
		}
		if path.Ext(relative) == ".html" {
			page := s.parse(path.Join(dist, relative), data)
			messages = append(messages, page.messages...)
			data = page.render(nil)
		}
		files[payload.FrontendPrefix+relative] = data
		return nil
	})
	if err != nil {
		messages = append(messages, diag.Message{Severity: diag.SeverityError, Text: dist + " can't be read: " + reason(err)})
	}
	for name, text := range s.texts {
		files[payload.FrontendPrefix+name] = []byte(text)
	}
	return files, messages
}

// finishedElement moves a script within a finished page to a file.
func (p *page) finishedElement(e *element) {
	kind := strings.ToLower(strings.TrimSpace(e.value("type")))
	code := kind == "module" || isClassic(kind)
	text := string(p.source[e.textStart:max(e.textStart, e.textEnd)])
	if e.name != "script" || !code || e.get("src") != nil || strings.TrimSpace(text) == "" {
		return
	}
	folder, _ := p.below(path.Dir(p.path) + "/")
	name := folder + path.Base(assetName("inline.js", ".js", []byte(text))) // beside the page, where relative imports lead to the same files
	p.texts[name] = text
	p.edits = append(p.edits, edit{e.end - 1, e.end, ` src="/` + name + `">`}, edit{e.textStart, e.textEnd, ""})
}

// isFinished reports whether a path is in the folder of finished pages.
func (p *Project) isFinished(path string) bool {
	dist := filepath.Join(p.options.Dir, filepath.FromSlash(p.frontendSettings.Dist))
	return p.frontendSettings.Dist != "" && (path == dist || strings.HasPrefix(path, dist+string(filepath.Separator)))
}
