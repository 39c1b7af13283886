package bundler

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/payload"
)

// outputs are what esbuild says of the files that it made, by their names below the project.
type outputs map[string]struct {
	EntryPoint string
	CSSBundle  string
	Imports    []struct{ Path, Kind string }
}

func readOutputs(metafile string) outputs {
	var decoded struct{ Outputs outputs }
	if json.Unmarshal([]byte(metafile), &decoded) != nil {
		return nil // there is none: the build failed
	}
	return decoded.Outputs
}

// loadStyles has what is imported later load its style sheet before it runs: esbuild makes the sheet, and leaves to others to load it.
func (o outputs) loadStyles(files map[string][]byte) error {
	later := map[string]bool{}
	for _, output := range o {
		for _, imported := range output.Imports {
			if imported.Kind == "dynamic-import" {
				later[strings.TrimPrefix(imported.Path, "/")] = true
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(later)) {
		style := o[name].CSSBundle
		code, ok := files[payload.FrontendPrefix+name]
		if style == "" || !ok {
			continue
		}
		load := "await new Promise((done) => { const link = document.createElement(\"link\"); link.rel = \"stylesheet\"; link.href = " +
			quote(path.Join("/", style)) + "; link.onload = link.onerror = done; document.head.append(link) });\n"
		files[payload.FrontendPrefix+name] = append([]byte(load), code...)
		if sourceMap, ok := files[payload.FrontendPrefix+name+".map"]; ok {
			shifted, err := shiftLines(sourceMap, 1)
			if err != nil {
				return err
			}
			files[payload.FrontendPrefix+name+".map"] = shifted
		}
	}
	return nil
}
