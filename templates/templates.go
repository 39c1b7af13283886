// Package templates holds the apps that `deskjs init` starts an author off
// with. They are complete apps, in layers: what several have in common stands
// in one folder below. Only the name, the slug and the id are filled in. Only
// cmd/deskjs, scripts and tests import it.
package templates

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

//go:embed all:common all:look all:plain all:habits
//go:embed all:vanilla all:react all:preact all:lit all:vue all:svelte all:solid all:angular all:chat all:api-server all:electron
var embedded embed.FS

// Default is the template an author gets who asks for none.
const Default = "vanilla"

// A Template is an app to start from.
type Template struct {
	// Name is what --template calls it.
	Name string
	// Label is its name for people.
	Label string
	// Summary says in a few words what it is.
	Summary string
	// layers are the folders that it is made of; where two have a file of one name, the later counts.
	layers []string
}

// All lists the templates, in the order in which they are offered.
var All = []Template{
	{"vanilla", "TypeScript", "notes, with nothing to install", []string{"common", "vanilla"}},
	{"react", "React", "habits", []string{"common", "look", "habits", "react"}},
	{"vue", "Vue", "habits", []string{"common", "look", "habits", "vue"}},
	{"svelte", "Svelte", "habits, with runes", []string{"common", "look", "habits", "svelte"}},
	{"solid", "Solid", "habits", []string{"common", "look", "habits", "solid"}},
	{"preact", "Preact", "habits, with signals", []string{"common", "look", "habits", "preact"}},
	{"lit", "Lit", "habits, in web components", []string{"common", "look", "habits", "lit"}},
	{"angular", "Angular", "habits, compiled in the page", []string{"common", "look", "habits", "angular"}},
	{"chat", "Chat", "a room on this machine or your network, with nothing to install", []string{"common", "look", "plain", "chat"}},
	{"api-server", "API server", "an HTTP API and a window that shows it, with nothing to install", []string{"common", "look", "plain", "api-server"}},
	{"electron", "Electron", "a timer in Electron's form: main, preload, renderer", []string{"common", "look", "plain", "electron"}},
}

// App is what a template is filled in with. Its fields come from NewApp, which
// keeps out what would need quoting in JSON or HTML.
type App struct {
	Name string // "Notes": {{name}}
	Slug string // "notes", for package.json: {{slug}}
	ID   string // "com.example.notes": {{id}}
}

// A File is one file of a new app.
type File struct {
	Path string // slash-separated, relative to the app
	Data []byte
}

// Names returns the names of the templates there are, in their order.
func Names() []string {
	names := make([]string, len(All))
	for i, template := range All {
		names[i] = template.Name
	}
	return names
}

// Files returns the files of the template called name, filled in for app,
// sorted by path. It fails if there is no such template.
func Files(name string, app App) ([]File, error) {
	i := slices.IndexFunc(All, func(t Template) bool { return t.Name == name })
	if i < 0 {
		return nil, fmt.Errorf("there is no template %q", name)
	}
	template := All[i]
	fill := strings.NewReplacer("{{name}}", app.Name, "{{slug}}", app.Slug, "{{id}}", app.ID, "{{label}}", template.Label)
	files := map[string][]byte{}
	for _, layer := range template.layers {
		err := fs.WalkDir(embedded, layer, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := embedded.ReadFile(path)
			if err != nil {
				return err
			}
			if !strings.HasSuffix(path, ".png") {
				data = []byte(fill.Replace(string(data)))
			}
			files[strings.TrimPrefix(path, layer+"/")] = data
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	sorted := make([]File, 0, len(files))
	for _, path := range slices.Sorted(maps.Keys(files)) {
		sorted = append(sorted, File{path, files[path]})
	}
	return sorted, nil
}
