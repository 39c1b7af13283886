// Package templates holds the apps that `deskjs init` starts an author off
// with. They are complete apps in the files below; only the name and the id
// are filled in. Only cmd/deskjs and tests import it.
package templates

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed all:vanilla
var embedded embed.FS

// Default is the template an author gets who asks for none.
const Default = "vanilla"

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

// Names returns the names of the templates there are.
func Names() []string {
	entries, _ := embedded.ReadDir(".") // an embedded root always reads
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = entry.Name()
	}
	return names
}

// NewApp returns an App called name, with an id and a slug made from it. It
// fails for a name that is empty, too long, or has characters that the name of
// a window, a file or a package cannot have.
func NewApp(name string) (App, error) {
	name = strings.TrimSpace(name)
	if name == "" || len(name) > 60 {
		return App{}, fmt.Errorf("an app's name has 1 to 60 letters")
	}
	if i := strings.IndexFunc(name, isForbidden); i >= 0 {
		return App{}, fmt.Errorf("an app's name cannot have %q in it", []rune(name[i:])[0])
	}
	if strings.HasPrefix(name, ".") {
		return App{}, fmt.Errorf("an app's name cannot start with a full stop")
	}
	slug := slugOf(name)
	id := slug
	if id[0] >= '0' && id[0] <= '9' { // each part of an id starts with a letter
		id = "app-" + id
	}
	return App{Name: name, Slug: slug, ID: "com.example." + id}, nil
}

// Files returns the files of the template called template, filled in for app,
// sorted by path. It fails if there is no such template.
func Files(template string, app App) ([]File, error) {
	if !slices.Contains(Names(), template) {
		return nil, fmt.Errorf("there is no template %q", template)
	}
	fill := strings.NewReplacer("{{name}}", app.Name, "{{slug}}", app.Slug, "{{id}}", app.ID)
	var files []File
	err := fs.WalkDir(embedded, template, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := embedded.ReadFile(name)
		if err != nil {
			return err
		}
		if !strings.HasSuffix(name, ".png") {
			data = []byte(fill.Replace(string(data)))
		}
		files = append(files, File{Path: strings.TrimPrefix(name, template+"/"), Data: data})
		return nil
	})
	return files, err
}

// isForbidden reports whether r means something to JSON, HTML or a file system.
func isForbidden(r rune) bool {
	return r < ' ' || r == 0x7f || r == '\uFFFD' || strings.ContainsRune(`"\/<>&|:*?{}`+"`", r)
}

// slugOf returns name as a package or an id may be called: small ASCII letters,
// digits and single dashes.
func slugOf(name string) string {
	var slug strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			slug.WriteRune(r)
		case slug.Len() > 0 && !strings.HasSuffix(slug.String(), "-"):
			slug.WriteByte('-')
		}
	}
	if trimmed := strings.Trim(slug.String(), "-"); trimmed != "" {
		return trimmed
	}
	return "app"
}
