package payload

import (
	"path"
	"slices"
	"strings"
)

// codeExtensions are those of members that run, or decide what runs.
var codeExtensions = []string{".html", ".js", ".mjs", ".css", ".wasm"}

// CheckCode checks every member of app that is code, so that a damaged app fails before any of it runs; pictures and
// other large members are checked when they are read. The error is that of App.Open.
func CheckCode(app App) error {
	for _, name := range app.Names() {
		if !slices.Contains(codeExtensions, strings.ToLower(path.Ext(name))) {
			continue
		}
		file, err := app.Open(name)
		if err != nil {
			return err
		}
		if err := file.Close(); err != nil {
			return err
		}
	}
	return nil
}
