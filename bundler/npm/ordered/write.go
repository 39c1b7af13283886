package ordered

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Stringify writes a value as JSON.stringify(value, null, indent) does, without a line end; without an indent it is one line.
func Stringify(value any, indent string) []byte {
	w := &writer{indent: indent}
	w.value(value, "")
	return w.out.Bytes()
}

// Nice writes a value as Stringify does, with keys sorted: preferred ones first, in their order, and of each object values before objects.
func Nice(value any, preferred []string, indent string) []byte {
	w := &writer{indent: indent, sort: func(o *Object) []string {
		keys := o.Keys()
		slices.SortStableFunc(keys, func(a, b string) int {
			_, left := o.Get(a).(*Object)
			_, right := o.Get(b).(*Object)
			if left != right {
				if left {
					return 1
				}
				return -1
			}
			i, j := slices.Index(preferred, a), slices.Index(preferred, b)
			switch {
			case i >= 0 && j >= 0:
				return i - j
			case i >= 0:
				return -1
			case j >= 0:
				return 1
			}
			return Compare(a, b)
		})
		return keys
	}}
	w.value(value, "")
	return w.out.Bytes()
}

type writer struct {
	out    bytes.Buffer
	indent string
	sort   func(o *Object) []string
}

func (w *writer) value(value any, margin string) {
	switch value := value.(type) {
	case nil:
		w.out.WriteString("null")
	case bool:
		w.out.WriteString(strconv.FormatBool(value))
	case int:
		w.out.WriteString(strconv.Itoa(value))
	case Number:
		w.out.WriteString(string(value))
	case string:
		w.text(value)
	case []any:
		w.list('[', ']', len(value), margin, func(i int, inner string) { w.value(value[i], inner) })
	case []string:
		w.list('[', ']', len(value), margin, func(i int, _ string) { w.text(value[i]) })
	case *Object:
		keys := value.Keys()
		if w.sort != nil {
			keys = w.sort(value)
		}
		w.list('{', '}', len(keys), margin, func(i int, inner string) {
			w.text(keys[i])
			w.out.WriteByte(':')
			if w.indent != "" {
				w.out.WriteByte(' ')
			}
			w.value(value.Get(keys[i]), inner)
		})
	default:
		w.text(fmt.Sprint(value))
	}
}

func (w *writer) list(open, shut byte, count int, margin string, item func(i int, inner string)) {
	w.out.WriteByte(open)
	inner := margin + w.indent
	for i := range count {
		if i > 0 {
			w.out.WriteByte(',')
		}
		if w.indent != "" {
			w.out.WriteString("\n" + inner)
		}
		item(i, inner)
	}
	if count > 0 && w.indent != "" {
		w.out.WriteString("\n" + margin)
	}
	w.out.WriteByte(shut)
}

func (w *writer) text(text string) {
	const named = "\"\\\b\f\n\r\t"
	const names = `"\bfnrt`
	w.out.WriteByte('"')
	for _, r := range text {
		if i := strings.IndexRune(named, r); i >= 0 {
			w.out.WriteByte('\\')
			w.out.WriteByte(names[i])
		} else if r < ' ' {
			fmt.Fprintf(&w.out, `\u%04x`, r)
		} else {
			w.out.WriteRune(r)
		}
	}
	w.out.WriteByte('"')
}

// Format is how a file is laid out, so that writing it again changes only what changed.
type Format struct {
	// Indent is that of a level; Newline ends lines.
	Indent, Newline string
}

// Default is how npm lays out a new file.
var Default = Format{Indent: "  ", Newline: "\n"}

// FormatOf finds how a file is laid out, as npm does: by the first key's line.
func FormatOf(data []byte) Format {
	text := strings.TrimPrefix(string(data), "\ufeff")
	if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "{}") {
		return Default
	}
	rest, found := strings.CutPrefix(strings.TrimLeft(text, " \t\r\n"), "{")
	if !found {
		return Default
	}
	newline := "\n"
	if strings.HasPrefix(rest, "\r\n") {
		newline = "\r\n"
	}
	lines := strings.TrimLeft(rest, "\r\n")
	if len(lines) == len(rest) {
		return Format{Indent: "", Newline: newline}
	}
	return Format{Indent: lines[:len(lines)-len(strings.TrimLeft(lines, " \t"))], Newline: newline}
}

// File returns the bytes of a file in the format; text has \n between its lines and none at its end.
func (f Format) File(text []byte) []byte {
	text = append(text, '\n')
	if f.Newline != "" && f.Newline != "\n" {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte(f.Newline))
	}
	return text
}
