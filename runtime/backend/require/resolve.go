package require

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// extensions are tried on a specifier that names no file, in this order; the
// TypeScript ones count only where something can lower them.
var (
	extensions           = []string{".js", ".json", ".node"}
	transformsExtensions = []string{".js", ".json", ".node", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".mts", ".cts"}
)

// Resolve returns the file that specifier means in the directory dir, by
// the algorithm of Node's documentation, "All together".
func (l *Loader) Resolve(specifier, dir string) (string, error) {
	if strings.HasPrefix(specifier, "file:") {
		u, err := url.Parse(specifier)
		if err != nil {
			return "", l.notFound(specifier, dir)
		}
		specifier = filepath.FromSlash(u.Path)
	}
	var path string
	var err error
	switch {
	case isRelative(specifier), filepath.IsAbs(specifier):
		target := specifier
		if !filepath.IsAbs(target) {
			target = filepath.Join(dir, target)
			if strings.HasSuffix(specifier, "/") || specifier == "." || specifier == ".." {
				target += string(filepath.Separator)
			}
		}
		path, err = l.resolveFile(target)
	case strings.HasPrefix(specifier, "#"):
		path, err = l.resolveImports(specifier, dir)
	default:
		path, err = l.resolvePackage(specifier, dir)
	}
	if err != nil {
		return "", err
	}
	if path == "" {
		return "", l.notFound(specifier, dir)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path, nil
}

func isRelative(specifier string) bool {
	return specifier == "." || specifier == ".." || strings.HasPrefix(specifier, "./") || strings.HasPrefix(specifier, "../")
}

func (l *Loader) notFound(specifier, dir string) error {
	message := "Cannot find module '" + specifier + "'"
	if dir != "" {
		message += "\nRequired from " + dir
	}
	return &op.Error{Code: "MODULE_NOT_FOUND", Message: message}
}

// resolveFile is LOAD_AS_FILE and then LOAD_AS_DIRECTORY; "" means neither.
func (l *Loader) resolveFile(path string) (string, error) {
	if !strings.HasSuffix(path, string(filepath.Separator)) {
		if found := l.asFile(path); found != "" {
			return found, nil
		}
	}
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return "", nil
	}
	m, err := l.manifest(filepath.Clean(path))
	if err != nil {
		return "", err
	}
	if m != nil && m.Main != "" {
		target := filepath.Join(path, m.Main)
		if found := l.asFile(target); found != "" {
			return found, nil
		}
		if found := l.asFile(filepath.Join(target, "index")); found != "" {
			return found, nil
		}
	}
	return l.asFile(filepath.Join(path, "index")), nil
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
	// TypeScript authors import './store.js' and mean store.ts.
	if l.transform != nil {
		if stem, ok := strings.CutSuffix(path, ".js"); ok {
			for _, extension := range []string{".ts", ".tsx"} {
				if isFile(stem + extension) {
					return stem + extension
				}
			}
		}
	}
	return ""
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
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
func (l *Loader) resolvePackage(specifier, dir string) (string, error) {
	name, subpath := splitPackage(specifier)
	if own, home, err := l.enclosing(dir); err != nil {
		return "", err
	} else if own != nil && own.Name == name && own.Exports != nil {
		return l.resolveExports(own, home, subpath, specifier)
	}
	for _, modules := range nodeModulesPaths(dir) {
		home := filepath.Join(modules, filepath.FromSlash(name))
		if info, err := os.Stat(home); err == nil && info.IsDir() {
			m, err := l.manifest(home)
			if err != nil {
				return "", err
			}
			if m != nil && m.Exports != nil {
				return l.resolveExports(m, home, subpath, specifier)
			}
		}
		found, err := l.resolveFile(filepath.Join(modules, filepath.FromSlash(specifier)))
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
