package bundler

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/deskjs/deskjs/internal/diag"
)

// globOptions are the second argument of import.meta.glob, as Vite has it.
type globOptions struct {
	eager, exhaustive   bool
	name, query, folder string // import, query, base
}

// glob makes an object of import.meta.glob('./dir/*.ts', options): what matches, each with its import.
func (e *expansion) glob(index int) {
	open := index + 5
	if open < len(e.tokens) && e.tokens[open].text == "<" { // TypeScript's type argument
		for open < len(e.tokens) && e.tokens[open].text != "(" {
			open++
		}
	}
	if open >= len(e.tokens) || e.tokens[open].text != "(" || e.tokens[open].match < 0 {
		return
	}
	end := e.tokens[open].match
	refuse := func(t token, text string) {
		e.report(t, diag.SeverityError, text, "it is read when the app is built: `import.meta.glob('./pages/*.ts', { eager: true })`")
	}
	value, next, ok := e.literal(open + 1)
	patterns := stringsOf(value)
	if !ok || len(patterns) == 0 {
		refuse(e.tokens[min(open+1, end)], "import.meta.glob takes a literal, or an array of them")
		return
	}
	options := globOptions{}
	if next < end && e.tokens[next].text == "," && next+1 < end {
		at := next + 1
		value, next, ok = e.literal(at)
		members, isObject := value.(map[string]any)
		if !ok || !isObject || next < end && e.tokens[next].text != "," {
			refuse(e.tokens[at], "the options of import.meta.glob are literals")
			return
		}
		if wrong := options.read(members); wrong != "" {
			refuse(e.tokens[at], wrong)
			return
		}
	}
	matches, wrong := e.find(patterns, options)
	if wrong != "" {
		refuse(e.tokens[open+1], wrong)
		return
	}
	var object strings.Builder
	for _, match := range matches {
		specifier := quote(match.specifier + options.query)
		switch {
		case options.eager && options.name == "*", options.eager && options.name == "":
			name := e.name()
			e.imports.WriteString("import * as " + name + " from " + specifier + ";")
			object.WriteString(quote(match.key) + ":" + name + ",")
		case options.eager:
			name := e.name()
			e.imports.WriteString("import { " + moduleName(options.name) + " as " + name + " } from " + specifier + ";")
			object.WriteString(quote(match.key) + ":" + name + ",")
		case options.name == "" || options.name == "*":
			object.WriteString(quote(match.key) + ":()=>import(" + specifier + "),")
		default:
			object.WriteString(quote(match.key) + ":()=>import(" + specifier + ").then((m)=>m[" + quote(options.name) + "]),")
		}
	}
	e.replace(e.tokens[index].start, e.tokens[end].end, "({"+object.String()+"})")
}

// moduleName is an export's name as an import statement has it.
func moduleName(name string) string {
	if isIdentifier(name) {
		return name
	}
	return quote(name)
}

// read takes the options from their object; wrong says which can't be.
func (o *globOptions) read(members map[string]any) (wrong string) {
	for key, value := range members {
		text, isText := value.(string)
		flag, isFlag := value.(bool)
		switch {
		case key == "eager" && isFlag:
			o.eager = flag
		case key == "exhaustive" && isFlag:
			o.exhaustive = flag
		case key == "import" && isText:
			o.name = text
		case key == "base" && isText:
			o.folder = text
		case key == "as" && isText: // Vite's name for it before version 5
			o.query = "?" + text
			o.name = cmp.Or(o.name, "default")
		case key == "query" && isText:
			if o.query = text; text != "" && !strings.HasPrefix(text, "?") {
				o.query = "?" + text
			}
		case key == "query":
			parameters, _ := value.(map[string]any)
			var parts []string
			for name, value := range parameters {
				if part := name; value == true || value == "" {
					parts = append(parts, part)
				} else {
					parts = append(parts, fmt.Sprintf("%s=%v", name, value))
				}
			}
			slices.Sort(parts)
			if o.query = "?" + strings.Join(parts, "&"); len(parts) == 0 {
				return "import.meta.glob has a query that is no text and no object"
			}
		default:
			return "import.meta.glob has no option " + quote(key) + " of this kind: there are eager, import, query, base and exhaustive"
		}
	}
	return ""
}

// globMatch is a file that a glob has found: what its key in the object is, and by what it is imported.
type globMatch struct{ key, specifier string }

// find lists what matches patterns and none of those that begin with "!", sorted by key.
func (e *expansion) find(patterns []string, options globOptions) (matches []globMatch, wrong string) {
	directory := filepath.ToSlash(filepath.Dir(e.path))
	root := filepath.ToSlash(e.Root)
	keysFrom := directory
	if options.folder != "" {
		if keysFrom = path.Join(directory, options.folder); strings.HasPrefix(options.folder, "/") {
			keysFrom = path.Join(root, options.folder)
		}
	}
	var take, leave []string
	fromRoot := map[string]bool{} // patterns that begin with "/": so do the keys
	for _, pattern := range patterns {
		bare, negative := strings.CutPrefix(pattern, "!")
		switch {
		case strings.HasPrefix(bare, "/"):
			bare = path.Join(root, bare)
			fromRoot[bare] = true
		case strings.HasPrefix(bare, "./"), strings.HasPrefix(bare, "../"), negative && strings.HasPrefix(bare, "**"):
			bare = path.Join(keysFrom, bare)
		default:
			return nil, quote(pattern) + ` must begin with "./", "../" or "/"`
		}
		if !doublestar.ValidatePattern(bare) {
			return nil, quote(pattern) + " is no pattern: a bracket in it is not closed"
		}
		if negative {
			leave = append(leave, bare)
		} else {
			take = append(take, bare)
		}
	}
	seen := map[string]bool{filepath.ToSlash(e.path): true}
	for _, pattern := range take {
		absolute := fromRoot[pattern]
		base, _ := doublestar.SplitPattern(pattern)
		e.out.Globs = append(e.out.Globs, filepath.FromSlash(base))
		// What can't be read has nothing that matches.
		_ = filepath.WalkDir(filepath.FromSlash(base), func(name string, entry fs.DirEntry, err error) error {
			slashed := filepath.ToSlash(name)
			hidden := !options.exhaustive && slashed != base && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules")
			switch {
			case err != nil:
				return nil
			case entry.IsDir() && hidden:
				return filepath.SkipDir
			case entry.IsDir() || hidden || seen[slashed] || !doublestar.MatchUnvalidated(pattern, slashed):
				return nil
			case slices.ContainsFunc(leave, func(not string) bool { return doublestar.MatchUnvalidated(not, slashed) }):
				return nil
			}
			seen[slashed] = true
			match := globMatch{specifier: relativeSpecifier(directory, slashed)}
			match.key = relativeSpecifier(keysFrom, slashed)
			if absolute && options.folder == "" {
				match.key = "/" + strings.TrimPrefix(strings.TrimPrefix(slashed, root), "/")
			}
			matches = append(matches, match)
			return nil
		})
	}
	slices.SortFunc(matches, func(a, b globMatch) int { return cmp.Compare(a.key, b.key) })
	return matches, ""
}

// relativeSpecifier is how a module in directory imports file.
func relativeSpecifier(directory, file string) string {
	relative, err := filepath.Rel(filepath.FromSlash(directory), filepath.FromSlash(file))
	if err != nil {
		return file // on another drive
	}
	if relative = filepath.ToSlash(relative); !strings.HasPrefix(relative, "../") {
		relative = "./" + relative
	}
	return relative
}

// literal reads a string, number, boolean, array or object that begins at a token: what it is, and the index of the token behind it.
func (e *expansion) literal(index int) (value any, next int, ok bool) {
	if index >= len(e.tokens) {
		return nil, index, false
	}
	t := e.tokens[index]
	switch {
	case t.kind == tokenString, t.kind == tokenTemplate && strings.HasSuffix(t.text, "`"):
		return unquoteLiteral(t.text), index + 1, true
	case t.kind == tokenNumber:
		return t.text, index + 1, true
	case t.text == "true", t.text == "false":
		return t.text == "true", index + 1, true
	case t.text == "!" && index+1 < len(e.tokens) && e.tokens[index+1].kind == tokenNumber: // !0, of what is minified
		return e.tokens[index+1].text == "0", index + 2, true
	case t.text == "[" && t.match > 0:
		list := []any{}
		for at := index + 1; at < t.match; {
			value, next, ok := e.literal(at)
			if !ok {
				return nil, index, false
			}
			list = append(list, value)
			if at = next; at < t.match && e.tokens[at].text == "," {
				at++
			}
		}
		return list, t.match + 1, true
	case t.text == "{" && t.match > 0:
		members := map[string]any{}
		for at := index + 1; at < t.match; {
			key := e.tokens[at].text
			if e.tokens[at].kind == tokenString {
				key = unquoteLiteral(key)
			}
			if at+1 >= t.match || e.tokens[at+1].text != ":" {
				return nil, index, false
			}
			value, next, ok := e.literal(at + 2)
			if !ok {
				return nil, index, false
			}
			members[key] = value
			if at = next; at < t.match && e.tokens[at].text == "," {
				at++
			}
		}
		return members, t.match + 1, true
	}
	return nil, index, false
}

// stringsOf is a string, or a list of them, as a list; nil if it is neither.
func stringsOf(value any) []string {
	if text, ok := value.(string); ok {
		return []string{text}
	}
	list, _ := value.([]any)
	var out []string
	for _, value := range list {
		text, ok := value.(string)
		if !ok {
			return nil
		}
		out = append(out, text)
	}
	return out
}
