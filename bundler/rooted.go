package bundler

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// resolveRooted finds what a path from the root means: a file of the pages' folder, or one of public/, which stays as it is.
func (p *Project) resolveRooted(args api.OnResolveArgs) (api.OnResolveResult, error) {
	if args.PluginData == resolving || args.Kind == api.ResolveEntryPoint || fromPackage(args.Importer) || isOnDisk(p.options.Dir, args.Path) {
		return api.OnResolveResult{}, nil
	}
	style := args.Kind == api.ResolveCSSURLToken || args.Kind == api.ResolveCSSImportRule
	file, _, _ := strings.Cut(args.Path, "#")
	if !style {
		file, _, _ = strings.Cut(file, "?")
	}
	path := filepath.Join(p.rootPath(), filepath.FromSlash(file))
	suffix := strings.TrimPrefix(args.Path, file)
	if isFile(path) {
		return api.OnResolveResult{Path: path, Suffix: suffix}, nil
	}
	public := filepath.Join(p.rootPath(), "public", filepath.FromSlash(file))
	switch _, query, isQuery := ParseQuery(args.Path); {
	case isFile(public) && isQuery && query.Kind != "url":
		return api.OnResolveResult{Path: public, Suffix: suffix}, nil
	case isFile(public) && style:
		return api.OnResolveResult{Path: args.Path, External: true}, nil
	case isFile(public):
		return api.OnResolveResult{Path: file, Namespace: publicNamespace}, nil
	}
	if !style {
		if found := withExtension(path); found != "" {
			return api.OnResolveResult{Path: found}, nil
		}
	}
	below := shownFile(p.options.Dir, p.rootPath())
	message := diag.Message{Severity: diag.SeverityError, Text: "there is no file " + strings.TrimPrefix(filepath.ToSlash(filepath.Join(below, file)), "./"), Hint: "a path that starts with \"/\" is below " + below + "/"}
	if near := nearestFile(filepath.Dir(path), filepath.Base(path)); near != "" {
		message.Hint = "did you mean \"" + near + "\"?"
	}
	return api.OnResolveResult{Errors: []api.Message{{Detail: message}}}, nil
}

// publicNamespace is esbuild's namespace of files of public/: as modules they are their URL.
const publicNamespace = "deskjs-public"

// isOnDisk reports whether a path that begins with "/" is one of the system's, as plugins and tools hand over.
func isOnDisk(dir, path string) bool {
	file, _, _ := strings.Cut(path, "?")
	return strings.HasPrefix(path, filepath.ToSlash(dir)+"/") || isFile(filepath.FromSlash(file))
}

// withExtension finds the module that a path without an extension means, or "".
func withExtension(path string) string {
	for _, extension := range codeExtensions {
		for _, candidate := range []string{path + extension, filepath.Join(path, "index"+extension)} {
			if info, err := os.Stat(candidate); err == nil && info.Mode().IsRegular() {
				return candidate
			}
		}
	}
	return ""
}

// resolveMapped finds what the page's import map says of a specifier.
func (p *Project) resolveMapped(args api.OnResolveArgs) (api.OnResolveResult, error) {
	if p.site == nil || len(p.site.maps) == 0 || args.Kind != api.ResolveJSImportStatement && args.Kind != api.ResolveJSDynamicImport {
		return api.OnResolveResult{}, nil
	}
	if target, ok := p.site.maps[args.Path]; ok {
		return api.OnResolveResult{Path: p.site.absolute(target)}, nil
	}
	longest := ""
	for prefix := range p.site.maps {
		if strings.HasSuffix(prefix, "/") && strings.HasPrefix(args.Path, prefix) && len(prefix) > len(longest) {
			longest = prefix
		}
	}
	if longest == "" {
		return api.OnResolveResult{}, nil
	}
	return api.OnResolveResult{Path: p.site.absolute(p.site.maps[longest] + "/" + strings.TrimPrefix(args.Path, longest))}, nil
}
