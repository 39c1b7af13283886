package bundler

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/bundler/hot"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// The page module by module: what package hot keeps while an app is being developed, in place of one bundle.

// hotPage is the page in the form that takes updates.
type hotPage struct {
	server  *hot.Server
	files   map[string][]byte // what the server makes of the app, as payload members
	others  []string          // absolute paths of files that the page has as they are
	pending []string          // changed files that could not be built in yet
	last    *hot.Update       // of the rebuild that is going on
}

func (p *Project) newHotPage() *hotPage {
	backend := filepath.Join(p.options.Dir, "backend") + string(filepath.Separator)
	return &hotPage{server: hot.New(hot.Options{
		Dir: p.options.Dir,
		Build: func() api.BuildOptions {
			options := p.frontendOptions(nil)
			options.Define["import.meta.env"] = p.mode.Object(false)
			options.Conditions = append(options.Conditions, "module", "development")
			return options
		},
		Nested: func(data any) bool { return data == resolving || data == querying },
		Direct: func(_, file string) bool { return !strings.HasPrefix(file, backend) },
		Messages: func(severity diag.Severity, messages []api.Message) []diag.Message {
			return messagesOf(severity, p.options.Dir, messages)
		},
	})}
}

// depends notes that a module of the page depends on files beside its own. h is nil if the page is a bundle.
func (h *hotPage) depends(path string, files []string) {
	if h != nil && len(files) > 0 {
		h.server.Depend(path, files)
	}
}

// buildHot is buildFrontend for a page of modules. paths are the changed files; nil if any may have changed.
func (p *Project) buildHot(paths []string) (map[string][]byte, []diag.Message) {
	h := p.hot
	files := map[string][]byte{}
	site, messages := readSite(p.options.Dir, p.root(), p.mode, p.options.Page)
	if site == nil {
		return files, messages
	}
	same := p.site != nil && slices.Equal(site.entries, p.site.entries)
	p.site = site
	if paths == nil || !same || !h.server.Loaded() || slices.ContainsFunc(paths, changesEverything) {
		var entries []hot.Entry
		p.extra.reset()
		for _, e := range site.entries {
			entries = append(entries, hot.Entry{Input: e.input, Output: e.output, Style: e.style})
		}
		found := h.server.Load(entries)
		messages = append(messages, found...)
		if !diag.HasErrors(found) {
			extra, _ := p.extra.take()
			if err := h.server.Write(p.options.Hot, extra); err != nil {
				messages = append(messages, unwritten(err))
			}
			h.last, h.pending = nil, nil
		}
	} else {
		update := p.updateHot(paths)
		messages = append(messages, update.Problems...)
	}
	h.files = map[string][]byte{}
	for name, data := range h.server.Files() {
		h.files[payload.FrontendPrefix+name] = data
		files[payload.FrontendPrefix+name] = data
	}
	extra, _ := p.extra.take()
	for name, data := range extra {
		h.files[payload.FrontendPrefix+name] = data
		files[payload.FrontendPrefix+name] = data
	}
	h.others = nil
	for name, file := range site.copies {
		data, err := os.ReadFile(site.absolute(file))
		if err != nil {
			messages = append(messages, diag.Message{Severity: diag.SeverityError, Text: file + " can't be read: " + err.Error(), File: path.Join(site.root, "index.html")})
		}
		files[name] = data
		h.others = append(h.others, site.absolute(file))
	}
	for name, text := range site.texts {
		files[payload.FrontendPrefix+name] = []byte(text)
	}
	if err := p.copyPublic(files); err != nil {
		messages = append(messages, diag.Message{Severity: diag.SeverityError, Text: site.public("") + " can't be read: " + err.Error()})
	}
	for _, page := range site.pages {
		name, _ := site.below(page.path)
		page.edits = append(page.edits, edit{page.headEnd, page.headEnd, hot.Head})
		files[payload.FrontendPrefix+name] = page.render(nil)
		h.others = append(h.others, site.absolute(page.path))
	}
	return files, messages
}

func unwritten(err error) diag.Message {
	return diag.Message{Severity: diag.SeverityError, Text: "the page's scripts can't be written: " + err.Error(), Hint: "they go below .deskjs/build in the project's folder"}
}

// changesEverything reports whether a file can change how others are resolved or built.
func changesEverything(path string) bool {
	base := filepath.Base(path)
	return base == "package.json" || base == "package-lock.json" || strings.HasPrefix(base, "tsconfig") && strings.HasSuffix(base, ".json") ||
		strings.HasPrefix(base, ".env") || strings.HasPrefix(base, "vite.config.") || base == "deskjs.json" || strings.HasPrefix(base, "postcss.config.") || strings.HasPrefix(base, "tailwind.config.") || strings.HasPrefix(base, "svelte.config.")
}

// updateHot brings changed files into the open page's modules.
func (p *Project) updateHot(paths []string) *hot.Update {
	h := p.hot
	for _, path := range paths {
		// What is wrong with a plugin is said when a module is loaded.
		modules, _ := p.compilers.HotUpdate(context.Background(), path)
		for _, id := range modules {
			file, _, _ := strings.Cut(id, "?")
			paths = append(paths, file)
		}
	}
	update := h.server.Update(append(paths, h.pending...))
	if update.Kind == hot.KindProblem {
		h.pending = append(h.pending, paths...)
	} else {
		h.pending = nil
		extra, _ := p.extra.take()
		if err := h.server.WriteUpdate(p.options.Hot, update, extra); err != nil {
			update.Kind, update.Problems = hot.KindProblem, append(update.Problems, unwritten(err))
		}
	}
	h.last = &update
	return &update
}

// isHot reports whether a change concerns nothing but modules of the page, so that it needs no build of the app.
func (p *Project) isHot(paths []string) bool {
	if p.hot == nil || !p.hot.server.Loaded() || len(paths) == 0 {
		return false
	}
	front := p.watchedRoot() + string(filepath.Separator)
	backend := filepath.Join(p.options.Dir, "backend") + string(filepath.Separator)
	public := filepath.Join(p.rootPath(), "public") + string(filepath.Separator)
	for _, path := range paths {
		concerned := p.hot.server.Concerns(path) || strings.HasPrefix(path, front) && filepath.Ext(path) != ".html"
		if !concerned || changesEverything(path) || strings.HasPrefix(path, public) || slices.Contains(p.hot.others, path) ||
			slices.Contains(p.backend.inputs, path) || slices.Contains(p.preloads.inputs, path) || strings.HasPrefix(path, backend) {
			return false
		}
	}
	return true
}

// rebuildHot is rebuild for such a change.
func (p *Project) rebuildHot(paths []string) *hot.Update {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.updateHot(paths)
}
