package window

import (
	"bytes"
	"io"
	"net/textproto"

	"github.com/ebitengine/purego/objc"
)

// responseChunk is how much of a body that comes in pieces WebKit is given at once.
const responseChunk = 256 << 10

// serve hands one request, a WKURLSchemeTask, to the app.
func (d *driver) serve(view, task objc.ID) {
	send(task, "retain")
	d.tasks[task] = struct{}{}
	request := send(task, "request")
	d.config.serve(incoming{
		method: goString(send(request, "HTTPMethod")), url: goURL(send(request, "URL")), header: headerOf(request), from: goURL(send(view, "URL")),
		body: func(wanted *Request) ([]byte, bool) {
			body := send(request, "HTTPBody")
			if body == 0 {
				return nil, true
			}
			return readWhole(bytes.NewReader(goBytes(body)), wanted)
		},
		finish: func(response Response) { d.finish(task, response) },
	}, d.onThread)
}

// headerOf is the header of an NSURLRequest.
func headerOf(request objc.ID) textproto.MIMEHeader {
	header := textproto.MIMEHeader{}
	fields := send(request, "allHTTPHeaderFields")
	names := send(fields, "allKeys")
	count := uint(0)
	if names != 0 {
		count = objc.Send[uint](names, sel("count"))
	}
	for i := range count {
		name := send(names, "objectAtIndex:", i)
		header.Add(goString(name), goString(send(fields, "objectForKey:", name)))
	}
	return header
}

// forget is told that WebKit wants no more of a response, or has all of it.
func (d *driver) forget(task objc.ID) {
	if _, wanted := d.tasks[task]; wanted {
		delete(d.tasks, task)
		send(task, "release")
	}
}

// finish gives the response to WebKit.
func (d *driver) finish(task objc.ID, response Response) {
	if _, wanted := d.tasks[task]; !wanted {
		closeReader(response.Reader)
		return
	}
	pooled(func() {
		fields := create("NSMutableDictionary", "init")
		responseHeader(&response, func(name, value string) { send(fields, "setObject:forKey:", nsString(value), nsString(name)) })
		send(task, "didReceiveResponse:", create("NSHTTPURLResponse", "initWithURL:statusCode:HTTPVersion:headerFields:",
			send(send(task, "request"), "URL"), responseStatus(&response), nsString("HTTP/1.1"), fields))
	})
	if response.Reader == nil {
		d.give(task, response.Body)
		d.end(task)
		return
	}
	go d.pump(task, response.Reader)
}

// give gives WebKit a piece of the body, and tells whether it wants more.
func (d *driver) give(task objc.ID, piece []byte) (wanted bool) {
	if _, wanted = d.tasks[task]; wanted && len(piece) > 0 {
		pooled(func() { send(task, "didReceiveData:", nsData(piece)) })
	}
	return wanted
}

func (d *driver) end(task objc.ID) {
	if _, wanted := d.tasks[task]; wanted {
		send(task, "didFinish")
		d.forget(task)
	}
}

// pump gives WebKit a body as it comes, one piece at a time, on a goroutine of its own.
func (d *driver) pump(task objc.ID, body io.Reader) {
	defer closeReader(body)
	piece := make([]byte, responseChunk)
	for {
		count, err := io.ReadAtLeast(body, piece, 1)
		more := make(chan bool)
		d.Post(func() {
			wanted := d.give(task, piece[:count])
			if err != nil {
				d.end(task) // also after a failure: the page sees the body end early
			}
			more <- wanted && err == nil
		})
		if !<-more {
			return
		}
	}
}

func closeReader(body io.Reader) {
	if closer, ok := body.(io.Closer); ok {
		_ = closer.Close()
	}
}
