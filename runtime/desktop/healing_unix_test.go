//go:build unix

package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/adrg/xdg"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/heal"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// draws runs an app on a machine that begins by the graphics card, with pages of which so much is on the screen.
func draws(t *testing.T, picture window.Picture) *running {
	t.Helper()
	for _, name := range []string{"WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE", "GDK_GL", "GDK_BACKEND"} {
		t.Setenv(name, "") // and is put back afterwards
	}
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	r := start(t, "serve", func(options *Options) {
		options.Root = fstest.MapFS{"dev/dri/renderD128": &fstest.MapFile{}, "proc/meminfo": &fstest.MapFile{Data: []byte("MemTotal: 8192000 kB\n")}}
	})
	if r.driver.config.PageMemory != 4000 {
		t.Errorf("a page may take %d MB", r.driver.config.PageMemory)
	}
	prepared := make(chan struct{})
	r.driver.Post(func() {
		r.page.picture = picture
		r.driver.config.Prepare("2.50.6")
		close(prepared)
	})
	receive(t, prepared, "the driver's beginning")
	return r
}

func (r *running) logs(t *testing.T, parts ...string) {
	t.Helper()
	for {
		line := receive(t, r.logged, strings.Join(parts, " "))
		found := true
		for _, part := range parts {
			found = found && strings.Contains(line, part)
		}
		if found {
			return
		}
	}
}

func TestPageThatPaintsIsLeftAlone(t *testing.T) {
	r := draws(t, window.Shown)
	r.hello(t)
	receive(t, r.page.ask(bridge.PaintedText), "a reply")
	r.page.expect(t, "look")
	r.driver.Post(func() { r.page.events <- "nothing else" })
	if event := receive(t, r.page.events, "the end"); event != "nothing else" || os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") != "" {
		t.Errorf("it is followed by %q", event)
	}
}

// A page that says it has painted, and of which nothing is on the screen, is drawn in one way after the other.
func TestEmptyWindowClimbsTheLadder(t *testing.T) {
	r := draws(t, window.Blank)
	for _, variable := range []string{"WEBKIT_DISABLE_DMABUF_RENDERER=1", "WEBKIT_DISABLE_COMPOSITING_MODE=1"} {
		r.hello(t)
		r.page.ask(bridge.PaintedText)
		r.logs(t, "has not appeared", variable)
		r.page.expect(t, "accelerate false")
		r.page.expect(t, "end process")
		r.driver.Post(func() { r.page.options.OnProcessGone("terminated") })
		r.page.expect(t, "load "+appURL)
	}
	r.hello(t)
	r.page.ask(bridge.PaintedText)
	r.logs(t, "no other way", "graphics driver")
	// It was no crash: the page may still do so as often as any.
	for range heal.MaxQuick - 1 {
		r.driver.Post(func() { r.page.options.OnProcessGone("crashed") })
		r.page.expect(t, "load "+appURL)
	}
}

// What is left on Wayland takes a new process, which finds in a file what to try.
func TestEmptyWindowOnWaylandRestarts(t *testing.T) {
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	r := draws(t, window.Blank)
	r.restarts = true
	for range 2 {
		r.hello(t)
		r.page.ask(bridge.PaintedText)
		r.page.expect(t, "end process")
		r.driver.Post(func() { r.page.options.OnProcessGone("terminated") })
	}
	r.hello(t)
	r.page.ask(bridge.PaintedText)
	r.logs(t, "through X11")
	receive(t, r.driver.over, "the end of the windows")
	text, err := os.ReadFile(filepath.Join(xdg.DataHome, "org.deskjs.test", "drawing.json"))
	if err != nil || !strings.Contains(string(text), `"drawing": "x11"`) {
		t.Errorf("what is to be tried: %s %v", text, err)
	}
}

func TestPageIsLoadedAgainWhereItWas(t *testing.T) {
	r := draws(t, window.Shown)
	r.driver.Post(func() {
		r.page.url = window.Origin + "/notes/7"
		r.page.options.OnProcessGone("exceeded-memory")
	})
	r.page.expect(t, "load "+window.Origin+"/notes/7")
	r.logs(t, "too much memory")
}

// Windows that may use the same share a process, others never do.
func TestPagesShareAProcessOnlyAmongEquals(t *testing.T) {
	r := start(t, "serve", func(options *Options) {
		options.App.(*testApp).manifest.Windows = []payload.Window{
			{Title: "all"}, {Title: "the same"}, {Title: "some", Capabilities: []string{"api.echo"}}, {Title: "none", Capabilities: []string{}}, {Title: "preload", Preload: "preload.js"},
		}
	})
	beside := []window.Window{r.page.options.Beside}
	for range 4 {
		beside = append(beside, receive(t, r.driver.opened, "a window").options.Beside)
	}
	for i, want := range []window.Window{nil, r.page, nil, nil, nil} {
		if beside[i] != want {
			t.Errorf("window %d shares the process of %v", i, beside[i])
		}
	}
}
