//go:build linux && cgo

package window

/*
#include <stdlib.h>
#include "native_linux.h"
*/
import "C"

import (
	"errors"
	"io"
	"net/textproto"
	"os"
	"runtime"
	"runtime/cgo"
	"strings"
	"syscall"
	"unsafe"
)

// serve hands one request to the app.
func (d *driver) serve(native unsafe.Pointer, method, address, from, headers string) {
	d.config.serve(incoming{
		method: method, url: address, from: from, header: parseHeader(headers),
		body:   func(request *Request) ([]byte, bool) { return readBody(native, request) },
		finish: func(response Response) { finish(native, response) },
	}, d.onThread)
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
func readBody(native unsafe.Pointer, request *Request) ([]byte, bool) {
	stream := C.deskjs_body_open(native)
	if stream == nil {
		return nil, true
	}
	defer C.deskjs_body_close(stream)
	return readWhole(bodyReader{stream}, request)
}

type bodyReader struct{ stream unsafe.Pointer }

func (r bodyReader) Read(p []byte) (int, error) {
	switch n := int(C.deskjs_body_read(r.stream, unsafe.Pointer(unsafe.SliceData(p)), C.size_t(len(p)))); {
	case n < 0:
		return 0, errors.New("the body can't be read")
	case n == 0:
		return 0, io.EOF
	default:
		return n, nil
	}
}

// finish gives the response to WebKit, on the UI thread.
func finish(native unsafe.Pointer, response Response) {
	status := responseStatus(&response)
	contentType := response.Header.Get("Content-Type")
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	typeText := C.CString(contentType)
	defer C.free(unsafe.Pointer(typeText))
	headers := formatHeader(&response)
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

// formatHeader makes the list that C reads.
func formatHeader(response *Response) string {
	var text strings.Builder
	responseHeader(response, func(name, value string) { text.WriteString(name + "\x00" + value + "\x00") })
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
