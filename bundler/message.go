package bundler

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
)

// messagesOf converts esbuild's messages. Relative paths in them are relative to dir, and so are those in the result.
func messagesOf(severity diag.Severity, dir string, messages []api.Message) []diag.Message {
	var out []diag.Message
	for _, message := range messages {
		converted := messageOf(severity, dir, message)
		if !slices.ContainsFunc(out, func(m diag.Message) bool { return samePlace(m, converted) }) {
			out = append(out, converted)
		}
	}
	return out
}

func samePlace(a, b diag.Message) bool {
	return a.Text == b.Text && a.File == b.File && a.Line == b.Line && a.Column == b.Column
}

func messageOf(severity diag.Severity, dir string, message api.Message) diag.Message {
	if placed, ok := message.Detail.(diag.Message); ok && (message.Location == nil || placed.File != "") {
		return placed // its own place is nearer than that of the import
	}
	out := diag.Message{Severity: severity, Text: lowerFirst(message.Text)}
	if at := message.Location; at != nil {
		out.File, out.Line, out.Column, out.Length, out.LineText = at.File, at.Line, at.Column+1, at.Length, at.LineText
		inline := strings.Contains(out.File, inlineSuffix)
		out.File = shownFile(dir, out.File)
		if inline {
			out.LineText = lineOfFile(filepath.Join(dir, filepath.FromSlash(out.File)), out.Line, out.LineText)
		}
	}
	if placed, ok := message.Detail.(diag.Message); ok {
		out.Text, out.Hint, out.Notes = placed.Text, placed.Hint, placed.Notes
		return out
	}
	for _, note := range message.Notes {
		if match := otherExport.FindStringSubmatch(note.Text); match != nil {
			out.Hint = `did you mean "` + match[1] + `"?`
			continue
		}
		if text := noteText(dir, note); text != "" {
			out.Notes = append(out.Notes, text)
		}
	}
	explainUnresolved(&out, dir)
	return out
}

// shownFile returns the path that an author knows a file by: relative to the project, and of code within a page the
// page's.
func shownFile(dir, file string) string {
	file = strings.TrimPrefix(file, inlineNamespace+":")
	file, _, _ = strings.Cut(file, inlineSuffix)
	if filepath.IsAbs(file) && dir != "" {
		if relative, err := filepath.Rel(dir, file); err == nil {
			file = relative
		}
	}
	return filepath.ToSlash(file)
}

func noteText(dir string, note api.Note) string {
	if note.Location == nil {
		return note.Text
	}
	return note.Text + " (" + shownFile(dir, note.Location.File) + ":" + strconv.Itoa(note.Location.Line) + ":" + strconv.Itoa(note.Location.Column+1) + ")"
}

// otherExport is esbuild's suggestion of another name. Its place may be in a proxy, which the author does not know.
var otherExport = regexp.MustCompile(`^Did you mean to import "(.*)" instead\?$`)

var unresolved = regexp.MustCompile(`^could not resolve "(.*)"$`)

// explainUnresolved adds what to do about an import that leads nowhere.
func explainUnresolved(message *diag.Message, dir string) {
	match := unresolved.FindStringSubmatch(message.Text)
	if match == nil {
		return
	}
	specifier := match[1]
	// esbuild's notes here speak of its own options.
	message.Notes = slices.DeleteFunc(message.Notes, func(note string) bool {
		return strings.Contains(note, "You can mark the path") || strings.Contains(note, "esbuild") || strings.Contains(note, `platform to "node"`)
	})
	inStyle := strings.Contains(message.LineText, "url(") && strings.HasSuffix(message.File, ".css") // where "./" goes without saying
	if strings.HasPrefix(specifier, ".") || strings.HasPrefix(specifier, "/") || inStyle {
		message.Hint = "no file has this name"
		base := filepath.Dir(filepath.Join(dir, filepath.FromSlash(message.File)))
		if strings.HasPrefix(specifier, "/") {
			base = filepath.Join(dir, config.DefaultRoot)
		}
		if why := unusable(base, specifier); why != "" {
			message.Hint = why
			return
		}
		if near := nearestFile(base, specifier); near != "" {
			message.Hint += "; did you mean \"" + near + "\"?"
		}
		return
	}
	name := packageName(specifier)
	if _, err := os.Stat(filepath.Join(dir, "node_modules", filepath.FromSlash(name))); err == nil {
		message.Hint = `the package "` + name + `" is installed, but has nothing by this name for this half of the app`
		return
	}
	if isDependency(dir, name) {
		message.Hint = "package.json has it, and it is not installed: `deskjs install` does that"
		return
	}
	if near := diag.Nearest(name, installedPackages(dir)); near != "" {
		message.Hint = `did you mean "` + near + strings.TrimPrefix(specifier, name) + `"?`
		return
	}
	message.Hint = "`deskjs add " + name + "` installs it; a file of the project is imported with \"./\" or \"../\" in front"
}

// unusable says why something by the name that is asked for is there, and can't be imported; "" if nothing is.
func unusable(base, specifier string) string {
	specifier, _, _ = strings.Cut(specifier, "?")
	for _, extension := range append([]string{""}, codeExtensions...) {
		path := filepath.Join(base, filepath.FromSlash(specifier)) + extension
		info, err := os.Lstat(path)
		if err != nil {
			continue
		}
		name := filepath.Base(path)
		if info.Mode()&fs.ModeSymlink != 0 {
			switch _, err := filepath.EvalSymlinks(path); {
			case errors.Is(err, fs.ErrNotExist):
				target, _ := os.Readlink(path)
				return name + " is a link to " + target + ", which is not there"
			case err != nil:
				return name + " is a link that leads back to itself"
			}
		}
		if info.IsDir() {
			return name + " is a folder without an index file"
		}
	}
	return ""
}

// installedPackages are the names of the packages in the project's node_modules and of those that package.json asks for.
func installedPackages(dir string) []string {
	names := slices.Collect(maps.Keys(dependencies(dir)))
	for _, name := range filesIn(filepath.Join(dir, "node_modules")) {
		switch {
		case strings.HasPrefix(name, "@"):
			for _, inner := range filesIn(filepath.Join(dir, "node_modules", name)) {
				names = append(names, name+"/"+inner)
			}
		case !strings.HasPrefix(name, "."):
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func filesIn(dir string) []string {
	var names []string
	entries, _ := os.ReadDir(dir) // without the folder there is nothing in it
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func isDependency(dir, name string) bool {
	_, ok := dependencies(dir)[name]
	return ok
}

// dependencies are what package.json asks for.
func dependencies(dir string) map[string]string {
	var manifest struct{ Dependencies, DevDependencies map[string]string }
	data, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil || json.Unmarshal(data, &manifest) != nil {
		return nil
	}
	all := map[string]string{}
	maps.Copy(all, manifest.DevDependencies)
	maps.Copy(all, manifest.Dependencies)
	return all
}

// nearestFile returns the import specifier of a file beside the one that is missing.
func nearestFile(base, specifier string) string {
	directory, name := filepath.Split(filepath.FromSlash(specifier))
	entries, err := os.ReadDir(filepath.Join(base, directory))
	if err != nil {
		return ""
	}
	withExtension := filepath.Ext(name) != ""
	var names []string
	for _, entry := range entries {
		candidate := entry.Name()
		if _, code := loaderFor(filepath.Ext(candidate)); code && !withExtension {
			candidate = strings.TrimSuffix(candidate, filepath.Ext(candidate))
		}
		names = append(names, candidate)
	}
	if near := diag.Nearest(name, names); near != "" {
		return filepath.ToSlash(directory) + near
	}
	return ""
}

// packageName returns the package of an import specifier: "@scope/name/file" is of "@scope/name".
func packageName(specifier string) string {
	parts := strings.SplitN(specifier, "/", 3)
	if strings.HasPrefix(specifier, "@") && len(parts) > 1 {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// lowerFirst gives esbuild's sentences the form of ours.
func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(second) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

// lineOfFile returns a line of the file at path, or otherwise when it cannot be read.
func lineOfFile(path string, line int, otherwise string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return otherwise
	}
	lines := strings.Split(string(data), "\n")
	if line < 1 || line > len(lines) {
		return otherwise
	}
	return strings.TrimSuffix(lines[line-1], "\r")
}
