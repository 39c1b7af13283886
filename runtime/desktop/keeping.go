package desktop

import (
	_ "embed"
	"encoding/json"
	"strings"
	"time"
)

// keepScript is a function that gathers what a person has done in a page, or brings it back.
//
//go:embed keep.js
var keepScript string

const (
	// keptMessage begins what keepScript posts.
	keptMessage = "kept\n"
	// maxKept bounds it, in bytes.
	maxKept = 4 << 20
	// keepTime is how long a page may take to answer before it is loaded anew without.
	keepTime = 500 * time.Millisecond
	// bringTime is how long a page may take to have all back.
	bringTime = 2 * time.Second
)

// keeping is what a page's next load carries on with. UI thread.
type keeping struct {
	asked   bool   // the page was asked and has not answered
	kept    string // JSON, "" for nothing
	leaving bool   // it is loaded anew, whatever it would rather
	loading func() // told when it is
	// last is what the document that is there was given when it began.
	last  string
	began time.Time
}

// reloadKeeping loads the app's own pages anew, and has them carry on where they were. done is called when all are being loaded. UI thread.
func (h *host) reloadKeeping(done func()) {
	waiting := 1
	arrived := func() {
		if waiting--; waiting == 0 {
			done()
		}
	}
	for _, w := range h.windows {
		if !isOwn(w.native.URL()) {
			continue
		}
		waiting++
		again := w.keeping
		w.keeping = keeping{asked: true, loading: arrived}
		if again.last != "" && (!w.health.shown || time.Since(again.began) < bringTime) {
			w.keeping.kept = again.last // it has not got all of it yet
			h.reloadKept(w)
			continue
		}
		w.native.Evaluate(keepCall(struct {
			Message string `json:"message"`
		}{keptMessage}))
		h.after(keepTime, func() { h.reloadKept(w) })
	}
	arrived()
}

// reloadKept loads a page anew that has answered, or was given up. UI thread.
func (h *host) reloadKept(w *appWindow) {
	if !w.keeping.asked {
		return
	}
	w.keeping.asked, w.keeping.leaving = false, true
	if w.health.paint != nil {
		w.health.paint.Stop() // what is shown now is the page before
		w.health.paint = nil
	}
	w.health.shown = false
	w.native.Reload()
	w.keeping.loading()
}

// keepsNoMore is told that a window has closed. UI thread.
func (h *host) keepsNoMore(w *appWindow) {
	if w.keeping.asked {
		w.keeping.asked = false
		w.keeping.loading()
	}
}

// pageKept takes what a page wants kept; false is anything else. UI thread.
func (h *host) pageKept(w *appWindow, text string) bool {
	kept, ok := strings.CutPrefix(text, keptMessage)
	if !ok {
		return false
	}
	if w.keeping.asked && len(kept) <= maxKept && json.Valid([]byte(kept)) {
		w.keeping.kept = kept
		h.reloadKept(w)
	}
	return true
}

// bringBack has a new document carry on where the one before it was. UI thread.
func (h *host) bringBack(w *appWindow) {
	kept := w.keeping.kept
	w.keeping.leaving = false
	if kept == "" || w.keeping.asked {
		return
	}
	w.keeping.kept, w.keeping.last, w.keeping.began = "", kept, time.Now()
	w.native.Evaluate(keepCall(struct {
		Restore json.RawMessage `json:"restore"`
	}{json.RawMessage(kept)}))
}

func keepCall(options any) string {
	text, err := json.Marshal(options)
	if err != nil {
		return "" // valid JSON can be written
	}
	_, function, _ := strings.Cut(keepScript, "\n(options)")
	return ";((options)" + strings.TrimSpace(function) + ")(" + string(text) + ");\n"
}
