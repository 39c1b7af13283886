package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
)

// PackageName is the name of the file that describes an app written for Electron, which needs no deskjs.json.
const PackageName = "package.json"

// Electron is what such an app's package.json says beside its name and version.
type Electron struct {
	// Main is the file that starts the app, relative to the project.
	Main string
	// Resources are the files and folders of electron-builder's extraResources and Forge's extraResource, relative to the project.
	Resources []string
}

// electronPackages are the dependencies by which a project is known to be an Electron app.
var electronPackages = []string{"electron", "electron-nightly"}

// electronManifest is what is read of package.json.
type electronManifest struct {
	Name            string            `json:"name"`
	ProductName     string            `json:"productName"`
	Version         string            `json:"version"`
	Main            string            `json:"main"`
	Scripts         map[string]string `json:"scripts"`
	Dependencies    map[string]string `json:"dependencies"`
	DevDependencies map[string]string `json:"devDependencies"`
	Build           electronBuilder   `json:"build"`
	Config          struct {
		Forge json.RawMessage `json:"forge"` // settings, or the path of a file with them
	} `json:"config"`
}

// electronBuilder are the settings of electron-builder that are read.
type electronBuilder struct {
	AppID          string          `json:"appId"`
	ProductName    string          `json:"productName"`
	Icon           string          `json:"icon"`
	ExtraResources json.RawMessage `json:"extraResources"`
}

// IsElectron reports whether the folder dir is an app written for Electron, without a deskjs.json.
func IsElectron(dir string) bool {
	if HasFile(dir) {
		return false
	}
	source, err := os.ReadFile(filepath.Join(dir, PackageName))
	if err != nil {
		return false
	}
	var manifest electronManifest
	err = json.Unmarshal(bytes.TrimPrefix(source, byteOrderMark), &manifest)
	if syntax, broken := errors.AsType[*json.SyntaxError](err); broken && syntax != nil {
		return bytes.Contains(source, []byte(`"electron"`)) // Load says what is wrong
	}
	return manifest.needsElectron()
}

// HasFile reports whether there is a deskjs.json in the folder dir.
func HasFile(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, FileName))
	return !errors.Is(err, fs.ErrNotExist)
}

// IsApp reports whether the folder dir is an app: it has a deskjs.json, or is written for Electron.
func IsApp(dir string) bool { return HasFile(dir) || IsElectron(dir) }

var byteOrderMark = []byte("\ufeff")

func (m *electronManifest) needsElectron() bool {
	for _, name := range electronPackages {
		if m.Dependencies[name] != "" || m.DevDependencies[name] != "" {
			return true
		}
	}
	return false
}

// loadElectron reads the package.json of an app written for Electron. It may do what it may do there: everything.
func loadElectron(dir string) (*Config, error) {
	source, err := os.ReadFile(filepath.Join(dir, PackageName))
	if err != nil {
		return nil, diag.New(diag.Message{Severity: diag.SeverityError, Text: PackageName + " can't be read: " + reason(err), File: PackageName})
	}
	source = bytes.TrimPrefix(source, byteOrderMark)
	var manifest electronManifest
	if err := json.Unmarshal(source, &manifest); err != nil {
		message := diag.Message{Severity: diag.SeverityError, Text: PackageName + " is not as npm has it: " + err.Error(), File: PackageName}
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			message = diag.At(message, source, int(syntax.Offset))
		}
		return nil, diag.New(message)
	}
	builder := manifest.Build
	builder.readFile(dir)
	forge := readForge(dir, manifest.Config.Forge)
	config := &Config{
		Package: Package{Icon: electronIcon(dir, builder.Icon)},
		Name:    first(builder.ProductName, manifest.ProductName, path.Base(manifest.Name)),
		Version: first(manifest.Version, "0.0.0"),
		Windows: []payload.Window{}, Frontend: Frontend{Root: "."}, Backend: payload.Backend{MemoryLimit: payload.DefaultMemory},
		Permissions: &grant.Permissions{
			Net: grant.Net{Connect: []string{grant.Any}, Listen: []string{grant.Any}}, Run: []string{grant.Any},
			Files: grant.Files{Read: []string{grant.Any}, Write: []string{grant.Any}},
		},
		Electron: &Electron{Resources: append(resourcesOf(builder.ExtraResources), forge.resources...)},
	}
	if config.Name == "." {
		config.Name = "Electron" // what Electron calls an app without a name
	}
	config.ID = first(builder.AppID, forge.id, "com.electron."+idPart(first(path.Base(manifest.Name), config.Name)))
	var messages []diag.Message
	report := func(key, text, hint string) {
		message := diag.Message{Severity: diag.SeverityError, Text: text, Hint: hint, File: PackageName}
		if at := bytes.Index(source, []byte(`"`+key+`"`)); at >= 0 {
			message = diag.At(message, source, at)
			message.Length = len(key) + 2
		}
		messages = append(messages, message)
	}
	if problem, hint := checkName(config.Name); problem != "" {
		report("productName", fmt.Sprintf("the app's name, %q, %s", config.Name, problem), hint+`; "productName" says how people know the app`)
	}
	if problem, hint := checkVersion(config.Version); problem != "" {
		report("version", fmt.Sprintf("the version, %q, %s", config.Version, problem), hint)
	}
	if problem, hint := checkID(config.ID); problem != "" {
		report("appId", fmt.Sprintf("the app's id, %q, %s", config.ID, problem), hint)
	}
	if config.Electron.Main = findElectronMain(dir, first(manifest.Main, "index.js")); config.Electron.Main == "" {
		hint := `"main" is the path of the file that starts the app, counted from ` + PackageName
		if manifest.Scripts["build"] != "" {
			hint = "if it is made by a tool of the project's own, run that first: `npm run build`"
		}
		report("main", "there is no "+first(manifest.Main, "index.js")+", which is to start the app", hint)
	}
	if len(messages) > 0 {
		return nil, diag.New(messages...)
	}
	return config, nil
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// findElectronMain returns the file that "main" means, as Node finds it, and besides its TypeScript source where the file that it is to
// become isn't there; "" if there is none.
func findElectronMain(dir, main string) string {
	main = path.Clean(filepath.ToSlash(main))
	bare := strings.TrimSuffix(main, path.Ext(main))
	for _, name := range []string{
		main, main + ".js", main + ".cjs", main + ".mjs", path.Join(main, "index.js"),
		main + ".ts", path.Join(main, "index.ts"), bare + ".ts", bare + ".mts", bare + ".cts",
	} {
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err == nil && info.Mode().IsRegular() && !strings.HasPrefix(name, "../") {
			return name
		}
	}
	return ""
}

// idPart makes of a package's name what may stand in an id.
func idPart(name string) string {
	part := strings.Trim(notInID.ReplaceAllString(name, "-"), "-")
	if part == "" || part[0] >= '0' && part[0] <= '9' {
		part = "app" + part
	}
	return part
}

var notInID = regexp.MustCompile(`[^a-zA-Z0-9-]+`)

// builderLines find the same settings in electron-builder.yml.
var builderLines = map[string]*regexp.Regexp{
	"appId":       regexp.MustCompile(`(?m)^appId:\s*["']?([^"'\s#]+)`),
	"productName": regexp.MustCompile(`(?m)^productName:\s*["']?([^"'\n#]*[^"'\s#])`),
}

// readFile fills in what a file of electron-builder's own says.
func (b *electronBuilder) readFile(dir string) {
	for _, name := range []string{"electron-builder.json", "electron-builder.yml", "electron-builder.yaml"} {
		source, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			continue
		}
		more := electronBuilder{}
		if json.Unmarshal(source, &more) != nil {
			more = electronBuilder{AppID: found(builderLines["appId"], source), ProductName: found(builderLines["productName"], source)}
		}
		b.AppID, b.ProductName, b.Icon = first(b.AppID, more.AppID), first(b.ProductName, more.ProductName), first(b.Icon, more.Icon)
		if len(b.ExtraResources) == 0 {
			b.ExtraResources = more.ExtraResources
		}
	}
}

func found(pattern *regexp.Regexp, source []byte) string {
	if match := pattern.FindSubmatch(source); match != nil {
		return string(match[1])
	}
	return ""
}

// resourcesOf reads extraResources: a path, an object with "from", or a list of those. Patterns are not followed.
func resourcesOf(text json.RawMessage) []string {
	if len(text) == 0 {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(text, &list) == nil {
		var all []string
		for _, one := range list {
			all = append(all, resourcesOf(one)...)
		}
		return all
	}
	var name string
	var copied struct{ From string }
	if json.Unmarshal(text, &name) != nil && json.Unmarshal(text, &copied) == nil {
		name = copied.From
	}
	name = path.Clean(filepath.ToSlash(name))
	if name == "." || strings.ContainsAny(name, "*?${") || strings.HasPrefix(name, "../") || path.IsAbs(name) {
		return nil
	}
	return []string{name}
}

// forgeSettings are the settings of Electron Forge that are read.
type forgeSettings struct {
	id        string
	resources []string
}

var (
	forgeID       = regexp.MustCompile(`["']?\bappBundleId["']?\s*:\s*["']([^"']+)["']`)
	forgeResource = regexp.MustCompile(`["']?\bextraResource["']?\s*:\s*(\[[^\]]*\]|["'][^"']*["'])`)
	forgePath     = regexp.MustCompile(`["']([^"']+)["']`)
)

// readForge reads the settings in package.json, or in the file that it names: a script, in which literals are looked for.
func readForge(dir string, settings json.RawMessage) (forge forgeSettings) {
	source := []byte(settings)
	var file string
	names := []string{"forge.config.js", "forge.config.cjs", "forge.config.mjs", "forge.config.ts"}
	if json.Unmarshal(settings, &file) == nil && file != "" {
		names = []string{file}
	}
	for _, name := range names {
		if text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
			source = append(source, text...)
		}
	}
	forge.id = found(forgeID, source)
	for _, name := range forgePath.FindAllStringSubmatch(found(forgeResource, source), -1) {
		forge.resources = append(forge.resources, resourcesOf(json.RawMessage(`"`+path.Clean(name[1])+`"`))...)
	}
	return forge
}
