package desktop

import (
	"net/textproto"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/desktop/assets"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// serveNow answers a call that its page does nothing but wait for. The call was uploaded as bytes; rest is SECRET/TOKEN. UI thread.
func (h *host) serveNow(request *window.Request, rest string) {
	secret, token, _ := strings.Cut(rest, "/")
	if request.Method != "GET" || h.router.AskNow(secret, token, func(text string) { request.Respond(textResponse(text)) }) != nil {
		request.Respond(window.Response{Status: assets.StatusNotFound})
	}
}

// serveHello begins a document of a preload script, which needs its secret before its first line has run. It knows the key of its
// window; the page doesn't. UI thread.
func (h *host) serveHello(request *window.Request, key string) {
	for _, w := range h.windows {
		if w.preload != nil && key == w.key && request.Method == "GET" {
			w.preload.Reset()
			request.Respond(textResponse(w.preload.Secret()))
			return
		}
	}
	h.refused("the secret of a preload script to a page")
	request.Respond(window.Response{Status: assets.StatusNotFound})
}

func textResponse(text string) window.Response {
	return window.Response{Status: assets.StatusOK, Body: []byte(text), Header: textproto.MIMEHeader{
		"Content-Type": {"text/plain; charset=utf-8"}, "Cache-Control": {"no-store"},
	}}
}

// newKey returns what only a window's preload script knows.
func newKey() string { return bridge.RandomToken() }
