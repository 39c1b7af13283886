package desktop

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"

	"github.com/deskjs/deskjs/internal/versions"
)

// sandboxProcess is what a preload script's process says (bridge/client/sandbox/globals.js). The environment stays out of the
// web process, but for an app that was written for Electron, which counts on it.
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

// secretName finds variables of the environment that no page's process is to have, as far as their names tell.
var secretName = regexp.MustCompile(`(?i)secret|token|passw|passphrase|credential|private|cookie|auth|(^|_)key(_|$)|apikey|session_id`)

// processScript tells a preload script of its process.
func (h *host) processScript(w *appWindow) string {
	executable, err := os.Executable()
	if err != nil {
		executable = os.Args[0]
	}
	process := sandboxProcess{
		Platform: versions.Platform(), Arch: versions.Arch(), PID: os.Getpid(),
		Version: "v" + versions.Node, Versions: map[string]string{"node": versions.Node}, SystemVersion: versions.System(),
		ExecPath: executable, DefaultApp: h.options.Development != nil, Argv: append([]string{executable, "--type=renderer"}, w.arguments...), Env: map[string]string{},
	}
	if h.options.App.Manifest().Electron != nil {
		process.Versions["electron"], process.Versions["chrome"] = versions.Electron, versions.Chrome
		for _, variable := range h.options.Backend.Env {
			if name, value, ok := strings.Cut(variable, "="); ok && name != "" && !secretName.MatchString(name) {
				process.Env[name] = value
			}
		}
	}
	text, err := json.Marshal(process)
	if err != nil {
		return "" // strings always encode
	}
	return "__deskjs.process = " + string(text) + ";\n"
}
