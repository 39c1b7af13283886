//go:build linux && cgo

package window

/*
#include <stdlib.h>
#include "native_linux.h"
*/
import "C"

import (
	"io"
	"net/textproto"
	"os"
	"runtime"
	"runtime/cgo"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"unsafe"
)

// bytesPath begins the only paths whose request bodies are ever read.
const bytesPath = Origin + "/.deskjs/bytes/"

// maxBody bounds what a page may send in one body, in bytes.
const maxBody = 1 << 30

// serve hands one request to the app.
func (d *driver) serve(native unsafe.Pointer, method, address, headers string) {
	var answered atomic.Bool
	request := &Request{Method: strings.ToUpper(method), URL: address, Header: parseHeader(headers)}
	request.respond = func(response Response) {
		if answered.Swap(true) {
			return
		}
		d.onThread(func() { finish(native, response) })
	}
	if !guard("Serve", func() {
		if d.config.Serve == nil {
			request.Respond(Response{Status: 404})
			return
		}
		if strings.HasPrefix(address, bytesPath) && (d.config.AcceptsBody == nil || d.config.AcceptsBody(request)) {
			body, whole := readBody(native, request.Header.Get("Content-Length"))
			if !whole {
				request.Respond(Response{Status: 413})
				return
			}
			request.Body = body
		}
		d.config.Serve(request)
	}) {
		request.Respond(Response{Status: 500})
	}
}

// parseHeader reads the list that C makes: name, zero, value, zero, and so on.
func parseHeader(text string) textproto.MIMEHeader {
	header := textproto.MIMEHeader{}
	for text != "" {
		var name, value string
		name, text, _ = strings.Cut(text, "\x00")
		value, text, _ = strings.Cut(text, "\x00")
		header.Add(name, value)
	}
	return header
}

// readBody reads a request's body, which is in memory already, and tells whether it could be read whole.
func readBody(native unsafe.Pointer, contentLength string) ([]byte, bool) {
	stream := C.deskjs_body_open(native)
	if stream == nil {
		return nil, true
	}
	defer C.deskjs_body_close(stream)
	size := 64 << 10
	if length, err := strconv.Atoi(contentLength); err == nil && length >= 0 && length <= maxBody {
		size = length + 1 // one more, so that the end is seen without growing
	}
	body := make([]byte, 0, size)
	for {
		if len(body) == cap(body) {
			body = append(body, 0)[:len(body)]
		}
		free := body[len(body):cap(body)]
		n := int(C.deskjs_body_read(stream, unsafe.Pointer(unsafe.SliceData(free)), C.size_t(len(free))))
		if n < 0 || len(body)+n > maxBody {
			return nil, false
		}
		if n == 0 {
			return body, true
		}
		body = body[:len(body)+n]
	}
}

// finish gives the response to WebKit, on the UI thread.
func finish(native unsafe.Pointer, response Response) {
	status := response.Status
	if status == 0 {
		status = 200
	}
	contentType := response.Header.Get("Content-Type")
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	typeText := C.CString(contentType)
	defer C.free(unsafe.Pointer(typeText))
	headers := formatHeader(response.Header)
	headersText := C.CString(headers)
	defer C.free(unsafe.Pointer(headersText))
	if response.Reader != nil {
		if pipe, err := pump(response.Reader); err == nil {
			C.deskjs_request_finish_pipe(native, C.int(status), typeText, headersText, C.size_t(len(headers)),
				C.int(pipe), C.int64_t(response.Length))
			return
		}
		status, response.Body = 500, nil
	}
	// WebKit reads the body where it is, on a thread of its own, and then gives it back to deskjsGoUnpin.
	pinner := &runtime.Pinner{}
	data := unsafe.SliceData(response.Body)
	if data != nil {
		pinner.Pin(data)
	}
	C.deskjs_request_finish(native, C.int(status), typeText, headersText, C.size_t(len(headers)),
		unsafe.Pointer(data), C.size_t(len(response.Body)), C.uintptr_t(cgo.NewHandle(pinner)))
}

// formatHeader makes the list that C reads. A value that could end its line early is left out.
func formatHeader(header textproto.MIMEHeader) string {
	var text strings.Builder
	for name, values := range header {
		for _, value := range values {
			if !strings.ContainsAny(name+value, "\r\n\x00") {
				text.WriteString(name + "\x00" + value + "\x00")
			}
		}
	}
	return text.String()
}

// pump copies a reader into a pipe and returns the end to read from, which WebKit closes.
func pump(reader io.Reader) (fd int, err error) {
	var ends [2]int
	if err := syscall.Pipe2(ends[:], syscall.O_CLOEXEC); err != nil {
		return 0, err
	}
	go func() {
		target := os.NewFile(uintptr(ends[1]), "app response")
		// An error means that the page has gone, or that the reader failed; either way the page sees the body end early.
		_, _ = io.Copy(target, reader)
		_ = target.Close()
		if closer, ok := reader.(io.Closer); ok {
			_ = closer.Close()
		}
	}()
	return ends[0], nil
}
