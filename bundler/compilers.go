package bundler

import (
	"context"
	"encoding/base64"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/bundler/compile"
	"github.com/deskjs/deskjs/internal/diag"
)

// compiledNamespace is esbuild's namespace of modules that have a query or no file, such as the styles of a component.
const compiledNamespace = "deskjs-compiled"

// compilerPlugin has what a browser doesn't run compiled by the project's own compilers.
func (p *Project) compilerPlugin() api.Plugin {
	expander := p.expander()
	return api.Plugin{Name: "deskjs-compilers", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind == api.ResolveEntryPoint || args.PluginData == resolving {
				return api.OnResolveResult{}, nil
			}
			found, err := p.compilers.Resolve(context.Background(), args.Path, p.importer(args))
			if err != nil {
				return api.OnResolveResult{Errors: detailed(err)}, nil
			}
			switch unit := (compile.Unit{Path: found.Path, Query: found.Query}); {
			case found.Path == "":
				return api.OnResolveResult{}, nil
			case found.External:
				return api.OnResolveResult{Path: args.Path, External: true}, nil
			case found.Query == "" && filepath.IsAbs(found.Path):
				return api.OnResolveResult{Path: found.Path}, nil
			default:
				// Names from the project's directory make builds in two places the same.
				unit.Path = p.fromProject(unit.Path)
				return api.OnResolveResult{Path: unit.ID(), Namespace: compiledNamespace}, nil
			}
		})
		load := func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			if _, _, ok := ParseQuery(args.Path + args.Suffix); ok {
				return api.OnLoadResult{}, nil // it isn't the module that is wanted
			}
			unit := compile.Unit{Path: args.Path, Dev: p.options.Development}
			if args.Namespace == compiledNamespace {
				unit.Path, unit.Query, _ = strings.Cut(args.Path, "?")
				unit.Path = p.inProject(unit.Path)
			}
			if !p.compilers.Handles(unit.Path, unit.Query) {
				return api.OnLoadResult{}, nil
			}
			output, err := p.compilers.Load(context.Background(), unit)
			if err != nil {
				return api.OnLoadResult{Errors: detailed(err)}, nil
			}
			if output.Loader == "" {
				return api.OnLoadResult{}, nil
			}
			for name, contents := range p.compilers.Emitted() {
				p.extra.put(name, contents)
			}
			p.extra.addInputs(output.Dependencies)
			p.extra.addInputs(output.Directories)
			beside := slices.Concat(output.Dependencies, output.Directories)
			if args.Namespace == compiledNamespace {
				beside = append(beside, unit.Path)
			}
			p.hot.depends(args.Path, beside)
			result := api.OnLoadResult{Loader: loaders[output.Loader], ResolveDir: output.Dir}
			if result.ResolveDir == "" {
				result.ResolveDir = filepath.Dir(unit.Path)
			}
			for _, warning := range output.Warnings {
				result.Warnings = append(result.Warnings, api.Message{Detail: warning})
			}
			if output.Loader == "js" || output.Loader == "ts" {
				expanded := expander.Expand(unit.Path, output.Code)
				output.Code = expanded.Code
				p.extra.addInputs(expanded.Globs)
				result.Errors = append(result.Errors, detailed(expandError(expanded.Messages))...)
			}
			contents := withMap(output)
			result.Contents = &contents
			return result, nil
		}
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: compiledNamespace}, load)
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "file"}, load)
	}}
}

// fromProject and inProject turn a path into one that counts from the project's directory, and back.
func (p *Project) fromProject(path string) string {
	if relative, err := filepath.Rel(p.options.Dir, path); err == nil && filepath.IsAbs(path) && !strings.HasPrefix(relative, "..") {
		return filepath.ToSlash(relative)
	}
	return path
}

func (p *Project) inProject(path string) string {
	if filepath.IsAbs(path) || strings.HasPrefix(path, "\x00") {
		return path
	}
	return filepath.Join(p.options.Dir, filepath.FromSlash(path))
}

// importer is the name of the module that has an import, as the compilers know it.
func (p *Project) importer(args api.OnResolveArgs) string {
	if args.Namespace == compiledNamespace {
		return p.inProject(args.Importer)
	}
	return args.Importer
}

// loaders are esbuild's by their names.
var loaders = map[string]api.Loader{
	"js": api.LoaderJS, "jsx": api.LoaderJSX, "ts": api.LoaderTS, "tsx": api.LoaderTSX, "css": api.LoaderCSS, "local-css": api.LoaderLocalCSS,
	"json": api.LoaderJSON, "text": api.LoaderText, "file": api.LoaderFile, "dataurl": api.LoaderDataURL,
}

// expandError is what is wrong of what Expand said; nil for nothing.
func expandError(messages []diag.Message) error {
	if !diag.HasErrors(messages) {
		return nil
	}
	return diag.New(messages...)
}

// detailed are the messages of an error as esbuild carries them.
func detailed(err error) []api.Message {
	var out []api.Message
	for _, message := range diag.Messages(err) {
		out = append(out, api.Message{Detail: message})
	}
	return out
}

// withMap is an output's code with its source map in it, which esbuild follows.
func withMap(output compile.Output) string {
	if output.Map == nil {
		return string(output.Code)
	}
	comment, end := "//# ", ""
	if strings.HasSuffix(output.Loader, "css") {
		comment, end = "/*# ", " */"
	}
	return string(output.Code) + "\n" + comment + "sourceMappingURL=data:application/json;base64," + base64.StdEncoding.EncodeToString(output.Map) + end + "\n"
}
