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
	return check(app, isCode)
}

// CheckAll checks every member of app. It reads all of them, about a second for two gigabytes.
func CheckAll(app App) error {
	return check(app, func(string) bool { return true })
}

func isCode(name string) bool {
	return slices.Contains(codeExtensions, strings.ToLower(path.Ext(name)))
}

func check(app App, wanted func(name string) bool) error {
	for _, name := range app.Names() {
		if !wanted(name) {
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
