package bundler

import (
	"slices"
	"strconv"
	"strings"
)

// canonical is the form in which exports are read of an api module: what esbuild makes of it and the files that it imports, as one ES module without
// types. Every statement at its top begins a line without indentation, declares one variable at most, and no name in it
// means two things in places of which one is within the other.
type canonical struct {
	code       string
	tokens     []token
	declared   map[string]*declaration
	exports    []exported
	everything []string // the packages of `export * from`
	// commonJS says that the api module has no exports of its own, but sets module.exports.
	commonJS bool
	// changed are the variables that are set again after their declaration.
	changed map[string]bool
	// frozen reports whether what is declared can't be changed: the author's own file tells.
	frozen func(*declaration) bool
	// steps counts the calls that have been looked into, and depth how many within another.
	steps, depth int
}

// A call of a call of a call, and a function that calls itself, are looked into only so far.
const (
	maxSteps = 1000
	maxDepth = 16
)

type exported struct{ local, name string }

// declaration is what the canonical form says about a name at its top.
type declaration struct {
	kind declarationKind
	// at is where the name stands; -1 if nowhere.
	at int
	// value are the tokens of what a variable is set to, or of a function without its name.
	value []token
	// start and end are where the statement is that makes it.
	start, end int
	// alias is the name that it stands for, of kindAlias; module is what kindImported is from, and name what it is there.
	alias, module, name string
	// before is another declaration of the same name, of an enum in several parts.
	before *declaration
}

type declarationKind int

const (
	kindUnknown declarationKind = iota
	kindAsync
	kindAsyncGenerator
	kindFunction
	kindGenerator
	kindClass
	kindConstant   // a value that is written down, and is the same wherever it is evaluated
	kindValue      // any other value
	kindMethods    // an object with functions in it
	kindNamespace  // export * as name, or a TypeScript namespace
	kindAlias      // another name
	kindImported   // from a package
	kindRequired   // from a CommonJS module
	kindCall       // what a function returns that is not known to return an async function
	kindValidated  // deskjs.validated of something else than an async function
	kindUnset      // declared without a value, or by itself
	kindDestructed // a part of a value
)

// isCallable reports whether the page may call what is of this kind.
func (k declarationKind) isCallable() bool { return k == kindAsync || k == kindAsyncGenerator }

// readCanonical reads the canonical form. frozen becomes a field of the module.
func readCanonical(code string, frozen func(*declaration) bool) *canonical {
	m := &canonical{code: code, tokens: scan(code), declared: map[string]*declaration{}, changed: map[string]bool{}, frozen: frozen}
	start := 0
	for i := 1; i <= len(m.tokens); i++ {
		if i == len(m.tokens) || m.beginsStatement(i) {
			m.readStatement(m.tokens[start:i], start)
			start = i
		}
	}
	m.findChanges()
	for _, d := range m.declared {
		if d.kind == kindUnknown && d.value != nil {
			m.classify(d)
		}
	}
	return m
}

// beginsStatement reports whether a token is the first of a statement at the top.
func (m *canonical) beginsStatement(i int) bool {
	t := m.tokens[i]
	column0 := t.start == 0 || m.code[t.start-1] == '\n'
	return column0 && t.kind != tokenTemplate && t.text != ")" && t.text != "]" && t.text != "}"
}

func is(tokens []token, i int, text string) bool {
	return i >= 0 && i < len(tokens) && tokens[i].text == text && tokens[i].kind != tokenString
}

func isWord(tokens []token, i int) bool {
	return i >= 0 && i < len(tokens) && tokens[i].kind == tokenWord
}

// unquoted is the text of a name or a string literal.
func unquoted(t token) string {
	if t.kind == tokenString {
		if text, err := strconv.Unquote(t.text); err == nil {
			return text
		}
	}
	return t.text
}

// readStatement reads one statement at the top; base is the index of its first token.
func (m *canonical) readStatement(s []token, base int) {
	end := len(s)
	if is(s, end-1, ";") {
		end--
	}
	s = rebased(s[:end], base)
	switch {
	case is(s, 0, "import") && !is(s, 1, "(") && !is(s, 1, "."):
		m.readImport(s)
	case is(s, 0, "export"):
		m.readExport(s)
	case is(s, 0, "async") && is(s, 1, "function"), is(s, 0, "function"):
		m.readFunction(s)
	case is(s, 0, "class") && isWord(s, 1):
		m.declare(s, 1, &declaration{kind: kindClass})
	case is(s, 0, "var"), is(s, 0, "let"), is(s, 0, "const"):
		m.readVariable(s)
	case isWord(s, 0) && strings.HasPrefix(s[0].text, "__export") && is(s, 1, "(") && isWord(s, 2) && is(s, 3, ",") && is(s, 4, "{"):
		if d := m.declared[s[2].text]; d != nil {
			d.kind = kindNamespace
		}
	case is(s, 0, "(") && is(s, 1, "(") && isWord(s, 2) && is(s, 3, ")") && is(s, 4, "=>"):
		// A TypeScript namespace: var NAME; ((NAME2) => { … })(NAME || (NAME = {}));
		if last := len(s) - 1; last > 8 && is(s, last, ")") && isWord(s, s[last].match+1) {
			if d := m.declared[s[s[last].match+1].text]; d != nil && d.kind == kindUnset {
				d.kind = kindNamespace
			}
		}
	}
}

// declare notes that the i-th token of a statement is the name of d.
func (m *canonical) declare(s []token, i int, d *declaration) {
	d.at, d.start, d.end = s[i].start, s[0].start, s[len(s)-1].end
	d.before = m.declared[s[i].text]
	m.declared[s[i].text] = d
}

// readImport reads `import a, { b as c } from "module"` and `import * as d from "module"`.
func (m *canonical) readImport(s []token) {
	from := ""
	for i := range s {
		if is(s, i, "from") && i+1 < len(s) && s[i+1].kind == tokenString {
			from = unquoted(s[i+1])
			s = s[:i]
			break
		}
	}
	for i := 1; i < len(s); i++ {
		name := ""
		switch {
		case !isWord(s, i) && s[i].kind != tokenString, is(s, i, "as"):
			continue
		case is(s, i+1, "as") && isWord(s, i+2):
			name = unquoted(s[i])
			i += 2
		case is(s, i-1, "as"):
			name = "*"
		case i == 1:
			name = "default"
		default:
			name = s[i].text
		}
		m.declared[s[i].text] = &declaration{kind: kindImported, at: -1, module: from, name: name}
	}
}

// readExport reads `export { a as b }`, the only one of its kind in the canonical form, `export * from "package"` and what
// esbuild makes of a CommonJS module, `export default require_name()`.
func (m *canonical) readExport(s []token) {
	switch {
	case is(s, 1, "*"):
		if last := len(s) - 1; s[last].kind == tokenString {
			m.everything = append(m.everything, unquoted(s[last]))
		}
	case is(s, 1, "default"):
		m.commonJS = isWord(s, 2) && strings.HasPrefix(s[2].text, "require_")
	case is(s, 1, "{"):
		for i := 2; i < len(s) && !is(s, i, "}"); i++ {
			local := unquoted(s[i])
			name := local
			if is(s, i+1, "as") && i+2 < len(s) {
				name = unquoted(s[i+2])
				i += 2
			}
			m.exports = append(m.exports, exported{local, name})
			if is(s, i+1, ",") {
				i++
			}
		}
	}
}

func (m *canonical) readFunction(s []token) {
	for i := range s {
		if is(s, i, "(") {
			if isWord(s, i-1) {
				m.declare(s, i-1, &declaration{value: s})
			}
			return
		}
	}
}

func (m *canonical) readVariable(s []token) {
	if !isWord(s, 1) {
		for i := 2; i < len(s) && i < s[1].match; i++ {
			if isWord(s, i) && !is(s, i+1, ":") && m.declared[s[i].text] == nil {
				m.declare(s, i, &declaration{kind: kindDestructed})
			}
		}
		return
	}
	if !is(s, 2, "=") {
		m.declare(s, 1, &declaration{kind: kindUnset})
		return
	}
	m.declare(s, 1, &declaration{value: part(s, 3, len(s))})
}

// part is a slice of tokens whose brackets match within it; there is none where brackets don't match.
func part(tokens []token, from, to int) []token {
	if from < 0 || from > to || to > len(tokens) {
		return nil
	}
	return rebased(tokens[from:to], from)
}

// rebased are tokens that began at index from of others. Brackets whose other one is not among them match nothing.
func rebased(tokens []token, from int) []token {
	out := slices.Clone(tokens)
	for i := range out {
		if out[i].match -= from; out[i].match < 0 || out[i].match >= len(out) {
			out[i].match = -1
		}
	}
	return out
}

// assignments are the operators that set what is on their left.
var assignments = strings.Fields("= += -= *= /= %= **= <<= >>= >>>= &= |= ^= &&= ||= ??= ++ --")

// findChanges looks for variables of the top that are set apart from their declaration.
func (m *canonical) findChanges() {
	t := m.tokens
	change := func(i int) {
		d := m.declared[t[i].text]
		for declares := d; declares != nil; declares = declares.before {
			if declares.at == t[i].start {
				return
			}
		}
		if d != nil && t[i].kind == tokenWord && !is(t, i-1, ".") && !is(t, i-1, "?.") {
			m.changed[t[i].text] = true
		}
	}
	for i := range t {
		switch {
		case is(t, i, "of") || is(t, i, "in"):
			if is(t, i-2, "(") && (is(t, i-3, "for") || is(t, i-3, "await")) {
				change(i - 1)
			}
		case t[i].kind != tokenMark || i == 0 || !slices.Contains(assignments, t[i].text):
		case t[i-1].kind == tokenMark && t[i-1].match >= 0 && !endsOperand(t, t[i-1].match-1):
			for inside := t[i-1].match + 1; inside < i-1; inside++ { // a pattern
				if !is(t, inside+1, ":") {
					change(inside)
				}
			}
		default:
			change(i - 1)
			if i+1 < len(t) && (t[i].text == "++" || t[i].text == "--") {
				change(i + 1)
			}
		}
	}
}

// endsOperand reports whether an operand ends with the i-th token, so that what follows is an operator, an index or a call.
func endsOperand(tokens []token, i int) bool {
	switch {
	case i < 0:
		return false
	case tokens[i].kind == tokenMark:
		return slices.Contains([]string{")", "]", "}"}, tokens[i].text)
	case tokens[i].kind == tokenWord:
		return !slices.Contains(beforeRegexp, tokens[i].text) && !is(tokens, i, "var") && !is(tokens, i, "let") && !is(tokens, i, "const")
	}
	return true
}

// resolve follows other names of the same thing.
func (m *canonical) resolve(name string) *declaration {
	d := m.declared[name]
	for hops := 0; d != nil && d.kind == kindAlias; hops++ {
		if d = m.declared[d.alias]; hops > 16 {
			return nil
		}
	}
	return d
}

// classify finds out what a variable or a function is.
func (m *canonical) classify(d *declaration) {
	d.kind = kindUnset // whoever gets here again goes in a circle
	if m.depth == 0 {
		m.steps = 0
	}
	kind, alias := m.kindOf(d.value, nil)
	if d.before != nil && kind == kindConstant {
		if d.before.kind == kindUnknown && d.before.value != nil {
			m.classify(d.before)
		}
		kind = d.before.kind
	}
	d.kind, d.alias = kind, alias
}

// kindOf says what an expression is; inside is the function body that it is in, for the names that are declared there.
func (m *canonical) kindOf(e, inside []token) (kind declarationKind, alias string) {
	for len(e) > 2 && is(e, 0, "(") && e[0].match == len(e)-1 {
		e = part(e, 1, len(e)-1)
	}
	if kind, rest := functionKind(e); kind != kindUnknown {
		if len(rest) > 0 {
			return kindUnknown, "" // something is done with the function
		}
		return kind, ""
	}
	last := len(e) - 1
	_, _, isEnum := enumBody(e)
	switch {
	case len(e) == 0:
		return kindUnknown, ""
	case is(e, 0, "class"):
		return kindClass, ""
	case len(e) == 1 && e[0].kind == tokenWord && !slices.Contains(constantWords, e[0].text):
		return kindAlias, e[0].text
	case m.isConstant(e, nil):
		return kindConstant, ""
	case isEnum, is(e, 0, "new"), is(e, 0, "["), is(e, 0, "await"):
		return kindValue, ""
	case is(e, 0, "{") && e[0].match == last:
		return m.kindOfObject(e), ""
	case is(e, last, ")") && e[last].match > 0:
		return m.kindOfCall(e, e[last].match, inside), ""
	case is(e, last-1, ".") && isWord(e, 0) && m.isRequired(e[0].text):
		return kindRequired, ""
	}
	return kindUnknown, ""
}

// functionKind says which kind of function an expression begins with, and what follows it. Of an arrow function without braces the
// body is the rest of the expression.
func functionKind(e []token) (kind declarationKind, rest []token) {
	i, async := 0, false
	if is(e, 0, "async") {
		i, async = 1, true
	}
	switch {
	case is(e, i, "function"):
		i++
		star := is(e, i, "*")
		for i < len(e) && !is(e, i, "(") {
			i++
		}
		if i == len(e) || !is(e, e[i].match+1, "{") {
			return kindUnknown, nil
		}
		end := e[e[i].match+1].match + 1
		switch {
		case async && star:
			return kindAsyncGenerator, e[end:]
		case async:
			return kindAsync, e[end:]
		case star:
			return kindGenerator, e[end:]
		}
		return kindFunction, e[end:]
	case is(e, i, "(") && e[i].match > 0 && is(e, e[i].match+1, "=>"):
		body := e[i].match + 2
		if is(e, body, "{") {
			rest = e[e[body].match+1:]
		}
		if async {
			return kindAsync, rest
		}
		return kindFunction, rest
	}
	return kindUnknown, nil
}

// kindOfObject tells an object of functions from other objects.
func (m *canonical) kindOfObject(e []token) declarationKind {
	for i := 1; i < len(e)-1; i++ {
		if is(e, i, "(") && e[i].match > 0 && (is(e, e[i].match+1, "{") || is(e, e[i].match+1, "=>")) || is(e, i, "function") {
			return kindMethods
		}
		if isWord(e, i) && !is(e, i-1, ".") && !is(e, i+1, ":") {
			if d := m.resolve(e[i].text); d != nil && d.value != nil {
				if kind, _ := functionKind(d.value); kind != kindUnknown {
					return kindMethods
				}
			}
		}
	}
	return kindValue
}

func (m *canonical) isRequired(name string) bool {
	d := m.declared[name]
	return d != nil && isWord(d.value, 0) && (strings.HasPrefix(d.value[0].text, "__toESM") || strings.HasPrefix(d.value[0].text, "require_"))
}
