package require

import (
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/mount"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// extensions are tried on a specifier that names no file, in this order; the
// TypeScript ones count only where something can lower them.
var (
	extensions           = []string{".js", ".json", ".node"}
	transformsExtensions = []string{".js", ".json", ".node", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".mts", ".cts"}
)

// Resolve returns the file that specifier means in the directory dir, by
// the algorithm of Node's documentation, "All together"; or the name of a builtin that
// a package's "imports" put in the specifier's place.
func (l *Loader) Resolve(specifier, dir string) (string, error) {
	return l.resolve(specifier, origin{dir: dir})
}

func (l *Loader) resolve(specifier string, from origin) (string, error) {
	asked := specifier
	if strings.HasPrefix(specifier, "file:") {
		u, err := url.Parse(specifier)
		if err != nil {
			return "", l.notFound(asked, from)
		}
		specifier = pathOf(u)
	}
	var path string
	var err error
	switch {
	case isRelative(specifier), filepath.IsAbs(specifier):
		target := specifier
		if !filepath.IsAbs(target) {
			target = filepath.Join(from.dir, target)
		}
		if namesDirectory(specifier) && !strings.HasSuffix(target, string(filepath.Separator)) {
			target += string(filepath.Separator)
		}
		if path, err = l.resolveFile(target, specifier); path == "" && err == nil {
			// What may not be read is not there; what was asked for is said to be denied, there or not.
			var denied *op.Error
			if errors.As(permission.Look(target), &denied) {
				err = denied
			}
		}
	case strings.HasPrefix(specifier, "#"):
		path, err = l.resolveImports(specifier, from)
	case specifier != "":
		path, err = l.resolvePackage(specifier, from)
	}
	if err != nil {
		return "", err
	}
	if path == "" {
		return "", l.notFound(asked, from)
	}
	return realPath(path), nil
}

// pathOf returns the path of a file: URL.
func pathOf(u *url.URL) string {
	path := u.Path
	if drive := strings.TrimPrefix(path, "/"); filepath.VolumeName(drive) != "" {
		path = drive
	}
	return filepath.FromSlash(path)
}

// realPath follows symbolic links: a module is one however it is reached.
func realPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

func isRelative(specifier string) bool {
	return specifier == "." || specifier == ".." || strings.HasPrefix(specifier, "./") || strings.HasPrefix(specifier, "../")
}

// namesDirectory reports whether a path can't mean a file.
func namesDirectory(specifier string) bool {
	last := specifier[strings.LastIndexByte(specifier, '/')+1:]
	return last == "" || last == "." || last == ".."
}

// resolveFile is LOAD_AS_FILE and then LOAD_AS_DIRECTORY; "" means neither. specifier
// is what was asked for.
func (l *Loader) resolveFile(path, specifier string) (string, error) {
	if !strings.HasSuffix(path, string(filepath.Separator)) {
		if found := l.asFile(path); found != "" {
			return found, nil
		}
	}
	info, err := mount.Stat(path)
	if err != nil || !info.IsDir() {
		return "", nil
	}
	home := filepath.Clean(path)
	index := filepath.Join(home, "index")
	m, err := l.manifest(home)
	if err != nil {
		return "", err
	}
	if m == nil || m.Main == "" {
		return l.asFile(index), nil
	}
	target := filepath.Join(home, m.Main)
	for _, path := range []string{target, filepath.Join(target, "index"), index} {
		if found := l.asFile(path); found != "" {
			return found, nil
		}
	}
	return "", l.mainNotFound(target, home, specifier)
}

func (l *Loader) asFile(path string) string {
	if isFile(path) {
		return path
	}
	tried := extensions
	if l.transform != nil {
		tried = transformsExtensions
	}
	for _, extension := range tried {
		if isFile(path + extension) {
			return path + extension
		}
	}
	return l.typeScriptOf(path)
}

// written are the extensions of what a JavaScript file's name may stand for.
var written = map[string][]string{".js": {".ts", ".tsx"}, ".jsx": {".tsx"}, ".mjs": {".mts"}, ".cjs": {".cts"}}

// typeScriptOf returns the file that becomes the JavaScript file at path, "" if there is none:
// authors import './store.js' and mean store.ts.
func (l *Loader) typeScriptOf(path string) string {
	if l.transform == nil {
		return ""
	}
	extension := filepath.Ext(path)
	for _, other := range written[extension] {
		if source := strings.TrimSuffix(path, extension) + other; isFile(source) {
			return source
		}
	}
	return ""
}

func isFile(path string) bool {
	info, err := mount.Stat(path)
	return err == nil && !info.IsDir() && permission.Readable(path)
}

// nodeModulesPaths lists the folders in which packages are looked for from dir.
func nodeModulesPaths(dir string) []string {
	var paths []string
	for {
		if filepath.Base(dir) != "node_modules" {
			paths = append(paths, filepath.Join(dir, "node_modules"))
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return paths
		}
		dir = parent
	}
}

// resolvePackage is LOAD_PACKAGE_SELF and LOAD_NODE_MODULES.
func (l *Loader) resolvePackage(specifier string, from origin) (string, error) {
	name, subpath := splitPackage(specifier)
	if own, home, err := l.enclosing(from.dir); err != nil {
		return "", err
	} else if own != nil && own.Name == name && own.Exports != nil {
		return l.resolveExports(own, home, subpath, from)
	}
	folders := nodeModulesPaths(from.dir)
	if !from.es {
		folders = append(folders, l.globalPaths...)
	}
	for _, modules := range folders {
		home := filepath.Join(modules, filepath.FromSlash(name))
		if info, err := mount.Stat(home); err == nil && info.IsDir() {
			m, err := l.manifest(home)
			if err != nil {
				return "", err
			}
			if m != nil && m.Exports != nil {
				return l.resolveExports(m, home, subpath, origin{importer: from.importer, es: from.es})
			}
		}
		path := filepath.Join(modules, filepath.FromSlash(specifier))
		if namesDirectory(specifier) {
			path += string(filepath.Separator)
		}
		found, err := l.resolveFile(path, specifier)
		if found != "" || err != nil {
			return found, err
		}
	}
	return "", nil
}

// splitPackage takes "@scope/name/sub/path" apart into the package's name and "./sub/path".
func splitPackage(specifier string) (name, subpath string) {
	parts := strings.SplitN(specifier, "/", 3)
	taken := 1
	if strings.HasPrefix(specifier, "@") && len(parts) > 1 {
		taken = 2
	}
	name = strings.Join(parts[:taken], "/")
	return name, "." + strings.TrimPrefix(specifier, name)
}
