package bundler

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
)

// Component is an npm package that is in an app.
type Component struct {
	Name, Version string
	// License is what its package.json says; "" if that is nothing, or no text.
	License string
	// Homepage is the address there, or "".
	Homepage string
}

// components reads which packages esbuild took modules of.
func (p *Project) components() []Component {
	a := &Analysis{}
	a.addHalves(p)
	folders := map[string]bool{}
	for _, m := range a.Modules {
		if _, folder := packageOf(m.Path); folder != "" {
			folders[folder] = true
		}
	}
	list := []Component{}
	for folder := range folders {
		data, err := os.ReadFile(filepath.Join(p.options.Dir, filepath.FromSlash(folder), "package.json"))
		var manifest struct {
			Name, Version     string
			License, Homepage any // older packages have objects there
		}
		if err != nil || json.Unmarshal(data, &manifest) != nil {
			continue
		}
		name, _ := packageOf(folder + "/")
		license, _ := manifest.License.(string)
		homepage, _ := manifest.Homepage.(string)
		list = append(list, Component{Name: cmp.Or(manifest.Name, name), Version: manifest.Version, License: license, Homepage: homepage})
	}
	slices.SortFunc(list, func(a, b Component) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Version, b.Version))
	})
	return slices.Compact(list)
}
