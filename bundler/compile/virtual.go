package compile

// virtualPrefix begins the names of modules that are in no file.
const virtualPrefix = "\x00"

// vueExport is what compiled components import: it puts what was compiled apart onto the component.
const vueExport = "\x00deskjs:vue"

// virtualModules are deskjs's own.
var virtualModules = map[string]string{
	vueExport: `export default (component, properties) => {
  const target = component.__vccOpts || component
  for (const [key, value] of properties) target[key] = value
  return target
}
`,
}
