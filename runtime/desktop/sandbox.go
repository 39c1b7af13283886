package desktop

import (
	"encoding/json"
	"os"

	"github.com/deskjs/deskjs/internal/versions"
)

// sandboxProcess is what a preload script's process says (bridge/client/sandbox/globals.js). The environment stays out of the
// web process.
type sandboxProcess struct {
	Platform      string            `json:"platform"`
	Arch          string            `json:"arch"`
	PID           int               `json:"pid"`
	Version       string            `json:"version"`
	Versions      map[string]string `json:"versions"`
	SystemVersion string            `json:"systemVersion"`
	ExecPath      string            `json:"execPath"`
	DefaultApp    bool              `json:"defaultApp,omitempty"`
	Argv          []string          `json:"argv"`
	Env           map[string]string `json:"env"`
}

// processScript tells a preload script of its process.
func (h *host) processScript() string {
	executable, err := os.Executable()
	if err != nil {
		executable = os.Args[0]
	}
	process := sandboxProcess{
		Platform: versions.Platform(), Arch: versions.Arch(), PID: os.Getpid(),
		Version: "v" + versions.Node, Versions: map[string]string{"node": versions.Node}, SystemVersion: versions.System(),
		ExecPath: executable, DefaultApp: h.options.Development != nil, Argv: []string{executable, "--type=renderer"}, Env: map[string]string{},
	}
	if h.options.App.Manifest().Electron != nil {
		process.Versions["electron"], process.Versions["chrome"] = versions.Electron, versions.Chrome
	}
	text, err := json.Marshal(process)
	if err != nil {
		return "" // strings always encode
	}
	return "__deskjs.process = " + string(text) + ";\n"
}
