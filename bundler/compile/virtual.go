package compile

import "github.com/deskjs/deskjs/internal/diag"

// virtualPrefix begins the names of modules that are in no file.
const virtualPrefix = "\x00"

// vueExport is what compiled components import: it puts what was compiled apart onto the component.
const vueExport = "\x00deskjs:vue"

var virtualModules = map[string]string{
	vueExport: `export default (component, properties) => {
  const target = component.__vccOpts || component
  for (const [key, value] of properties) target[key] = value
  return target
}
`,
}

func virtualModule(unit Unit) (Output, error) {
	source, ok := virtualModules[unit.Path]
	if !ok {
		return Output{}, diag.New(diag.Message{Text: "there is no module " + unit.Path[1:]})
	}
	return Output{Code: []byte(source), Loader: "js"}, nil
}
