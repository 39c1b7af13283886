package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/internal/diag"
)

// terminal is where `deskjs dev` says what happens: lines in the form that authors know from Vite, what the app prints between them, or
// with --json an event per line. Any goroutine may use it.
type terminal struct {
	env   *environment
	now   func() time.Time
	color bool // standard output shows colours
	live  bool // it is a terminal, on which a line can be written over

	mu    sync.Mutex
	open  bool   // what the app printed last did not end its line
	last  string // the last line, if nothing came behind it
	times int    // how often it was said
}

func newTerminal(env *environment) *terminal {
	t := &terminal{env: env, now: time.Now}
	if file, ok := env.out.(*os.File); ok && isTerminal(file) {
		t.live = env.live
		t.color = env.color
	}
	return t
}

// The styles of a line's parts.
const (
	styleDim     = "\x1b[2m"
	styleTag     = "\x1b[1;36m"
	styleGood    = "\x1b[32m"
	styleWarning = "\x1b[33m"
	styleError   = "\x1b[31m"
	styleStrong  = "\x1b[1m"
	styleNone    = "\x1b[0m"
)

// paint gives text a style, if the terminal has colours.
func (t *terminal) paint(style, text string) string {
	if !t.color || text == "" || style == "" {
		return text
	}
	return style + text + styleNone
}

// news is something that happened, as --json writes it.
type news struct {
	OK    bool   `json:"ok"`
	Event string `json:"event"`
	// Time is when, as RFC 3339 writes it.
	Time string `json:"time"`
	// Source is "client" or "backend" where it is one of them.
	Source string `json:"source,omitempty"`
	// Files are those of the project that it is about.
	Files        []string       `json:"files,omitempty"`
	Reason       string         `json:"reason,omitempty"`
	Milliseconds float64        `json:"milliseconds,omitempty"`
	Address      string         `json:"address,omitempty"`
	Version      string         `json:"version,omitempty"`
	Level        string         `json:"level,omitempty"`
	Text         string         `json:"text,omitempty"`
	File         string         `json:"file,omitempty"`
	Line         int            `json:"line,omitempty"`
	Column       int            `json:"column,omitempty"`
	Messages     []diag.Message `json:"messages,omitempty"`
}

// tell writes an event, if it is JSON that is wanted, and reports whether it is.
func (t *terminal) tell(n news) bool {
	if !t.env.json {
		return false
	}
	n.OK = n.Event != "error"
	n.Time = t.now().Format(time.RFC3339Nano)
	t.mu.Lock()
	defer t.mu.Unlock()
	writeJSON(t.env, n)
	return true
}

// line says what happened to whom: "12:25:55 AM [deskjs] (client) hmr update /src/App.tsx". source is "client", "backend" or "".
func (t *terminal) line(source, style, action, what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	body := t.paint(styleTag, "[deskjs]") + " "
	if source != "" {
		body += t.paint(styleDim, "("+source+")") + " "
	}
	body += t.paint(style, action)
	if what != "" {
		body += " " + t.paint(styleDim, what)
	}
	clock := t.paint(styleDim, t.now().Format("3:04:05 PM"))
	if body == t.last && t.live {
		t.times++
		fmt.Fprintf(t.env.out, "\x1b[1A\r\x1b[2K%s %s %s\n", clock, body, t.paint(styleWarning, fmt.Sprintf("(x%d)", t.times)))
		return
	}
	t.freshLine()
	fmt.Fprintln(t.env.out, clock, body)
	t.last, t.times = body, 1
}

// plain writes text as it is, lines that end.
func (t *terminal) plain(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.freshLine()
	io.WriteString(t.env.out, text)
	t.last = ""
}

// messages shows what is wrong, with the lines of source, on standard error.
func (t *terminal) messages(list []diag.Message) {
	if len(list) == 0 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.freshLine()
	io.WriteString(t.env.err, diag.RenderAll(list, t.env.color))
	t.last = ""
}

// freshLine ends a line that the app has begun. The mutex is held.
func (t *terminal) freshLine() {
	if t.open {
		io.WriteString(t.env.out, "\n")
		t.open = false
	}
}

// clear empties the screen.
func (t *terminal) clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.live {
		io.WriteString(t.env.out, "\x1b[2J\x1b[3J\x1b[H")
	}
	t.open, t.last = false, ""
}

// output is where a stream of the app's own goes.
func (t *terminal) output(stream string) io.Writer { return &appOutput{terminal: t, stream: stream} }

// appOutput passes on what the app writes by itself, to process.stdout say.
type appOutput struct {
	terminal *terminal
	stream   string // "stdout" or "stderr"
	partial  []byte // with --json: the line that has not ended
}

// chatter is what WebKit writes when its inspector opens.
var chatter = regexp.MustCompile(`(?m)^VM 0x[0-9a-f]+ on pid \d+ received NeedDebuggerBreak trap\n`)

// Write never fails: a closed pipe must not stop the app.
func (o *appOutput) Write(p []byte) (int, error) {
	t, length := o.terminal, len(p)
	if t.env.json {
		o.partial = append(o.partial, p...)
		for {
			line, rest, ended := bytes.Cut(o.partial, []byte("\n"))
			if !ended {
				return length, nil
			}
			t.tell(news{Event: "output", Level: o.stream, Text: strings.TrimSuffix(string(line), "\r")})
			o.partial = rest
		}
	}
	if p = chatter.ReplaceAll(p, nil); len(p) == 0 {
		return length, nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	out := t.env.out
	if o.stream == "stderr" {
		out = t.env.err
	}
	_, _ = out.Write(p)
	t.open, t.last = p[len(p)-1] != '\n', ""
	return length, nil
}
