package window

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"os"
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/window/webview2"
)

// serve hands one request to the app.
func (d *driver) serve(w *window, request *webview2.Request) {
	// While a document that the host asked for is loaded the view still has the one before.
	from := request.URL
	if from != w.url && w.view != nil {
		from = w.view.URL()
	}
	header := textproto.MIMEHeader{}
	for i := 0; i+1 < len(request.Header); i += 2 {
		header.Add(request.Header[i], request.Header[i+1])
	}
	d.config.serve(incoming{
		method: request.Method, url: request.URL, from: from, header: header,
		body:   func(wanted *Request) ([]byte, bool) { return readWhole(request.Body(), wanted) },
		finish: func(response Response) { d.finish(request, response) },
	}, d.onThread)
}

// finish gives the response to WebView2. One that comes in pieces is collected first: WebView2 wants a body whole, and reads all bodies on
// one thread, which none may keep waiting.
func (d *driver) finish(request *webview2.Request, response Response) {
	if response.Reader == nil {
		d.respond(request, response, bytes.NewReader(response.Body), int64(len(response.Body)))
		return
	}
	go func() {
		body, size, err := spool(response.Reader)
		d.Post(func() {
			if err != nil {
				d.respond(request, Response{Status: http.StatusInternalServerError}, bytes.NewReader(nil), 0)
				return
			}
			d.respond(request, response, body, size)
		})
	}()
}

func (d *driver) respond(request *webview2.Request, response Response, body io.ReadSeeker, size int64) {
	status := responseStatus(&response)
	var lines []string
	responseHeader(&response, func(name, value string) { lines = append(lines, name+": "+value) })
	if err := request.Respond(status, http.StatusText(status), strings.Join(lines, "\r\n"), body, size); err != nil {
		fmt.Fprintf(os.Stderr, "A page could not be given %s: %v\n", shown(request.URL), err)
	}
}
