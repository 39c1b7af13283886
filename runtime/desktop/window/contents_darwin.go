package window

import (
	"errors"
	"strconv"

	"github.com/ebitengine/purego/objc"
)

// What there is to do with a page, by WKWebView. It has not been run on macOS.

var errClosed = errors.New("the window has closed")

func (w *window) Stop() {
	if w.view != 0 {
		send(w.view, "stopLoading")
	}
}

func (w *window) ReloadCached() {
	if w.view != 0 {
		send(w.view, "reload")
	}
}

func (w *window) Loading() bool { return w.view != 0 && objc.Send[bool](w.view, sel("isLoading")) }

func (w *window) PageTitle() (title string) {
	if w.view != 0 {
		pooled(func() { title = goString(send(w.view, "title")) })
	}
	return title
}

func (w *window) History() (entries []HistoryEntry, index int) {
	if w.view == 0 {
		return nil, -1
	}
	pooled(func() {
		list := send(w.view, "backForwardList")
		add := func(item objc.ID) {
			entries = append(entries, HistoryEntry{goURL(send(item, "URL")), goString(send(item, "title"))})
		}
		all := func(items objc.ID) {
			for i := range objc.Send[uint](items, sel("count")) {
				add(send(items, "objectAtIndex:", i))
			}
		}
		all(send(list, "backList"))
		index = len(entries)
		if item := send(list, "currentItem"); item != 0 {
			add(item)
		} else {
			index--
		}
		all(send(list, "forwardList"))
	})
	return entries, index
}

func (w *window) GoTo(offset int) {
	if w.view == 0 || offset == 0 {
		return
	}
	pooled(func() {
		if item := send(send(w.view, "backForwardList"), "itemAtIndex:", offset); item != 0 {
			send(w.view, "goToBackForwardListItem:", item)
		}
	})
}

func (w *window) Zoom() float64 {
	if w.view == 0 {
		return 1
	}
	return objc.Send[float64](w.view, sel("pageZoom"))
}

func (w *window) SetZoom(factor float64) error {
	if w.view != 0 && factor > 0 {
		send(w.view, "setPageZoom:", factor)
	}
	return nil
}

// Find tells only whether there is one: WebKit does not count.
func (w *window) Find(text string, find Find) {
	if w.view == 0 || text == "" {
		return
	}
	pooled(func() {
		how := create("WKFindConfiguration", "init")
		send(how, "setBackwards:", find.Backward)
		send(how, "setCaseSensitive:", find.Case)
		giveBlock(func(_ objc.Block, result objc.ID) {
			count := 0
			if objc.Send[bool](result, sel("matchFound")) {
				count = 1
			}
			w.options.tell(PageEvent{Kind: "found-in-page", Code: count, Flag: true})
		}, func(done objc.Block) {
			send(w.view, "findString:withConfiguration:completionHandler:", nsString(text), how, done)
		})
	})
}

func (w *window) StopFinding() { w.EvaluateInPage("getSelection().removeAllRanges()") }

func (w *window) Print(printing Printing, done func(error)) {
	if w.view == 0 {
		done(errClosed)
		return
	}
	if what := printing.beyond(Printing{Silent: true, Landscape: true}); what != "" {
		done(errors.New("on macOS print() can't choose " + what + ": silent and landscape it can, the rest is the dialog's"))
		return
	}
	var err error
	pooled(func() {
		info := send(class("NSPrintInfo"), "sharedPrintInfo")
		const portrait, landscape = 0, 1
		if printing.Landscape {
			send(info, "setOrientation:", landscape)
		} else {
			send(info, "setOrientation:", portrait)
		}
		operation := send(w.view, "printOperationWithPrintInfo:", info)
		send(operation, "setShowsPrintPanel:", !printing.Silent)
		send(operation, "setShowsProgressPanel:", !printing.Silent)
		send(send(operation, "view"), "setFrame:", send(w.view, "frame"))
		if !objc.Send[bool](operation, sel("runOperation")) {
			err = errors.New("cancelled")
		}
	})
	done(err)
}

func (w *window) PrintToPDF(printing Printing, done func(pdf []byte, err error)) {
	if w.view == 0 {
		done(nil, errClosed)
		return
	}
	// The paper and its margins are always given.
	printing.Width, printing.Height, printing.Top, printing.Bottom, printing.Left, printing.Right = 0, 0, -1, -1, -1, -1
	if what := printing.beyond(Printing{Silent: true, Backgrounds: true}); what != "" {
		done(nil, errors.New("on macOS printToPDF() can't choose "+what+": a PDF is one page there, as long as the document"))
		return
	}
	pooled(func() {
		giveBlock(func(_ objc.Block, data, failure objc.ID) {
			var err error
			if data == 0 {
				err = errors.New(goString(send(failure, "localizedDescription")))
			}
			pdf := goBytes(data)
			guard("a PDF", func() { done(pdf, err) })
		}, func(made objc.Block) {
			send(w.view, "createPDFWithConfiguration:completionHandler:", objc.ID(0), made)
		})
	})
}

func (w *window) Capture(area Area, done func(png []byte, err error)) {
	if w.view == 0 {
		done(nil, errClosed)
		return
	}
	pooled(func() {
		how := create("WKSnapshotConfiguration", "init")
		if area.Width > 0 && area.Height > 0 {
			send(how, "setRect:", cgRect{Origin: cgPoint{X: float64(area.X), Y: float64(area.Y)}, Size: cgSize{Width: float64(area.Width), Height: float64(area.Height)}})
		}
		giveBlock(func(_ objc.Block, image, failure objc.ID) {
			png := pngOf(image)
			var err error
			if png == nil {
				err = errors.New(goString(send(failure, "localizedDescription")))
			}
			guard("a picture", func() { done(png, err) })
		}, func(taken objc.Block) {
			send(w.view, "takeSnapshotWithConfiguration:completionHandler:", how, taken)
		})
	})
}

func (w *window) Run(script string, done func(result string, err error)) {
	runner{call: w.callInPage, evaluate: w.evaluateInPage}.run(script, done)
}

func (w *window) callInPage(body string, isolated bool, done func(result string, err error)) {
	if w.view == 0 {
		done("", errClosed)
		return
	}
	pooled(func() {
		in := send(class("WKContentWorld"), "pageWorld")
		if isolated {
			in = w.driver.world
		}
		giveBlock(func(_ objc.Block, result, failure objc.ID) {
			var err error
			text := ""
			switch {
			case failure != 0:
				err = errors.New(exception(failure))
			case result != 0 && objc.Send[bool](result, sel("isKindOfClass:"), objc.GetClass("NSString")):
				text = goString(result)
			}
			guard("a script", func() { done(text, err) })
		}, func(called objc.Block) {
			send(w.view, "callAsyncJavaScript:arguments:inFrame:inContentWorld:completionHandler:", nsString(body), objc.ID(0), objc.ID(0), in, called)
		})
	})
}

func (w *window) evaluateInPage(script string, done func(failure string, err error)) {
	if w.view == 0 {
		done("", errClosed)
		return
	}
	pooled(func() {
		giveBlock(func(_ objc.Block, _, failure objc.ID) {
			text := ""
			if failure != 0 {
				text = exception(failure)
			}
			guard("a script", func() { done(text, nil) })
		}, func(ran objc.Block) {
			send(w.view, "evaluateJavaScript:inFrame:inContentWorld:completionHandler:", nsString(script), objc.ID(0),
				send(class("WKContentWorld"), "pageWorld"), ran)
		})
	})
}

func (w *window) ShowInspector(bool) error {
	if w.view == 0 {
		return errClosed
	}
	if responds(w.view, "setInspectable:") {
		send(w.view, "setInspectable:", true)
	}
	return errors.New("on macOS the inspector opens by a right click: Inspect Element; or from Safari's Develop menu")
}

// CloseInspector can't close it, nor can InspectorShown tell: only the person can.
func (w *window) CloseInspector() error {
	return errors.New("on macOS only the person can close the inspector")
}

func (w *window) InspectorShown() bool { return false }

func (w *window) UserAgent() (text string) {
	if w.view != 0 {
		pooled(func() { text = goString(send(w.view, "customUserAgent")) })
	}
	return text
}

func (w *window) SetUserAgent(text string) {
	if w.view != 0 {
		pooled(func() { send(w.view, "setCustomUserAgent:", nsString(text)) })
	}
}

// Muted, SetMuted and Audible need what WebKit keeps for Apple's own browser.
func (w *window) Muted() bool   { return false }
func (w *window) Audible() bool { return false }

func (w *window) SetMuted(muted bool) error {
	if !muted {
		return nil
	}
	return errors.New("on macOS a page can't be muted: WebKit has no way to")
}

// editing has Cocoa's names of Contents.Edit's commands.
var editing = map[string]string{"undo": "undo:", "redo": "redo:", "cut": "cut:", "copy": "copy:", "paste": "paste:",
	"pasteAndMatchStyle": "pasteAsPlainText:", "delete": "delete:", "selectAll": "selectAll:"}

func (w *window) Edit(command string) {
	switch name := editing[command]; {
	case w.view == 0:
	case command == "unselect":
		w.EvaluateInPage("getSelection().removeAllRanges()")
	case name != "":
		send(w.driver.app, "sendAction:to:from:", sel(name), w.view, w.view)
	}
}

func (w *window) OwnMenu(own bool) error {
	if !own {
		return nil
	}
	return errors.New("context-menu does not come on macOS: WebKit shows its own menu. A page's contextmenu event does, and preventDefault() there keeps WebKit's away")
}

func (w *window) EndProcess() {
	if w.view != 0 && responds(w.view, "_killWebContentProcess") {
		send(w.view, "_killWebContentProcess")
	}
}

func (w *window) TryClose() {
	if w.view != 0 {
		askUnload(w.Run, &w.options)
	}
}

func (w *window) Download(url string) {
	w.EvaluateInPage("(() => { const link = document.createElement('a'); link.href = " + strconv.QuoteToASCII(url) + "; link.download = ''; link.click() })()")
}

func (w *window) WatchKeys(on bool) error {
	if !on {
		return nil
	}
	return errors.New("before-input-event is not there on macOS: the webview has keys before the app")
}

func (w *window) SendInput(Input) error {
	return errors.New("sendInputEvent is not there on macOS")
}
