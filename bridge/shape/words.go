package shape

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// How much of a type Words writes.
const (
	wordsDepth  = 4
	wordsLength = 160
	ellipsis    = "..."
)

// Words returns the type at a place of the table as TypeScript writes it: by its name if it has one, cut where it gets long.
func (t *Table) Words(at int) string { return t.words(at, wordsDepth, false) }

// words writes a type; grouped puts parentheses around one that needs them before "[]" or within an intersection.
func (t *Table) words(at, depth int, grouped bool) string {
	n := &t.Shapes[at]
	if n.Name != "" {
		return n.Name
	}
	if depth == 0 {
		return ellipsis
	}
	of := func(i int, grouped bool) string { return t.words(n.Of[i], depth-1, grouped) }
	switch n.Kind {
	case NonPrimitive:
		return "object"
	case Defined:
		return "{}"
	case Literal:
		return group(n.literals(), grouped && len(n.Values) > 1)
	case Template:
		return "`" + n.Pattern + "`"
	case Array:
		return of(0, true) + "[]"
	case Tuple:
		return t.tuple(n, depth)
	case Object:
		return t.object(n, depth)
	case Union, Intersection:
		separator := map[Kind]string{Union: " | ", Intersection: " & "}[n.Kind]
		parts := make([]string, 0, len(n.Of))
		for i := range n.Of {
			if part := of(i, n.Kind == Intersection); !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
		}
		return group(joined(parts, separator), grouped && len(parts) > 1)
	case Class:
		if len(n.Of) == 0 {
			return n.Class
		}
		return n.Class + t.arguments(n, depth)
	case Function:
		if len(n.Of) == 0 {
			return "function"
		}
		return group("(...) => "+of(0, false), grouped)
	case Stream:
		return "AsyncIterable" + t.arguments(n, depth)
	case Iterable:
		return "Iterable" + t.arguments(n, depth)
	}
	return string(n.Kind)
}

func group(text string, grouped bool) string {
	if grouped {
		return "(" + text + ")"
	}
	return text
}

// joined joins what there is room for.
func joined(parts []string, separator string) string {
	length := 0
	for i, part := range parts {
		if length += len(part) + len(separator); length > wordsLength && i > 0 {
			return strings.Join(parts[:i], separator) + separator + ellipsis
		}
	}
	return strings.Join(parts, separator)
}

func (t *Table) arguments(n *Node, depth int) string {
	if len(n.Of) == 0 {
		return ""
	}
	var parts []string
	for _, at := range n.Of {
		parts = append(parts, t.words(at, depth-1, false))
	}
	return "<" + strings.Join(parts, ", ") + ">"
}

func (t *Table) tuple(n *Node, depth int) string {
	var parts []string
	for i := range n.Of {
		switch {
		case n.Rest == i+1:
			parts = append(parts, ellipsis+t.words(n.Of[i], depth-1, true)+"[]")
		case i >= n.Required && n.Rest == 0:
			parts = append(parts, t.words(n.Of[i], depth-1, true)+"?")
		default:
			parts = append(parts, t.words(n.Of[i], depth-1, false))
		}
	}
	return "[" + joined(parts, ", ") + "]"
}

func (t *Table) object(n *Node, depth int) string {
	var parts []string
	for i, key := range n.Keys {
		if !IsIdentifier(key) {
			key = Quote(key)
		}
		if slices.Contains(n.Optional, i) {
			key += "?"
		}
		parts = append(parts, key+": "+t.words(n.Of[i], depth-1, false))
	}
	for _, pair := range n.Index {
		parts = append(parts, "["+t.words(pair[0], depth-1, false)+"]: "+t.words(pair[1], depth-1, false))
	}
	if len(parts) == 0 {
		return "{}"
	}
	return "{ " + joined(parts, "; ") + " }"
}

// literals writes the values of a Literal.
func (n *Node) literals() string {
	parts := make([]string, len(n.Values))
	for i, value := range n.Values {
		switch n.Type {
		case "string":
			parts[i] = Quote(value)
		case "bigint":
			parts[i] = value + "n"
		default:
			parts[i] = value
		}
	}
	return joined(parts, " | ")
}

// Quote writes a string as most TypeScript does, 'like this', cut where it gets long.
func Quote(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:57]) + ellipsis
	}
	quoted := strconv.Quote(text)
	return "'" + strings.NewReplacer(`\"`, `"`, `'`, `\'`).Replace(quoted[1:len(quoted)-1]) + "'"
}

// IsIdentifier reports whether a key needs no quotes, and no brackets where it is read.
func IsIdentifier(key string) bool {
	for i, r := range key {
		if r != '$' && r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return key != ""
}
