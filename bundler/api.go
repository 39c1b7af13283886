package bundler

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// apiModule is a file whose exports the page may call.
type apiModule struct {
	name    string // "api" or "api/notes"
	file    string // relative to the project, with slashes
	exports []apiExport
	// constants are the exports that are values, and code is what makes them.
	constants []exported
	code      string
}

type apiExport struct {
	name   string
	stream bool // an async generator function
}

// codeExtensions are the extensions of modules, in the order in which an import without one finds them.
var codeExtensions = []string{".ts", ".tsx", ".mts", ".js", ".jsx", ".mjs"}

// findAPIModules lists backend/api.* and all modules below backend/api/.
func findAPIModules(dir string) ([]*apiModule, []diag.Message) {
	var modules []*apiModule
	var messages []diag.Message
	byName := map[string]string{}
	refuse := func(file, text, hint string) {
		messages = append(messages, diag.Message{Severity: diag.SeverityError, File: file, Text: text, Hint: hint})
	}
	add := func(file string) {
		extension := path.Ext(file)
		name := strings.TrimSuffix(strings.TrimPrefix(file, "backend/"), extension)
		switch {
		case isSideFile(name):
			return
		case extension == ".cjs" || extension == ".cts":
			refuse(file, "an api module is an ES module, and a file with this name is none", "rename it to "+path.Base(name)+strings.Replace(extension, "c", "m", 1)+", and write `export` in place of module.exports")
			return
		case !slices.Contains(codeExtensions, extension):
			return
		}
		if other, taken := byName[name]; taken {
			refuse(file, "there is also "+other+", and both would be the api module "+name, "remove one of the two")
			return
		}
		byName[name] = file
		if strings.ContainsFunc(name, unicode.IsSpace) {
			refuse(file, "the name of an api module can't have white space in it", "rename the file")
		}
		modules = append(modules, &apiModule{name: name, file: file})
	}
	entries, err := os.ReadDir(filepath.Join(dir, "backend"))
	if err != nil {
		return nil, nil // there is no such directory, nothing to call
	}
	for _, e := range entries {
		if base := strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())); !e.IsDir() && base == "api" {
			add("backend/" + e.Name())
		}
	}
	// What can't be read is told when it is imported.
	_ = filepath.WalkDir(filepath.Join(dir, "backend", "api"), func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case e.IsDir() && (e.Name() == "node_modules" || strings.HasPrefix(e.Name(), ".")):
			return filepath.SkipDir
		case !e.IsDir():
			if relative, err := filepath.Rel(dir, name); err == nil {
				add(filepath.ToSlash(relative))
			}
		}
		return nil
	})
	return modules, messages
}

// isSideFile tells declarations and tests, which lie beside modules, from modules.
func isSideFile(base string) bool {
	return strings.HasSuffix(base, ".d") || strings.HasSuffix(base, ".test") || strings.HasSuffix(base, ".spec")
}

// analyseAPI fills in what modules export. What can't be called from the page, and is no constant, is an error in the messages.
//
// It lets esbuild bundle each module with the files that it imports, which is the form that canonical reads.
func analyseAPI(dir string, modules []*apiModule) []diag.Message {
	if len(modules) == 0 {
		return nil
	}
	options := api.BuildOptions{
		LogLevel: api.LogLevelSilent, AbsWorkingDir: dir, Outdir: dir, Bundle: true, Format: api.FormatESModule,
		Platform: api.PlatformNode, Packages: api.PackagesExternal, Target: api.ESNext,
		Supported: map[string]bool{"decorators": false, "using": false}, TreeShaking: api.TreeShakingTrue,
		LegalComments: api.LegalCommentsNone, JSX: api.JSXAutomatic, Charset: api.CharsetUTF8,
		Sourcemap: api.SourceMapExternal, SourcesContent: api.SourcesContentInclude, AllowOverwrite: true,
		Plugins: []api.Plugin{staticOnly},
	}
	for _, module := range modules {
		options.EntryPointsAdvanced = append(options.EntryPointsAdvanced, api.EntryPoint{InputPath: "./" + module.file, OutputPath: module.name})
	}
	result := api.Build(options)
	if len(result.Errors) > 0 {
		return messagesOf(diag.SeverityError, dir, result.Errors)
	}
	outputs := map[string][]byte{}
	for _, file := range result.OutputFiles {
		if name, err := filepath.Rel(dir, file.Path); err == nil {
			outputs[filepath.ToSlash(name)] = file.Contents
		}
	}
	var messages []diag.Message
	for _, module := range modules {
		messages = append(messages, module.read(string(outputs[module.name+".js"]), outputs[module.name+".js.map"], dir)...)
	}
	return messages
}

// staticOnly leaves out what is imported later or by require: it can't be an export, and esbuild would put it, and what it
// imports in turn, into functions.
var staticOnly = api.Plugin{Name: "deskjs-static-imports", Setup: func(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		external := args.Kind == api.ResolveJSDynamicImport || args.Kind == api.ResolveJSRequireCall || args.Kind == api.ResolveJSRequireResolve
		if !external {
			return api.OnResolveResult{}, nil
		}
		return api.OnResolveResult{Path: args.Path, External: true}, nil
	})
}}

// read sorts what the canonical form exports.
func (m *apiModule) read(code string, sourceMap []byte, dir string) []diag.Message {
	places := newPlacing(dir, m, code, sourceMap)
	c := readCanonical(code, places.isFrozen)
	if c.commonJS {
		return []diag.Message{places.commonJS()}
	}
	var messages []diag.Message
	for _, name := range c.everything {
		messages = append(messages, places.everything(name))
	}
	var constants []string
	for _, e := range c.exports {
		d := c.resolve(e.local)
		if d == nil {
			d = &declaration{at: -1}
		}
		switch {
		case !isIdentifier(e.name) || e.name == "then":
			messages = append(messages, places.badName(c, e))
		case d.kind.isCallable() && !c.changed[e.local]:
			m.exports = append(m.exports, apiExport{name: e.name, stream: d.kind == kindAsyncGenerator})
		case d.kind == kindConstant && !c.changed[e.local] && (!isObject(d.value) || places.isFrozen(d)):
			m.constants = append(m.constants, e)
			constants = append(constants, e.local)
		default:
			messages = append(messages, places.refuse(c, e, d))
		}
	}
	m.code = c.inlined(constants)
	slices.SortFunc(m.exports, func(a, b apiExport) int { return cmp.Compare(a.name, b.name) })
	slices.SortStableFunc(messages, func(a, b diag.Message) int { return cmp.Or(cmp.Compare(a.File, b.File), a.Line-b.Line) })
	return messages
}

// proxySource is the module that the page gets in place of the api module.
func (m *apiModule) proxySource() string {
	var out strings.Builder
	out.WriteString("import { call as __deskjs_call, stream as __deskjs_stream } from " + quote(bridgeModule) + ";\n")
	taken := map[string]bool{}
	for _, t := range scan(m.code) {
		taken[t.text] = true
	}
	out.WriteString(m.code)
	for _, e := range m.exports {
		maker := "__deskjs_call"
		if e.stream {
			maker = "__deskjs_stream"
		}
		// The functions of the page's bundle keep names by which a debugger's user knows them.
		local := "_" + e.name
		for taken[local] {
			local = "_" + local
		}
		fmt.Fprintf(&out, "const %s = /* @__PURE__ */ %s(%s);\nexport { %s as %s };\n", local, maker, quote(m.name+"."+e.name), local, e.name)
	}
	for _, e := range m.constants {
		fmt.Fprintf(&out, "export { %s as %s };\n", e.local, e.name)
	}
	return out.String()
}

// proxies is what the page gets for all of modules: what its half of the app depends on of the backend's.
func proxies(modules []*apiModule) string {
	var out strings.Builder
	for _, m := range modules {
		out.WriteString(m.file + "\n" + m.proxySource())
	}
	return out.String()
}

// callable lists what the page may call, sorted.
func callable(modules []*apiModule) []string {
	names := map[string]bool{}
	for _, m := range modules {
		for _, e := range m.exports {
			names[m.name+"."+e.name] = true
		}
	}
	return append([]string{}, slices.Sorted(maps.Keys(names))...)
}
