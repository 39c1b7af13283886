package bridge

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
)

// Window is what the router knows of the window that a view is in. The zero value is one without a name whose page may use
// everything that the app has.
type Window struct {
	// ID is the window's number in this run of the app.
	ID int
	// Origin is where its pages come from, as the host knows it: "app://localhost".
	Origin string
	// Name is the window's in deskjs.json, or "".
	Name string
	// Place is where its capabilities are in deskjs.json, such as "windows[0].capabilities".
	Place string
	// Preload says that the window has a preload script, whose the channels are.
	Preload bool
	// Capabilities are what its page may use of the app; nil is everything.
	Capabilities *grant.Capabilities
}

// SetWindow says which window the view is in. It holds from the next record of the page on.
func (v *View) SetWindow(window Window) {
	v.router.mutex.Lock()
	defer v.router.mutex.Unlock()
	v.window = window
}

// permits reports whether the window's capabilities cover a name: a function's, or an event's or a channel's with its prefix
// of package grant. What they don't cover is reported, with what to add.
func (d *document) permits(name string) bool {
	window := &d.view.window
	if isChannel(name) {
		name, _ = url.PathUnescape(name) // what is no text after that is no pattern's either
	}
	if window.Capabilities.Allow(name) {
		return true
	}
	who := "its window"
	if window.Name != "" {
		who = "the window " + strconv.Quote(window.Name)
	}
	if window.Preload && isChannel(name) {
		d.refuse(fmt.Sprintf("%q to the page of %s: channels are for its preload script, which gives the page what it chooses", name[:min(len(name), maxShown)], who))
		return false
	}
	shown := strconv.Quote(name[:min(len(name), maxShown)])
	d.refuse(fmt.Sprintf("%s is not among the capabilities of %s. To allow it, add %s to %s in deskjs.json", shown, who, shown, window.Place))
	return false
}

// isChannel reports whether a function is a channel of ipcMain, which no build knows of. White space in it is escaped.
func isChannel(function string) bool { return strings.HasPrefix(function, grant.ChannelCapability) }

// maxShown is how much of what a page sent is repeated in messages, in bytes.
const maxShown = 100

// notPermitted is what the page is told of it.
func notPermitted(name string) string {
	return fmt.Sprintf("%s is not among the capabilities of this window; they are in deskjs.json.", name[:min(len(name), maxShown)])
}
