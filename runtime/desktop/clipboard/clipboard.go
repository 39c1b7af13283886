// Package clipboard is the system's clipboard, for the backend: bytes in several formats, which go by the names of their MIME types; each
// system's driver knows what they are called there. Package desktop imports it.
//
// The drivers for Windows and macOS have not been run: they are compiled and vetted on other systems.
package clipboard

import (
	"fmt"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// The formats that systems have names of their own for. Any other name is one of the system's.
const (
	text  = "text/plain" // UTF-8
	html  = "text/html"
	rtf   = "text/rtf"
	png   = "image/png"
	files = "text/uri-list" // file: URLs, one a line
)

// The clipboards. Only X11 and Wayland have the second, of what is selected; only macOS has the third, of what is looked for.
const (
	standard  = "clipboard"
	selection = "selection"
	findText  = "find"
)

// item is something in one format.
type item struct {
	format string
	data   []byte
}

// driver is a system's clipboard. All of it belongs to the UI thread, and so do the functions that it calls.
type driver interface {
	// formats gives the names of what there is.
	formats(which string, done func([]string, error))
	// read gives the bytes of the first of the formats that is there; no name if none is.
	read(which string, formats []string, done func(string, []byte, error))
	// write replaces what there is, by nothing if there are no items.
	write(which string, items []item) error
	// watch calls changed whenever somebody has written, with the name of the clipboard. It is called once.
	watch(changed func(which string)) error
}

type question struct {
	Clipboard string   `json:"clipboard"`
	Formats   []string `json:"formats"`
	Lengths   []int    `json:"lengths"`
}

// New makes the service.
func New(host *service.Host) service.Service {
	s := &clipboard{host: host}
	return service.Service{Methods: map[string]service.Handler{
		"clipboard.formats": s.formats,
		"clipboard.read":    s.read,
		"clipboard.write":   s.write,
		"clipboard.watch":   s.watch,
	}}
}

type clipboard struct {
	host    *service.Host
	driver  driver
	watched bool
}

// open makes the driver when somebody asks for the clipboard.
func (s *clipboard) open(call *service.Call) (q question, ok bool) {
	err := call.Decode(&q)
	if err == nil && s.driver == nil {
		s.driver, err = newDriver()
	}
	if err == nil {
		err = s.check(q)
	}
	if err != nil {
		call.Fail(err)
	}
	return q, err == nil
}

func (s *clipboard) check(q question) error {
	if q.Clipboard == standard {
		return nil
	}
	for _, name := range clipboards {
		if q.Clipboard == name {
			return nil
		}
	}
	return service.NotSupported(fmt.Sprintf("the clipboard %q", q.Clipboard), "this system has none of that kind")
}

func (s *clipboard) formats(call *service.Call) {
	if q, ok := s.open(call); ok {
		s.driver.formats(q.Clipboard, func(names []string, err error) {
			if err != nil {
				call.Fail(err)
				return
			}
			call.Reply(append([]string{}, names...), nil)
		})
	}
}

func (s *clipboard) read(call *service.Call) {
	if q, ok := s.open(call); ok {
		s.driver.read(q.Clipboard, q.Formats, func(format string, data []byte, err error) {
			if err != nil {
				call.Fail(err)
				return
			}
			call.Reply(map[string]string{"format": format}, append([]byte{}, data...))
		})
	}
}

// write has the formats' bytes one after the other.
func (s *clipboard) write(call *service.Call) {
	q, ok := s.open(call)
	if !ok {
		return
	}
	rest := call.Bytes
	var items []item
	for i, format := range q.Formats {
		if i >= len(q.Lengths) || q.Lengths[i] < 0 || q.Lengths[i] > len(rest) {
			call.Fail(fmt.Errorf("clipboard.write: there are fewer bytes than it says"))
			return
		}
		items = append(items, item{format, append([]byte{}, rest[:q.Lengths[i]]...)})
		rest = rest[q.Lengths[i]:]
	}
	if err := s.driver.write(q.Clipboard, items); err != nil {
		call.Fail(err)
		return
	}
	call.Reply(nil, nil)
}

func (s *clipboard) watch(call *service.Call) {
	if _, ok := s.open(call); !ok {
		return
	}
	if !s.watched {
		if err := s.driver.watch(func(which string) { s.host.Emit("clipboard.changed", which, nil) }); err != nil {
			call.Fail(err)
			return
		}
		s.watched = true
	}
	call.Reply(nil, nil)
}
