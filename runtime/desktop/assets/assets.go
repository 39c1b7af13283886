// Package assets answers the requests of the app's pages for app://localhost/... with the members of the app below
// "frontend/". It knows nothing of windows and is pure Go. Package runtime/desktop imports it.
package assets

import (
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/textproto"
	"path"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
)

// Policy returns the Content-Security-Policy of everything that is served: the app's own files and nothing from elsewhere, no
// inline scripts; WebAssembly of the app's own files runs. Styles may be inline, because frameworks set them. Data, and nothing else, may come from connect as well; with eval the page
// may make code of text.
func Policy(connect []grant.Origin, eval bool) string {
	var data strings.Builder
	for _, origin := range connect {
		data.WriteString(" " + origin.Sources())
	}
	from, scripts := data.String(), "'self' 'wasm-unsafe-eval'"
	if eval {
		scripts += " 'unsafe-eval'"
	}
	return "default-src 'self'; script-src " + scripts + "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:" + from + "; " +
		"font-src 'self' data:; media-src 'self' blob:" + from + "; connect-src 'self'" + from + "; worker-src 'self' blob:; frame-src 'self'; " +
		"object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
}

// ElectronPolicy is Policy for a page of an app written for Electron, whose own <meta> may say more: there pages load what isn't code from anywhere. What
// they run is the app's own files, and the scripts within the page that the build has seen there.
func ElectronPolicy(page payload.ElectronPage) string {
	scripts := strings.Join(append([]string{"'self' 'wasm-unsafe-eval'"}, page.Scripts...), " ")
	if page.Eval {
		scripts += " 'unsafe-eval'"
	}
	const here = " http://localhost:* http://127.0.0.1:*"
	return "default-src 'self' https: data: blob:; script-src " + scripts + "; style-src 'self' 'unsafe-inline' https:; img-src 'self' data: blob: https:" + here + "; " +
		"font-src 'self' data: https:; media-src 'self' data: blob: https:" + here + "; connect-src 'self' data: blob: https: wss:" + here + " ws://localhost:* ws://127.0.0.1:*; " +
		"worker-src 'self' blob:; frame-src 'self' data: blob: https:; object-src 'none'; base-uri 'self'; form-action 'self' https:; frame-ancestors 'self'"
}

// Reader gives the members of an app. The error for one that is not there is fs.ErrNotExist.
type Reader interface {
	Read(name string) ([]byte, error)
}

// Response is the answer to one request.
type Response struct {
	Status int
	Header textproto.MIMEHeader
	Body   []byte // shares memory with what the Reader gave; not to be changed
}

// Handler answers requests from one app. It may be used from several goroutines when its Reader may.
type Handler struct {
	App Reader
	// Connect is where the app's pages may load data from, beside the app itself: see Policy.
	Connect []grant.Origin
	// Schemes are those that the app's backend answers: pages may load data, pictures, fonts and frames of them.
	Schemes []string
	// Eval is whether they may make code of text.
	Eval bool
	// Fallback is the page, below frontend/, for addresses without an extension that no file has; "" for none. With it "/about" is about.html
	// and about/index.html as well, as servers of such pages have it.
	Fallback string
	// Electron has what its pages may do if the app is written for Electron; nil for all others.
	Electron *payload.Electron
	// Problem, when not nil, is told of a member that is there and cannot be read. The page gets status 500.
	Problem func(error)
}

// Serve answers a request for an app:// URL, given as the webview sent it: still escaped. GET and HEAD are served, with byte
// ranges of GET (RFC 9110, section 14; one range, since no media player asks for more).
func (h *Handler) Serve(method, url string, header textproto.MIMEHeader) Response {
	response := h.serve(method, url, header)
	response.Header.Set("Content-Security-Policy", h.policy(url))
	return response
}

func (h *Handler) policy(url string) string {
	policy := h.ownPolicy(url)
	for _, scheme := range h.Schemes {
		for _, directive := range []string{"img-src", "media-src", "connect-src", "font-src", "frame-src"} {
			policy = strings.Replace(policy, "; "+directive+" 'self'", "; "+directive+" 'self' "+scheme+":", 1)
		}
	}
	return policy
}

func (h *Handler) ownPolicy(url string) string {
	if h.Electron == nil {
		return Policy(h.Connect, h.Eval)
	}
	name, _ := Name(url)
	return ElectronPolicy(h.Electron.Pages[strings.TrimPrefix(name, folder)])
}

func (h *Handler) serve(method, url string, header textproto.MIMEHeader) Response {
	if method != "GET" && method != "HEAD" {
		response := page(StatusMethodNotAllowed, "The app's files can only be read (GET, HEAD), not "+method+".")
		response.Header.Set("Allow", "GET, HEAD")
		return response
	}
	name, ok := Name(url)
	if !ok {
		return notFound(method, url)
	}
	name, data, err := h.find(name)
	if errors.Is(err, fs.ErrNotExist) {
		return notFound(method, url)
	}
	if err != nil {
		if h.Problem != nil {
			h.Problem(fmt.Errorf("%s cannot be read: %w", name, err))
		}
		return withoutBody(method, page(StatusInternalServerError, "This file of the app cannot be read: "+err.Error()))
	}
	response := Response{Status: StatusOK, Header: commonHeader(Type(name)), Body: data}
	response.Header.Set("Accept-Ranges", "bytes")
	if method == "GET" {
		applyRange(&response, header)
	}
	response.Header.Set("Content-Length", strconv.Itoa(len(response.Body)))
	return withoutBody(method, response)
}

// find reads the member that a name stands for, and returns its own.
func (h *Handler) find(name string) (string, []byte, error) {
	data, err := h.App.Read(name)
	if h.Fallback == "" || !errors.Is(err, fs.ErrNotExist) || path.Ext(strings.TrimSuffix(name, "/index.html")) != "" {
		return name, data, err
	}
	bare := strings.TrimSuffix(name, "/index.html")
	for _, other := range []string{bare + ".html", bare + "/index.html", folder + h.Fallback} {
		if data, err = h.App.Read(other); !errors.Is(err, fs.ErrNotExist) {
			return other, data, err
		}
	}
	return name, nil, err
}

// applyRange cuts the body to the range that is asked for. A page that wants the range of one version of a file only
// (If-Range) gets the whole: files here have no versions.
func applyRange(response *Response, header textproto.MIMEHeader) {
	if header.Get("If-Range") != "" {
		return
	}
	size := len(response.Body)
	start, end, kind := parseRange(header.Get("Range"), size)
	switch kind {
	case rangeUnsatisfiable:
		*response = page(StatusRequestedRangeNotSatisfiable, "The range is outside the file.")
		response.Header.Set("Content-Range", fmt.Sprintf("bytes */%d", size))
	case rangeOne:
		response.Status = StatusPartialContent
		response.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", start, end-1, size))
		response.Body = response.Body[start:end]
	}
}

// commonHeader is what every response carries, beside its policy. There is no Access-Control-Allow-Origin: pages from elsewhere get nothing.
func commonHeader(contentType string) textproto.MIMEHeader {
	return textproto.MIMEHeader{
		"Content-Type":           {contentType},
		"X-Content-Type-Options": {"nosniff"},
		"Cache-Control":          {"no-cache"},
	}
}

func notFound(method, url string) Response {
	return withoutBody(method, page(StatusNotFound, "There is no "+url+" in this app."))
}

// page is a plain page with one sentence, which may hold anything.
func page(status int, sentence string) Response {
	title := reason(status)
	body := "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"color-scheme\" content=\"light dark\">\n" +
		"<title>" + title + "</title>\n<style>body { font: 16px system-ui; margin: 3rem }</style>\n" +
		"<h1>" + title + "</h1>\n<p>" + html.EscapeString(sentence) + "</p>\n</html>\n"
	response := Response{Status: status, Header: commonHeader("text/html; charset=utf-8"), Body: []byte(body)}
	response.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return response
}

func withoutBody(method string, response Response) Response {
	if method == "HEAD" {
		response.Body = nil
	}
	return response
}
