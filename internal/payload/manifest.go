// Package payload is a built app as the runtime sees it: the manifest and the files of the page and of the backend,
// either in a directory (development) or in app.djs, the container appended to the app's executable.
//
// The command line writes it, the host and the backend process read it.
package payload

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
)

// Names of the members that every app has.
const (
	ManifestName    = "app.json"
	BackendName     = "backend/main.js"
	BackendMapName  = "backend/main.js.map"
	ShapesName      = "backend/shapes.json" // what the api's functions may be called with
	BackendPrefix   = "backend/"
	FilesPrefix     = "backend/files/" // of what the backend's modules refer to
	FrontendPrefix  = "frontend/"
	PreloadPrefix   = "preload/" // of preload scripts, which no page can load
	IndexName       = "frontend/index.html"
	IconName        = "icon.png" // of the app's windows; not every app has one
	DefaultMemory   = 1024       // MiB
	defaultWidth    = 960
	defaultHeight   = 640
	maxManifestSize = 16 << 20
)

// Manifest is the member app.json: what the host must know before it reads anything else.
type Manifest struct {
	// Name is the app's name as people read it.
	Name string `json:"name"`
	// ID is the reverse-DNS identifier, such as "com.example.notes".
	ID string `json:"id"`
	// Version is a semantic version.
	Version string `json:"version"`
	// Windows are opened at start, in this order; there may be none.
	Windows []Window `json:"windows"`
	// Fallback is the page, below frontend/, for addresses that no file has; "" for none.
	Fallback string `json:"fallback,omitempty"`
	// Backend limits the backend process.
	Backend Backend `json:"backend"`
	// Bridge limits what pages may ask for; see Bridge.WithDefaults.
	Bridge Bridge `json:"bridge,omitzero"`
	// Permissions are what the backend may do; nil if the author has not decided.
	Permissions *grant.Permissions `json:"permissions,omitempty"`
	// SingleInstance ends a second process of the app before it shows anything.
	SingleInstance bool `json:"singleInstance,omitempty"`
	// Protocols are the schemes whose addresses the app opens.
	Protocols []string `json:"protocols,omitempty"`
	// FileAssociations are the files that it opens.
	FileAssociations []FileAssociation `json:"fileAssociations,omitempty"`
	// Updates says where the app's updates come from; nil if it has none.
	Updates *Updates `json:"updates,omitempty"`
	// API lists what the page may call, sorted, as MODULE.EXPORT: "api.listNotes", "api/notes.add".
	API []string `json:"api"`
	// Electron is there for an app written for Electron, in a folder without deskjs.json.
	Electron *Electron `json:"electron,omitempty"`
	// Automation lets a WebDriver client drive the app's windows: `deskjs build --automation`, for end-to-end tests only.
	Automation bool `json:"automation,omitempty"`
}

// Window is a window to open at start. Sizes are in CSS pixels; a minimum of 0 means none.
type Window struct {
	// Name is what messages call the window; it may be empty.
	Name      string `json:"name,omitempty"`
	Title     string `json:"title"`
	Width     int    `json:"width"`
	Height    int    `json:"height"`
	MinWidth  int    `json:"minWidth,omitempty"`
	MinHeight int    `json:"minHeight,omitempty"`
	Frame
	// Preload is the path of the window's preload script in the project, "" for none; PreloadName is where it is.
	Preload string `json:"preload,omitempty"`
	// Capabilities are patterns of what its page may use of the app: see grant.ParseCapability. Nil is everything; a list is
	// exact, also an empty one.
	Capabilities []string `json:"capabilities,omitzero"`
}

// FileAssociation is a kind of files.
type FileAssociation struct {
	// Extensions are without the dot in front.
	Extensions []string `json:"extensions"`
	// Name is what people call such a file; it may be empty.
	Name string `json:"name,omitempty"`
	// MIMEType may be empty.
	MIMEType string `json:"mimeType,omitempty"`
}

// Backend limits the backend process.
type Backend struct {
	// MemoryLimit is in MiB; at it the process is ended and restarted.
	MemoryLimit int `json:"memoryLimit"`
}

// PreloadName returns the member that a preload script is built to, from its path in the project.
func PreloadName(script string) string {
	return PreloadPrefix + strings.TrimSuffix(script, path.Ext(script)) + ".js"
}

// DefaultWindow returns the window of an app that describes none.
func DefaultWindow(name string) Window {
	return Window{Title: name, Width: defaultWidth, Height: defaultHeight}
}

// parseManifest decodes app.json and fills in what older writers left out.
func parseManifest(data []byte) (*Manifest, error) {
	if len(data) > maxManifestSize {
		return nil, fmt.Errorf("%s is larger than %d bytes", ManifestName, maxManifestSize)
	}
	manifest := &Manifest{}
	if err := json.Unmarshal(data, manifest); err != nil {
		return nil, fmt.Errorf("%s is not a valid manifest: %w", ManifestName, err)
	}
	if manifest.Windows == nil {
		manifest.Windows = []Window{DefaultWindow(manifest.Name)}
	}
	manifest.Bridge = manifest.Bridge.WithDefaults()
	if manifest.Backend.MemoryLimit == 0 {
		manifest.Backend.MemoryLimit = DefaultMemory
	}
	return manifest, nil
}
