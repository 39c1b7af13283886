package bundler

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// site is the pages of an app, taken apart, with what they share.
type site struct {
	dir  string // the project
	root string // the folder of the pages, relative to the project; "." is the project's own
	// finished says that the pages come from another tool: only what the security policy forbids is changed.
	finished bool
	pages    []*page
	entries  []entry
	outputs  map[string]string // the URL of a bundle by its entry's input
	// copies are files that the pages name and that are shipped as they are: member name to path in the project.
	copies map[string]string
	// texts are members that are made from inline code: member name to text.
	texts map[string]string
	used  map[string]bool
	maps  map[string]string // of import maps: specifier to path in the project
}

func newSite(dir, root string) *site {
	return &site{dir: dir, root: root, outputs: map[string]string{}, copies: map[string]string{}, texts: map[string]string{}, used: map[string]bool{}, maps: map[string]string{}}
}

// below returns the path below the pages' folder of one that is relative to the project.
func (s *site) below(file string) (string, bool) {
	if s.root == "." {
		return file, !strings.HasPrefix(file, "../")
	}
	return strings.CutPrefix(file, s.root+"/")
}

func (s *site) absolute(file string) string { return filepath.Join(s.dir, filepath.FromSlash(file)) }

// public returns the path in the project of a file of public/ that the page knows as /NAME.
func (s *site) public(name string) string { return path.Join(s.root, "public", name) }

// readSite parses index.html and the other pages beside and, unless the project's own folder is theirs, below it.
// given is the source of an index.html that is there in place of them all; nil if there is none.
func readSite(dir, root string, environment *Environment, given []byte) (*site, []diag.Message) {
	s := newSite(dir, root)
	index := path.Join(root, "index.html")
	if given != nil {
		return s, s.parse(index, given).messages
	}
	names := []string{index}
	// What can't be read is told of index.html; of others, when something names them.
	_ = filepath.WalkDir(s.absolute(root), func(name string, entry fs.DirEntry, err error) error {
		relative, relErr := filepath.Rel(dir, name)
		relative = filepath.ToSlash(relative)
		switch {
		case err != nil || relErr != nil:
			return nil
		case entry.IsDir() && relative != root && (root == "." || strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules" || relative == s.public("")):
			return filepath.SkipDir
		case !entry.IsDir() && path.Ext(relative) == ".html" && relative != index && isDocument(name):
			names = append(names, relative)
		}
		return nil
	})
	slices.Sort(names[1:])
	var messages []diag.Message
	for _, name := range names {
		source, err := os.ReadFile(s.absolute(name))
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == index:
			return nil, []diag.Message{{Severity: diag.SeverityError, Text: "there is no " + index, Hint: "it is the page that the app's window shows; `deskjs init` makes an app that has one"}}
		case err != nil:
			return nil, []diag.Message{{Severity: diag.SeverityError, Text: name + " can't be read: " + err.Error(), File: name}}
		}
		p := s.parse(name, environment.expandPage(source))
		messages = append(messages, p.messages...)
	}
	return s, messages
}

// isDocument tells a page from a piece of one, such as the template of a component.
func isDocument(name string) bool {
	source, err := os.ReadFile(name)
	start := bytes.ToLower(source[:min(len(source), 2000)])
	return err == nil && (bytes.Contains(start, []byte("<!doctype")) || bytes.Contains(start, []byte("<html")))
}

// root is the folder of the app's pages, relative to the project.
func (p *Project) root() string {
	if p.frontendSettings.Root == "" {
		return config.DefaultRoot
	}
	return p.frontendSettings.Root
}

// rootPath is that as an absolute path.
func (p *Project) rootPath() string {
	return filepath.Join(p.options.Dir, filepath.FromSlash(p.root()))
}

// watchedRoot is the folder whose files are the page's alone.
func (p *Project) watchedRoot() string {
	if p.root() == "." {
		return filepath.Join(p.options.Dir, "src")
	}
	return p.rootPath()
}

func (p *Project) buildFrontend() (map[string][]byte, []diag.Message) {
	if p.frontendSettings.Dist != "" && p.options.Page == nil {
		return p.takeFinished()
	}
	files := map[string][]byte{}
	site, messages := readSite(p.options.Dir, p.root(), p.mode, p.options.Page)
	if site == nil {
		return files, messages
	}
	p.site = site
	p.extra.reset()
	key := strings.Builder{}
	key.WriteString(p.environmentKey() + site.root + "\n")
	for _, e := range site.entries {
		key.WriteString(e.input + "\n" + e.output + "\n")
	}
	var made outputs
	if len(site.entries) > 0 {
		result, found := p.run(&p.frontend, key.String(), func() api.BuildOptions { return p.frontendOptions(site.entries) })
		messages = append(messages, found...)
		p.addExtra(files)
		for _, file := range result.OutputFiles {
			name, err := filepath.Rel(p.options.Dir, file.Path)
			if err != nil {
				continue // every output is below the directory that was asked for
			}
			files[payload.FrontendPrefix+filepath.ToSlash(name)] = file.Contents
		}
		made = readOutputs(result.Metafile)
		if err := made.loadStyles(files); err != nil {
			messages = append(messages, diag.Message{Severity: diag.SeverityError, Text: "the source map of the page can't be read: " + err.Error()})
		}
	}
	for name, file := range site.copies {
		data, err := os.ReadFile(site.absolute(file))
		if err != nil {
			messages = append(messages, diag.Message{Severity: diag.SeverityError, Text: file + " can't be read: " + err.Error(), File: path.Join(site.root, "index.html")})
		}
		files[name] = data
	}
	for name, text := range site.texts {
		files[payload.FrontendPrefix+name] = []byte(text)
	}
	if err := p.copyPublic(files); err != nil {
		messages = append(messages, diag.Message{Severity: diag.SeverityError, Text: site.public("") + " can't be read: " + err.Error()})
	}
	for _, page := range site.pages {
		name, _ := site.below(page.path)
		files[payload.FrontendPrefix+name] = page.render(page.styles(files))
	}
	return files, messages
}

// styles are the URLs of style sheets that the page's scripts import.
func (p *page) styles(files map[string][]byte) []string {
	var styles []string
	for _, e := range p.entries {
		if _, imported := files[payload.FrontendPrefix+e.output+".css"]; imported && !e.style {
			styles = append(styles, "/"+e.output+".css")
		}
	}
	return styles
}
