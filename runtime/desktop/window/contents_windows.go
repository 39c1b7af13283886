package window

import (
	"errors"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/window/devtools"
)

// What the page does is told and asked by the DevTools protocol. It has not been run on Windows.

var errNotReady = errors.New("the window has closed, or shows nothing yet")

// follow tells what happens to the page. Chromium's own names are Electron's.
func (w *window) follow() error {
	return w.page.Follow(func(event devtools.Event) {
		switch event.Kind {
		case "did-start-loading":
			w.loading = true
		case "did-stop-loading":
			w.loading = false
			w.readHistory()
		case "did-navigate-in-page":
			w.readHistory()
		}
		w.options.tell(PageEvent{Kind: event.Kind, URL: event.URL, Text: event.Text, Code: event.Code})
	})
}

// readHistory keeps the history for those who ask at once.
func (w *window) readHistory() {
	w.page.History(func(entries []devtools.HistoryEntry, ids []int, index int) {
		w.history, w.historyIDs, w.historyIndex = nil, ids, index
		for _, entry := range entries {
			w.history = append(w.history, HistoryEntry{entry.URL, entry.Title})
		}
		if title := w.PageTitle(); title != "" && title != w.pageTitle {
			w.pageTitle = title
			w.options.tell(PageEvent{Kind: "page-title-updated", Text: title})
		}
	})
}

func (w *window) Stop() {
	if w.ready {
		w.page.Stop()
	}
}

func (w *window) ReloadCached() {
	if w.ready {
		w.page.ReloadCached()
	}
}

func (w *window) Loading() bool { return w.loading }

func (w *window) PageTitle() string {
	if w.historyIndex < 0 || w.historyIndex >= len(w.history) {
		return ""
	}
	return w.history[w.historyIndex].Title
}

func (w *window) History() (entries []HistoryEntry, index int) {
	if len(w.history) == 0 {
		return nil, -1
	}
	return w.history, w.historyIndex
}

func (w *window) GoTo(offset int) {
	if to := w.historyIndex + offset; w.ready && offset != 0 && to >= 0 && to < len(w.historyIDs) {
		w.page.GoTo(w.historyIDs[to])
	}
}

func (w *window) Zoom() float64 {
	if w.zoom == 0 {
		return 1
	}
	return w.zoom
}

func (w *window) SetZoom(factor float64) error {
	if !w.ready || factor <= 0 {
		return nil
	}
	err := w.view.SetZoom(factor)
	if err == nil {
		w.zoom = factor
	}
	return err
}

func (w *window) Find(text string, find Find) {
	if !w.ready || text == "" {
		return
	}
	w.Run(devtools.FindScript(text, find.Backward, !find.Next, find.Case), func(result string, _ error) {
		count, _ := strconv.Atoi(strings.TrimPrefix(result, "+"))
		w.options.tell(PageEvent{Kind: "found-in-page", Code: count, Flag: true})
	})
}

func (w *window) StopFinding() { w.EvaluateInPage("getSelection().removeAllRanges()") }

func (w *window) Print(printing Printing, done func(error)) {
	switch {
	case !w.ready:
		done(errNotReady)
	case printing.Silent:
		done(errors.New("printing without a dialog is not supported on Windows"))
	default:
		if what := printing.beyond(Printing{}); what != "" {
			done(errors.New("on Windows print() can't choose " + what + ": that is the dialog's"))
			return
		}
		done(w.view.ShowPrint())
	}
}

func (w *window) PrintToPDF(printing Printing, done func(pdf []byte, err error)) {
	if !w.ready {
		done(nil, errNotReady)
		return
	}
	const usual = 0.4 // inches, Chromium's own
	margin := func(inches float64) float64 {
		if inches < 0 {
			return usual
		}
		return inches
	}
	ranges := make([]string, len(printing.Pages))
	for i, pages := range printing.Pages {
		ranges[i] = strconv.Itoa(pages[0]+1) + "-" + strconv.Itoa(pages[1]+1)
	}
	w.page.PrintToPDF(devtools.Printing{
		Landscape: printing.Landscape, Backgrounds: printing.Backgrounds, Scale: printing.Scale, Width: printing.Width, Height: printing.Height,
		Top: margin(printing.Top), Bottom: margin(printing.Bottom), Left: margin(printing.Left), Right: margin(printing.Right),
		Pages: strings.Join(ranges, ","), PreferStyles: printing.PreferPageStyle,
	}, done)
}

func (w *window) Capture(area Area, done func(png []byte, err error)) {
	switch {
	case !w.ready:
		done(nil, errNotReady)
	case area.Width <= 0 || area.Height <= 0:
		w.page.Snapshot(done)
	default:
		w.page.Capture(area.X, area.Y, area.Width, area.Height, done)
	}
}

func (w *window) Run(script string, done func(result string, err error)) {
	if !w.ready {
		done("", errNotReady)
		return
	}
	w.page.Run(script, resultSource, false, done)
}

func (w *window) ShowInspector(bool) error {
	if !w.ready {
		return errNotReady
	}
	w.inspected = true
	w.options.tell(PageEvent{Kind: "devtools-opened"})
	return w.view.AllowDevTools()
}

// CloseInspector can't close it: WebView2 leaves that to the person.
func (w *window) CloseInspector() error {
	return errors.New("on Windows only the person can close the inspector")
}

func (w *window) InspectorShown() bool { return w.inspected }

func (w *window) UserAgent() string { return w.userAgent }

func (w *window) SetUserAgent(text string) {
	if w.ready {
		w.userAgent = text
		w.page.SetUserAgent(text)
	}
}

func (w *window) Muted() bool { return w.ready && w.view.Muted() }

func (w *window) SetMuted(muted bool) error {
	if w.ready {
		w.view.SetMuted(muted)
	}
	return nil
}

func (w *window) Audible() bool { return w.ready && w.view.Audible() }

// editing has document.execCommand's names of Contents.Edit's commands.
var editing = map[string]string{"undo": "undo", "redo": "redo", "cut": "cut", "copy": "copy", "paste": "paste",
	"pasteAndMatchStyle": "paste", "delete": "delete", "selectAll": "selectAll", "unselect": "unselect"}

func (w *window) Edit(command string) {
	if name := editing[command]; name != "" {
		w.EvaluateInPage("document.execCommand('" + name + "')")
	}
}

func (w *window) OwnMenu(own bool) error {
	if !own {
		return nil
	}
	return errors.New("context-menu does not come on Windows: WebView2 shows its own menu. A page's contextmenu event does, and preventDefault() there keeps WebView2's away")
}

func (w *window) EndProcess() {
	if w.ready {
		w.page.Crash()
	}
}

func (w *window) TryClose() {
	if w.ready {
		askUnload(w.Run, &w.options)
	} else {
		w.options.tell(PageEvent{Kind: "may-close"})
	}
}

func (w *window) Download(url string) {
	if quoted := strconv.QuoteToASCII(url); w.ready {
		w.EvaluateInPage("(() => { const link = document.createElement('a'); link.href = " + quoted + "; link.download = ''; link.click() })()")
	}
}

func (w *window) WatchKeys(on bool) error {
	if !on {
		return nil
	}
	return errors.New("before-input-event is not there on Windows: the webview has keys before the app")
}

func (w *window) SendInput(Input) error {
	return errors.New("sendInputEvent is not there on Windows")
}
