package devtools

import (
	"encoding/json"
	"errors"
	"strconv"
)

// HistoryEntry is a page to go back or forward to.
type HistoryEntry struct{ URL, Title string }

// Printing is what Page.printToPDF takes; lengths are in inches.
type Printing struct {
	Landscape    bool    `json:"landscape"`
	Backgrounds  bool    `json:"printBackground"`
	Scale        float64 `json:"scale,omitempty"`
	Width        float64 `json:"paperWidth,omitempty"`
	Height       float64 `json:"paperHeight,omitempty"`
	Top          float64 `json:"marginTop"`
	Bottom       float64 `json:"marginBottom"`
	Left         float64 `json:"marginLeft"`
	Right        float64 `json:"marginRight"`
	Pages        string  `json:"pageRanges,omitempty"` // "1-3,5"
	PreferStyles bool    `json:"preferCSSPageSize"`
}

// Run runs a script in the page's own world, and waits for the promise it gives, if it gives one; encode is the source of functions that put
// the outcome into words, the last expression of which takes a function that gives it.
func (p *Page) Run(script, encode string, gesture bool, done func(result string, err error)) {
	p.call("Runtime.evaluate", object{"expression": script, "awaitPromise": true, "userGesture": gesture, "objectGroup": "deskjs"},
		func(result []byte, err error) {
			var outcome struct {
				Result           remote
				ExceptionDetails *struct {
					Text      string
					Exception remote
				}
			}
			if err == nil {
				err = json.Unmarshal(result, &outcome)
			}
			if err != nil {
				done("", err)
				return
			}
			value, body := outcome.Result, "return encodeOutcome(async () => value)"
			if outcome.ExceptionDetails != nil {
				value, body = outcome.ExceptionDetails.Exception, "return encodeOutcome(async () => { throw value })"
			}
			p.encode(value, "async function(value) { "+encode+body+" }", done)
		})
}

// remote is a value of the page.
type remote struct {
	Type, Subtype, ObjectID, UnserializableValue string
	Value                                        json.RawMessage
}

// encode puts a value of the page into words, in its document.
func (p *Page) encode(value remote, function string, done func(string, error)) {
	argument := object{}
	switch {
	case value.ObjectID != "":
		argument["objectId"] = value.ObjectID
	case value.UnserializableValue != "":
		argument["unserializableValue"] = value.UnserializableValue
	case value.Value != nil:
		argument["value"] = value.Value
	}
	p.call("Runtime.evaluate", object{"expression": "globalThis", "objectGroup": "deskjs"}, func(result []byte, err error) {
		var global struct{ Result remote }
		if err == nil {
			err = json.Unmarshal(result, &global)
		}
		if err != nil {
			done("", err)
			return
		}
		p.call("Runtime.callFunctionOn", object{"functionDeclaration": function, "objectId": global.Result.ObjectID, "arguments": []object{argument},
			"awaitPromise": true, "returnByValue": true}, func(result []byte, err error) {
			p.call("Runtime.releaseObjectGroup", object{"objectGroup": "deskjs"}, nil)
			var text struct{ Result struct{ Value string } }
			if err == nil {
				err = json.Unmarshal(result, &text)
			}
			done(text.Result.Value, err)
		})
	})
}

// Capture makes a PNG of a part of what the page shows, in its own pixels.
func (p *Page) Capture(x, y, width, height int, done func(png []byte, err error)) {
	p.capture(object{"format": "png", "clip": object{"x": x, "y": y, "width": width, "height": height, "scale": 1}}, done)
}

// PrintToPDF makes a PDF of the page.
func (p *Page) PrintToPDF(printing Printing, done func(pdf []byte, err error)) {
	parameters := object{}
	if text, err := encode(printing); err != nil || json.Unmarshal(text, &parameters) != nil {
		done(nil, errors.New("these can't be the options of a print"))
		return
	}
	p.call("Page.printToPDF", parameters, func(result []byte, err error) {
		var file struct{ Data []byte }
		if err == nil {
			err = json.Unmarshal(result, &file)
		}
		done(file.Data, err)
	})
}

// History gives the pages to go back and forward to, and which of them is shown.
func (p *Page) History(done func(entries []HistoryEntry, ids []int, index int)) {
	p.call("Page.getNavigationHistory", nil, func(result []byte, err error) {
		var history struct {
			CurrentIndex int
			Entries      []struct {
				ID         int
				URL, Title string
			}
		}
		if err != nil || json.Unmarshal(result, &history) != nil {
			return
		}
		var entries []HistoryEntry
		var ids []int
		for _, entry := range history.Entries {
			entries = append(entries, HistoryEntry{entry.URL, entry.Title})
			ids = append(ids, entry.ID)
		}
		done(entries, ids, history.CurrentIndex)
	})
}

// GoTo shows a page of the history by its id.
func (p *Page) GoTo(id int) { p.call("Page.navigateToHistoryEntry", object{"entryId": id}, nil) }

// Stop ends what is being loaded.
func (p *Page) Stop() { p.call("Page.stopLoading", nil, nil) }

// ReloadCached loads the document again, from the cache where that is good.
func (p *Page) ReloadCached() { p.call("Page.reload", nil, nil) }

// SetUserAgent has the page call itself so.
func (p *Page) SetUserAgent(text string) {
	p.call("Emulation.setUserAgentOverride", object{"userAgent": text}, nil)
}

// Crash ends the page's process.
func (p *Page) Crash() { p.call("Page.crash", nil, nil) }

// TryClose asks the page, by its beforeunload event, whether it may be left, and then leaves it for nothing.
func (p *Page) TryClose() { p.call("Page.close", nil, nil) }

// Event is something that has happened to the page, by Electron's names.
type Event struct {
	Kind, URL, Text string
	Code            int
}

// Follow tells what happens to the page, from the next document on.
func (p *Page) Follow(tell func(Event)) error {
	requests := map[string]string{} // what is loaded for the top frame
	top := func(frame string) bool { return frame == "" || frame == p.frame }
	listen := map[string]func([]byte){
		"Page.frameStartedLoading": func(parameters []byte) {
			if top(frameOf(parameters)) {
				tell(Event{Kind: "did-start-loading"})
			}
		},
		"Page.frameStoppedLoading": func(parameters []byte) {
			if top(frameOf(parameters)) {
				tell(Event{Kind: "did-stop-loading"})
			}
		},
		"Page.domContentEventFired": func([]byte) { tell(Event{Kind: "dom-ready"}) },
		"Page.loadEventFired":       func([]byte) { tell(Event{Kind: "did-finish-load"}) },
		"Page.navigatedWithinDocument": func(parameters []byte) {
			var event struct{ FrameID, URL string }
			if json.Unmarshal(parameters, &event) == nil && top(event.FrameID) {
				tell(Event{Kind: "did-navigate-in-page", URL: event.URL})
			}
		},
		"Network.requestWillBeSent": func(parameters []byte) {
			var event struct {
				RequestID, LoaderID, FrameID, Type string
				DocumentURL                        string
				RedirectResponse                   *struct{ Status int }
			}
			if json.Unmarshal(parameters, &event) != nil || event.Type != "Document" || !top(event.FrameID) {
				return
			}
			requests[event.RequestID] = event.DocumentURL
			kind := "did-start-navigation"
			if event.RedirectResponse != nil {
				kind = "did-redirect-navigation"
			}
			tell(Event{Kind: kind, URL: event.DocumentURL})
		},
		"Network.responseReceived": func(parameters []byte) {
			var event struct {
				RequestID string
				Response  struct {
					URL, StatusText string
					Status          int
				}
			}
			if json.Unmarshal(parameters, &event) == nil && requests[event.RequestID] != "" {
				delete(requests, event.RequestID)
				tell(Event{Kind: "did-navigate", URL: event.Response.URL, Text: event.Response.StatusText, Code: event.Response.Status})
			}
		},
		"Network.loadingFailed": func(parameters []byte) {
			var event struct{ RequestID, ErrorText string }
			if json.Unmarshal(parameters, &event) == nil && requests[event.RequestID] != "" {
				url := requests[event.RequestID]
				delete(requests, event.RequestID)
				code, name := netError(event.ErrorText)
				tell(Event{Kind: "did-fail-load", URL: url, Text: name, Code: code})
			}
		},
	}
	for name, handle := range listen {
		if err := p.browser.Listen(name, handle); err != nil {
			return err
		}
	}
	p.call("Network.enable", object{"maxTotalBufferSize": 0, "maxResourceBufferSize": 0}, nil)
	return nil
}

func frameOf(parameters []byte) string {
	var event struct{ FrameID string }
	_ = json.Unmarshal(parameters, &event) // no frame is every frame
	return event.FrameID
}

// netErrors are the numbers of what the protocol only names: "net::ERR_CONNECTION_REFUSED".
var netErrors = map[string]int{
	"ERR_ABORTED": -3, "ERR_FILE_NOT_FOUND": -6, "ERR_TIMED_OUT": -7, "ERR_ACCESS_DENIED": -10, "ERR_BLOCKED_BY_CLIENT": -20,
	"ERR_CONNECTION_CLOSED": -100, "ERR_CONNECTION_RESET": -101, "ERR_CONNECTION_REFUSED": -102, "ERR_CONNECTION_FAILED": -104,
	"ERR_NAME_NOT_RESOLVED": -105, "ERR_INTERNET_DISCONNECTED": -106, "ERR_SSL_PROTOCOL_ERROR": -107, "ERR_ADDRESS_UNREACHABLE": -109,
	"ERR_CONNECTION_TIMED_OUT": -118, "ERR_PROXY_CONNECTION_FAILED": -130, "ERR_CERT_COMMON_NAME_INVALID": -200, "ERR_CERT_DATE_INVALID": -201,
	"ERR_CERT_AUTHORITY_INVALID": -202, "ERR_UNKNOWN_URL_SCHEME": -302, "ERR_TOO_MANY_REDIRECTS": -310, "ERR_UNSAFE_PORT": -312,
}

func netError(text string) (code int, name string) {
	const prefix = "net::"
	if len(text) > len(prefix) && text[:len(prefix)] == prefix {
		text = text[len(prefix):]
	}
	if code = netErrors[text]; code == 0 {
		code = -2 // ERR_FAILED
	}
	return code, text
}

// FindScript is a script that shows the next place of a text and gives how often there is one. The protocol has no search of its own that
// the person sees.
func FindScript(text string, backward, anew, sensitive bool) string {
	quoted, err := encode(text)
	if err != nil {
		return "0"
	}
	flags := strconv.FormatBool(sensitive) + ", " + strconv.FormatBool(backward)
	reset := ""
	if anew {
		reset = "getSelection().removeAllRanges(); "
	}
	return `(() => { const text = ` + string(quoted) + `; const fold = (s) => ` + strconv.FormatBool(sensitive) + ` ? s : s.toLowerCase(); ` +
		reset + `find(text, ` + flags + `, true); return fold(document.body.innerText).split(fold(text)).length - 1 })()`
}
