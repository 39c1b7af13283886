package bundler

import (
	"github.com/deskjs/deskjs/bundler/types"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// addShapes works out what the api's functions may be called with, from their declarations, and puts the table that the
// backend checks arguments by to the app's files. It returns what the declarations do not constrain.
func (p *Project) addShapes(files map[string][]byte) ([]diag.Message, error) {
	found := p.readTypes()
	if len(found.Table.Functions) == 0 {
		return found.Notes, nil
	}
	table, err := found.Table.Encode()
	files[payload.ShapesName] = table
	return found.Notes, err
}

func (p *Project) readTypes() *types.Result {
	modules := make([]types.Module, len(p.modules))
	for i, m := range p.modules {
		modules[i] = types.Module{Name: m.name, File: m.file}
		for _, e := range m.exports {
			modules[i].Exports = append(modules[i].Exports, e.name)
		}
	}
	return types.Read(types.Options{Dir: p.options.Dir, Builtins: p.options.Types, Cache: &p.types}, modules)
}
