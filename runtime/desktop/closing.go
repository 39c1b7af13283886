package desktop

import "time"

// closeTime is how long a page may think about whether its window may close, before its listeners have said that they would rather not.
// A test changes it.
var closeTime = 5 * time.Second

// closePage closes a window as soon as its page, asked by beforeunload, has nothing against it. One that hangs is not waited for for ever.
// UI thread.
func (h *host) closePage(w *appWindow) {
	if w.page.closing != nil {
		return // it is being asked
	}
	if w.pageless {
		w.native.Close()
		return
	}
	w.page.closing = h.after(closeTime, func() {
		h.log("The page of %q has not said in %v whether its window may close: it is closed.", w.title, closeTime)
		w.native.Close()
	})
	w.native.TryClose()
}

// stopClosing forgets that the page was asked.
func (w *appWindow) stopClosing() {
	if w.page.closing != nil {
		w.page.closing()
		w.page.closing = nil
	}
}
