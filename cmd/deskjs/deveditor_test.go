package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/diag"
)

func TestEditorCommand(t *testing.T) {
	for _, test := range []struct {
		editor   string
		want     string
		terminal bool
	}{
		{"code", "code --goto /p/a b.ts:3:7", false},
		{"code --wait", "code --wait --goto /p/a b.ts:3:7", false},
		{"/usr/bin/subl", "/usr/bin/subl /p/a b.ts:3:7", false},
		{"nvim", "nvim +3 /p/a b.ts", true},
		{"webstorm", "webstorm --line 3 --column 7 /p/a b.ts", false},
		{"my-editor", "my-editor /p/a b.ts", false},
	} {
		command, arguments, terminal := editorCommand(test.editor, "/p/a b.ts", 3, 7)
		if got := strings.Join(append([]string{command}, arguments...), " "); got != test.want || terminal != test.terminal {
			t.Errorf("%s: %s, %v", test.editor, got, terminal)
		}
	}
}

// TestOnlyFilesOfTheProjectAreOpened asks for files as a page might.
func TestOnlyFilesOfTheProjectAreOpened(t *testing.T) {
	dir := t.TempDir()
	save(t, dir, "app/backend/main.ts", "")
	save(t, dir, "secret.txt", "")
	app := filepath.Join(dir, "app")
	if err := os.Symlink(filepath.Join(dir, "secret.txt"), filepath.Join(app, "link.ts")); err != nil {
		t.Fatal(err)
	}
	if _, ok := inProject(app, "backend/main.ts"); !ok {
		t.Error("a file of the project is refused")
	}
	for _, file := range []string{"", "../secret.txt", filepath.Join(dir, "secret.txt"), "link.ts", "backend", "none.ts", "--help"} {
		if path, ok := inProject(app, file); ok {
			t.Errorf("%q opens %s", file, path)
		}
	}
}

// heard is an app that remembers what it is told.
type heard struct{ messages []bridge.Message }

func (h *heard) tell(message bridge.Message) { h.messages = append(h.messages, message) }
func (h *heard) close()                      {}
func (h *heard) end() <-chan struct{}        { return nil }
func (h *heard) exitCode() int               { return 0 }

func testSession(dir string) (s *session, out, problems *bytes.Buffer, app *heard) {
	out, problems, app = &bytes.Buffer{}, &bytes.Buffer{}, &heard{}
	s = &session{dir: dir, built: filepath.Join(dir, ".deskjs", "build"), shown: app, told: map[string]bool{}}
	s.terminal = newTerminal(&environment{out: out, err: problems})
	s.terminal.now = func() time.Time { return time.Date(2026, 1, 2, 0, 25, 55, 0, time.UTC) }
	return s, out, problems, app
}

// TestPageIsNotTrusted has a page send escape sequences and nonsense.
func TestPageIsNotTrusted(t *testing.T) {
	s, out, problems, app := testSession(t.TempDir())
	s.pageTold(`[{"console":{"level":"\u001b[2J","parts":[["\u001b[31m","a\u001b[2Jb\u0007\u009bc"],["string","'x'"]],"stack":"f@app://localhost/../../etc/passwd:1:1"}}]`)
	s.pageTold(`[{"error":{"text":"bad\u001b]0;title\u0007","stack":"","rejection":true}}, {"dropped":3}, {"open":{"file":"../x"}}]`)
	for _, text := range []string{"", "{", "[1]", "null", `[{"console":null}]`} {
		s.pageTold(text)
	}
	if want := "(client) a·[2Jb··c'x'\n(client) warn … and 3 more calls of the console, too many to show\n"; out.String() != want {
		t.Errorf("%q", out)
	}
	if want := "error: (client) Uncaught (in promise) bad·]0;title·\n"; problems.String() != want {
		t.Errorf("%q", problems)
	}
	if len(app.messages) != 1 || !app.messages[0].(bridge.Problem).Runtime {
		t.Errorf("%+v", app.messages)
	}
}

// TestTerminalLines is the form of lines, and how repeated ones are counted where a line can be written over.
func TestTerminalLines(t *testing.T) {
	s, out, _, _ := testSession(t.TempDir())
	s.terminal.line("client", styleGood, "hmr update", "/src/App.tsx")
	_, _ = s.terminal.output("stdout").Write([]byte("no end"))
	s.terminal.line("backend", styleGood, "restarted in 12 ms", "")
	s.terminal.live = true
	s.terminal.line("backend", styleGood, "restarted in 12 ms", "")
	s.terminal.line("backend", styleGood, "restarted in 12 ms", "")
	s.log("backend", "warn", "careful", position{"backend/main.ts", 3, 9})
	s.terminal.line("backend", styleGood, "restarted in 12 ms", "")
	want := []string{
		"12:25:55 AM [deskjs] (client) hmr update /src/App.tsx",
		"no end",
		"12:25:55 AM [deskjs] (backend) restarted in 12 ms",
		"\x1b[1A\r\x1b[2K12:25:55 AM [deskjs] (backend) restarted in 12 ms (x2)",
		"\x1b[1A\r\x1b[2K12:25:55 AM [deskjs] (backend) restarted in 12 ms (x3)",
		"(backend) warn careful  backend/main.ts:3:9",
		"12:25:55 AM [deskjs] (backend) restarted in 12 ms",
	}
	if got := strings.Split(strings.TrimSpace(out.String()), "\n"); !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
}

// TestLostDataIsNamedOnce restarts a backend that puts a function into its data each time.
func TestLostDataIsNamedOnce(t *testing.T) {
	s, _, problems, _ := testSession(t.TempDir())
	lost := []bridge.Lost{{Text: "import.meta.hot.data.f is a function", File: "backend/main.ts", Line: 1, Column: 2, LineText: "data.f = f"}}
	s.backendChanged(bridge.Backend{State: "ready", Replaced: true, Lost: lost})
	first := problems.String()
	s.backendChanged(bridge.Backend{State: "ready", Replaced: true, Lost: lost})
	if !strings.Contains(first, "backend/main.ts:1:2") || problems.String() != first || !strings.HasPrefix(first, string(diag.SeverityWarning)) {
		t.Errorf("%s", problems)
	}
}
