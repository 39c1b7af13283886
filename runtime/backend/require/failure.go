package require

import (
	"net/url"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// origin is who asks for a module.
type origin struct {
	// dir is where relative specifiers and packages are looked for from.
	dir string
	// module is the asking module; nil when nothing but the directory is known.
	module *goja.Object
	// importer is the asking file where that is an ES module.
	importer string
	// es says that it is imported rather than required.
	es bool
}

// file returns the asking module's file, "" if it has none.
func (o origin) file() string {
	if o.importer != "" {
		return o.importer
	}
	if o.module == nil {
		return ""
	}
	return text(o.module, "filename")
}

// importedFrom ends the messages that name the asking file.
func (o origin) importedFrom() string {
	if file := o.file(); file != "" {
		return " imported from " + file
	}
	return ""
}

// stack lists the asking module and those that required it in turn.
func (o origin) stack() []string {
	files := []string{}
	seen := map[*goja.Object]bool{}
	for module := o.module; module != nil && !seen[module]; module, _ = module.Get("parent").(*goja.Object) {
		seen[module] = true
		file := text(module, "filename")
		if file == "" {
			file = text(module, "id")
		}
		files = append(files, file)
	}
	return files
}

// text returns a property that is a string, "" if it is none.
func text(object *goja.Object, name string) string {
	if value := object.Get(name); value != nil && goja.IsString(value) {
		return value.String()
	}
	return ""
}

// failure is the error that the loader throws: class "" is Error, and properties follow its code.
func (l *Loader) failure(class, code, message string, properties ...op.Field) error {
	object := l.engine.NewError(class, code, message)
	for _, property := range properties {
		must(object.Set(property.Name, l.engine.ToValue(property.Value)))
	}
	return l.engine.VM.Try(func() { panic(object) })
}

// notFound is Node's error for a specifier that means nothing.
func (l *Loader) notFound(specifier string, from origin) error {
	if from.es {
		return l.importNotFound(specifier, from)
	}
	message, stack := "Cannot find module '"+specifier+"'", from.stack()
	if len(stack) > 0 {
		message += "\nRequire stack:\n- " + strings.Join(stack, "\n- ")
	}
	return l.failure("", "MODULE_NOT_FOUND", message, op.Field{Name: "requireStack", Value: stack})
}

// importNotFound is the same for what is imported.
func (l *Loader) importNotFound(specifier string, from origin) error {
	if !isRelative(specifier) && !filepath.IsAbs(specifier) && !strings.HasPrefix(specifier, "file:") {
		name, _ := splitPackage(specifier)
		return l.failure("", "ERR_MODULE_NOT_FOUND", "Cannot find package '"+name+"'"+from.importedFrom())
	}
	path := specifier
	if u, err := url.Parse(specifier); err == nil && u.Scheme == "file" {
		path = pathOf(u)
	} else if isRelative(specifier) {
		path = filepath.Join(from.dir, filepath.FromSlash(specifier))
	}
	return l.failure("", "ERR_MODULE_NOT_FOUND", "Cannot find module '"+path+"'"+from.importedFrom(), op.Field{Name: "url", Value: fileURL(path)})
}

// targetNotFound is the error for a package.json that points at a file which is not there.
func (l *Loader) targetNotFound(path, home string) error {
	return l.failure("", "MODULE_NOT_FOUND", "Cannot find module '"+path+"'",
		op.Field{Name: "path", Value: filepath.Join(home, "package.json")})
}

// mainNotFound is the error for a package.json whose main is not there, nor an index.
func (l *Loader) mainNotFound(path, home, specifier string) error {
	return l.failure("", "MODULE_NOT_FOUND",
		"Cannot find module '"+path+"'. Please verify that the package.json has a valid \"main\" entry",
		op.Field{Name: "path", Value: filepath.Join(home, "package.json")},
		op.Field{Name: "requestPath", Value: specifier})
}

// notExported is the error for a subpath ("." or "./x") that a package keeps to itself.
func (l *Loader) notExported(subpath, home string, from origin) error {
	message, config := "No \"exports\" main defined in ", filepath.Join(home, "package.json")
	if subpath != "." {
		message = "Package subpath '" + subpath + "' is not defined by \"exports\" in "
	}
	return l.failure("", "ERR_PACKAGE_PATH_NOT_EXPORTED", message+config+from.importedFrom())
}

// invalidTarget is the error for an "exports" or "imports" whose target is outside of the package.
func (l *Loader) invalidTarget(field, key, target, home string, from origin) error {
	which := "target \"" + target + "\" defined for '" + key + "'"
	if key == "." {
		which = "main target \"" + target + "\" defined"
	}
	hint := ""
	if field == "exports" && !strings.HasPrefix(target, "./") {
		hint = "; targets must start with \"./\""
	}
	return l.failure("", "ERR_INVALID_PACKAGE_TARGET", "Invalid \""+field+"\" "+which+
		" in the package config "+filepath.Join(home, "package.json")+from.importedFrom()+hint)
}
