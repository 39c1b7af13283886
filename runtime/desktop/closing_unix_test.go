//go:build unix

package desktop

import (
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/runtime/desktop/window"
)

func TestAPageMayKeepItsWindow(t *testing.T) {
	r := start(t, "serve", nil)
	asked := make(chan bool, 1)
	r.driver.Post(func() {
		r.page.unload = func() { asked <- true }
		r.page.options.OnCloseRequest()
		r.page.options.OnCloseRequest() // is not asked a second time
	})
	receive(t, asked, "the question")
	r.driver.Post(func() {
		r.page.options.OnUnload(func(leave bool) {
			if leave {
				t.Error("it is left")
			}
			r.page.options.OnPage(window.PageEvent{Kind: "may-not-close"})
			asked <- r.driver.windows[r.page]
		})
	})
	if !receive(t, asked, "the window") {
		t.Error("it has closed")
	}
	r.driver.Post(func() {
		r.page.options.OnCloseRequest()
		asked <- r.driver.windows[r.page]
	})
	receive(t, asked, "the question again")
	receive(t, asked, "the window")
	r.driver.Post(func() { r.page.options.OnProcessGone("crashed") }) // nothing to wait for
	receive(t, r.driver.over, "the end")
}

func TestAPageThatHangsDoesNotKeepItsWindow(t *testing.T) {
	closeTime = time.Millisecond
	t.Cleanup(func() { closeTime = 5 * time.Second })
	r := start(t, "serve", nil)
	r.driver.Post(func() {
		r.page.unload = func() {}
		r.page.options.OnCloseRequest()
	})
	if line := receive(t, r.logged, "why"); !strings.Contains(line, "whether its window may close") {
		t.Errorf("logged %q", line)
	}
	receive(t, r.driver.over, "the end")
}
