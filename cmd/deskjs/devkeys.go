package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/deskjs/deskjs/bridge"
)

// shortcuts are what can be pressed on a terminal, each followed by Enter, as in Vite. A whole line is read, so that the terminal stays
// as it is, whatever becomes of this process.
var shortcuts = []struct{ key, does string }{
	{"r", "load the page again"},
	{"b", "restart the backend"},
	{"d", "open the inspector"},
	{"o", "open in the browser"},
	{"c", "clear the screen"},
	{"q", "quit"},
}

// readKeys returns a channel of the lines that a person types, nil where nobody sits at a terminal.
func readKeys(env *environment) <-chan string {
	if !env.terminal || env.json {
		return nil
	}
	surviveBackground()
	keys := make(chan string)
	go func() {
		defer close(keys)
		lines := bufio.NewScanner(env.in)
		for lines.Scan() {
			keys <- strings.TrimSpace(lines.Text())
		}
	}()
	return keys
}

// press does what a key is for, and reports whether that is to quit.
func (s *session) press(key string, call *call) (quit bool) {
	app := s.shownApp()
	t := s.terminal
	switch {
	case key == "q":
		return true
	case key == "c":
		t.clear()
	case key == "h":
		t.plain(shortcutHelp(t))
	case key == "":
	case len(key) > 1, !strings.Contains("rbdo", key):
		t.line("", styleWarning, fmt.Sprintf("there is nothing on %q", key), "h + enter shows what there is")
	case app == nil:
		t.line("", styleWarning, "the app is not open yet", "")
	case key == "r":
		app.tell(bridge.Reload{})
		t.line("client", styleGood, "page reload", "")
	case key == "b":
		app.tell(bridge.SwapBackend{})
	case key == "d":
		if call.on("browser") {
			t.line("", styleWarning, "the page is in the browser", "F12 opens the inspector there")
			break
		}
		app.tell(bridge.DevTools{})
	case key == "o":
		s.openAgain(app)
	}
	return false
}

// openAgain opens another page in the browser, where the app is there.
func (s *session) openAgain(app shownApp) {
	shown, ok := app.(browserApp)
	if !ok {
		s.terminal.line("", styleWarning, "the app is in a window", "deskjs dev --browser shows it in the browser")
		return
	}
	if err := openInBrowser(shown.server.LaunchAddress()); err != nil {
		s.terminal.line("", styleWarning, fmt.Sprintf("no browser could be started (%v)", err), "open "+shown.server.Address()+" yourself")
	}
}

func shortcutHelp(t *terminal) string {
	var b strings.Builder
	b.WriteString("\n  Shortcuts\n")
	for _, s := range shortcuts {
		fmt.Fprintf(&b, "  %s %s %s\n", t.paint(styleDim, "press"), t.paint(styleStrong, s.key+" + enter"), t.paint(styleDim, "to "+s.does))
	}
	return b.String() + "\n"
}
