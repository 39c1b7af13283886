package window

import (
	"errors"
	"fmt"
	"os"

	"github.com/ebitengine/purego/objc"
)

// window is one open window. All of it belongs to the UI thread.
type window struct {
	driver  *driver
	options Options
	asks    *asks
	native  objc.ID // NSWindow
	view    objc.ID // WKWebView; 0 once the window is closing
	id      objc.ID // view, also afterwards
	store   objc.ID // of its session
	loading string  // what the host has asked for last, until WebKit asks whether it may go there
	title   string  // of the page, as it was told last
	frame   frame
}

func (d *driver) Open(options Options) (Window, error) {
	store, err := d.storeOf(options.Partition)
	if err != nil {
		return nil, err
	}
	w := &window{driver: d, options: options, store: store}
	w.asks = newAsks(&w.options, d.onThread)
	pooled(w.make)
	if w.view == 0 || w.native == 0 {
		return nil, &ErrNoWebView{Library: "WebKit", Reason: "no web view could be made"}
	}
	d.windows[w.id] = w
	pooled(func() {
		if options.URL != "" {
			w.Load(options.URL)
		}
		if options.OnMade != nil {
			guard("OnMade", func() { options.OnMade(w.Native()) })
		}
		if !options.Frame.Hidden {
			w.Show(true)
		}
	})
	return w, nil
}

// make makes the window and the view in it.
func (w *window) make() {
	d := w.driver
	width, height := w.options.pageSize()
	inside := cgRect{Size: cgSize{Width: float64(width), Height: float64(height)}}
	const buffered = 2
	w.native = send(send(class(w.options.Frame.frameClass()), "alloc"), "initWithContentRect:styleMask:backing:defer:",
		inside, w.options.Frame.frameStyle(), uint(buffered), false)
	send(w.native, "setReleasedWhenClosed:", false)
	send(w.native, "setDelegate:", d.delegate)
	send(w.native, "setTitle:", nsString(w.options.Title))
	send(w.native, "setContentMinSize:", cgSize{Width: float64(max(w.options.MinWidth, 0)), Height: float64(max(w.options.MinHeight, 0))})

	configuration := create("WKWebViewConfiguration", "init")
	send(configuration, "setWebsiteDataStore:", w.store)
	send(configuration, "setURLSchemeHandler:forURLScheme:", d.delegate, nsString(scheme))
	for name := range d.schemes {
		send(configuration, "setURLSchemeHandler:forURLScheme:", d.delegate, nsString(name))
	}
	if w.options.DevTools {
		send(send(configuration, "preferences"), "setValue:forKey:", send(class("NSNumber"), "numberWithBool:", true), nsString("developerExtrasEnabled"))
	}
	content := send(configuration, "userContentController")
	send(content, "addScriptMessageHandlerWithReply:contentWorld:name:", d.delegate, d.world, nsString(world))

	w.view = send(send(class(w.options.Frame.viewClass()), "alloc"), "initWithFrame:configuration:", inside, configuration)
	w.id = w.view
	if w.view == 0 {
		return
	}
	send(w.view, "setNavigationDelegate:", d.delegate)
	send(w.view, "setUIDelegate:", d.delegate)
	if w.options.DevTools && responds(w.view, "setInspectable:") {
		send(w.view, "setInspectable:", true)
	}
	send(w.native, "setContentView:", w.view)
	w.beginFrame()
	w.SetScripts(w.options.PageScript, w.options.Relay)
}

func (w *window) SetScripts(page, relay string) {
	if w.view == 0 {
		return
	}
	pooled(func() {
		content := send(send(w.view, "configuration"), "userContentController")
		send(content, "removeAllUserScripts")
		if page != "" {
			send(content, "addUserScript:", userScript(page, send(class("WKContentWorld"), "pageWorld")))
		}
		send(content, "addUserScript:", userScript(relay, w.driver.world))
	})
}

// userScript is a script for the start of each of the app's own documents in the top frame. WebKit runs it whatever the origin is.
func userScript(source string, world objc.ID) objc.ID {
	const atDocumentStart = 0
	return create("WKUserScript", "initWithSource:injectionTime:forMainFrameOnly:inContentWorld:",
		nsString("if (location.origin === '"+Origin+"') (() => {\n"+source+"\n})()"), atDocumentStart, true, world)
}

func (w *window) Evaluate(js string) { w.evaluate(js, w.driver.world) }

func (w *window) EvaluateInPage(js string) {
	w.evaluate(js, send(class("WKContentWorld"), "pageWorld"))
}

func (w *window) evaluate(js string, in objc.ID) {
	if w.view == 0 || js == "" {
		return
	}
	pooled(func() {
		giveBlock(func(_ objc.Block, _, failure objc.ID) {
			if failure != 0 {
				fmt.Fprintf(os.Stderr, "A script that the host ran in the page failed: %s\n", exception(failure))
			}
		}, func(done objc.Block) {
			send(w.view, "evaluateJavaScript:inFrame:inContentWorld:completionHandler:", nsString(js), objc.ID(0), in, done)
		})
	})
}

// exception is what a script threw.
func exception(failure objc.ID) string {
	if message := send(send(failure, "userInfo"), "objectForKey:", nsString("WKJavaScriptExceptionMessage")); message != 0 {
		return goString(message)
	}
	return goString(send(failure, "localizedDescription"))
}

func (w *window) Load(url string) {
	if w.view == 0 {
		return
	}
	pooled(func() {
		if address := nsURL(url); address != 0 {
			w.loading = url
			send(w.view, "loadRequest:", send(class("NSURLRequest"), "requestWithURL:", address))
		}
	})
}

func (w *window) Reload() {
	if w.view != 0 {
		send(w.view, "reloadFromOrigin")
	}
}

func (w *window) SetTitle(title string) {
	if w.view != 0 {
		pooled(func() { send(w.native, "setTitle:", nsString(title)) })
	}
}

func (w *window) Native() uintptr { return uintptr(w.native) }

// OpenDevTools can't open it: macOS lets nobody but the person do so.
func (w *window) OpenDevTools() error {
	if w.view == 0 || !w.options.DevTools {
		return errNoDevTools
	}
	return errors.New("on macOS the inspector opens by a right click: Inspect Element; or from Safari's Develop menu")
}

func (w *window) Focus() {
	if w.view == 0 {
		return
	}
	send(w.native, "makeKeyAndOrderFront:", objc.ID(0))
	send(w.native, "makeFirstResponder:", w.view)
	send(w.driver.app, "activateIgnoringOtherApps:", true)
}

func (w *window) URL() (address string) {
	if w.view != 0 {
		pooled(func() { address = goURL(send(w.view, "URL")) })
	}
	return address
}

func (w *window) Snapshot(done func(png []byte, err error)) {
	if w.view == 0 {
		done(nil, errors.New("no snapshot can be made: the window has closed"))
		return
	}
	pooled(func() {
		giveBlock(func(_ objc.Block, image, failure objc.ID) {
			png := pngOf(image)
			var err error
			if png == nil {
				err = errors.New("no snapshot of the page could be made: " + goString(send(failure, "localizedDescription")))
			}
			guard("a snapshot", func() { done(png, err) })
		}, func(taken objc.Block) {
			send(w.view, "takeSnapshotWithConfiguration:completionHandler:", objc.ID(0), taken)
		})
	})
}

// pngOf is an NSImage as a PNG, nil when there is none.
func pngOf(image objc.ID) []byte {
	const png = 4 // NSBitmapImageFileTypePNG
	bitmap := send(class("NSBitmapImageRep"), "imageRepWithData:", send(image, "TIFFRepresentation"))
	return goBytes(send(bitmap, "representationUsingType:properties:", uint(png), send(class("NSDictionary"), "dictionary")))
}

// Close hides the window now and destroys it in a later turn of the main loop: the call may come from within one of the view's own
// calls.
func (w *window) Close() {
	if w.view == 0 {
		return
	}
	w.options.event("closing")
	w.SetViews(nil)
	w.detach()
	w.view = 0
	send(w.native, "orderOut:", objc.ID(0))
	w.driver.Post(w.destroy)
}

func (w *window) destroy() {
	d := w.driver
	if d.windows[w.id] == nil {
		return
	}
	if w.view != 0 {
		w.options.event("closing")
		w.SetViews(nil)
	}
	w.view = 0
	w.asks.close()
	delete(d.windows, w.id)
	pooled(func() {
		send(w.id, "stopLoading")
		send(w.id, "setNavigationDelegate:", objc.ID(0))
		send(w.id, "setUIDelegate:", objc.ID(0))
		// The view's configuration holds on to the handler, and the handler to nothing: that would be all that keeps the page alive.
		send(send(send(w.id, "configuration"), "userContentController"), "removeAllScriptMessageHandlers")
		send(w.native, "setDelegate:", objc.ID(0))
		send(w.native, "close")
		send(w.id, "release")
		send(w.native, "release")
	})
	if w.options.OnClosed != nil {
		guard("OnClosed", w.options.OnClosed)
	}
	if d.config.endsWith(len(d.windows), d.quitting) {
		d.stop()
	}
}
