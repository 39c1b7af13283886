package diag

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestRender(t *testing.T) {
	tests := []struct {
		name    string
		message Message
		want    string
	}{
		{"text only", Message{Text: "no display"}, "error: no display\n"},
		{"warning with a hint", Message{Severity: SeverityWarning, Text: "odd", Hint: "even it"}, "warning: odd\n  = hint: even it\n"},
		{"file only", Message{Text: "missing", File: "deskjs.json"}, "error: missing\n --> deskjs.json\n"},
		{"a frame", Message{Text: `"titel" is not a known key`, File: "deskjs.json", Line: 12, Column: 6, Length: 7, LineText: "\t\t  \"titel\": 1\r", Notes: []string{"one", "two\nlines"}, Hint: `did you mean "title"?`},
			strings.Join([]string{
				`error: "titel" is not a known key`,
				`   --> deskjs.json:12:6`,
				`    |`,
				` 12 |       "titel": 1`,
				`    |        ^^^^^^^`,
				`    = note: one`,
				`    = note: two`,
				`      lines`,
				`    = hint: did you mean "title"?`, ""}, "\n")},
		{"column beyond the line", Message{Text: "end", File: "a", Line: 1, Column: 99, Length: 9, LineText: "ab"}, "error: end\n  --> a:1:99\n   |\n 1 | ab\n   |   ^\n"},
		{"letters of several bytes", Message{Text: "x", File: "a", Line: 1, Column: 6, Length: 2, LineText: "ää é"}, "error: x\n  --> a:1:6\n   |\n 1 | ää é\n   |    ^\n"},
		{"control characters", Message{Text: "a\x1b[31mb", File: "a\x07"}, "error: a·[31mb\n --> a·\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.message.Render(false); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestRenderCutsLongLines(t *testing.T) {
	line := strings.Repeat("a", 5000) + "HERE" + strings.Repeat("b", 5000)
	lines := strings.Split(Message{Text: "x", File: "a.js", Line: 1, Column: 5001, Length: 4, LineText: line}.Render(false), "\n")
	source, caret := lines[3], lines[4]
	if len([]rune(source)) > 130 {
		t.Fatalf("%d characters", len(source))
	}
	at := strings.Index(caret, "^^^^")
	if at < 0 || string([]rune(source)[at:at+4]) != "HERE" {
		t.Fatalf("\n%s\n%s", source, caret)
	}
}

func TestRenderColor(t *testing.T) {
	got := Message{Text: "x", File: "a", Line: 1, Column: 1, LineText: "a"}.Render(true)
	if !strings.HasPrefix(got, "\x1b[1;31merror:\x1b[0m") || !strings.Contains(got, "\x1b[1;31m^\x1b[0m") {
		t.Fatalf("%q", got)
	}
}

func TestAt(t *testing.T) {
	source := []byte("one\r\ntwo\nthree")
	for _, test := range []struct {
		offset, line, column int
		text                 string
	}{{0, 1, 1, "one"}, {4, 1, 5, "one"}, {5, 2, 1, "two"}, {11, 3, 3, "three"}, {99, 3, 6, "three"}, {-1, 1, 1, "one"}} {
		m := At(Message{}, source, test.offset)
		if m.Line != test.line || m.Column != test.column || m.LineText != test.text {
			t.Errorf("offset %d: %+v", test.offset, m)
		}
	}
}

func TestMessages(t *testing.T) {
	located := New(Message{Text: "a"}, Message{Text: "b", Severity: SeverityWarning})
	if got := Messages(fmt.Errorf("build: %w", located)); len(got) != 2 {
		t.Errorf("wrapped: %v", got)
	}
	if got := Messages(errors.New("plain")); len(got) != 1 || got[0].Text != "plain" {
		t.Errorf("plain: %v", got)
	}
	if Messages(nil) != nil {
		t.Error("nil")
	}
	if got := located.Error(); got != "error: a\n\nwarning: b" {
		t.Errorf("%q", got)
	}
	if HasErrors([]Message{{Severity: SeverityWarning}}) || !HasErrors(located.Messages) {
		t.Error("HasErrors")
	}
	data, _ := json.Marshal(Message{Severity: SeverityError, Text: "t", File: "f", Line: 1})
	if string(data) != `{"severity":"error","text":"t","file":"f","line":1}` {
		t.Errorf("%s", data)
	}
}

func TestNearest(t *testing.T) {
	candidates := []string{"dev", "init", "build", "run", "doctor", "memoryLimit", "minWidth", "title", "id"}
	for name, want := range map[string]string{
		"biuld": "build", "inti": "init", "memorylimit": "memoryLimit", "minwidht": "minWidth", "Titel": "title", "doc": "doctor", "ID": "id", "runn": "run",
		"publish": "", "xyz": "", "": "", "memory": "memoryLimit",
	} {
		if got := Nearest(name, candidates); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
	if got := DidYouMean("biuld", candidates); got != `did you mean "build"?` {
		t.Error(got)
	}
	if DidYouMean("zzzz", candidates) != "" {
		t.Error("a guess out of nothing")
	}
}

func FuzzRender(f *testing.F) {
	f.Add("text", "line", 3, 2)
	f.Add("", "\xff\xfe\t", -1, 1<<30)
	f.Fuzz(func(t *testing.T, text, line string, column, length int) {
		if length > 1<<20 {
			length = 1 << 20
		}
		Message{Text: text, File: "f", Line: 1, Column: column, Length: length, LineText: line}.Render(false)
		Nearest(text, []string{line, "abc"})
	})
}
