package config

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// placedPreload is a preload script in deskjs.json, which is looked for only when the app is built.
type placedPreload struct {
	file, name string       // the path, and its place, such as "windows[0].preload"
	message    diag.Message // located, without a text
}

// preloadExtensions are what a preload script may be.
var preloadExtensions = []string{".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"}

func checkPreload(text string) (problem, hint string) {
	switch {
	case !fs.ValidPath(text) || strings.Contains(text, `\`):
		return "must be the path of a file in the project", `such as "frontend/preload.ts", with slashes and without "./"`
	case !slices.Contains(preloadExtensions, path.Ext(text)):
		return "must be a JavaScript or TypeScript file", `such as "frontend/preload.ts"`
	}
	return "", ""
}

func (r *reader) preload(n *node, place string, config *Config) string {
	file := r.text(n, place, checkPreload)
	config.preloads = append(config.preloads, placedPreload{file, place, r.place(n)})
	return file
}

// CheckPreloads reports the preload scripts that are not in the project at dir.
func (c *Config) CheckPreloads(dir string) []diag.Message {
	var messages []diag.Message
	for _, preload := range c.preloads {
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(preload.file)))
		if err == nil && info.Mode().IsRegular() {
			continue
		}
		message := preload.message
		message.Text = fmt.Sprintf("%s is %q, and there is no such file", preload.name, preload.file)
		message.Hint = diag.DidYouMean(path.Base(preload.file), filesIn(filepath.Join(dir, filepath.FromSlash(path.Dir(preload.file)))))
		messages = append(messages, message)
	}
	return messages
}

func filesIn(dir string) []string {
	var names []string
	entries, _ := os.ReadDir(dir) // without the folder there is nothing near
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}
