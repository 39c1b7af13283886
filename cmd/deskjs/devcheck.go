package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// checkInstalled refuses a project whose package.json has dependencies that are not installed, here or in a folder above it, where a
// workspace has them: every import of one would be an error of its own.
func checkInstalled(dir string) error {
	data, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return nil // an app needs none
	}
	var manifest struct {
		Dependencies map[string]string `json:"dependencies"`
	}
	if json.Unmarshal(data, &manifest) != nil {
		return nil // whoever needs it says what is wrong with it
	}
	var missing []string
	for name := range manifest.Dependencies {
		if !isInstalled(dir, name) {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	const most = 5
	list := strings.Join(missing[:min(len(missing), most)], ", ")
	if more := len(missing) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	message := diag.Message{File: "package.json", Text: "these packages are not installed: " + list, Hint: "`deskjs install` installs them"}
	if len(missing) == 1 {
		message.Text = "the package " + list + " is not installed"
		message.Hint = "`deskjs install` installs it"
	}
	return diag.New(message)
}

// isInstalled reports whether a package is there for a module in dir.
func isInstalled(dir, name string) bool {
	for {
		if info, err := os.Stat(filepath.Join(dir, "node_modules", filepath.FromSlash(name))); err == nil && info.IsDir() {
			return true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return false
		}
		dir = parent
	}
}
