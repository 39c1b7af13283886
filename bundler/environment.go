package bundler

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// environmentPrefixes begin the names of variables that go into what is built: the page's code can be read by anyone who has the
// app, so that nothing else of the .env files may get there.
var environmentPrefixes = []string{"VITE_", "DESKJS_"}

// Environment is the variables of a project's .env files, read as Vite reads them.
type Environment struct {
	// Mode is what the app is built for: "development", "production", or what the author names.
	Mode string
	// Development is import.meta.env.DEV; it is false in whatever `deskjs build` makes.
	Development bool
	// Files are the files that were read, relative to the project, the later ones winning.
	Files []string
	// Variables are all of them, with references to one another replaced. They are for the backend, while the app is developed.
	Variables map[string]string
	// Public are those that go into what is built.
	Public map[string]string
}

// environmentFiles are the names of .env files for a mode, the later ones winning.
func environmentFiles(mode string) []string {
	return []string{".env", ".env.local", ".env." + mode, ".env." + mode + ".local"}
}

// LoadEnvironment reads the .env files in dir for mode, "" being that of development or production. process is the environment of this process as NAME=value: what is set there wins
// over the files. The error is a *diag.Error that names the file that can't be read.
func LoadEnvironment(dir, mode string, development bool, process []string) (*Environment, error) {
	if mode == "" {
		mode = "production"
		if development {
			mode = "development"
		}
	}
	e := &Environment{Mode: mode, Development: development, Variables: map[string]string{}, Public: map[string]string{}}
	outer := map[string]string{}
	for _, entry := range process {
		if name, value, ok := strings.Cut(entry, "="); ok {
			outer[name] = value
		}
	}
	for _, name := range environmentFiles(mode) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, diag.New(diag.Message{Severity: diag.SeverityError, File: name, Text: name + " can't be read: " + reason(err)})
		}
		e.Files = append(e.Files, name)
		for key, value := range parseEnvironment(string(data)) {
			e.Variables[key] = value
		}
	}
	raw := e.Variables
	e.Variables = map[string]string{}
	for name, value := range raw {
		if set, ok := outer[name]; ok {
			e.Variables[name] = set
		} else {
			e.Variables[name] = expandVariables(value, raw, outer, []string{name})
		}
	}
	for name, value := range e.Variables {
		if isPublic(name) {
			e.Public[name] = value
		}
	}
	for name, value := range outer {
		// Names with the other prefix are also those of deskjs itself.
		if strings.HasPrefix(name, environmentPrefixes[0]) {
			e.Public[name] = value
		}
	}
	return e, nil
}

func isPublic(name string) bool {
	return slices.ContainsFunc(environmentPrefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

// environmentLine is a line of a .env file, as the package dotenv reads it: a value in quotes may go over several lines.
var environmentLine = regexp.MustCompile("(?m)^\\s*(?:export\\s+)?([\\w.-]+)(?:\\s*=\\s*?|:\\s+?)(\\s*'(?:\\\\'|[^'])*'|\\s*\"(?:\\\\\"|[^\"])*\"|\\s*`(?:\\\\`|[^`])*`|[^#\\r\\n]+)?[^\\S\\n]*(?:#.*)?$")

// parseEnvironment reads the text of a .env file, without expanding anything.
func parseEnvironment(text string) map[string]string {
	variables := map[string]string{}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	for _, match := range environmentLine.FindAllStringSubmatch(text, -1) {
		value := strings.TrimSpace(match[2])
		if value != "" && strings.ContainsRune("'\"`", rune(value[0])) && len(value) > 1 && value[len(value)-1] == value[0] {
			double := value[0] == '"'
			value = value[1 : len(value)-1]
			if double {
				value = strings.NewReplacer(`\n`, "\n", `\r`, "\r").Replace(value)
			}
		}
		variables[match[1]] = value
	}
	return variables
}

// variableReference is $NAME, ${NAME}, ${NAME:-default} or ${NAME-default}, with the backslash that takes its meaning away.
var variableReference = regexp.MustCompile(`\\?\$(?:\{([\w]+)(?::?-([^}]*))?\}|([A-Za-z_]\w*))`)

// expandVariables replaces the references in a value. names are the variables that are being expanded: one that refers to itself is empty there.
func expandVariables(value string, files, outer map[string]string, names []string) string {
	out := variableReference.ReplaceAllStringFunc(value, func(reference string) string {
		if strings.HasPrefix(reference, `\`) {
			return reference
		}
		match := variableReference.FindStringSubmatch(reference)
		name := match[1] + match[3]
		if set, ok := outer[name]; ok && set != "" {
			return set
		}
		if other, ok := files[name]; ok && other != "" && !slices.Contains(names, name) {
			return expandVariables(other, files, outer, append(slices.Clone(names), name))
		}
		return expandVariables(match[2], files, outer, names)
	})
	return strings.ReplaceAll(out, `\$`, "$")
}

// values are the members of import.meta.env.
func (e *Environment) values(backend bool) map[string]any {
	values := map[string]any{"BASE_URL": "/", "MODE": e.Mode, "DEV": e.Development, "PROD": !e.Development, "SSR": backend}
	for name, value := range e.Public {
		values[name] = value
	}
	return values
}

// Define is what esbuild is to replace in code of the page, or, with backend, of the backend: the members of import.meta.env.
func (e *Environment) Define(backend bool) map[string]string {
	define := map[string]string{"import.meta.hot": "undefined"}
	for name, value := range e.values(backend) {
		text, _ := json.Marshal(value) // strings and booleans always encode
		define["import.meta.env."+name] = string(text)
	}
	return define
}

// Object is import.meta.env as a whole, as JSON: for code that takes it in another way than by a member that there is.
func (e *Environment) Object(backend bool) string {
	text, _ := json.Marshal(e.values(backend)) // strings and booleans always encode
	return string(text)
}

// wholeEnvironment finds import.meta.env where esbuild has not replaced it.
var wholeEnvironment = regexp.MustCompile(`\bimport(\.meta|_meta\d*)\.env\b`)

// needsObject reports whether what was built still asks for import.meta.env. Having esbuild know the object costs all modules a call, so
// that is done for those apps only, by a second build.
func needsObject(result api.BuildResult) bool {
	return slices.ContainsFunc(result.OutputFiles, func(file api.OutputFile) bool {
		some := bytes.Contains(file.Contents, []byte("import.meta.env")) || bytes.Contains(file.Contents, []byte("import_meta"))
		return some && strings.HasSuffix(file.Path, ".js") && wholeEnvironment.Match(file.Contents)
	})
}

// pageVariable is a variable in a page: %VITE_TITLE%.
var pageVariable = regexp.MustCompile(`%(\w+)%`)

// expandPage replaces %NAME% in a page's source by what import.meta.env.NAME is; what is not there stays as it is.
func (e *Environment) expandPage(source []byte) []byte {
	values := e.values(false)
	return pageVariable.ReplaceAllFunc(source, func(reference []byte) []byte {
		value, ok := values[string(reference[1:len(reference)-1])]
		if !ok {
			return reference
		}
		return fmt.Append(nil, value)
	})
}

// reason leaves out of a path error what the message says already.
func reason(err error) string {
	if located, ok := errors.AsType[*fs.PathError](err); ok {
		return located.Err.Error()
	}
	return err.Error()
}

// environmentKey stands for what of the environment goes into what is built.
func (p *Project) environmentKey() string {
	return p.mode.Object(false) + "\n"
}
