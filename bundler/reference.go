package bundler

import (
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
)

// location is the path that an expression comes to, as far as that can be told.
type location struct {
	path string
	// open means that something unknown follows.
	open bool
	// named means that more than the module's own folder, or those above it, is named.
	named bool
	// choices are literals in what is unknown: code may choose among them.
	choices []string
}

// join adds what path.join would.
func (l location) join(text string) location {
	trailing := strings.HasSuffix(text, "/")
	l.path = filepath.Join(l.path, filepath.FromSlash(text))
	if trailing {
		l.path += string(filepath.Separator)
	}
	return l.naming(text)
}

// add is what + does.
func (l location) add(text string) location {
	l.path += filepath.FromSlash(text)
	return l.naming(text)
}

func (l location) naming(text string) location {
	l.named = l.named || strings.Trim(text, "./\\") != ""
	return l
}

// reference is an expression in code: where it is, and what it comes to.
type reference struct {
	start, end int
	at         location
}

var (
	// callee ends the text before a call's parenthesis.
	callee = regexp.MustCompile(`(?:\(0, [\w$]+(?:\.[\w$]+)*\.([\w$]+)\)|(?:require\("[^"\n]*"\)|[\w$]+)(?:\.[\w$]+)*)\s*$`)
	// lastName is what is called.
	lastName = regexp.MustCompile(`([A-Za-z_$]+?)\d*\)?\s*$`)
	// urlStart ends the text before the base of new URL: its literal is one of the groups, the last if more follows.
	urlStart = regexp.MustCompile("new (?:[\\w$]+\\.)*URL\\d*\\(\\s*(?:\"([^\"\\\\\n]*)\"|'([^'\\\\\n]*)'|`([^`\\\\\n$]*)`|`([^`\\\\\n$]*)\\$\\{[^`\n]*`)\\s*,\\s*$")
	// quoted begins a text with a literal; the last group is a template with more in it.
	quoted = regexp.MustCompile("^(?:\"((?:[^\"\\\\\n]|\\\\.)*)\"|'((?:[^'\\\\\n]|\\\\.)*)'|`([^`\\\\$]*)`|`([^`\\\\$]*)\\$\\{)")
	// postfix is what changes nothing about where a file is.
	postfix = regexp.MustCompile(`^(?:\.(?:pathname|href|toString\(\)))`)
	// assigned ends the text before what a variable is set to.
	assigned = regexp.MustCompile(`(?:^|[^\w$.])([\w$]+)\s*=\s*$`)
)

// window is how much of the code before a place is looked at.
const window = 400

func before(code []byte, at int) []byte { return code[max(0, at-window):at] }

// literalAt reads a literal that begins at a place, behind blanks. open means that something unknown follows within it.
func literalAt(code []byte, at int) (text string, end int, open, ok bool) {
	at = skipBlanks(code, at)
	found := quoted.FindSubmatchIndex(code[at:min(len(code), at+4*window)])
	if found == nil {
		return "", at, false, false
	}
	for group := 2; group < len(found); group += 2 {
		if found[group] >= 0 {
			text, open = string(code[at+found[group]:at+found[group+1]]), group == 8
		}
	}
	return strings.ReplaceAll(text, `\\`, `\`), at + found[1], open, true
}

func skipBlanks(code []byte, at int) int {
	for at < len(code) && (code[at] == ' ' || code[at] == '\n' || code[at] == '\t') {
		at++
	}
	return at
}

// widen follows an expression outward: what is joined and added to it, and the functions that it is handed to, until something
// else is done with it.
func widen(code []byte, r reference) reference {
	for !r.at.open {
		next, ok := inTemplate(code, r)
		if !ok {
			if next, ok = added(code, r); !ok {
				if next, ok = called(code, r); !ok {
					return r
				}
			}
		}
		r = next
	}
	return r
}

// added is what follows r: an addition, or what is no change.
func added(code []byte, r reference) (reference, bool) {
	if found := postfix.FindIndex(code[r.end:min(len(code), r.end+20)]); found != nil {
		r.end += found[1]
		return r, true
	}
	at := skipBlanks(code, r.end)
	if at+1 >= len(code) || code[at] != '+' || code[at+1] == '+' || code[at+1] == '=' {
		return r, false
	}
	text, end, open, ok := literalAt(code, at+1)
	if !ok {
		r.at.open = true
		return r, true
	}
	r.at, r.end = r.at.add(text), end
	r.at.open = open
	return r, true
}

// inTemplate is the template that begins with r.
func inTemplate(code []byte, r reference) (reference, bool) {
	if r.start < 3 || string(code[r.start-3:r.start]) != "`${" || r.end >= len(code) || code[r.end] != '}' {
		return r, false
	}
	text, at := code[r.end+1:min(len(code), r.end+1+window)], 0
	for at < len(text) && text[at] != '`' && text[at] != '$' && text[at] != '\\' {
		at++
	}
	r.at = r.at.add(string(text[:at]))
	r.at.open = at == len(text) || text[at] != '`'
	r.start, r.end = r.start-3, r.end+1+at+1
	return r, true
}

// called is the call that has r for an argument, if it is of a function that makes a path of it.
func called(code []byte, r reference) (reference, bool) {
	if found := urlStart.FindSubmatchIndex(before(code, r.start)); found != nil {
		return urlOf(code, r, found)
	}
	open := r.start - 1
	for open >= 0 && (code[open] == ' ' || code[open] == '\n') {
		open--
	}
	if open < 0 || code[open] != '(' {
		return r, false
	}
	text := before(code, open)
	whole, last := callee.FindIndex(text), lastName.FindSubmatch(text)
	if whole == nil || last == nil {
		return r, false
	}
	start, at := open-len(text)+whole[0], skipBlanks(code, r.end)
	if at >= len(code) {
		return r, false
	}
	switch name := string(last[1]); name {
	case "dirname":
		r.at.path = filepath.Dir(strings.TrimSuffix(r.at.path, string(filepath.Separator)))
	case "fileURLToPath", "pathToFileURL", "realpathSync", "normalize", "toNamespacedPath", "String":
	case "join", "resolve":
		r.start = start
		for code[at] == ',' {
			literal, end, open, ok := literalAt(code, at+1)
			end = skipBlanks(code, end)
			if !ok || end >= len(code) {
				r.at.open, r.at.choices = true, choices(code, at+1)
				r.at.path += string(filepath.Separator)
				return r, true
			}
			r.at = r.at.join(literal)
			if open || code[end] != ',' && code[end] != ')' {
				r.at.open = true
				return r, true
			}
			at = end
		}
	default:
		return r, false
	}
	if code[at] != ')' {
		return r, false
	}
	r.start, r.end = start, at+1
	return r, true
}

// urlOf is new URL(LITERAL, r), whose beginning found has in the text before r.
func urlOf(code []byte, r reference, found []int) (reference, bool) {
	text := before(code, r.start)
	for group := 2; group < len(found); group += 2 {
		if found[group] < 0 {
			continue
		}
		literal := string(text[found[group]:found[group+1]])
		parsed, err := url.Parse(literal)
		if err != nil || parsed.Scheme != "" || parsed.Host != "" || strings.HasPrefix(literal, "/") {
			return r, false
		}
		base := filepath.Dir(r.at.path)
		if strings.HasSuffix(r.at.path, string(filepath.Separator)) {
			base = r.at.path
		}
		r.at.path = base
		r.at = r.at.join(parsed.Path)
		r.at.open = group == 8
		if literal == "." || literal == "./" || literal == ".." {
			r.at.path += string(filepath.Separator)
		}
	}
	end := skipBlanks(code, r.end)
	if end >= len(code) || code[end] != ')' {
		return r, false
	}
	r.start, r.end = r.start-len(text)+found[0], end+1
	return r, true
}

// choices lists the literals in the rest of a call.
func choices(code []byte, at int) (list []string) {
	for depth := 0; at < len(code) && depth >= 0; at++ {
		switch code[at] {
		case '(':
			depth++
		case ')':
			depth--
		case ';', '{':
			return list
		case '"', '\'', '`':
			text, end, open, ok := literalAt(code, at)
			if !ok {
				return list
			}
			if !open && strings.Trim(text, "./") != "" {
				list = append(list, text)
			}
			at = end - 1
		}
	}
	return list
}
