package bundler

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/bundler/compile"
	"github.com/deskjs/deskjs/bundler/types"
	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// Project builds one project again and again, each time reading only what has changed. Its methods may be called from
// any goroutine, one at a time.
type Project struct {
	options  Options
	builtins map[string]bool

	mutex   sync.Mutex
	modules []*apiModule
	main    string
	site    *site // the pages as they were last parsed
	// frontendSettings say where the pages are.
	frontendSettings config.Frontend
	electron         *config.Electron // nil unless the app is written for Electron
	electronPages    map[string]payload.ElectronPage
	preloadScripts   []string // that the backend names when it opens windows, relative to the project
	backend          half
	workers          []*worker // of the backend as it was last built
	sqlite           bool      // the backend imports node:sqlite
	frontend         half
	preloads         half
	extra            extraFiles
	mode             *Environment
	types            types.Cache
	compilers        *compile.Set
	warm             sync.Once
	resolved         sync.Map // resolveCall -> absolute path
	closed           bool
	hot              *hotPage // nil if the page is a bundle
	icon             madeIcon
}

// half is one of the two bundles, with what esbuild keeps between builds.
type half struct {
	context  api.BuildContext
	key      string   // what the context was made for
	inputs   []string // absolute paths of the files that went into the last build that worked
	metafile string   // what esbuild says of it
	object   bool     // a script has used import.meta.env as a whole
	awaits   bool     // a script of the backend has used top-level await
	sqlite   bool     // a script of the backend imports node:sqlite

	// What the last build came to, for a rebuild that can't change it.
	files    map[string][]byte
	messages []diag.Message
	proxies  string // of the frontend: what it got for the api modules
}

// NewProject prepares the project that options describe. Close frees it.
func NewProject(options Options) (*Project, error) {
	dir, err := filepath.Abs(options.Dir)
	if err == nil {
		// esbuild works with real paths, and ours are compared with its.
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return nil, fmt.Errorf("finding the project: %w", err)
	}
	options.Dir = dir
	project := &Project{options: options, builtins: map[string]bool{}}
	for _, name := range options.Builtins {
		project.builtins[strings.TrimPrefix(name, "node:")] = true
	}
	project.compilers = OpenCompilers(options)
	if options.Hot != "" && !config.IsElectron(dir) {
		project.hot = project.newHotPage()
	}
	return project, nil
}

// Build builds the project once.
func Build(options Options) (*Result, error) {
	project, err := NewProject(options)
	if err != nil {
		return nil, err
	}
	defer project.Close()
	return project.Rebuild()
}

// Close frees what the project holds; it can't be built any more then.
func (p *Project) Close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.closed = true
	p.backend.dispose()
	for _, w := range p.workers {
		w.half.dispose()
	}
	p.frontend.dispose()
	p.preloads.dispose()
	p.compilers.Close()
	if p.hot != nil {
		p.hot.server.Close()
	}
}

func (h *half) dispose() {
	if h.context != nil {
		h.context.Dispose()
		h.context = nil
	}
}

// Compilers are those of the project, for single modules. They end with it.
func (p *Project) Compilers() *compile.Set { return p.compilers }

// Rebuild builds the app from the files as they are now. An error is a *diag.Error that lists what is wrong in either
// half and in deskjs.json, unless the project is closed.
func (p *Project) Rebuild() (*Result, error) {
	return p.rebuild(nil)
}

// rebuild builds what can differ after the files at absolute paths changed; no paths mean that any may have.
func (p *Project) rebuild(paths []string) (*Result, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.closed {
		return nil, errors.New("the project is closed")
	}
	if p.compilers.Changed(paths) {
		p.frontend.dispose() // its options come from the configuration
		p.frontend.files = nil
	}
	started := time.Now()
	var messages []diag.Message
	settings, err := config.Load(p.options.Dir)
	if err != nil && !config.HasFile(p.options.Dir) {
		return nil, err // this is no app, so what else it lacks is beside the point
	}
	messages = append(messages, diag.Messages(err)...)
	environment, err := LoadEnvironment(p.options.Dir, p.options.Mode, p.options.Development, p.options.Variables)
	if err != nil {
		return nil, err
	}
	p.mode = environment
	if settings != nil {
		p.frontendSettings, p.electron = settings.Frontend, settings.Electron
	}

	var found, analysis []diag.Message
	if p.electron != nil {
		p.modules, p.main = nil, p.electron.Main
	} else {
		p.modules, found = findAPIModules(p.options.Dir)
		messages = append(messages, found...)
		p.main, found = findMain(p.options.Dir)
		messages = append(messages, found...)
	}

	var builds sync.WaitGroup
	if !p.backend.unaffected(paths, p.watchedRoot()) {
		builds.Go(func() { p.backend.files, p.backend.messages = p.buildBackend() })
	}
	analysis = analyseAPI(p.options.Dir, p.modules)
	builds.Wait()
	messages = appendNew(messages, p.backend.messages)
	messages = appendNew(messages, analysis)
	calls := callable(p.modules)
	switch {
	case diag.HasErrors(analysis):
		// Without the list of exports every import from the api would be reported.
		p.frontend.files = nil
	case p.electron != nil:
		p.frontend.files, p.frontend.messages = p.takeElectron()
	case p.hot != nil && p.frontendSettings.Dist == "":
		if paths != nil && proxies(p.modules) != p.frontend.proxies {
			for _, m := range p.modules {
				paths = append(paths, filepath.Join(p.options.Dir, filepath.FromSlash(m.file)))
			}
		}
		p.frontend.files, p.frontend.messages = p.buildHot(paths)
		p.frontend.proxies = proxies(p.modules)
	case proxies(p.modules) != p.frontend.proxies || !p.frontend.unaffected(paths, filepath.Join(p.options.Dir, "backend")):
		p.frontend.files, p.frontend.messages = p.buildFrontend()
		p.frontend.proxies = proxies(p.modules)
	}
	if p.frontend.files != nil {
		messages = appendNew(messages, p.frontend.messages)
	}
	var preloads map[string][]byte
	if settings != nil && !diag.HasErrors(analysis) {
		messages = append(messages, settings.CheckCapabilities(calls)...)
		missing := settings.CheckPreloads(p.options.Dir)
		messages = append(messages, missing...)
		if len(missing) == 0 {
			preloads, found = p.buildPreloads(p.preloadsOf(settings.Windows))
			messages = appendNew(messages, found)
		}
	}
	if diag.HasErrors(messages) {
		return nil, diag.New(messages...)
	}
	files := maps.Clone(p.backend.files)
	maps.Copy(files, p.frontend.files)
	maps.Copy(files, preloads)
	manifest := settings.Manifest(calls)
	if p.electron != nil {
		manifest.Electron = &payload.Electron{Pages: p.electronPages}
		p.dropDoubles(files)
	}
	if files[payload.ManifestName], err = json.MarshalIndent(manifest, "", "  "); err != nil {
		return nil, fmt.Errorf("encoding %s: %w", payload.ManifestName, err)
	}
	messages = append(messages, p.addIcon(files, settings.Package.Icon)...)
	unchecked, err := p.addShapes(files)
	if err != nil {
		return nil, err
	}
	if p.options.Development {
		p.warm.Do(func() { go p.compilers.Warm(context.Background()) })
	}
	built := &Result{Files: files, Manifest: manifest, Warnings: messages, Unchecked: unchecked, Duration: time.Since(started), SQLite: p.sqlite}
	if !p.options.Development {
		built.separateMaps()
	}
	if p.options.Analyze {
		built.Analysis = p.analyse(built.Files)
	}
	if p.options.Components {
		built.Components = p.components()
	}
	return built, nil
}

// unaffected reports whether a half that was built without an error stays the same after the files at paths changed:
// they are all in other, the directory of the other half, and none went into this one. A page's proxy of an api module
// has the module's path, but depends on what it exports only, which is compared elsewhere.
func (h *half) unaffected(paths []string, other string) bool {
	if len(paths) == 0 || h.files == nil || diag.HasErrors(h.messages) {
		return false
	}
	for _, path := range paths {
		if !strings.HasPrefix(path, other+string(filepath.Separator)) || slices.Contains(h.inputs, path) && filepath.Base(other) != "backend" {
			return false
		}
	}
	return true
}

// appendNew appends the messages that are not there yet: both halves report a file that both import.
func appendNew(messages, more []diag.Message) []diag.Message {
	for _, m := range more {
		if !slices.ContainsFunc(messages, func(other diag.Message) bool { return samePlace(m, other) }) {
			messages = append(messages, m)
		}
	}
	return messages
}

func (p *Project) commonOptions() api.BuildOptions {
	return api.BuildOptions{
		LogLevel: api.LogLevelSilent, LogLimit: 0, AbsWorkingDir: p.options.Dir, Bundle: true, Write: false, AllowOverwrite: true,
		Metafile: true, Charset: api.CharsetUTF8, JSX: api.JSXAutomatic, JSXDev: p.options.Development,
		LegalComments: api.LegalCommentsInline, SourcesContent: api.SourcesContentInclude,
	}
}

// run rebuilds a half, with a new context if key, which stands for its options, has changed.
func (p *Project) run(h *half, key string, options func() api.BuildOptions) (api.BuildResult, []diag.Message) {
	made := func() api.BuildOptions {
		options := options()
		if h.object {
			options.Define["import.meta.env"] = p.mode.Object(options.Platform == api.PlatformNode)
		}
		return options
	}
	if h.context == nil || h.key != key {
		h.dispose()
		context, err := api.Context(made())
		if err != nil {
			return api.BuildResult{}, messagesOf(diag.SeverityError, p.options.Dir, err.Errors)
		}
		h.context, h.key = context, key
	}
	result := h.context.Rebuild()
	if !h.object && needsObject(result) {
		h.object = true
		h.dispose()
		return p.run(h, key, options)
	}
	messages := messagesOf(diag.SeverityError, p.options.Dir, result.Errors)
	messages = append(messages, messagesOf(diag.SeverityWarning, p.options.Dir, result.Warnings)...)
	if len(result.Errors) == 0 {
		h.inputs, h.metafile = p.inputsOf(result.Metafile), result.Metafile
		messages = append(messages, cycles(p.options.Dir, result.Metafile)...)
	}
	return result, messages
}

// inputsOf lists the files that went into a build.
func (p *Project) inputsOf(metafile string) []string {
	var decoded struct{ Inputs map[string]struct{} }
	if json.Unmarshal([]byte(metafile), &decoded) != nil {
		return nil // esbuild's own JSON; without it fewer files outside the project are watched
	}
	var out []string
	for name := range decoded.Inputs {
		if path := filepath.Join(p.options.Dir, filepath.FromSlash(name)); !strings.Contains(name, ":") {
			out = append(out, path)
		}
	}
	return out
}

// isImported reports whether what was built imports a module that is not in it.
func isImported(metafile, module string) bool {
	var decoded struct {
		Outputs map[string]struct{ Imports []struct{ Path string } }
	}
	if json.Unmarshal([]byte(metafile), &decoded) != nil {
		return false // there is none: the build failed
	}
	for _, output := range decoded.Outputs {
		for _, imported := range output.Imports {
			if imported.Path == module {
				return true
			}
		}
	}
	return false
}

func (p *Project) buildBackend() (map[string][]byte, []diag.Message) {
	files := map[string][]byte{}
	assets := &assetSet{project: p, files: map[string]string{}, preloads: map[string]bool{}}
	workers := &workerSet{project: p, assets: assets, names: map[string]bool{"main.js": true}}
	text := func(declaration string) string { return backendSource(p.main, p.modules, declaration) }
	messages := p.buildScript(&p.backend, text, "main.js", workers, files)
	if diag.HasErrors(messages) {
		return files, messages
	}
	messages = appendNew(messages, p.buildWorkers(workers, files))
	p.sqlite = p.backend.sqlite
	for _, w := range p.workers {
		p.sqlite = p.sqlite || w.half.sqlite
		p.backend.inputs = append(p.backend.inputs, w.half.inputs...)
	}
	if p.electron != nil {
		for _, script := range p.namedPreloads() {
			assets.preloads[script] = true
		}
	}
	p.preloadScripts = slices.Sorted(maps.Keys(assets.preloads))
	inputs, found := assets.load(files)
	p.backend.inputs = append(p.backend.inputs, inputs...)
	return files, append(messages, found...)
}
