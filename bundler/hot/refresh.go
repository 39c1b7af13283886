package hot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// What React's Babel plugin puts into modules so that components keep their state, from esbuild's output instead: a call for each component at
// the top of the module, and one with the hooks that it uses. A component whose hooks have changed begins anew.

// builtinHooks are those of React and Preact, which never change; any other is looked into.
var builtinHooks = strings.Fields(`use useState useReducer useEffect useLayoutEffect useInsertionEffect useMemo useCallback useRef useContext
useImperativeHandle useDebugValue useId useTransition useDeferredValue useSyncExternalStore useActionState useOptimistic useFormStatus useFormState
useEffectEvent useErrorBoundary`)

var (
	hookName      = regexp.MustCompile(`^use(?:[A-Z]\w*)?$`)
	componentName = regexp.MustCompile(`^[A-Z][\w$]*$`)
	drawing       = regexp.MustCompile(`(?:^|/)node_modules/(?:react|preact)/`)
	defaultExport = regexp.MustCompile(`(?m)^  default: \(\) => ([\w$]+),?$`)
	resetComment  = regexp.MustCompile(`@refresh reset`)
)

// drawsComponents reports whether the module is written with React or Preact.
func (m *module) drawsComponents() bool {
	return slices.ContainsFunc(m.imports, func(i imported) bool { return drawing.MatchString(i.id) })
}

// declared is a function, or what a call made of one, at the top of a module.
type declared struct {
	name     string
	from, to int // the tokens of its value
}

// refreshCode returns the calls for the components and hooks that a module declares.
func refreshCode(code string) string {
	tokens := scan(code)
	found, top := declarations(code, tokens)
	byDefault := ""
	if match := defaultExport.FindStringSubmatch(code); match != nil {
		byDefault = match[1]
	}
	reset := resetComment.MatchString(code)
	var out strings.Builder
	for _, d := range found {
		component := componentName.MatchString(d.name) || d.name == byDefault && !hookName.MatchString(d.name)
		if !component && !hookName.MatchString(d.name) {
			continue
		}
		if component {
			fmt.Fprintf(&out, "\n__refresh.register(%s, %s);", d.name, quote(d.name))
		}
		key, custom, unknown := hooksOf(code, tokens[d.from:d.to], top)
		if key == "" && !reset {
			continue
		}
		fmt.Fprintf(&out, "\n__refresh.sign(%s, %s, %t, () => [%s]);", d.name, quote(key), reset || unknown, strings.Join(custom, ", "))
	}
	if out.Len() > 0 {
		out.WriteString("\n")
	}
	return out.String()
}

// declarations finds the functions at the top of code, and the names of all that is declared there.
func declarations(code string, tokens []token) (found []declared, top map[string]bool) {
	top = map[string]bool{}
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.depth != 0 || t.kind != tokenWord || i+1 >= len(tokens) {
			continue
		}
		switch t.text(code) {
		case "function":
			at := i + 1
			if tokens[at].text(code) == "*" {
				continue
			}
			name := tokens[at].text(code)
			if at+1 >= len(tokens) || tokens[at+1].text(code) != "(" {
				continue
			}
			body := closing(tokens, at+1) + 1
			if body >= len(tokens) {
				continue
			}
			end := closing(tokens, body)
			top[name] = true
			found = append(found, declared{name, body, min(end+1, len(tokens))})
			i = end
		case "var", "let", "const":
			name := tokens[i+1].text(code)
			end := i + 1
			for end < len(tokens) && (tokens[end].depth > 0 || tokens[end].text(code) != ";") {
				if tokens[end].depth == 0 && tokens[end].kind == tokenWord {
					top[tokens[end].text(code)] = true
				}
				end++
			}
			if i+3 < end && tokens[i+2].text(code) == "=" && makesFunction(code, tokens[i+3:end]) {
				found = append(found, declared{name, i + 3, end})
			}
			i = end
		}
	}
	return found, top
}

// makesFunction reports whether a value can be a component: a function, or what a call makes, such as memo or a tagged template.
func makesFunction(code string, value []token) bool {
	switch first := value[0].text(code); first {
	case "function", "async":
		return true
	case "class", "new", "{", "[":
		return false
	case "(":
		end := closing(value, 0)
		if end+1 >= len(value) {
			return false
		}
		next := value[end+1].text(code)
		return next == "=>" || next == "(" || next == "." || value[end+1].kind == tokenText
	}
	if value[0].kind != tokenWord || len(value) == 1 {
		return false
	}
	for _, t := range value {
		if t.depth == value[0].depth {
			if text := t.text(code); text == "=>" || text == "(" || t.kind == tokenText && strings.HasPrefix(text, "`") {
				return true
			}
		}
	}
	return false
}

// hooksOf describes the calls of hooks in a function, with what decides over their state, and lists the hooks that may change
// themselves. unknown says that one of them can't be named from the top of the module.
func hooksOf(code string, tokens []token, top map[string]bool) (key string, custom []string, unknown bool) {
	var out strings.Builder
	for i, t := range tokens {
		name := t.text(code)
		if t.kind != tokenWord || !hookName.MatchString(name) {
			continue
		}
		open := i + 1
		if open < len(tokens) && tokens[open].text(code) == ")" { // (0, import_react.useState)(
			open++
		}
		if open >= len(tokens) || tokens[open].text(code) != "(" || i > 0 && tokens[i-1].text(code) == "function" {
			continue
		}
		start := i
		for start >= 2 && tokens[start-1].text(code) == "." && tokens[start-2].kind == tokenWord {
			start -= 2
		}
		called := code[tokens[start].start:t.end]
		before := start - 1
		if open > i+1 { // "(0," is in front
			before = start - 4
		}
		out.WriteString(name + "{" + target(code, tokens, before))
		if name == "useState" || name == "useReducer" {
			out.WriteString("(" + argument(code, tokens, open, map[string]int{"useState": 0, "useReducer": 1}[name]) + ")")
		}
		out.WriteString("}\n")
		if slices.Contains(builtinHooks, name) {
			continue
		}
		root := tokens[start].text(code)
		if top[root] || strings.HasPrefix(root, "import_") {
			if !slices.Contains(custom, called) {
				custom = append(custom, called)
			}
		} else {
			unknown = true
		}
	}
	return out.String(), custom, unknown
}

// target returns what a call's result is bound to: "[count, setCount]" in front of "= useState(0)".
func target(code string, tokens []token, at int) string {
	if at < 1 || tokens[at].text(code) != "=" {
		return ""
	}
	depth := tokens[at].depth
	first := at
	for first > 0 {
		previous := tokens[first-1]
		text := previous.text(code)
		if previous.depth < depth || previous.depth == depth && (text == ";" || text == "const" || text == "let" || text == "var") {
			break
		}
		first--
	}
	if first == at {
		return ""
	}
	return code[tokens[first].start:tokens[at-1].end]
}

// argument returns the text of a call's argument, "" if it has none by this number.
func argument(code string, tokens []token, open, number int) string {
	end := closing(tokens, open)
	from := open + 1
	for i := open + 1; i <= end && i < len(tokens); i++ {
		last := i == end
		if !last && (tokens[i].depth != tokens[open].depth+1 || tokens[i].text(code) != ",") {
			continue
		}
		if number == 0 {
			if i == from {
				return ""
			}
			return code[tokens[from].start:tokens[i-1].end]
		}
		number--
		from = i + 1
	}
	return ""
}
