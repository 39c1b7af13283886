package window

import (
	"io"
	"net/textproto"
	"strconv"
	"strings"
	"sync/atomic"
)

const (
	// bytesPath begins the only paths whose request bodies are ever read.
	bytesPath = Origin + "/.deskjs/bytes/"
	// maxBody bounds what a page may send in one body, in bytes.
	maxBody = 1 << 30
)

// incoming is a request as a webview has it.
type incoming struct {
	method, url, from string
	header            textproto.MIMEHeader
	// body reads the body and tells whether it could be read whole. It is called when the body is wanted.
	body func(request *Request) (data []byte, whole bool)
	// finish gives the response to the webview. UI thread, once.
	finish func(Response)
}

// serve hands one request to the app, on the UI thread.
func (c *Config) serve(in incoming, onThread func(func())) {
	var answered atomic.Bool
	request := &Request{Method: strings.ToUpper(in.method), URL: in.url, From: in.from, Header: in.header}
	request.respond = func(response Response) {
		if !answered.Swap(true) {
			onThread(func() { in.finish(response) })
		}
	}
	if !guard("Serve", func() {
		if c.Serve == nil {
			request.Respond(Response{Status: 404})
			return
		}
		if strings.HasPrefix(in.url, bytesPath) && (c.AcceptsBody == nil || c.AcceptsBody(request)) {
			body, whole := in.body(request)
			if !whole {
				request.Respond(Response{Status: 413})
				return
			}
			request.Body = body
		}
		c.Serve(request)
	}) {
		request.Respond(Response{Status: 500})
	}
}

// readWhole reads a request's body to where it belongs, or one of any length up to maxBody; nil is no body.
func readWhole(body io.Reader, request *Request) ([]byte, bool) {
	if body == nil {
		return nil, true
	}
	if request.Room != nil {
		return readInto(request.Room, body), true
	}
	size := 64 << 10
	if length, err := strconv.Atoi(request.Header.Get("Content-Length")); err == nil && length >= 0 && length <= maxBody {
		size = length + 1 // one more, so that the end is seen without growing
	}
	data := make([]byte, 0, size)
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := body.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case len(data) > maxBody:
			return nil, false
		case err == io.EOF:
			return data, true
		case err != nil:
			return nil, false
		}
	}
}

// readInto reads a body to where it belongs. Less than room is what there was; a body that is longer is none.
func readInto(room []byte, body io.Reader) []byte {
	n, err := io.ReadFull(body, room)
	if err != nil {
		return room[:n]
	}
	if n, err := body.Read(make([]byte, 1)); n > 0 || err != io.EOF {
		return nil
	}
	return room
}

// responseStatus is the status of a response: 200 when it names none.
func responseStatus(response *Response) int {
	if response.Status == 0 {
		return 200
	}
	return response.Status
}

// responseHeader calls add for each line of a response's header, with a Content-Type in any case. One that could end its line early is
// left out.
func responseHeader(response *Response, add func(name, value string)) {
	if response.Header.Get("Content-Type") == "" {
		add("Content-Type", "application/octet-stream")
	}
	for name, values := range response.Header {
		for _, value := range values {
			if name != "" && !strings.ContainsAny(name+value, "\r\n\x00") && !strings.ContainsAny(name, ": ") {
				add(name, value)
			}
		}
	}
}
