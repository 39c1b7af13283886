package backend_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var tokens = regexp.MustCompile("(?s)/\\*.*?\\*/|//[^\n]*|'[^'\n]*'|\"[^\"\n]*\"|`[^`]*`|[\\w$]+|=>|\\.\\.\\.|\n|[^\\s]")

// A reader goes through the tokens of a file.
type reader struct {
	tokens []string
	at     int
	d      *declarations
}

func (d *declarations) read(text string) (err error) {
	r := &reader{d: d}
	for _, token := range tokens.FindAllString(text, -1) {
		if !strings.HasPrefix(token, "//") && !strings.HasPrefix(token, "/*") {
			r.tokens = append(r.tokens, token)
		}
	}
	r.body(d.module(""))
	if r.at < len(r.tokens) {
		return fmt.Errorf("cannot read the declarations after %s", strings.Join(r.tokens[max(0, r.at-8):r.at], " "))
	}
	return nil
}

func (d *declarations) module(name string) *scope {
	if d.modules[name] == nil {
		d.modules[name] = &scope{}
	}
	return d.modules[name]
}

func (r *reader) peek() string {
	if r.at < len(r.tokens) {
		return r.tokens[r.at]
	}
	return ""
}

func (r *reader) next() string {
	token := r.peek()
	r.at++
	return token
}

func (r *reader) accept(token string) bool {
	if r.peek() == token {
		r.at++
		return true
	}
	return false
}

// body reads the declarations up to the end of the file or the } of the scope.
func (r *reader) body(s *scope) {
	for r.at < len(r.tokens) && r.peek() != "}" {
		r.declaration(s)
	}
}

func (r *reader) declaration(s *scope) {
	switch word := r.next(); word {
	case "declare", "abstract":
	case "export":
		switch {
		case r.accept("="):
			s.whole = r.next()
		case r.accept("default"):
			s.child("default").value = true
			r.statement(nil)
		case r.accept("*"):
			if r.accept("as") {
				s.child(r.next()).value = true
				r.statement(nil)
			} else if r.accept("from") {
				s.stars = append(s.stars, unquote(r.next()))
			}
		case r.accept("{"):
			s.explicit = true
			r.exports(s)
		case r.accept("import"):
			inner := s.child(r.next())
			inner.value = true
			r.statement(inner)
		default:
			s.exported = append(s.exported, r.tokens[r.at+1]) // export class NAME
		}
	case "module":
		name := unquote(r.next())
		r.accept("{")
		r.body(r.d.module(name))
		r.next()
	case "global":
		r.accept("{")
		r.body(r.d.module(""))
		r.next()
	case "namespace":
		inner := s.child(r.next())
		for inner.value = true; r.accept("."); inner.value = true {
			inner = inner.child(r.next())
		}
		r.accept("{")
		r.body(inner)
		r.next()
	case "class", "interface":
		inner := s.child(r.next())
		inner.value = inner.value || word == "class"
		r.heritage(inner)
		r.members(inner)
	case "function", "const", "let", "var":
		r.accept("\n")
		inner := s.child(r.next())
		inner.value = true
		r.statement(inner)
	case "type":
		if name := r.peek(); isName(name) {
			r.next()
			r.statement(s.child(name))
		}
	case "import":
		// import name = require('module'), or names from a module, which are not exported.
		if name := r.peek(); isName(name) && r.tokens[r.at+1] == "=" {
			r.at += 2
			r.statement(s.child(name))
			return
		}
		var names []string
		for token := r.next(); token != "from" && r.at < len(r.tokens); token = r.next() {
			names = append(names, token)
		}
		if s.imports == nil {
			s.imports = map[string]string{}
		}
		from := unquote(r.next())
		for _, name := range names {
			s.imports[name] = from
		}
	}
}

// exports reads the rest of "export { name, name as other } from 'module'".
func (r *reader) exports(s *scope) {
	var names []string
	for token := r.next(); token != "}" && r.at < len(r.tokens); token = r.next() {
		if !isName(token) {
			continue
		}
		name := token
		if r.accept("as") {
			name = r.next()
			s.child(name).value = true
		} else if s.imported(name) != "" {
			s.child(name).value = true
		}
		s.child(name).listed = true
		s.child(name).also = append(s.child(name).also, token)
		names = append(names, name)
	}
	if r.accept("from") {
		r.next()
		for _, name := range names {
			s.child(name).value = true
		}
	}
}

var starts = strings.Fields("export declare function const let var class abstract interface namespace module type import global }")

// statement goes to the end of a declaration, and takes the names of types in it, and the members of object types, for those of s.
func (r *reader) statement(s *scope) {
	for r.at < len(r.tokens) {
		switch token := r.next(); {
		case token == "," && (r.accept("\n") || true) && s != nil && s.in != nil && r.at+1 < len(r.tokens) && isName(r.peek()) && r.tokens[r.at+1] == ":":
			s = s.in.child(r.next()) // const one: type, other: type
			s.value = true
		case token == "import" || token == "require":
			if name := r.importType(); s != nil {
				s.also = append(s.also, name)
			}
		case token == "(" || token == "[":
			r.skip()
		case token == "{":
			r.at--
			if s == nil {
				s = &scope{}
			}
			r.members(s)
		case token == "\n" && (slices.Contains(starts, r.peek())) || token == ";":
			return
		case token == "}":
			r.at--
			return
		case isName(token):
			if name := r.dotted(token); s != nil {
				s.also = append(s.also, name)
			}
		}
	}
}

// dotted reads what follows the name of a namespace.
func (r *reader) dotted(name string) string {
	for r.peek() == "." && r.at+1 < len(r.tokens) && isName(r.tokens[r.at+1]) {
		r.at++
		name += "." + r.next()
	}
	return name
}

// importType reads what follows import or require: ('module').Name becomes "module#Name".
func (r *reader) importType() string {
	r.accept("(")
	module := unquote(r.next())
	r.accept(")")
	return strings.Replace(r.dotted(module+"#"), "#.", "#", 1)
}

// skip goes behind the bracket that closes the one before.
func (r *reader) skip() {
	for depth := 1; depth > 0 && r.at < len(r.tokens); {
		switch r.next() {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			depth--
		}
	}
}

// heritage reads what a class or interface extends, up to its {.
func (r *reader) heritage(s *scope) {
	angle := 0
	for r.at < len(r.tokens) {
		switch token := r.next(); token {
		case "<":
			angle++
		case ">":
			angle--
		case "{":
			if angle <= 0 {
				r.at--
				return
			}
			r.skip()
		case "(", "[":
			r.skip()
		case "import":
			s.also = append(s.also, r.importType())
		default:
			if isName(token) && token != "extends" && token != "implements" {
				s.also = append(s.also, r.dotted(token))
			}
		}
	}
}

var modifiers = strings.Fields("static readonly private protected public get set abstract async")

// members reads { ... } of a class, an interface or an object type.
func (r *reader) members(s *scope) {
	if !r.accept("{") {
		return
	}
	for r.at < len(r.tokens) {
		switch token := r.next(); {
		case token == "\n" || token == "," || token == ";":
		case token == "}":
			return
		case token == "new":
			r.member(s, s) // the class has the members of what it makes
		case token == "(" || token == "<":
			r.at--
			r.member(s, nil)
		case slices.Contains(modifiers, token) && (isName(r.peek()) || r.peek() == "["):
		case token == "[":
			name := ""
			for r.at < len(r.tokens) && r.peek() != "]" {
				name += r.next()
			}
			r.next()
			if strings.Contains(name, ":") {
				s.any = true
				r.member(s, nil)
			} else {
				s.child("[" + name + "]").value = true
				r.member(s, s.child("["+name+"]"))
			}
		case isName(token) || token[0] == '\'':
			inner := s.child(unquote(token))
			inner.value = true
			r.member(s, inner)
		default:
			r.member(s, nil)
		}
	}
}

// member goes to the end of a member's type.
func (r *reader) member(of, s *scope) {
	angle := 0
	for r.at < len(r.tokens) {
		switch token := r.next(); {
		case token == "(" || token == "[":
			r.skip()
		case token == "{":
			if s == nil {
				s = &scope{}
			}
			r.at--
			r.members(s)
		case token == "<":
			angle++
		case token == ">":
			angle--
		case token == "}" || angle == 0 && (token == "," || token == ";" || token == "\n" && !strings.Contains("|&?:=>", r.peek())):
			r.at--
			return
		case token == "import":
			if name := r.importType(); s != nil {
				s.also = append(s.also, name)
			}
		case isName(token):
			if name := r.dotted(token); s != nil {
				s.also = append(s.also, name)
			}
		}
	}
}

func isName(token string) bool {
	c := token + "0"
	return c[0] == '_' || c[0] == '$' || c[0] >= 'a' && c[0] <= 'z' || c[0] >= 'A' && c[0] <= 'Z'
}

func unquote(token string) string { return strings.Trim(token, `'"`) }
