package webview2

import (
	"io"
	"unsafe"
)

// Places of methods, as in view_windows.go.
const (
	eventRequest     = 3
	eventSetResponse = 5
	eventDeferral    = 6

	requestURL     = 3
	requestMethod  = 5
	requestBody    = 7
	requestHeaders = 9

	headersIterator = 8
	headerCurrent   = 3
	headerHas       = 4
	headerNext      = 5

	deferralComplete = 3
)

// Request is one request for a URL of the app's scheme.
type Request struct {
	Method, URL string
	// Header has names and values by turns.
	Header []string

	view            *View
	event, deferral *object
	body            *object
}

func (v *View) request(event *object, handle func(*Request)) {
	native, err := event.object(eventRequest)
	if err != nil {
		return // without a response the page gets an error
	}
	defer native.release()
	r := &Request{view: v}
	if r.URL, err = native.text(requestURL); err != nil {
		return
	}
	if r.Method, err = native.text(requestMethod); err != nil {
		return
	}
	r.Header = headerOf(native)
	if r.deferral, err = event.object(eventDeferral); err != nil {
		return
	}
	r.body, _ = native.object(requestBody)
	event.retain()
	r.event = event
	handle(r)
}

// headerOf reads a request's header, as much of it as there is.
func headerOf(request *object) (header []string) {
	headers, err := request.object(requestHeaders)
	if err != nil || headers == nil {
		return nil
	}
	defer headers.release()
	each, err := headers.object(headersIterator)
	if err != nil || each == nil {
		return nil
	}
	defer each.release()
	for {
		if has, err := each.integer(headerHas); err != nil || has == 0 {
			return header
		}
		var name, value *uint16
		if each.call(headerCurrent, uintptr(unsafe.Pointer(&name)), uintptr(unsafe.Pointer(&value))) != nil {
			return header
		}
		header = append(header, takeText(name), takeText(value))
		if more := int32(0); each.call(headerNext, uintptr(unsafe.Pointer(&more))) != nil || more == 0 {
			return header
		}
	}
}

// Body is what the page sent, nil when it sent nothing. It is there until Respond.
func (r *Request) Body() io.Reader {
	if r.body == nil {
		return nil
	}
	return reader{r.body}
}

// Respond answers the request, once. header has lines, "Name: value", joined by "\r\n". The body is closed at its end if it is an io.Closer;
// WebView2 reads it on a thread of its own, the same for all responses.
func (r *Request) Respond(status int, reason, header string, body io.ReadSeeker, size int64) error {
	defer r.event.release()
	defer r.deferral.release()
	defer r.body.release()
	content := newStream(body, size)
	defer content.change(-1)
	var response *object
	err := r.view.environment.call(environmentCreateResponse, uintptr(unsafe.Pointer(content)), uintptr(status),
		uintptr(unsafe.Pointer(wide(reason))), uintptr(unsafe.Pointer(wide(header))), uintptr(unsafe.Pointer(&response)))
	if err == nil {
		err = r.event.call(eventSetResponse, uintptr(unsafe.Pointer(response)))
		response.release()
	}
	if done := r.deferral.call(deferralComplete); err == nil {
		err = done
	}
	return err
}
