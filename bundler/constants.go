package bundler

import (
	"maps"
	"slices"
	"strings"
)

// constantWords are the names of values.
var constantWords = strings.Fields("undefined null true false NaN Infinity")

// constantOperators are the words that may stand in a constant beside its names.
var constantOperators = append(strings.Fields("void typeof in instanceof"), constantWords...)

// isConstant reports whether an expression is the same wherever it is evaluated: literals, operators, and names of other
// constants of the module, which are added to needs if that isn't nil. Nothing in it is called or made, except by Object.freeze.
func (m *canonical) isConstant(e []token, needs *[]string) bool {
	if name, body, ok := enumBody(e); ok {
		return m.isPure(body, name, needs)
	}
	return m.isPure(e, "", needs)
}

// isPure is isConstant of an expression, or of the statements of an enum, which set members of own.
func (m *canonical) isPure(e []token, own string, needs *[]string) bool {
	for i, t := range e {
		operand := endsOperand(e, i-1)
		switch {
		case t.kind == tokenMark:
			switch {
			case t.text == "(" && operand && !isFreeze(e, i):
				return false // a call
			case t.text == "=>" || t.text == "++" || t.text == "--":
				return false
			case (t.text == "=" || t.text == ";") && own == "":
				return false
			case t.text != "=" && slices.Contains(assignments, t.text):
				return false
			}
		case t.kind == tokenTemplate && operand && !(is(e, i-1, "}") && is(e, e[i-1].match, "${")):
			return false // a tag
		case t.kind != tokenWord, is(e, i-1, "."), is(e, i-1, "?."), slices.Contains(constantOperators, t.text):
		case t.text == own, own != "" && t.text == "return":
		case t.text == "Object" && isFreeze(e, i+3):
		case is(e, i+1, ":") && (is(e, i-1, "{") || is(e, i-1, ",")): // a key
		default:
			d := m.resolve(t.text)
			if d == nil || d.value == nil || m.changed[t.text] {
				return false
			}
			if d.kind == kindUnknown {
				m.classify(d)
			}
			if d.kind != kindConstant || isObject(d.value) && !m.frozen(d) {
				return false
			}
			if needs != nil && !slices.Contains(*needs, t.text) {
				*needs = append(*needs, t.text)
			}
		}
	}
	return true
}

// isFreeze reports whether the parenthesis at index open is that of Object.freeze().
func isFreeze(e []token, open int) bool {
	return is(e, open, "(") && is(e, open-1, "freeze") && is(e, open-2, ".") && is(e, open-3, "Object") && !is(e, open-4, ".")
}

// enumBody recognizes what esbuild makes of an enum, and returns the statements in it that set the members of name:
//
//	((Kind2) => { Kind2[Kind2["A"] = 0] = "A"; return Kind2; })(Kind || {})
func enumBody(e []token) (name string, body []token, ok bool) {
	if !is(e, 0, "(") || !is(e, 1, "(") || !isWord(e, 2) || !is(e, 3, ")") || !is(e, 4, "=>") || !is(e, 5, "{") {
		return "", nil, false
	}
	end := e[5].match
	tail := []string{"}", ")", "(", "", "||", "{", "}", ")"}
	if end+len(tail) != len(e) || !is(e, end-3, "return") || !is(e, end-2, e[2].text) {
		return "", nil, false
	}
	for i, text := range tail {
		if text != "" && !is(e, end+i, text) {
			return "", nil, false
		}
	}
	return e[2].text, part(e, 6, end), true
}

// isObject reports whether a constant is, or has in it, an object that could be changed: anything but a primitive value.
func isObject(e []token) bool {
	if _, _, isEnum := enumBody(e); isEnum {
		return false
	}
	for i, t := range e {
		if t.kind == tokenRegexp || is(e, i, "{") || is(e, i, "[") && !endsOperand(e, i-1) {
			return true
		}
	}
	return false
}

// isFrozen reports whether what is declared at a place of its own file can't be changed: by TypeScript's `as const`, JSDoc's
// @type {const}, or Object.freeze.
func isFrozen(source string, offset int) bool {
	tokens := scan(source[offset:])
	i := 0
	// The place is that of the name, or of the export.
	for is(tokens, i, "export") || is(tokens, i, "default") || is(tokens, i, "const") {
		i++
	}
	if isWord(tokens, i) && !isFreeze(tokens, i+3) {
		for ; i < len(tokens) && !is(tokens, i, "="); i++ {
			if is(tokens, i, ";") {
				return false
			}
			if tokens[i].match > i {
				i = tokens[i].match
			}
		}
		i++
	}
	switch {
	case i >= len(tokens):
		return false
	case isFreeze(tokens, i+3):
		return true
	case is(tokens, i, "<") && is(tokens, i+1, "const"):
		return true
	case tokens[i].match < i:
		return false
	}
	comment := ""
	if i > 0 {
		comment = source[offset+tokens[i-1].end : offset+tokens[i].start]
	}
	end := tokens[i].match + 1
	return is(tokens, end, "as") && is(tokens, end+1, "const") || is(tokens, i, "(") && strings.Contains(strings.ReplaceAll(comment, " ", ""), "@type{const}")
}

// inlined returns the statements that make constants, and those that they need, in the order in which they are written.
func (m *canonical) inlined(names []string) string {
	needs := slices.Clone(names)
	statements := map[int]string{}
	for i := 0; i < len(needs); i++ { // it grows meanwhile
		for d := m.declared[needs[i]]; d != nil; d = d.before {
			statements[d.start] = m.code[d.start:d.end]
			if d.kind != kindAlias {
				m.isConstant(d.value, &needs)
			} else if !slices.Contains(needs, d.alias) {
				needs = append(needs, d.alias)
			}
		}
	}
	var out strings.Builder
	for _, start := range slices.Sorted(maps.Keys(statements)) {
		out.WriteString(statements[start] + ";\n")
	}
	return out.String()
}
