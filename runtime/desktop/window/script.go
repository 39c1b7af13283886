package window

import (
	_ "embed"
	"encoding/json"
	"strings"
	"unicode"
)

//go:embed result.js
var resultSource string

// pageCall is the body of an async function that runs an expression and gives its outcome: "+" and its value, or "-" and what it threw,
// in the words of result.js.
func pageCall(expression string) string {
	return resultSource + "return encodeOutcome(async () => (" + expression + "\n))"
}

// pageChecks is the body of one that only finds out whether the text is an expression.
func pageChecks(expression string) string { return "return\n(" + expression + "\n)" }

// runner has the webview run what Contents.Run is given. WebKit's own call either awaits an async function's body, which needs a return, or
// gives what a script's last statement is, without awaiting it. So a text that is an expression is run by the first; of one that is a
// list of statements all but the last one run as a script, and the last by the first again, when it is an expression.
type runner struct {
	// call runs the body of an async function in the page's world; a text that can't be parsed is malformed.
	call func(body string, done func(result string, malformed bool, err error))
	// evaluate runs a script there; plain is its last value as JSON, "" for none.
	evaluate func(script string, done func(failure string, err error))
}

func (r runner) run(script string, done func(result string, err error)) {
	script = strings.TrimRightFunc(script, func(c rune) bool { return c == ';' || unicode.IsSpace(c) })
	if script == "" {
		done(`+["u"]`, nil)
		return
	}
	r.call(pageCall(script), func(result string, malformed bool, err error) {
		if malformed {
			r.runParts(script, statementEnds(script), done)
			return
		}
		done(result, err)
	})
}

// runParts tries where the last statement begins, from the text's end.
func (r runner) runParts(script string, ends []int, done func(result string, err error)) {
	if len(ends) == 0 {
		r.runStatements(script, func(failure string, err error) { done(outcome(failure, err)) })
		return
	}
	at := ends[len(ends)-1]
	first, last := script[:at], script[at:]
	r.call(pageChecks(last), func(_ string, malformed bool, err error) {
		switch {
		case malformed:
			r.runParts(script, ends[:len(ends)-1], done)
		case err != nil:
			done("", err)
		default:
			r.runStatements(first, func(failure string, err error) {
				if failure != "" || err != nil {
					done(outcome(failure, err))
					return
				}
				r.call(pageCall(last), func(result string, _ bool, err error) { done(result, err) })
			})
		}
	})
}

// runStatements runs a script for what it does.
func (r runner) runStatements(script string, done func(failure string, err error)) {
	// The last line gives a value that crosses in any case, and keeps a comment in the script from running on.
	r.evaluate(script+"\n;''", done)
}

// outcome is that of a script that was run for what it does.
func outcome(failure string, err error) (string, error) {
	switch {
	case err != nil:
		return "", err
	case failure != "":
		name, message, named := strings.Cut(failure, ": ")
		if !named || strings.ContainsAny(name, " \n") {
			name, message = "Error", failure
		}
		text, _ := json.Marshal([]string{"e", name, message, failure})
		return "-" + string(text), nil
	default:
		return `+["u"]`, nil
	}
}

// statementEnds are the places in a script where one of its own statements may have ended: semicolons, closing braces and line ends that
// are in no string, comment or bracket. Which of them do end one is for the webview to say.
func statementEnds(script string) (ends []int) {
	depth := 0
	for i := 0; i < len(script); i++ {
		switch c := script[i]; c {
		case '"', '\'', '`':
			i = quoteEnd(script, i)
		case '/':
			switch {
			case strings.HasPrefix(script[i:], "//"):
				i = skipTo(script, i, "\n") - 1
			case strings.HasPrefix(script[i:], "/*"):
				i = skipTo(script, i+2, "*/") + 1
			}
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 && c == '}' {
				ends = append(ends, i+1)
			}
		case ';', '\n':
			if depth == 0 && (c == ';' || !continues(script[i+1:])) {
				ends = append(ends, i+1)
			}
		}
	}
	return ends
}

// continues tells whether what follows a line end goes on with the statement before it.
func continues(rest string) bool {
	rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	return rest != "" && strings.ContainsRune("+-*/%.,?:([`=<>&|^)]}", rune(rest[0])) ||
		strings.HasPrefix(rest, "instanceof ") || strings.HasPrefix(rest, "in ")
}

// quoteEnd is where a string or a template that begins at i ends.
func quoteEnd(script string, i int) int {
	for end := i + 1; end < len(script); end++ {
		switch script[end] {
		case '\\':
			end++
		case script[i]:
			return end
		}
	}
	return len(script)
}

func skipTo(script string, from int, what string) int {
	if at := strings.Index(script[from:], what); at >= 0 {
		return from + at
	}
	return len(script)
}
