package desktop

import (
	"errors"
	"fmt"
	"html"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/desktop/assets"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// Paths of the host's own, beside the app's files.
const (
	ownPrefix  = "/.deskjs/"
	failedPath = ownPrefix + "failed"
	retryPath  = ownPrefix + "retry"
	nowPath    = ownPrefix + "now/"   // before SECRET/TOKEN
	helloPath  = ownPrefix + "hello/" // before a window's key
)

// serve answers a page's request for an app:// URL. UI thread.
func (h *host) serve(request *window.Request) {
	path := requestPath(request.URL)
	scheme, _, _ := strings.Cut(request.URL, ":")
	switch {
	case !h.mayAsk(request):
		h.refused("a request of a page that is not the app's for one of its files")
		request.Respond(window.Response{Status: assets.StatusForbidden})
	case scheme != "app":
		h.serveScheme(request, scheme)
	case strings.HasPrefix(path, ownPrefix+"bytes/"):
		h.serveBytes(request, path)
	case strings.HasPrefix(path, nowPath):
		h.serveNow(request, strings.TrimPrefix(path, nowPath))
	case strings.HasPrefix(path, helloPath):
		h.serveHello(request, strings.TrimPrefix(path, helloPath))
	case path == failedPath:
		request.Respond(htmlResponse(failedPage(h.options.App.Manifest().Name, h.failure())))
	case path == retryPath:
		h.retry()
		request.Respond(htmlResponse(`<!doctype html><meta http-equiv="refresh" content="0;url=/">`))
	default:
		h.mu.Lock()
		handler := h.assets
		h.mu.Unlock()
		// Files are read and verified beside the UI thread, which must stay free.
		go func() {
			response := handler.Serve(request.Method, request.URL, request.Header)
			request.Respond(window.Response{Status: response.Status, Header: response.Header, Body: response.Body})
		}()
	}
}

// acceptsBody lets bodies in that prove to come from the app's own client, and says where they belong; see window.Config.
func (h *host) acceptsBody(request *window.Request) bool {
	path, ok := bridge.ParseBytesPath(requestPath(request.URL))
	// What has a type is a form or a Blob, which WebKit crashes over, and never the client's bytes.
	if !ok || request.Method != "POST" || request.Header.Get("Content-Type") != "" {
		return false
	}
	room, err := h.router.Room(path)
	request.Room = room
	return err == nil
}

// serveBytes is the way of bytes: a page sends those of a record before it, and fetches those of one that it got, piece by
// piece.
func (h *host) serveBytes(request *window.Request, address string) {
	path, ok := bridge.ParseBytesPath(address)
	switch {
	case !ok:
		request.Respond(window.Response{Status: assets.StatusNotFound})
	case request.Method == "POST":
		status := assets.StatusNoContent
		if err := h.router.Upload(path, request.Body); err != nil {
			status = bytesStatus(err)
		}
		request.Respond(window.Response{Status: status})
	case request.Method == "GET":
		piece, total, err := h.router.Download(path)
		if err != nil {
			request.Respond(window.Response{Status: bytesStatus(err)})
			return
		}
		request.Respond(window.Response{
			Status: assets.StatusOK,
			Header: textproto.MIMEHeader{
				"Content-Type": {"application/octet-stream"}, "Cache-Control": {"no-store"},
				bridge.TotalHeader: {strconv.Itoa(total)},
			},
			Body: piece,
		})
	default:
		request.Respond(window.Response{Status: assets.StatusMethodNotAllowed})
	}
}

// bytesStatus is the status by which the page's client tells why bytes were refused.
func bytesStatus(err error) int {
	switch {
	case errors.Is(err, bridge.ErrBytesTooLarge):
		return assets.StatusContentTooLarge
	case errors.Is(err, bridge.ErrBytesBroken):
		return assets.StatusBadRequest
	default:
		return assets.StatusNotFound
	}
}

func requestPath(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Path
}

func htmlResponse(page string) window.Response {
	return window.Response{Status: assets.StatusOK, Body: []byte(page), Header: textproto.MIMEHeader{
		"Content-Type":            {"text/html; charset=utf-8"},
		"Content-Security-Policy": {"default-src 'none'; style-src 'unsafe-inline'"},
		"Cache-Control":           {"no-store"},
	}}
}

// failedPage tells the person in front of the screen what happened and what to do.
func failedPage(name, reason string) string {
	return fmt.Sprintf(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>%[1]s</title>
<style>
	:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
	body { display: grid; place-items: center; min-height: 100vh; margin: 0 }
	main { max-width: 34rem; padding: 2rem }
	h1 { font-size: 1.4rem; margin: 0 0 .5rem }
	code { display: block; padding: .75rem 1rem; border-radius: .5rem; background: color-mix(in srgb, CanvasText 8%%, Canvas); white-space: pre-wrap; overflow-wrap: anywhere }
	a { display: inline-block; margin-top: 1rem; padding: .5rem 1rem; border-radius: .5rem; background: #2563eb; color: #fff; text-decoration: none }
</style>
<main>
	<h1>%[1]s has stopped working</h1>
	<p>The part of the app that does its work crashed several times in a row, so it is not started again by itself. What the app had saved is safe.</p>
	<code>%[2]s</code>
	<a href="%[3]s">Try again</a>
</main>
`, html.EscapeString(name), html.EscapeString(reason), retryPath)
}
