package bundler

import (
	"cmp"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Analysis is what a built app's size is made of. Sizes are in bytes.
type Analysis struct {
	// Files are the app's members, the largest first.
	Files []FileSize `json:"files"`
	// Packages are what each package, and the app's own code, brings; the largest first.
	Packages []PackageSize `json:"packages"`
	// Modules are what each source file brings, after minification; the largest first.
	Modules []ModuleSize `json:"modules"`
	// Duplicates are packages of which several versions, or copies, are in one half.
	Duplicates []Duplicate `json:"duplicates"`
}

// FileSize is the size of a member.
type FileSize struct {
	Name string `json:"name"`
	Raw  int    `json:"raw"`
	Gzip int    `json:"gzip"`
}

// PackageSize is what a package brings.
type PackageSize struct {
	// Name is the package's, or "" for the app's own code.
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	// Half is "frontend" or "backend".
	Half    string `json:"half"`
	Bytes   int    `json:"bytes"`
	Modules int    `json:"modules"`
	// Folder is where in the project it is, with slashes; "" for the app's own code.
	Folder string `json:"-"`
}

// ModuleSize is what a source file brings.
type ModuleSize struct {
	Path    string `json:"path"`
	Half    string `json:"half"`
	Package string `json:"package,omitempty"`
	// Output is the member that it is in.
	Output string `json:"output"`
	Bytes  int    `json:"bytes"`
}

// Duplicate is a package that is there more than once.
type Duplicate struct {
	Name  string   `json:"name"`
	Half  string   `json:"half"`
	Found []string `json:"found"` // version and place of each
	Bytes int      `json:"bytes"` // of all but the largest
}

// analyse reads what esbuild says of the modules in both halves.
func (p *Project) analyse(files map[string][]byte) *Analysis {
	a := &Analysis{Files: []FileSize{}, Packages: []PackageSize{}, Modules: []ModuleSize{}, Duplicates: []Duplicate{}}
	for name, data := range files {
		a.Files = append(a.Files, FileSize{name, len(data), gzipSize(data)})
	}
	byPlace := map[string]*PackageSize{}
	a.addHalves(p)
	for i := range a.Modules {
		m := &a.Modules[i]
		name, place := packageOf(m.Path)
		m.Package = name
		key := m.Half + ":" + place
		if byPlace[key] == nil {
			byPlace[key] = &PackageSize{Name: name, Half: m.Half, Folder: place, Version: p.versionOf(place)}
		}
		byPlace[key].Bytes += m.Bytes
		byPlace[key].Modules++
	}
	copies := map[string][]PackageSize{}
	for _, key := range slices.Sorted(maps.Keys(byPlace)) {
		size := *byPlace[key]
		a.Packages = append(a.Packages, size)
		if size.Name != "" {
			copies[size.Half+":"+size.Name] = append(copies[size.Half+":"+size.Name], size)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(copies)) {
		if found := copies[key]; len(found) > 1 {
			duplicate := Duplicate{Name: found[0].Name, Half: found[0].Half}
			largest := 0
			for _, size := range found {
				duplicate.Found = append(duplicate.Found, strings.TrimSpace(size.Version+" "+size.Folder))
				duplicate.Bytes += size.Bytes
				largest = max(largest, size.Bytes)
			}
			duplicate.Bytes -= largest
			a.Duplicates = append(a.Duplicates, duplicate)
		}
	}
	slices.SortFunc(a.Files, func(a, b FileSize) int { return cmp.Or(b.Raw-a.Raw, cmp.Compare(a.Name, b.Name)) })
	slices.SortFunc(a.Packages, func(a, b PackageSize) int {
		return cmp.Or(b.Bytes-a.Bytes, cmp.Compare(a.Name, b.Name), cmp.Compare(a.Half, b.Half))
	})
	slices.SortFunc(a.Modules, func(a, b ModuleSize) int {
		return cmp.Or(b.Bytes-a.Bytes, cmp.Compare(a.Path, b.Path), cmp.Compare(a.Output, b.Output))
	})
	slices.SortStableFunc(a.Duplicates, func(a, b Duplicate) int { return b.Bytes - a.Bytes })
	return a
}

// addHalves adds the modules of both halves.
func (a *Analysis) addHalves(p *Project) {
	for half, metafiles := range map[string][]string{"frontend": {p.frontend.metafile}, "backend": {p.backend.metafile}} {
		if half == "backend" {
			for _, w := range p.workers {
				metafiles = append(metafiles, w.half.metafile)
			}
		}
		for _, metafile := range metafiles {
			a.addModules(half, metafile)
		}
	}
}

func (a *Analysis) addModules(half, metafile string) {
	var decoded struct {
		Outputs map[string]struct {
			Inputs map[string]struct{ BytesInOutput int }
		}
	}
	if json.Unmarshal([]byte(metafile), &decoded) != nil {
		return // nothing was built
	}
	for output, made := range decoded.Outputs {
		if strings.HasSuffix(output, ".map") {
			continue
		}
		for path, input := range made.Inputs {
			if input.BytesInOutput > 0 {
				a.Modules = append(a.Modules, ModuleSize{Path: path, Half: half, Output: half + "/" + output, Bytes: input.BytesInOutput})
			}
		}
	}
}

// packageOf returns the package that a module belongs to, and its folder; both are "" for the app's own.
func packageOf(path string) (name, place string) {
	i := strings.LastIndex("/"+path, "/node_modules/")
	if i < 0 {
		return "", ""
	}
	end := i + len("node_modules/")
	name = packageName(path[end:])
	return name, path[:end] + name
}

func (p *Project) versionOf(place string) string {
	var manifest struct{ Version string }
	data, err := os.ReadFile(filepath.Join(p.options.Dir, filepath.FromSlash(place), "package.json"))
	if place == "" || err != nil || json.Unmarshal(data, &manifest) != nil {
		return ""
	}
	return manifest.Version
}

func gzipSize(data []byte) int {
	var size counter
	compressor := gzip.NewWriter(&size)
	_, _ = compressor.Write(data) // a counter takes everything
	_ = compressor.Close()
	return int(size)
}

type counter int

// Write counts bytes.
func (c *counter) Write(data []byte) (int, error) {
	*c += counter(len(data))
	return len(data), nil
}

var _ io.Writer = (*counter)(nil)

//go:embed analysis.html
var analysisPage string

// HTML is a page that shows the modules as a map in which each takes as much room as it does in the app. It needs nothing else.
func (a *Analysis) HTML() ([]byte, error) {
	data, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	return []byte(strings.Replace(analysisPage, "{{ANALYSIS}}", strings.ReplaceAll(string(data), "<", `\u003c`), 1)), nil
}
