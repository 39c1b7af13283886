package hot

import "strings"

// acceptance says which changes a module takes without its importers.
type acceptance struct {
	self     bool     // its own: import.meta.hot.accept() or with a function
	refresh  bool     // its own, if all that it exports are components; only the page can tell
	modules  []string // those of modules that it imports, by id
	declined bool     // none, ever: import.meta.hot.decline()
}

// acceptanceOf reads the calls of import.meta.hot that are written in a module. As with Vite they are found by their form, so a copy of
// import.meta.hot in a variable is not seen.
func (s *Server) acceptanceOf(m *module) acceptance {
	a := acceptance{refresh: strings.Contains(m.body, "\n__refresh.register(")}
	// A plain style sheet has nothing to export; one with names of classes is compared by those.
	a.self = m.place.isPlainStyle()
	if !strings.Contains(m.body, "__meta.hot") {
		return a
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	tokens := scan(m.body)
	for i := range tokens {
		name, open := hotCall(m.body, tokens, i)
		switch name {
		case "decline":
			a.declined = true
		case "acceptExports":
			a.self = true
		case "accept":
			specifiers, listed := literals(m.body, tokens, open+1)
			if !listed {
				a.self = true
			}
			for _, specifier := range specifiers {
				if id := s.requestOf(m, specifier); id != "" {
					m.requests[specifier] = id
					a.modules = append(a.modules, id)
				}
			}
		}
	}
	return a
}

// hotCall reads __meta.hot.NAME( or __meta.hot?.NAME( at a token: the name, and the index of the bracket.
func hotCall(code string, tokens []token, at int) (name string, open int) {
	for _, want := range []string{"__meta", ".", "hot"} {
		if at >= len(tokens) || tokens[at].text(code) != want {
			return "", 0
		}
		at++
	}
	if at < len(tokens) && tokens[at].text(code) == "?" {
		at++
	}
	if at+2 >= len(tokens) || tokens[at].text(code) != "." || tokens[at+2].text(code) != "(" {
		return "", 0
	}
	return tokens[at+1].text(code), at + 2
}

// literals reads the first argument of a call: a string, or an array of strings. listed is false for anything else.
func literals(code string, tokens []token, at int) (out []string, listed bool) {
	if at >= len(tokens) {
		return nil, false
	}
	if text := tokens[at].text(code); text != "[" {
		if tokens[at].kind != tokenText || !strings.ContainsAny(text[:1], "\"'`") {
			return nil, false
		}
		return []string{unquote(text)}, true
	}
	for end := closing(tokens, at); at < end; at++ {
		if text := tokens[at].text(code); tokens[at].kind == tokenText && strings.ContainsAny(text[:1], "\"'`") {
			out = append(out, unquote(text))
		}
	}
	return out, true
}

// unquote returns the text of a literal; specifiers have no escapes.
func unquote(literal string) string { return literal[1 : len(literal)-1] }
