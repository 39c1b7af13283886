package diag

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// The look: escape sequences of each part, used when colour is on.
const (
	styleError   = "\x1b[1;31m"
	styleWarning = "\x1b[1;33m"
	styleText    = "\x1b[1m"
	styleFrame   = "\x1b[34m"
	styleHint    = "\x1b[36m"
	styleReset   = "\x1b[0m"
)

// maxFrameWidth is how many characters of a source line are shown; a minified line is cut around the column.
const maxFrameWidth = 120

// RenderAll renders messages one below the other with an empty line between them.
func RenderAll(messages []Message, color bool) string {
	parts := make([]string, len(messages))
	for i, m := range messages {
		parts[i] = m.Render(color)
	}
	return strings.Join(parts, "\n")
}

// Render returns the message as text that ends with a newline:
//
//	error: "titel" is not a known key
//	  --> deskjs.json:4:5
//	   |
//	 4 |     "titel": "Notes"
//	   |     ^^^^^^^
//	   = hint: did you mean "title"?
//
// color adds ANSI escape sequences.
func (m Message) Render(color bool) string {
	paint := func(style, text string) string {
		if !color || text == "" {
			return text
		}
		return style + text + styleReset
	}
	label, style := "error", styleError
	if m.Severity == SeverityWarning {
		label, style = "warning", styleWarning
	}
	var out strings.Builder
	out.WriteString(paint(style, label+":") + " " + paint(styleText, sanitize(m.Text)) + "\n")

	number := ""
	if m.Line > 0 {
		number = strconv.Itoa(m.Line)
	}
	gutter := strings.Repeat(" ", len(number)+1)
	if m.File != "" {
		place := m.File
		if m.Line > 0 {
			place += ":" + number
			if m.Column > 0 {
				place += ":" + strconv.Itoa(m.Column)
			}
		}
		out.WriteString(gutter + paint(styleFrame, "-->") + " " + sanitize(place) + "\n")
	}
	if m.Line > 0 && strings.TrimSpace(m.LineText) != "" {
		text, indent, width := m.frame()
		bar := paint(styleFrame, "|")
		out.WriteString(gutter + " " + bar + "\n")
		out.WriteString(" " + paint(styleFrame, number) + " " + bar + " " + text + "\n")
		if m.Column > 0 {
			out.WriteString(gutter + " " + bar + " " + strings.Repeat(" ", indent) + paint(style, strings.Repeat("^", width)) + "\n")
		}
	}
	for _, note := range m.Notes {
		out.WriteString(gutter + " " + paint(styleFrame, "=") + " " + indentLines("note: "+note, gutter+"   ") + "\n")
	}
	if m.Hint != "" {
		out.WriteString(gutter + " " + paint(styleFrame, "=") + " " + paint(styleHint, "hint:") + " " + indentLines(m.Hint, gutter+"   ") + "\n")
	}
	return out.String()
}

// frame returns the line to show, with tabs as two spaces, and where the caret line starts and how long it is, in
// characters.
func (m Message) frame() (text string, indent, width int) {
	line := strings.TrimRight(m.LineText, "\r\n")
	start := max(0, min(m.Column-1, len(line)))
	end := min(start+min(max(m.Length, 1), len(line)), len(line))
	for start > 0 && start < len(line) && !utf8.RuneStart(line[start]) {
		start--
	}
	for end < len(line) && !utf8.RuneStart(line[end]) {
		end++
	}
	before, marked, after := display(line[:start]), display(line[start:end]), display(line[end:])
	indent, width = utf8.RuneCountInString(before), max(1, utf8.RuneCountInString(marked))
	runes := []rune(before + marked + after)
	if len(runes) <= maxFrameWidth {
		return string(runes), indent, width
	}
	from := max(0, min(indent-maxFrameWidth/3, len(runes)-maxFrameWidth))
	to := from + maxFrameWidth
	shown, lead := string(runes[from:to]), ""
	if from > 0 {
		lead = "…"
	}
	if to < len(runes) {
		shown += "…"
	}
	indent += len([]rune(lead)) - from
	return lead + shown, indent, max(1, min(width, maxFrameWidth+len([]rune(lead))-indent))
}

// display makes a piece of source printable in one row.
func display(source string) string {
	return sanitize(strings.ReplaceAll(source, "\t", "  "))
}

// sanitize keeps control characters of a file or of a message from steering the terminal.
func sanitize(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0)) {
			return '·'
		}
		return r
	}, strings.ToValidUTF8(text, "·"))
}

func indentLines(text, indent string) string {
	return strings.ReplaceAll(sanitize(text), "\n", "\n"+indent)
}
