package types

import (
	"regexp"
	"strings"
)

// maxTexts is how many strings a template type is written out to; beyond that it is a pattern.
const maxTexts = 500

// template works out a template type: the strings that it has if there are few, or a pattern.
func (e *evaluator) template(node *typeNode, c context) *typ {
	t := &typ{kind: templateType, name: node.text(c), texts: node.texts}
	texts, finite := []string{node.texts[0]}, true
	for i, of := range node.of {
		part := e.typeOf(of, c)
		if part.isVague() {
			return part
		}
		t.of = append(t.of, ready(part))
		var next []string
		for _, option := range part.parts() {
			switch {
			case option.kind == literalType:
				next = append(next, combine(texts, option.text)...)
			case option == theBoolean:
				next = append(next, append(combine(texts, "true"), combine(texts, "false")...)...)
			case option == theNull || option == theUndefined:
				next = append(next, combine(texts, map[*typ]string{theNull: "null", theUndefined: "undefined"}[option])...)
			default:
				finite = false
			}
		}
		if finite = finite && len(next) <= maxTexts; finite {
			texts = combine(next, node.texts[i+1])
		}
	}
	if !finite {
		return t
	}
	types := make([]*typ, len(texts))
	for i, text := range texts {
		types[i] = e.stringLiteral(text)
	}
	return e.union(types...)
}

func combine(texts []string, end string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = text + end
	}
	return out
}

// pattern is the regular expression of a template's strings.
func (e *evaluator) pattern(t *typ, depth int) string {
	var out strings.Builder
	out.WriteString(regexp.QuoteMeta(t.texts[0]))
	for i, of := range t.of {
		var options []string
		for _, part := range of.get().parts() {
			options = append(options, e.patternOf(part, depth))
		}
		out.WriteString("(?:" + strings.Join(options, "|") + ")" + regexp.QuoteMeta(t.texts[i+1]))
	}
	return out.String()
}

func (e *evaluator) patternOf(t *typ, depth int) string {
	switch {
	case t.kind == literalType:
		return regexp.QuoteMeta(t.text)
	case t.kind == numberType:
		// Every string that Number reads and writes: also Infinity and 1e21.
		return `-?(?:[0-9.]+(?:e[+-]?[0-9]+)?|Infinity)|NaN|0[xXoObB][0-9a-fA-F]+`
	case t.kind == bigintType:
		return `-?[0-9]+`
	case t.kind == booleanType:
		return "true|false"
	case t.kind == templateType && depth < maxCompare:
		return e.pattern(t, depth+1)
	}
	return "(?s:.*)"
}
