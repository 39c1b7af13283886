package desktop

import (
	"io"
	"maps"
	"net/textproto"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// protocols are the schemes that the backend serves. UI thread.
type protocols struct {
	handled map[string]bool // those that the driver knows; false is one that is not handled any more
	streams map[int]*io.PipeWriter
}

// serves tells whether a scheme is one of the app's own, beside app:.
func (h *host) serves(scheme string) bool { return h.protocols.handled[scheme] }

// protocolService is what protocol asks for.
func protocolService(h *host) service.Service {
	return service.Service{
		Methods: map[string]service.Handler{
			"protocol.handle": service.Func(func(a struct {
				Scheme       string
				Secure, CORS bool
			}) (any, error) {
				if err := h.driver.RegisterScheme(window.Scheme{Name: a.Scheme, Secure: a.Secure, CORS: a.CORS}); err != nil {
					return nil, &service.Error{Code: service.CodeNotSupported, Message: err.Error()}
				}
				if h.protocols.handled == nil {
					h.protocols.handled = map[string]bool{}
				}
				h.protocols.handled[a.Scheme] = true
				h.useSchemes()
				return nil, nil
			}),
			"protocol.unhandle": service.Func(func(a struct{ Scheme string }) (any, error) {
				delete(h.protocols.handled, a.Scheme)
				h.useSchemes()
				return nil, nil
			}),
			// A chunk is answered when it has been taken: with false if nobody wants more.
			"protocol.chunk": func(call *service.Call) {
				var a struct{ Stream int }
				stream := h.stream(call, &a, &a.Stream)
				if stream == nil {
					return
				}
				go func() {
					_, err := stream.Write(call.Bytes)
					call.Reply(err == nil, nil)
				}()
			},
			"protocol.end": func(call *service.Call) {
				var a struct {
					Stream int
					Failed bool
				}
				stream := h.stream(call, &a, &a.Stream)
				if stream == nil {
					return
				}
				delete(h.protocols.streams, a.Stream)
				if a.Failed {
					_ = stream.CloseWithError(io.ErrUnexpectedEOF)
				} else {
					_ = stream.Close()
				}
				call.Reply(nil, nil)
			},
		},
		Reset: func() {
			for id, stream := range h.protocols.streams {
				delete(h.protocols.streams, id)
				_ = stream.CloseWithError(io.ErrUnexpectedEOF)
			}
			h.protocols.handled = nil
		},
	}
}

// useSchemes has the policy of the app's pages let them load what the backend answers.
func (h *host) useSchemes() {
	schemes := slices.Sorted(maps.Keys(h.protocols.handled))
	h.mu.Lock()
	defer h.mu.Unlock()
	handler := *h.assets
	handler.Schemes = schemes
	h.assets = &handler
}

// stream is the one that a call is about; without it the call is answered.
func (h *host) stream(call *service.Call, arguments any, id *int) *io.PipeWriter {
	if err := call.Decode(arguments); err != nil {
		call.Fail(err)
		return nil
	}
	stream := h.protocols.streams[*id]
	if stream == nil {
		call.Reply(false, nil)
	}
	return stream
}

// serveScheme has the backend answer a request of a page for a URL of a scheme of the app's own.
func (h *host) serveScheme(request *window.Request, scheme string) {
	if !h.serves(scheme) {
		request.Respond(window.Response{Status: 404})
		return
	}
	headers := [][2]string{}
	for name, values := range request.Header {
		for _, value := range values {
			headers = append(headers, [2]string{name, value})
		}
	}
	h.natives.ask("protocol.request", struct {
		Scheme   string      `json:"scheme"`
		URL      string      `json:"url"`
		Method   string      `json:"method"`
		Headers  [][2]string `json:"headers"`
		Referrer string      `json:"referrer"`
	}{scheme, request.URL, request.Method, headers, request.From}, request.Body, func(answer service.Answer) {
		var head struct {
			Status  int
			Headers [][2]string
			Stream  int // its number if the body comes in chunks, 0 if it is here
		}
		if err := answer.Decode(&head); err != nil {
			h.log("The request for %q got no answer: %v", request.URL, err)
			request.Respond(window.Response{Status: 500})
			return
		}
		response := window.Response{Status: head.Status, Header: textproto.MIMEHeader{}, Body: answer.Bytes}
		for _, line := range head.Headers {
			response.Header.Add(line[0], line[1])
		}
		if head.Stream != 0 {
			reader, writer := io.Pipe()
			response.Reader, response.Length = reader, -1
			if h.protocols.streams == nil {
				h.protocols.streams = map[int]*io.PipeWriter{}
			}
			h.protocols.streams[head.Stream] = writer
		}
		request.Respond(response)
	})
}

// mayAsk tells whether a page may have what the app serves: its own pages may, those of the web may not.
func (h *host) mayAsk(request *window.Request) bool {
	if request.From == "" || isOwn(request.From) {
		return true
	}
	scheme, _, _ := strings.Cut(request.From, ":")
	return h.serves(scheme)
}
