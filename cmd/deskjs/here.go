package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/templates"
)

// A framework is a kind of project that `deskjs init --here` makes an app of, with no change to its files.
type framework struct {
	name string // as people write it
	// dependency, in package.json, tells it; configs are the names of its configuration without extension.
	dependency string
	configs    []string
	// script of package.json makes its pages in dist; without dist DeskJS bundles the project itself.
	script, dist string
	// folder finds the folder in the configuration, where an author names another.
	folder *regexp.Regexp
	// fallback is the page for addresses that have no file.
	fallback string
	// exports is what the configuration needs so that files come out, and advice how to get there.
	exports *regexp.Regexp
	advice  string
}

// frameworks are looked for in this order: those that are made of Vite come before it.
var frameworks = []framework{
	{
		name: "Next", dependency: "next", configs: []string{"next.config"}, script: "build", dist: "out", folder: regexp.MustCompile(`\bdistDir\s*:\s*['"]([^'"]+)['"]`),
		fallback: "404.html", exports: regexp.MustCompile(`\boutput\s*:\s*['"]export['"]`), advice: "its configuration needs `output: 'export'`: without that Next makes a server, which an app's page has none of",
	},
	{name: "Nuxt", dependency: "nuxt", configs: []string{"nuxt.config"}, script: "generate", dist: ".output/public", fallback: "200.html"},
	{name: "Gatsby", dependency: "gatsby", configs: []string{"gatsby-config"}, script: "build", dist: "public", fallback: "404.html"},
	{name: "Astro", dependency: "astro", configs: []string{"astro.config"}, script: "build", dist: "dist", folder: regexp.MustCompile(`\boutDir\s*:\s*['"](?:\./)?([^'"]+?)/?['"]`), fallback: "404.html"},
	{
		name: "SvelteKit", dependency: "@sveltejs/kit", configs: []string{"svelte.config", "vite.config"}, script: "build", dist: "build",
		folder: regexp.MustCompile(`\bpages\s*:\s*['"]([^'"]+)['"]`), fallback: "index.html",
		exports: regexp.MustCompile(`@sveltejs/adapter-static`), advice: "it needs the adapter @sveltejs/adapter-static, with `fallback: 'index.html'`: the others make a server, which an app's page has none of",
	},
	{name: "Vite", dependency: "vite", configs: []string{"vite.config"}, folder: regexp.MustCompile(`(?m)^\s*root\s*:\s*['"](?:\./)?([^'"]+?)/?['"]`), fallback: "index.html"},
}

// packageManifest is what of a project's package.json tells what it is.
type packageManifest struct {
	Name, Version                 string
	Scripts                       map[string]string
	Dependencies, DevDependencies map[string]string
}

// initHere makes an app of the project in a folder: deskjs.json is all that is added, and with --backend a backend.
func initHere(env *environment, call *call) error {
	dir := call.argument(0, ".")
	if call.on("template") {
		return initVerb().misuse("--here makes an app of the project that is there, and --template starts a new one")
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	manifest, err := readPackage(dir)
	if err != nil {
		return err
	}
	found := findFramework(dir, manifest)
	if found == nil {
		var names []string
		for _, f := range frameworks {
			names = append(names, f.name)
		}
		return diag.New(diag.Message{
			Text: absolute + " is no project of " + strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1],
			Hint: "for a folder of finished pages write \"frontend\": {\"dist\": \"FOLDER\"} into deskjs.json; `deskjs init DIR` makes a new app",
		})
	}
	app, err := appHere(call, manifest, filepath.Base(absolute))
	if err != nil {
		return err
	}
	settings, source, err := found.settings(dir, manifest)
	if err != nil {
		return err
	}
	files := []templates.File{{Path: config.FileName, Data: configHere(app, manifest, settings)}}
	if call.on("backend") {
		files = append(files, templates.File{Path: "backend/api.ts", Data: []byte(backendHere)})
	}
	if err := refuseExisting(dir, files); err != nil {
		return err
	}
	if err := writeFiles(dir, files); err != nil {
		return err
	}
	if err := writeEditorFiles(dir); err != nil {
		return err
	}
	// The project's own .gitignore stays as it is.
	if err := writeChanged(filepath.Join(dir, ".deskjs", ".gitignore"), []byte("*\n")); err != nil {
		return err
	}
	if found.exports != nil && !found.exports.MatchString(source) {
		fmt.Fprint(env.err, diag.RenderAll([]diag.Message{{Severity: diag.SeverityWarning, Text: found.name + " makes no files yet that an app can have", Hint: found.advice}}, env.color))
	}
	return found.tell(env, dir, app, settings, files)
}

// readPackage reads the project's package.json, which may be missing.
func readPackage(dir string) (packageManifest, error) {
	var manifest packageManifest
	data, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return manifest, nil
	}
	if err != nil {
		return manifest, err
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		return manifest, diag.New(diag.Message{File: "package.json", Text: "package.json can't be read: " + err.Error()})
	}
	return manifest, nil
}

func findFramework(dir string, manifest packageManifest) *framework {
	for i := range frameworks {
		f := &frameworks[i]
		_, depends := manifest.Dependencies[f.dependency]
		_, develops := manifest.DevDependencies[f.dependency]
		configured := f.source(dir) != "" && (f.name != "SvelteKit" || depends || develops)
		if !depends && !develops && !configured {
			continue
		}
		if f.dist == "" && !isRegular(filepath.Join(dir, filepath.FromSlash(f.root(dir)), "index.html")) {
			continue // Vite is there for something else
		}
		return f
	}
	return nil
}

// source is the text of the framework's configuration, "" if it has none.
func (f *framework) source(dir string) string {
	var text strings.Builder
	for _, name := range f.configs {
		for _, extension := range []string{".ts", ".mts", ".js", ".mjs", ".cjs"} {
			data, err := os.ReadFile(filepath.Join(dir, name+extension))
			if err == nil {
				text.Write(data)
				text.WriteByte('\n')
			}
		}
	}
	return text.String()
}

// root is the folder of index.html, "." unless the configuration names another.
func (f *framework) root(dir string) string {
	if match := f.folder.FindStringSubmatch(f.source(dir)); match != nil && fs.ValidPath(match[1]) {
		return match[1]
	}
	return "."
}

func isRegular(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// settings are what deskjs.json says of the page.
func (f *framework) settings(dir string, manifest packageManifest) (settings config.Frontend, source string, err error) {
	source = f.source(dir)
	if f.dist == "" {
		return config.Frontend{Root: f.root(dir), Fallback: f.fallback}, source, nil
	}
	settings = config.Frontend{Dist: f.dist, Fallback: f.fallback}
	if f.folder != nil {
		if match := f.folder.FindStringSubmatch(source); match != nil && fs.ValidPath(match[1]) {
			settings.Dist = match[1]
		}
	}
	settings.Command = f.script
	if _, ok := manifest.Scripts[f.script]; !ok {
		settings.Command = f.dependency + " " + f.script
	}
	return settings, source, nil
}

// appHere finds out what the app is called: from --name, package.json or the folder.
func appHere(call *call, manifest packageManifest, folder string) (templates.App, error) {
	name := call.text("name", "")
	given := name != ""
	if !given {
		name = titleOf(manifest.Name[strings.LastIndexByte(manifest.Name, '/')+1:])
	}
	if name == "" {
		name = titleOf(folder)
	}
	app, err := templates.NewApp(name)
	switch {
	case err != nil && given:
		return app, initVerb().misuse("--name: %s", err)
	case err != nil:
		if app, err = templates.NewApp("My App"); err != nil {
			return app, err
		}
	}
	if call.on("id") {
		if app.ID = call.text("id", ""); !templates.IsID(app.ID) {
			return app, initVerb().misuse("--id: %q is not an id: write a domain of yours backwards, such as org.example.%s", app.ID, app.Slug)
		}
	}
	return app, nil
}

var releaseVersion = regexp.MustCompile(`^\d+\.\d+\.\d+$`)

// configHere is deskjs.json for the project.
func configHere(app templates.App, manifest packageManifest, settings config.Frontend) []byte {
	version := "0.1.0"
	if releaseVersion.MatchString(manifest.Version) && manifest.Version != "0.0.0" {
		version = manifest.Version
	}
	var lines []string
	for _, line := range [][2]string{{"root", settings.Root}, {"command", settings.Command}, {"dist", settings.Dist}, {"fallback", settings.Fallback}} {
		if line[1] != "" {
			lines = append(lines, "    "+jsonText(line[0])+": "+jsonText(line[1]))
		}
	}
	return []byte("{\n  \"$schema\": \"./.deskjs/schema.json\",\n  \"name\": " + jsonText(app.Name) + ",\n  \"id\": " + jsonText(app.ID) + ",\n  \"version\": " + jsonText(version) +
		",\n  \"frontend\": {\n" + strings.Join(lines, ",\n") + "\n  }\n}\n")
}

func jsonText(text string) string {
	data, _ := json.Marshal(text) // a string always encodes
	return string(data)
}

// backendHere is the backend that --backend adds.
const backendHere = `// The page calls these functions: import { greet } from '../backend/api'.

/** Returns a greeting for name, and says on what it was made. */
export async function greet(name: string): Promise<string> {
  return ` + "`Hello, ${name}, from ${process.platform}!`" + `
}
`

// tell says what was made and what comes next.
func (f *framework) tell(env *environment, dir string, app templates.App, settings config.Frontend, files []templates.File) error {
	var added []string
	for _, file := range files {
		added = append(added, file.Path)
	}
	slices.Sort(added)
	if env.json {
		writeJSON(env, struct {
			OK        bool     `json:"ok"`
			Framework string   `json:"framework"`
			Name      string   `json:"name"`
			ID        string   `json:"id"`
			Files     []string `json:"files"`
		}{true, f.name, app.Name, app.ID, added})
		return nil
	}
	fmt.Fprintf(env.out, "This %s project is the app %s now. Added: %s.\n", f.name, app.Name, strings.Join(added, ", "))
	if settings.Dist != "" {
		fmt.Fprintf(env.out, "Its page is what `%s` makes in %s/, which takes Node; the app itself needs none.\n", settings.Command, settings.Dist)
	}
	fmt.Fprint(env.out, "Next:\n\n")
	if dir != "." {
		fmt.Fprintf(env.out, "  cd %s\n", quoteForShell(dir))
	}
	if !hasFolder(filepath.Join(dir, "node_modules")) {
		fmt.Fprintln(env.out, "  deskjs install")
	}
	fmt.Fprintln(env.out, "  deskjs dev")
	return nil
}

func hasFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
