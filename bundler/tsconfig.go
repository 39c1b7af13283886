package bundler

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/bundler/types"
)

// projectConfig returns the absolute path of the tsconfig.json to read for the page where esbuild would take another: in a project whose
// own has only references to others, as Vite's templates have it, the one that is for the app. It is "" everywhere else.
func projectConfig(dir string) string {
	var decoded struct {
		Files           *[]string
		CompilerOptions map[string]any
		References      []struct{ Path string }
	}
	if !readConfig(filepath.Join(dir, "tsconfig.json"), &decoded) || len(decoded.References) == 0 || decoded.CompilerOptions["jsx"] != nil {
		return ""
	}
	first := ""
	for _, reference := range decoded.References {
		path := filepath.Join(dir, filepath.FromSlash(reference.Path))
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			path = filepath.Join(path, "tsconfig.json")
		}
		if !isFile(path) {
			continue
		}
		if strings.Contains(filepath.Base(path), "app") {
			return path
		}
		if first == "" && !strings.Contains(filepath.Base(path), "node") {
			first = path
		}
	}
	return first
}

// readConfig reads a JSON file with comments; false means that it can't be read, which is esbuild's to tell.
func readConfig(path string, into any) bool {
	data, err := os.ReadFile(path)
	return err == nil && json.Unmarshal(types.PlainJSON(data), into) == nil
}
