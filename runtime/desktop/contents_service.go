package desktop

import (
	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// contentsService is what webContents asks for.
func contentsService(h *host) service.Service {
	methods := map[string]service.Handler{
		"contents.load":       onPage(h, h.loadPage),
		"contents.watch":      onWindow(h, h.watchPage),
		"contents.run":        onPage(h, runInPage),
		"contents.capture":    onPage(h, capturePage),
		"contents.print":      onPage(h, printPage),
		"contents.printToPDF": onPage(h, printPageToPDF),
		"contents.state": onWindow(h, func(w *appWindow, _ struct{}) (contentsState, error) {
			entries, index := w.native.History()
			if entries == nil {
				entries = []window.HistoryEntry{}
			}
			return contentsState{
				URL: w.native.URL(), Title: w.native.PageTitle(), Loading: w.native.Loading(), Zoom: w.native.Zoom(), UserAgent: w.native.UserAgent(),
				Muted: w.native.Muted(), Audible: w.native.Audible(), DevTools: w.native.InspectorShown(), Entries: entries, Index: index, Partition: w.partition,
			}, nil
		}),
		"contents.setZoom": onWindow(h, func(w *appWindow, a struct{ Factor float64 }) (any, error) {
			return nil, notThere(w.native.SetZoom(a.Factor))
		}),
		"contents.find": onWindow(h, func(w *appWindow, a struct {
			Text string
			window.Find
		}) (any, error) {
			w.native.Find(a.Text, a.Find)
			return nil, nil
		}),
		"contents.goTo": onWindow(h, func(w *appWindow, a struct{ Offset int }) (any, error) { w.native.GoTo(a.Offset); return nil, nil }),
		"contents.setUserAgent": onWindow(h, func(w *appWindow, a struct{ Text string }) (any, error) {
			w.native.SetUserAgent(a.Text)
			return nil, nil
		}),
		"contents.setMuted": onWindow(h, func(w *appWindow, a struct{ Muted bool }) (any, error) {
			return nil, notThere(w.native.SetMuted(a.Muted))
		}),
		"contents.input":    onWindow(h, sendInput),
		"contents.edit":     onWindow(h, func(w *appWindow, a struct{ Command string }) (any, error) { w.native.Edit(a.Command); return nil, nil }),
		"contents.download": onWindow(h, func(w *appWindow, a struct{ URL string }) (any, error) { w.native.Download(a.URL); return nil, nil }),
		"contents.evaluate": onWindow(h, func(w *appWindow, a struct{ Script string }) (any, error) {
			w.native.Evaluate(a.Script)
			return nil, nil
		}),
		"contents.openDevTools": onWindow(h, func(w *appWindow, a struct{ Detached bool }) (any, error) {
			return nil, notThere(w.native.ShowInspector(a.Detached))
		}),
		"contents.closeDevTools": onWindow(h, func(w *appWindow, _ struct{}) (any, error) {
			return nil, notThere(w.native.CloseInspector())
		}),
		"contents.close": onWindow(h, func(w *appWindow, _ struct{}) (any, error) {
			h.closePage(w)
			return nil, nil
		}),
	}
	for name, do := range map[string]func(window.Contents){
		"contents.stop": window.Contents.Stop, "contents.reloadCached": window.Contents.ReloadCached,
		"contents.stopFinding": window.Contents.StopFinding, "contents.crash": window.Contents.EndProcess,
	} {
		methods[name] = onWindow(h, func(w *appWindow, _ struct{}) (any, error) { do(w.native); return nil, nil })
	}
	methods["contents.reload"] = onWindow(h, func(w *appWindow, _ struct{}) (any, error) { w.native.Reload(); return nil, nil })
	return service.Service{Methods: methods, Reset: func() {
		for _, w := range h.windows {
			if w.page.watched["context-menu"] {
				_ = w.native.OwnMenu(false) // it was on
			}
			if w.page.watched["before-input-event"] {
				_ = w.native.WatchKeys(false) // it was on
			}
			w.page.watched = nil
		}
	}}
}

// contentsState is what webContents tells of a page.
type contentsState struct {
	URL       string                `json:"url"`
	Title     string                `json:"title"`
	Loading   bool                  `json:"loading"`
	Zoom      float64               `json:"zoom"`
	UserAgent string                `json:"userAgent"`
	Muted     bool                  `json:"muted"`
	Audible   bool                  `json:"audible"`
	DevTools  bool                  `json:"devTools"`
	Entries   []window.HistoryEntry `json:"entries"`
	Index     int                   `json:"index"`
	Partition string                `json:"partition"`
}

// onPage is onWindow for what answers later.
func onPage[A any](h *host, do func(*appWindow, A, *service.Call)) service.Handler {
	return func(call *service.Call) {
		var id windowID
		var arguments A
		if err := call.Decode(&id); err != nil {
			call.Fail(err)
			return
		}
		w := h.window(id.ID)
		if w == nil {
			call.Fail(&service.Error{Code: service.CodeDestroyed, Message: "Object has been destroyed"})
			return
		}
		if err := call.Decode(&arguments); err != nil {
			call.Fail(err)
			return
		}
		do(w, arguments, call)
	}
}

func runInPage(w *appWindow, a struct{ Script string }, call *service.Call) {
	w.native.Run(a.Script, func(result string, err error) {
		if err != nil {
			call.Fail(err)
			return
		}
		call.Reply(result, nil)
	})
}

func capturePage(w *appWindow, area window.Area, call *service.Call) {
	w.native.Capture(area, func(png []byte, err error) { answerBytes(call, png, err) })
}

func printPage(w *appWindow, printing window.Printing, call *service.Call) {
	w.native.Print(printing, func(err error) {
		if err != nil {
			call.Fail(err)
			return
		}
		call.Reply(nil, nil)
	})
}

func printPageToPDF(w *appWindow, printing window.Printing, call *service.Call) {
	w.native.PrintToPDF(printing, func(pdf []byte, err error) { answerBytes(call, pdf, err) })
}

func answerBytes(call *service.Call, bytes []byte, err error) {
	if err != nil {
		call.Fail(err)
		return
	}
	call.Reply(nil, bytes)
}
