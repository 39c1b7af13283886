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
	// Place is where its capabilities are in deskjs.json, such as "windows[0].capabilities"; "" if the backend has made the window.
	Place string
	// Preload says that the window has a preload script, whose the channels are.
	Preload bool
	// Capabilities are what its page may use of the app; nil is everything.
	Capabilities *grant.Capabilities
}

// place says where its capabilities are written.
func (w *Window) place() string {
	if w.Place == "" {
		return "webPreferences.capabilities of its BrowserWindow"
	}
	return w.Place + " in deskjs.json"
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
	if window.Capabilities == nil {
		d.refuse(fmt.Sprintf("%s to the page of %s: what the desktop does is for windows with a list of capabilities only. To allow it, give %s the list %s", shown, who, window.place(), listWith(name)))
		return false
	}
	d.refuse(fmt.Sprintf("%s is not among the capabilities of %s. To allow it, add %s to %s", shown, who, shown, window.place()))
	return false
}

// isChannel reports whether a function is a channel of ipcMain, which no build knows of. White space in it is escaped.
func isChannel(function string) bool { return strings.HasPrefix(function, grant.ChannelCapability) }

// listWith is a list for a window that had none: all that it could use, and one thing more.
func listWith(name string) string { return `["*", "event:*", "ipc:*", ` + strconv.Quote(name) + `]` }

// isBuiltin reports whether a function is one that no build knows of: a channel, or what the desktop does.
func isBuiltin(function string) bool { return isChannel(function) || grant.IsNative(function) }

// maxShown is how much of what a page sent is repeated in messages, in bytes.
const maxShown = 100

// notPermitted is what the page is told of it: for what the desktop does with the line to add, which tells an author's page no secret.
func (d *document) notPermitted(name string) string {
	window := &d.view.window
	switch {
	case !grant.IsNative(name):
		return fmt.Sprintf("%s is not among the capabilities of this window; they are in deskjs.json.", name[:min(len(name), maxShown)])
	case window.Capabilities == nil:
		return fmt.Sprintf("%s is not among the capabilities of this window. To allow it, give %s the list %s.", name, window.place(), listWith(name))
	default:
		return fmt.Sprintf("%s is not among the capabilities of this window. To allow it, add %q to %s.", name, name, window.place())
	}
}
