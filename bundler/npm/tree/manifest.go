package tree

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/internal/diag"
)

// ManifestName is the file that says what a package is and needs.
const ManifestName = "package.json"

// parseManifest reads a package.json; what is wrong has its line.
func parseManifest(file string, data []byte) (*ordered.Object, error) {
	pkg, err := ordered.ParseObject(data)
	if err == nil {
		return pkg, nil
	}
	message := diag.Message{File: file, Text: "this is no package.json: " + err.Error()}
	if syntax, is := errors.AsType[*ordered.SyntaxError](err); is {
		message = diag.At(message, data, syntax.Offset)
		message.Hint = lockfile.Conflicts(data)
	}
	return nil, diag.New(message)
}

// readManifest reads the package.json of a folder, in the form in which trees have it.
func readManifest(dir string) (*ordered.Object, error) {
	file := filepath.Join(dir, ManifestName)
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	pkg, err := parseManifest(file, data)
	if err != nil {
		return nil, err
	}
	return normalize(withoutPrivate(pkg)), nil
}

func isMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || strings.HasSuffix(err.Error(), "not a directory")
}

// realPath is a path without links, as far as there is something.
func realPath(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return dir
}

// withoutPrivate leaves out the fields that npm makes up itself, which an author's package.json can't set.
func withoutPrivate(pkg *ordered.Object) *ordered.Object {
	pkg = pkg.Clone()
	for _, key := range pkg.Keys() {
		if strings.HasPrefix(key, "_") {
			pkg.Delete(key)
		}
	}
	return pkg
}

// normalize brings a package.json into one form, as npm does: bin, funding and bundled dependencies can be written in several, and what is
// optional counts only as that. The original stays as it is.
func normalize(original *ordered.Object) *ordered.Object {
	pkg := original.Clone()
	if !pkg.Has("bundleDependencies") && pkg.Has("bundledDependencies") {
		pkg.Set("bundleDependencies", pkg.Get("bundledDependencies"))
	}
	pkg.Delete("bundledDependencies")
	switch bundled := pkg.Get("bundleDependencies").(type) {
	case bool:
		list := []any{}
		if bundled {
			for _, name := range pkg.Object("dependencies").Keys() {
				list = append(list, name)
			}
		}
		pkg.Set("bundleDependencies", list)
	case *ordered.Object:
		list := []any{}
		for _, name := range bundled.Keys() {
			list = append(list, name)
		}
		pkg.Set("bundleDependencies", list)
	case []any:
	default:
		pkg.Delete("bundleDependencies")
	}
	if optional, deps := pkg.Object("optionalDependencies"), pkg.Object("dependencies"); optional != nil && deps != nil {
		deps = deps.Clone()
		for _, name := range optional.Keys() {
			deps.Delete(name)
		}
		pkg.Set("dependencies", deps)
		if deps.Len() == 0 {
			pkg.Delete("dependencies")
		}
	}
	if address := pkg.Text("funding"); address != "" {
		pkg.Set("funding", ordered.Strings("url", address))
	}
	normalizeBin(pkg)
	return pkg
}

func normalizeBin(pkg *ordered.Object) {
	bin := ordered.NewObject()
	switch value := pkg.Get("bin").(type) {
	case string:
		if pkg.Text("name") != "" {
			bin.Set(pkg.Text("name"), value)
		}
	case []any:
		for _, item := range value {
			if text, is := item.(string); is {
				bin.Set(path.Base(text), text)
			}
		}
	case *ordered.Object:
		bin = value
	}
	clean := ordered.NewObject()
	for _, name := range bin.Keys() {
		target, is := bin.Get(name).(string)
		base := strings.TrimPrefix(path.Join("/", path.Base(slashes(name))), "/")
		target = strings.TrimPrefix(path.Join("/", strings.ReplaceAll(target, "\\", "/")), "/")
		if is && base != "" && target != "" {
			clean.Set(base, target)
		}
	}
	pkg.Delete("bin")
	if clean.Len() > 0 {
		pkg.Set("bin", clean)
	}
}

func slashes(text string) string { return strings.NewReplacer("\\", "/", ":", "/").Replace(text) }
