package bundler

import "slices"

// validatedModule and validatedFunction are the one function of ours that makes an async function of another.
const (
	validatedModule   = "deskjs"
	validatedFunction = "validated"
)

// kindOfCall says what a call returns, whose arguments begin at open.
func (m *canonical) kindOfCall(e []token, open int, inside []token) declarationKind {
	callee := e[:open]
	if m.isValidated(callee) {
		if given := list(e, open); len(given) > 0 {
			if kind := m.settled(given[len(given)-1], inside); kind.isCallable() {
				return kind
			}
		}
		return kindValidated
	}
	if m.steps++; m.steps > maxSteps || m.depth > maxDepth {
		return kindCall
	}
	m.depth++
	defer func() { m.depth-- }()
	if len(callee) == 1 && callee[0].kind == tokenWord && !m.changed[callee[0].text] {
		if d := m.resolve(callee[0].text); d != nil && d.value != nil {
			if kind := m.returns(d.value, m.arguments(d.value, e, open, inside)); kind.isCallable() || kind == kindFunction || kind == kindGenerator {
				return kind
			}
		}
	}
	return kindCall
}

func (m *canonical) isValidated(callee []token) bool {
	if len(callee) == 0 {
		return false
	}
	d := m.declared[callee[0].text]
	if d == nil || d.kind != kindImported || d.module != validatedModule {
		return false
	}
	return len(callee) == 1 && d.name == validatedFunction ||
		len(callee) == 3 && is(callee, 1, ".") && is(callee, 2, validatedFunction) && (d.name == "*" || d.name == "default")
}

// settled is kindOf without aliases.
func (m *canonical) settled(e, inside []token) declarationKind {
	kind, alias := m.kindOf(e, inside)
	if kind != kindAlias {
		return kind
	}
	if value := localValue(inside, alias); value != nil {
		kind, _ = functionKind(value)
		return kind
	}
	d := m.resolve(alias)
	if d == nil {
		return kindUnknown
	}
	if d.kind == kindUnknown && d.value != nil {
		m.classify(d)
	}
	return d.kind
}

// localValue finds what a name is set to in a function's body; nothing if that is more than one thing.
func localValue(body []token, name string) []token {
	var value []token
	declared := 0
	for i := range body {
		if !is(body, i, name) || body[i].kind != tokenWord || is(body, i-1, ".") {
			continue
		}
		switch {
		case is(body, i-1, "const") || is(body, i-1, "let") || is(body, i-1, "var"):
			declared++
			if is(body, i+1, "=") {
				value = part(body, i+2, expressionEnd(body, i+2))
			}
		case is(body, i-1, "function") || is(body, i-2, "function") && is(body, i-1, "*"):
			declared++
			from := i - 1
			for is(body, from, "*") || is(body, from-1, "async") {
				from--
			}
			end := i + 1 // behind the name: the parameters, and then the body
			if is(body, end, "(") && is(body, body[end].match+1, "{") {
				end = body[body[end].match+1].match + 1
			}
			value = part(body, from, end)
		case i+1 < len(body) && body[i+1].kind == tokenMark && slices.Contains(assignments, body[i+1].text):
			declared = 2
		}
	}
	if declared != 1 {
		return nil
	}
	return value
}

// expressionEnd is where the statement ends that the i-th token is in.
func expressionEnd(tokens []token, i int) int {
	for ; i < len(tokens) && !is(tokens, i, ";"); i++ {
		if tokens[i].match > i {
			i = tokens[i].match
		}
	}
	return i
}

// arguments says what the parameters of a function are in a call that has its arguments at open.
func (m *canonical) arguments(function, call []token, open int, inside []token) map[string]declarationKind {
	kinds := map[string]declarationKind{}
	parameters := slices.IndexFunc(function, func(t token) bool { return t.text == "(" && t.kind == tokenMark })
	if parameters < 0 {
		return kinds
	}
	given := list(call, open)
	for i, parameter := range list(function, parameters) {
		if i < len(given) && len(parameter) == 1 {
			kinds[parameter[0].text] = m.settled(given[i], inside)
		}
	}
	return kinds
}

// list splits what is between the brackets at open by its commas.
func list(tokens []token, open int) (parts [][]token) {
	from := open + 1
	for i := open + 1; i <= tokens[open].match; i++ {
		switch {
		case tokens[i].match > i:
			i = tokens[i].match
		case is(tokens, i, ",") || i == tokens[open].match:
			if i > from {
				parts = append(parts, part(tokens, from, i))
			}
			from = i + 1
		}
	}
	return parts
}

// returns says what a function returns that isn't async, if it is always a function of the same kind. arguments are what its parameters are.
func (m *canonical) returns(function []token, arguments map[string]declarationKind) declarationKind {
	settled := func(e, inside []token) declarationKind {
		if len(e) == 1 && arguments[e[0].text] != kindUnknown {
			return arguments[e[0].text]
		}
		return m.settled(e, inside)
	}
	kind, _ := functionKind(function)
	if kind != kindFunction {
		return kindUnknown
	}
	open := slices.IndexFunc(function, func(t token) bool { return t.text == "(" && t.kind == tokenMark })
	body := function[open].match + 1
	if is(function, body, "=>") {
		if body++; !is(function, body, "{") {
			return settled(part(function, body, len(function)), nil)
		}
	}
	inside := part(function, body+1, function[body].match)
	found := kindUnknown
	for i := 0; i < len(inside); i++ {
		if is(inside, i, "{") && beginsFunction(inside, i) {
			i = inside[i].match
			continue
		}
		if !is(inside, i, "return") || is(inside, i-1, ".") || is(inside, i+1, ":") {
			continue
		}
		kind := settled(part(inside, i+1, expressionEnd(inside, i+1)), inside)
		if kind == kindUnknown || found != kindUnknown && kind != found {
			return kindUnknown
		}
		found = kind
	}
	return found
}

// beginsFunction reports whether a brace begins the body of a function or a method.
func beginsFunction(tokens []token, brace int) bool {
	if is(tokens, brace-1, "=>") {
		return true
	}
	if !is(tokens, brace-1, ")") || tokens[brace-1].match < 0 {
		return false
	}
	before := tokens[brace-1].match - 1
	return isWord(tokens, before) && !slices.Contains([]string{"if", "for", "while", "switch", "catch", "with", "await"}, tokens[before].text) ||
		is(tokens, before, "]") || before >= 0 && tokens[before].kind == tokenString || is(tokens, before, "*")
}
