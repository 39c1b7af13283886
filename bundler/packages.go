package bundler

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Packages are written for a machine that has node_modules. What is here lets the backend's bundle have what they look for by
// means that esbuild does not follow, and lets it be without what they can do without.

// fromPackage reports whether a file belongs to a package rather than to the app.
func fromPackage(file string) bool {
	return strings.Contains(filepath.ToSlash(file), "/node_modules/")
}

// packagesPlugin resolves and loads what packages, and the app's own createRequire, ask for.
func (p *Project) packagesPlugin() api.Plugin {
	return api.Plugin{Name: "deskjs-packages", Setup: func(build api.PluginBuild) {
		// A package may support many others, each of them required at first use, of which few are installed: require says
		// so when it comes to that.
		build.OnResolve(api.OnResolveOptions{Filter: "^[A-Za-z0-9@]"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			late := args.Kind == api.ResolveJSRequireCall || args.Kind == api.ResolveJSDynamicImport
			if args.PluginData == resolving || !late || args.Namespace != createdNamespace && !fromPackage(args.Importer) {
				return api.OnResolveResult{}, nil
			}
			if !resolves(build, args) {
				return api.OnResolveResult{Path: args.Path, External: true}, nil
			}
			return api.OnResolveResult{}, nil
		})
		// An addon, or a file that a package is published without: require says so when it comes to that, and who asks for
		// it may do without.
		build.OnResolve(api.OnResolveOptions{Filter: `^\.\.?/`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.PluginData == resolving || args.Kind != api.ResolveJSRequireCall || !fromPackage(args.Importer) {
				return api.OnResolveResult{}, nil
			}
			file := filepath.Join(args.ResolveDir, filepath.FromSlash(args.Path))
			if path.Ext(args.Path) != ".node" {
				if isFile(file) || isFile(file+".js") {
					return api.OnResolveResult{}, nil
				}
				result := build.Resolve(args.Path, api.ResolveOptions{
					Importer: args.Importer, Namespace: args.Namespace, ResolveDir: args.ResolveDir, Kind: args.Kind, PluginData: resolving,
				})
				if len(result.Errors) == 0 {
					return api.OnResolveResult{}, nil
				}
			}
			return api.OnResolveResult{
				Path: args.Path + " of " + shownFile(p.options.Dir, args.Importer), Namespace: missingNamespace,
				PluginData: missingSource(args.Path, file),
			}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: missingNamespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text := args.PluginData.(string)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
		})
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind != api.ResolveJSRequireResolve || args.PluginData == resolving {
				return api.OnResolveResult{}, nil
			}
			result := build.Resolve(args.Path, api.ResolveOptions{
				Importer: args.Importer, Namespace: args.Namespace, ResolveDir: args.ResolveDir, Kind: api.ResolveJSRequireCall, PluginData: resolving,
			})
			if len(result.Errors) > 0 || result.External || result.Namespace != "file" || filepath.Ext(result.Path) == ".node" {
				return api.OnResolveResult{Path: args.Path, External: true}, nil
			}
			p.resolved.Store(resolveCall{args.Importer, args.Path}, result.Path)
			return api.OnResolveResult{Path: args.Path, External: true}, nil
		})
		build.OnResolve(api.OnResolveOptions{Filter: "^" + createdNamespace + ":"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			specifier := strings.TrimPrefix(args.Path, createdNamespace+":")
			return api.OnResolveResult{
				Path: specifier + " of " + shownFile(p.options.Dir, args.Importer), Namespace: createdNamespace,
				PluginData: created{specifier, args.ResolveDir}, SideEffects: api.SideEffectsFalse,
			}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: createdNamespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			of := args.PluginData.(created)
			text := "export const load = () => require(" + quote(of.specifier) + ");\n"
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS, ResolveDir: of.dir}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: `\.[cm]?[jt]sx?$`, Namespace: "file"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			source, err := os.ReadFile(args.Path)
			if err != nil {
				return api.OnLoadResult{}, nil // esbuild says why
			}
			changed := p.followCreatedRequires(source)
			if fromPackage(args.Path) {
				changed = leaveMissingFolders(changed, filepath.Dir(args.Path))
			}
			if bytes.Equal(changed, source) {
				return api.OnLoadResult{}, nil
			}
			text := string(changed)
			loader, _ := loaderFor(filepath.Ext(args.Path))
			return api.OnLoadResult{Contents: &text, Loader: loader}, nil
		})
	}}
}

// resolves reports whether what is asked for is there.
func resolves(build api.PluginBuild, args api.OnResolveArgs) bool {
	result := build.Resolve(args.Path, api.ResolveOptions{
		Importer: args.Importer, Namespace: args.Namespace, ResolveDir: args.ResolveDir, Kind: args.Kind, PluginData: resolving,
	})
	return len(result.Errors) == 0
}

// createdNamespace is where the modules are that stand for a call of what createRequire returned.
const createdNamespace = "deskjs-created"

// created is such a call: what it asks for, and the folder that it counts from.
type created struct{ specifier, dir string }

// missingNamespace is where the modules are that stand for files of packages that a bundle can't have.
const missingNamespace = "deskjs-missing"

// missingSource is such a module: it throws what require throws for the specifier without the bundle.
func missingSource(specifier, file string) string {
	text, code := "Cannot find module '"+specifier+"'", "MODULE_NOT_FOUND"
	if isFile(file) {
		text, code = file+" is a native addon: compiled for Node, it can't be loaded here.", "ERR_DLOPEN_FAILED"
	}
	return "throw Object.assign(new Error(" + quote(text) + "), { code: " + quote(code) + " })\n"
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

var (
	createAlias = regexp.MustCompile(`\bcreateRequire(?: as |\s*:\s*)([\w$]+)`)
	// ownFile is what stands for the file itself in the argument of createRequire, as authors or bundlers write it.
	ownFile = `\([^;\n]*?\b(?:import\.meta\.(?:url|filename)|__filename)\b`
)

// followCreatedRequires turns calls of what createRequire returned for this very file, with a literal, into something esbuild
// bundles: require itself, or where that name is taken an import of a module that has it.
func (p *Project) followCreatedRequires(source []byte) []byte {
	if !bytes.Contains(source, []byte("createRequire")) {
		return source
	}
	create := "createRequire"
	for _, found := range createAlias.FindAllSubmatch(source, -1) {
		create += "|" + regexp.QuoteMeta(string(found[1]))
	}
	declaration := regexp.MustCompile(`\b(?:const|let|var)\s+([\w$]+)\s*=\s*(?:/\*[^*]*\*/\s*)?(?:[\w$]+\s*\?\s*)?(?:[\w$]+\.)?(?:` + create + `)` + ownFile)
	isModule := bytes.Contains(source, []byte("import.meta"))
	imports := ""
	for _, found := range declaration.FindAllSubmatch(source, -1) {
		name := string(found[1])
		taken := name == "require"
		if taken && !isModule {
			continue
		}
		call := regexp.MustCompile(`(^|[^\w$.'"` + "`" + `])` + regexp.QuoteMeta(name) + `\(\s*("[^"\\\n]+"|'[^'\\\n]+')\s*\)`)
		source = call.ReplaceAllFunc(source, func(text []byte) []byte {
			parts := call.FindSubmatch(text)
			specifier := string(parts[2][1 : len(parts[2])-1])
			builtin := strings.TrimPrefix(specifier, "node:")
			if builtin != specifier || nodeBuiltins[builtin] || p.builtins[builtin] || path.Ext(specifier) == ".node" {
				return text // it works as it is
			}
			if !taken {
				return []byte(string(parts[1]) + "require(" + string(parts[2]) + ")")
			}
			load := "__required" + strconv.Itoa(strings.Count(imports, "\n"))
			imports += "import { load as " + load + " } from " + quote(createdNamespace+":"+specifier) + ";\n"
			return []byte(string(parts[1]) + load + "()")
		})
	}
	if imports == "" {
		return source
	}
	// Behind the code, so that its lines stay.
	return append(append(bytes.Clone(source), '\n'), imports...)
}

// folderCall finds a require of a path that is put together at run time from a folder's.
var folderCall = regexp.MustCompile(`\brequire(\(\s*["'](\.\.?/[^"'\n]*/)[^"'/\n]*["']\s*\+)`)

// leaveMissingFolders hides from esbuild those whose folder, counted from dir, does not exist: to esbuild it is an error.
func leaveMissingFolders(source []byte, dir string) []byte {
	return folderCall.ReplaceAllFunc(source, func(text []byte) []byte {
		parts := folderCall.FindSubmatch(text)
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(string(parts[2])))); err == nil {
			return text
		}
		return []byte("(0, require)" + string(parts[1]))
	})
}
