package assert

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// expressionOf returns the text of the call at a stack's first frame outside the runtime.
func expressionOf(stack string) (string, bool) {
	for _, line := range strings.Split(stack, "\n") {
		place, ok := strings.CutPrefix(line, "    at ")
		if !ok {
			continue
		}
		if open := strings.LastIndex(place, " ("); open >= 0 {
			place = strings.TrimSuffix(place[open+2:], ")")
		}
		file, row, column, ok := splitPlace(place)
		if !ok || strings.HasPrefix(file, "node:") {
			continue
		}
		source, err := permission.ReadFile(strings.TrimPrefix(file, "file://"))
		if err != nil {
			return "", false
		}
		return callAt(string(source), row, column)
	}
	return "", false
}

func splitPlace(place string) (file string, row, column int, ok bool) {
	last := strings.LastIndexByte(place, ':')
	if last < 0 {
		return "", 0, 0, false
	}
	middle := strings.LastIndexByte(place[:last], ':')
	if middle < 0 {
		return "", 0, 0, false
	}
	row, errRow := strconv.Atoi(place[middle+1 : last])
	column, errColumn := strconv.Atoi(place[last+1:])
	return place[:middle], row, column, errRow == nil && errColumn == nil
}

// callAt returns the call whose callee or bracket is at row and column (both from 1), its
// further lines moved to the left as far as the call itself.
func callAt(source string, row, column int) (string, bool) {
	lines := strings.SplitAfter(source, "\n")
	if row < 1 || row > len(lines) || column < 1 {
		return "", false
	}
	lineStart := 0
	for _, line := range lines[:row-1] {
		lineStart += len(line)
	}
	at := lineStart + min(column-1, len(lines[row-1]))
	open := at
	for open < len(source) && source[open] != '(' {
		if c := source[open]; !isName(c) && c != '.' && c != '?' && !isSpace(c) {
			return "", false
		}
		open++
	}
	if open == len(source) {
		return "", false
	}
	start := open
	for start > lineStart && (isName(source[start-1]) || source[start-1] == '.' || source[start-1] == '?') {
		start--
	}
	for start < open && !isName(source[start]) { // the object is on an earlier line
		start++
	}
	end, ok := closing(source, open)
	if start == open || !ok {
		return "", false
	}
	return dedent(source[start:end], start-lineStart), true
}

func dedent(text string, indent int) string {
	lines := strings.Split(text, "\n")
	for i := 1; i < len(lines); i++ {
		cut := 0
		for cut < indent && cut < len(lines[i]) && isSpace(lines[i][cut]) {
			cut++
		}
		lines[i] = "  " + strings.TrimSuffix(lines[i][cut:], "\r")
	}
	return strings.TrimSuffix(strings.Join(lines, "\n"), "\r")
}

// closing returns the index behind the bracket that closes the one at open.
func closing(source string, open int) (int, bool) {
	depth := 0
	for i := open; i < len(source); i++ {
		switch c := source[i]; c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
			if depth == 0 {
				return i + 1, true
			}
		case '\'', '"', '`':
			i = quoteEnd(source, i)
		case '/':
			i = slashEnd(source, i)
		}
	}
	return 0, false
}

// quoteEnd returns the index of the quote that ends the text begun at i.
func quoteEnd(source string, i int) int {
	mark := source[i]
	for i++; i < len(source) && source[i] != mark; i++ {
		switch {
		case source[i] == '\\':
			i++
		case mark == '`' && strings.HasPrefix(source[i:], "${"):
			end, ok := closing(source, i+1)
			if !ok {
				return len(source)
			}
			i = end - 1
		}
	}
	return i
}

// slashEnd returns the last index of the comment or regular expression at i, i itself
// for a division.
func slashEnd(source string, i int) int {
	rest := source[i:]
	if strings.HasPrefix(rest, "//") {
		if end := strings.IndexByte(rest, '\n'); end >= 0 {
			return i + end
		}
		return len(source)
	}
	if strings.HasPrefix(rest, "/*") {
		if end := strings.Index(rest[2:], "*/"); end >= 0 {
			return i + 2 + end + 1
		}
		return len(source)
	}
	before := strings.TrimRight(source[:i], " \t\r\n")
	if before != "" {
		if c := before[len(before)-1]; isName(c) && !strings.HasSuffix(before, "return") || c == ')' || c == ']' || c == '}' {
			return i
		}
	}
	inClass := false
	for end := i + 1; end < len(source) && source[end] != '\n'; end++ {
		switch source[end] {
		case '\\':
			end++
		case '[':
			inClass = true
		case ']':
			inClass = false
		case '/':
			if !inClass {
				return end
			}
		}
	}
	return i
}

func isName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= utf8.RuneSelf
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
