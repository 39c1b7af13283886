package window

import (
	_ "embed"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
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

// partsCheck is the body of a function for the isolated world, where text may become code whatever the page's policy says: it tries the
// ways to part a script, each [statements, last expression], and gives the number of the first that is one, or -1.
func partsCheck(parts [][2]string) string {
	list, err := json.Marshal(parts)
	if err != nil {
		return "return '-1'"
	}
	return `const AsyncFunction = (async () => {}).constructor
	return String(` + string(list) + `.findIndex(([first, last]) => {
		try {
			return new AsyncFunction(first) && new AsyncFunction('return (' + last + '\n)')
		} catch {
			return false
		}
	}))`
}

// runner has the webview run what Contents.Run is given. WebKit's own call either awaits an async function's body, which needs a return, or
// gives what a script's last statement is, without awaiting it. So a text that is an expression is run by the first; of one that is a
// list of statements all but the last one run as a script, and the last by the first again, when it is an expression.
type runner struct {
	// call runs the body of an async function, in the page's world or the isolated one.
	call func(body string, isolated bool, done func(result string, err error))
	// evaluate runs a script in the page's world; failure is what it throws.
	evaluate func(script string, done func(failure string, err error))
}

func (r runner) run(script string, done func(result string, err error)) {
	script = strings.TrimRightFunc(script, func(c rune) bool { return c == ';' || unicode.IsSpace(c) })
	if script == "" {
		done(`+["u"]`, nil)
		return
	}
	parts := [][2]string{{"", script}}
	for _, at := range slices.Backward(statementEnds(script)) {
		parts = append(parts, [2]string{script[:at], script[at:]})
	}
	r.call(partsCheck(parts), true, func(result string, err error) {
		number, wrong := strconv.Atoi(result)
		switch {
		case err != nil:
			done("", err)
		case wrong != nil || number < 0:
			r.runStatements(script, func(failure string, err error) { done(outcome(failure, err)) })
		case number == 0:
			r.call(pageCall(script), false, done)
		default:
			r.runStatements(parts[number][0], func(failure string, err error) {
				if failure != "" || err != nil {
					done(outcome(failure, err))
					return
				}
				r.call(pageCall(parts[number][1]), false, done)
			})
		}
	})
}

// runStatements runs a script for what it does.
func (r runner) runStatements(script string, done func(failure string, err error)) {
	// The last line gives a value that crosses in any case, and keeps a comment in the script from running on.
	r.evaluate(script+"\n;''", done)
}

// thrown is what WebKit says of an error: where it was thrown, its name and its message.
var thrown = regexp.MustCompile(`(?s)^(?:.*?:\d+:\d+: )?([A-Z]\w*): (.*)$`)

// outcome is that of a script that was run for what it does.
func outcome(failure string, err error) (string, error) {
	switch {
	case err != nil:
		return "", err
	case failure != "":
		name, message := "Error", failure
		if found := thrown.FindStringSubmatch(failure); found != nil {
			name, message = found[1], found[2]
		}
		text, _ := json.Marshal([]string{"e", name, message, ""})
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
