//go:build unix

package desktop

import (
	"fmt"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/payload"
)

func TestWindowsHaveTheirOwnCapabilities(t *testing.T) {
	r := start(t, "serve", func(options *Options) {
		manifest := options.App.Manifest()
		manifest.Windows = []payload.Window{{}, {Name: "none", Capabilities: []string{}}, {Capabilities: []string{"api.w*"}}, {Capabilities: []string{"nonsense"}}}
	})
	pages := []*fakeWindow{r.page}
	for range 3 {
		pages = append(pages, receive(t, r.driver.opened, "a window"))
	}
	for i, page := range pages {
		receive(t, page.ask(bridge.HelloText), "a secret")
		got := receive(t, page.ask(fmt.Sprintf(`call 1 api.echo [%d]`, i)), "a reply")
		if allowed := got == fmt.Sprintf(`result 1 [%d]`, i); allowed != (i == 0) || !allowed && !strings.Contains(got, bridge.CodeCallNotAllowed) {
			t.Errorf("window %d got %s", i, got)
		}
	}
	want := []string{
		`windows[3].capabilities: is no function, event or channel: a function is written "MODULE.NAME": "api.nonsense"`,
		`Refused a message of the page: "api.echo" is not among the capabilities of the window "none". To allow it, add "api.echo" to windows[1].capabilities in deskjs.json`,
		`Refused a message of the page: "api.echo" is not among the capabilities of its window. To allow it, add "api.echo" to windows[2].capabilities in deskjs.json`,
	}
	for _, line := range want {
		if got := receive(t, r.logged, line); strings.TrimSpace(got) != line {
			t.Errorf("logged %s, want %s", got, line)
		}
	}
}

func TestLogOfRefusalsIsBounded(t *testing.T) {
	logged := make(lines, 1000)
	h := &host{options: Options{Stderr: logged}, refusals: map[string]bool{}}
	for i := range 10 * maxRefusals {
		h.refused(fmt.Sprint("reason ", i))
	}
	if len(logged) != maxRefusals+1 {
		t.Fatalf("%d lines", len(logged))
	}
	for range maxRefusals {
		<-logged
	}
	if last := <-logged; last != "Refused more than that; it is not logged.\n" {
		t.Errorf("the last line is %q", last)
	}
}
