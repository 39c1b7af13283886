// Package config reads deskjs.json, the file that describes an app. It is parsed here and nowhere else, and everything
// that is wrong in it is reported at once, each with its line and column.
//
// Commands and the bundler import it.
package config

import (
	"cmp"
	_ "embed" // for the schema
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
)

// FileName is the name of the file, in the project's directory.
const FileName = "deskjs.json"

// Schema is the JSON Schema of deskjs.json, for editors.
//
//go:embed schema.json
var Schema []byte

// Config is a valid deskjs.json with its defaults filled in.
type Config struct {
	// Name is the app's name as people read it. Required.
	Name string `json:"name"`
	// ID is the reverse-DNS identifier, such as "com.example.notes". Required.
	ID string `json:"id"`
	// Version is a semantic version. Required.
	Version string `json:"version"`
	// Windows are opened at start; the default is one of 960 by 640 with the app's name as its title. An empty list means none: the backend
	// opens them.
	Windows []payload.Window `json:"windows"`
	// Frontend says where the page is.
	Frontend Frontend `json:"frontend"`
	// Backend limits the backend process.
	Backend payload.Backend `json:"backend"`
	// Bridge limits what pages may ask for; what is 0 has its default.
	Bridge payload.Bridge `json:"bridge"`
	// Permissions are what the backend may do with the network, files and other programs; nil if there are none in the file.
	Permissions *grant.Permissions `json:"permissions"`
	// SingleInstance has a second start of the app end at once: the process that runs hears of it.
	SingleInstance bool `json:"singleInstance"`
	// Protocols are the schemes whose addresses the app opens.
	Protocols []string `json:"protocols"`
	// FileAssociations are the files that it opens.
	FileAssociations []payload.FileAssociation `json:"fileAssociations"`
	// Package is what installers say and do.
	Package Package `json:"package"`
	// Updates says where the app's updates come from; nil if it has none.
	Updates *payload.Updates `json:"updates"`
	// Electron is there for an app written for Electron, which package.json describes; nil for all others.
	Electron *Electron `json:"-"`

	// capabilities are where the functions among the windows' capabilities stand.
	capabilities []placedCapability
	preloads     []placedPreload
}

// Limits of numbers; schema.json states them too.
const (
	minWindowSize  = 50
	maxWindowSize  = 16384
	minMemoryLimit = 64
	maxMemoryLimit = 1 << 20
)

// Load reads deskjs.json in directory dir, or, where there is none, the package.json of an app written for Electron. The error is a
// *diag.Error that lists everything wrong in the file, or says that there is none.
func Load(dir string) (*Config, error) {
	source, err := os.ReadFile(filepath.Join(dir, FileName))
	if errors.Is(err, fs.ErrNotExist) && IsElectron(dir) {
		return loadElectron(dir)
	}
	if errors.Is(err, fs.ErrNotExist) {
		where := dir
		if absolute, err := filepath.Abs(dir); err == nil {
			where = absolute
		}
		return nil, diag.New(diag.Message{
			Severity: diag.SeverityError, Text: "there is no " + FileName + " in " + where,
			Hint: "`deskjs init` makes a new app; in an existing one, run the command in the directory with " + FileName + ", or an Electron app's " + PackageName,
		})
	}
	if err != nil {
		return nil, diag.New(diag.Message{Severity: diag.SeverityError, Text: FileName + " can't be read: " + reason(err), File: FileName})
	}
	return Parse(source)
}

// reason leaves out of a path error what the message says already.
func reason(err error) string {
	if located, ok := errors.AsType[*fs.PathError](err); ok {
		return located.Err.Error()
	}
	return err.Error()
}

// Parse reads the text of a deskjs.json. The error is a *diag.Error.
func Parse(source []byte) (*Config, error) {
	root, failed := parseJSONC(source)
	if failed != nil {
		message := diag.Message{Severity: diag.SeverityError, Text: failed.text, File: FileName, Hint: failed.hint}
		return nil, diag.New(diag.At(message, source, failed.offset))
	}
	r := &reader{source: source}
	config := r.config(root)
	if len(r.messages) > 0 {
		slices.SortStableFunc(r.messages, func(a, b diag.Message) int {
			return cmp.Or(a.Line-b.Line, a.Column-b.Column)
		})
		return nil, diag.New(r.messages...)
	}
	return config, nil
}

// Manifest returns what goes into the built app; api is the sorted list of what the page may call.
func (c *Config) Manifest(api []string) *payload.Manifest {
	return &payload.Manifest{Name: c.Name, ID: c.ID, Version: c.Version, Windows: c.Windows, Fallback: c.Frontend.Fallback, Backend: c.Backend, Bridge: c.Bridge, Permissions: c.Permissions, SingleInstance: c.SingleInstance, Protocols: c.Protocols, FileAssociations: c.FileAssociations, Updates: c.Updates, API: append([]string{}, api...)}
}

func (r *reader) config(root *node) *Config {
	config := &Config{Package: Package{Icon: DefaultIcon}, Frontend: Frontend{Root: DefaultRoot}, Backend: payload.Backend{MemoryLimit: payload.DefaultMemory}}
	if root.kind != kindObject {
		r.wrongKind(root, FileName, kindObject)
		return config
	}
	windows, listed := []*node(nil), false
	r.object(root, "", map[string]func(*node){
		"$schema":  func(n *node) { r.text(n, "$schema", nil) },
		"name":     func(n *node) { config.Name = r.text(n, "name", checkName) },
		"id":       func(n *node) { config.ID = r.text(n, "id", checkID) },
		"version":  func(n *node) { config.Version = r.text(n, "version", checkVersion) },
		"windows":  func(n *node) { windows, listed = r.array(n, "windows"), true },
		"frontend": func(n *node) { r.frontend(n, &config.Frontend) },
		"backend":  func(n *node) { r.backend(n, &config.Backend) },
		"bridge":   func(n *node) { r.bridge(n, &config.Bridge) },
		"permissions": func(n *node) {
			config.Permissions = &grant.Permissions{}
			r.permissions(n, config.Permissions)
		},
		"singleInstance":   func(n *node) { config.SingleInstance = r.boolean(n, "singleInstance") },
		"protocols":        func(n *node) { config.Protocols = r.protocols(n) },
		"fileAssociations": func(n *node) { config.FileAssociations = r.fileAssociations(n) },
		"package":          func(n *node) { r.pack(n, &config.Package) },
		"updates":          func(n *node) { config.Updates = r.updates(n) },
	}, "name", "id", "version")
	if listed {
		config.Windows = []payload.Window{} // an empty list means none
	}
	for i, n := range windows {
		config.Windows = append(config.Windows, r.window(n, fmt.Sprintf("windows[%d]", i), config))
	}
	if config.Windows == nil {
		config.Windows = []payload.Window{payload.DefaultWindow(config.Name)}
	}
	return config
}

func (r *reader) window(n *node, place string, config *Config) payload.Window {
	window := payload.DefaultWindow(config.Name)
	var minWidth, minHeight *node
	size := func(into *int, key string) func(*node) {
		return func(n *node) { r.integer(n, place+"."+key, minWindowSize, maxWindowSize, into) }
	}
	keys := r.frameKeys(place, &window.Frame)
	maps.Copy(keys, map[string]func(*node){
		"name":      func(n *node) { window.Name = r.windowName(n, place+".name", config.Windows) },
		"title":     func(n *node) { window.Title = r.text(n, place+".title", nil) },
		"width":     size(&window.Width, "width"),
		"height":    size(&window.Height, "height"),
		"minWidth":  func(n *node) { minWidth = n; size(&window.MinWidth, "minWidth")(n) },
		"minHeight": func(n *node) { minHeight = n; size(&window.MinHeight, "minHeight")(n) },
		"preload":   func(n *node) { window.Preload = r.preload(n, place+".preload", config) },
		"capabilities": func(n *node) {
			window.Capabilities = r.capabilities(n, place+".capabilities", config)
		},
	})
	r.object(n, place, keys)
	r.checkFrame(n, place, &window)
	if minWidth != nil && window.MinWidth > window.Width {
		r.report(minWidth, fmt.Sprintf("%s.minWidth is larger than the width, %d", place, window.Width), "")
	}
	if minHeight != nil && window.MinHeight > window.Height {
		r.report(minHeight, fmt.Sprintf("%s.minHeight is larger than the height, %d", place, window.Height), "")
	}
	return window
}

func (r *reader) backend(n *node, backend *payload.Backend) {
	r.object(n, "backend", map[string]func(*node){
		"memoryLimit": func(n *node) {
			r.integer(n, "backend.memoryLimit", minMemoryLimit, maxMemoryLimit, &backend.MemoryLimit)
		},
	})
}
