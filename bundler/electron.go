package bundler

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// An app written for Electron has no frontend/: its pages lie anywhere in its folder, are loaded by path, and load what lies beside them as
// it is. So the whole folder is the pages', without what only its author needs.

// The most that such a folder may bring.
const (
	maxElectronFiles = 20_000
	maxElectronBytes = 512 << 20
)

// notShipped are folders and files of a project that its pages never load: others' packages, and what tools have made or are told.
var notShipped = []string{
	"node_modules", "bower_components", "package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb",
	"tsconfig.json", "forge.config.js", "forge.config.cjs", "forge.config.mjs", "forge.config.ts", "electron-builder.json", "electron-builder.yml", "electron-builder.yaml",
}

// madeFolders are where builders of installers, and we, put what they make: left out unless the app's own code is made there.
var madeFolders = []string{"dist", "out", "release", "dist-app"}

// takeElectron takes the files of the app's folder as they are.
func (p *Project) takeElectron() (map[string][]byte, []diag.Message) {
	t := &electronTree{project: p, files: map[string][]byte{}, pages: map[string]payload.ElectronPage{}}
	p.frontend.inputs = nil
	err := filepath.WalkDir(p.options.Dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(p.options.Dir, name)
		if err != nil || relative == "." {
			return err
		}
		relative = filepath.ToSlash(relative)
		if t.leavesOut(relative, entry) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		return t.take(relative)
	})
	if err == nil {
		for _, name := range p.electron.Resources {
			err = t.takeAll(name)
		}
	}
	if err != nil {
		t.messages = append(t.messages, diag.Message{Severity: diag.SeverityError, Text: "the app's folder can't be read: " + err.Error()})
	}
	t.follow()
	p.electronPages = t.pages
	files := map[string][]byte{}
	for name, data := range t.files {
		files[payload.FrontendPrefix+name] = data
	}
	return files, t.messages
}

// electronTree is the files of such an app, by their paths relative to the project.
type electronTree struct {
	project  *Project
	files    map[string][]byte
	pages    map[string]payload.ElectronPage
	bytes    int64
	messages []diag.Message
}

func (t *electronTree) leavesOut(relative string, entry fs.DirEntry) bool {
	base := path.Base(relative)
	switch {
	case strings.HasPrefix(base, "."), slices.Contains(notShipped, base), relative == t.project.main, slices.Contains(t.project.preloadScripts, relative):
		return true
	case entry.IsDir():
		if !slices.Contains(madeFolders, relative) || strings.HasPrefix(t.project.main, relative+"/") {
			return false
		}
		return !slices.ContainsFunc(t.project.preloadScripts, func(script string) bool { return strings.HasPrefix(script, relative+"/") })
	case !entry.Type().IsRegular() && entry.Type()&fs.ModeSymlink == 0:
		return true
	}
	extension := path.Ext(base)
	return strings.HasSuffix(base, ".d.ts") || extension == ".node" || extension == ".map" && !t.project.options.Development
}

// take reads a file.
func (t *electronTree) take(relative string) error {
	if _, taken := t.files[relative]; taken {
		return nil
	}
	name := filepath.Join(t.project.options.Dir, filepath.FromSlash(relative))
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil // a link that leads nowhere, or to a folder
	}
	t.bytes += info.Size()
	if len(t.files) >= maxElectronFiles || t.bytes > maxElectronBytes {
		return fmt.Errorf("it has more than %d files, or %d MB, that would go into the app; move what its pages don't load to a folder whose name begins with a dot", maxElectronFiles, maxElectronBytes>>20)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	t.files[relative] = data
	t.project.frontend.inputs = append(t.project.frontend.inputs, name)
	return nil
}

// takeAll reads a file, or all of a folder.
func (t *electronTree) takeAll(relative string) error {
	top := filepath.Join(t.project.options.Dir, filepath.FromSlash(relative))
	return filepath.WalkDir(top, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil // what is named and isn't there is missed when it is asked for
		}
		below, err := filepath.Rel(t.project.options.Dir, name)
		if err != nil {
			return err
		}
		return t.take(filepath.ToSlash(below))
	})
}

// follow takes what pages and style sheets name in folders that are left out, such as node_modules, and reads what each page needs.
func (t *electronTree) follow() {
	waiting := slices.Sorted(maps.Keys(t.files))
	for len(waiting) > 0 {
		name := waiting[0]
		waiting = waiting[1:]
		var named []string
		switch strings.ToLower(path.Ext(name)) {
		case ".html", ".htm":
			named = t.page(name)
		case ".css":
			named = styleReferences(t.files[name])
		case ".js", ".mjs":
			named = scriptReferences(t.files[name])
		}
		for _, reference := range named {
			file, ok := relativeFile(name, reference)
			if _, known := t.files[file]; !ok || known || file == t.project.main && path.Ext(name) != ".html" {
				continue
			}
			if t.take(file) == nil && t.files[file] != nil {
				waiting = append(waiting, file)
			}
		}
	}
}

// relativeFile is the file, relative to the project, that one in it refers to; ok is false if it is none of the project's.
func relativeFile(from, reference string) (file string, ok bool) {
	reference, _, _ = strings.Cut(reference, "#")
	reference, _, _ = strings.Cut(reference, "?")
	if reference == "" || strings.Contains(reference, ":") || strings.HasPrefix(reference, "//") {
		return "", false
	}
	file = path.Join(path.Dir(from), reference)
	if strings.HasPrefix(reference, "/") {
		file = path.Clean(reference[1:])
	}
	return file, fs.ValidPath(file) && file != "."
}

var (
	styleReference  = regexp.MustCompile(`(?:\burl\(\s*["']?|@import\s+["'])([^"')]+)`)
	scriptReference = regexp.MustCompile(`(?m)(?:^\s*(?:import|export)\b[^"'\n;]*|\bimport\s*\(\s*)["']((?:\.{0,2}/)[^"'\n]+)["']`)
)

func styleReferences(source []byte) []string { return references(styleReference, source) }

// scriptReferences are the files that a script of a page imports as a module.
func scriptReferences(source []byte) []string { return references(scriptReference, source) }

func references(pattern *regexp.Regexp, source []byte) (list []string) {
	for _, match := range pattern.FindAllSubmatch(source, -1) {
		list = append(list, strings.TrimSpace(string(match[1])))
	}
	return list
}

// page reads what the policy of a page has to let run, and returns the files that it names.
func (t *electronTree) page(name string) (named []string) {
	source := t.files[name]
	var found payload.ElectronPage
	handlers := false
	for _, e := range scanHTML(source) {
		for _, attribute := range assetAttributes[e.name] {
			named = append(named, e.value(attribute))
		}
		for _, attribute := range e.attributes {
			if len(attribute.name) > 2 && strings.HasPrefix(attribute.name, "on") && attribute.value != "" {
				found.Scripts, handlers = append(found.Scripts, scriptHash(attribute.value)), true
			}
		}
		switch e.name {
		case "script":
			named = append(named, e.value("src"))
			kind := strings.ToLower(strings.TrimSpace(e.value("type")))
			if text := string(source[e.textStart:max(e.textStart, e.textEnd)]); e.get("src") == nil && text != "" && (isClassic(kind) || kind == "module" || kind == "importmap") {
				found.Scripts = append(found.Scripts, scriptHash(text))
				if kind == "module" {
					named = append(named, scriptReferences([]byte(text))...)
				}
			}
		case "a", "iframe":
			named = append(named, e.value("href"), e.value("src"))
		case "style":
			named = append(named, styleReferences(source[e.textStart:max(e.textStart, e.textEnd)])...)
		case "meta":
			if strings.EqualFold(strings.TrimSpace(e.value("http-equiv")), "content-security-policy") {
				found.Eval = found.Eval || strings.Contains(e.value("content"), "'unsafe-eval'")
			}
		}
	}
	if handlers {
		found.Scripts = append(found.Scripts, "'unsafe-hashes'")
	}
	slices.Sort(found.Scripts)
	found.Scripts = slices.Compact(found.Scripts)
	if len(found.Scripts) > 0 || found.Eval {
		t.pages[name] = found
	}
	return named
}

// scriptHash is the source, of a policy, of one script within a page, as its parser hands it on: without carriage returns.
func scriptHash(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// hasPlaces reports whether all modules know their own places, and not those alone that refer to files.
func (p *Project) hasPlaces(source string) bool { return p.electron != nil && source != "" }

// placesRoot is the folder, as an expression, that the places of modules are below.
func (p *Project) placesRoot() string {
	if p.electron != nil && p.options.InPlace {
		return quote(p.options.Dir)
	}
	return `module.files || require("node:path").join(__dirname, "files")`
}

// dropDoubles leaves out the files of the backend that are the pages' too: it finds those.
func (p *Project) dropDoubles(files map[string][]byte) {
	for member, data := range files {
		name, ok := strings.CutPrefix(member, payload.FilesPrefix)
		if other, has := files[payload.FrontendPrefix+name]; ok && (p.options.InPlace || has && bytes.Equal(data, other)) {
			delete(files, member)
		}
	}
}

var (
	// preloadOption ends the text before what a window gets as its preload script, or a variable that is called so.
	preloadOption = regexp.MustCompile(`(?i)(?:\bpreload\w*["']?\s*:|\b\w*preload\w*\s*=|\bsetPreloads\(\[)\s*(?:\([^()]*\)\s*=>\s*)?$`)
	// preloadFile is how preload scripts are called.
	preloadFile = regexp.MustCompile(`(?i)^(?:.*[-_.])?preload(?:[-_.].*)?\.[cm]?[jt]sx?$`)
)

// findPreload adds the preload script that an expression comes to.
func (s *assetScan) findPreload(r reference, source string) {
	path := filepath.Clean(r.at.path)
	text := before(s.code, r.start)
	named := preloadOption.Match(text)
	if found := assigned.FindSubmatch(text); found != nil && !named {
		named = regexp.MustCompile(`(?i)\bpreload\w*["']?\s*:\s*` + regexp.QuoteMeta(string(found[1])) + `\b`).Match(s.code)
	}
	if !named && !preloadFile.MatchString(filepath.Base(path)) {
		return
	}
	paths := []string{path}
	for _, choice := range r.at.choices {
		paths = append(paths, filepath.Join(path, filepath.FromSlash(choice)))
	}
	for _, path := range paths {
		if script, ok := s.set.project.scriptAt(path); ok {
			s.set.preloads[script] = true
			s.found[source] = true // its path is how the host knows it
			s.set.add(filepath.Join(s.set.project.options.Dir, filepath.FromSlash(script)))
		}
	}
}

// scriptAt returns the script of the project at a path, or the TypeScript source that is to become it.
func (p *Project) scriptAt(path string) (script string, ok bool) {
	bare := strings.TrimSuffix(path, filepath.Ext(path))
	for _, candidate := range []string{path, path + ".js", bare + ".ts", bare + ".mts", bare + ".cts", bare + ".tsx"} {
		relative, err := filepath.Rel(p.options.Dir, candidate)
		if err == nil && filepath.IsLocal(relative) && isFile(candidate) && isCode(candidate) && !fromPackage(candidate) && filepath.Ext(candidate) != ".map" {
			return filepath.ToSlash(relative), true
		}
	}
	return "", false
}

// namedPreloads are the scripts of the project that are called as preload scripts are: code may find them in ways that can't be followed.
func (p *Project) namedPreloads() (scripts []string) {
	_ = filepath.WalkDir(p.options.Dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // what can't be read is told of when the folder is taken
		case entry.IsDir():
			relative, _ := filepath.Rel(p.options.Dir, name)
			if relative != "." && (strings.HasPrefix(entry.Name(), ".") || slices.Contains(notShipped, entry.Name()) || slices.Contains(madeFolders, relative) && !strings.HasPrefix(p.main, relative+"/")) {
				return fs.SkipDir
			}
		case preloadFile.MatchString(entry.Name()) && !testFile.MatchString(entry.Name()):
			if script, ok := p.scriptAt(name); ok {
				scripts = append(scripts, script)
			}
		}
		return nil
	})
	return scripts
}

var testFile = regexp.MustCompile(`\.(?:test|spec|d|config)\.[cm]?[jt]sx?$`)
