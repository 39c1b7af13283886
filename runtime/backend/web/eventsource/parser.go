package eventsource

import (
	"bytes"
	"errors"
	"math"

	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

// maxEvent is how long a line, and the data of an event, may be, in bytes: a server that never ends one must not fill the memory.
const maxEvent = 128 << 20

var errTooLong = errors.New("an event is too long")

// event is one that a stream dispatches.
type event struct{ kind, data, id string }

// parser makes events of a text/event-stream: HTML, 9.2.6.
type parser struct {
	// id is the last event ID, which a new connection begins with.
	id string
	// retry is the time before the next connection, in milliseconds, where the stream gave one; negative otherwise.
	retry float64

	begun bool // the byte order mark is behind
	after bool // the last byte was a CR: an LF belongs to it
	line  []byte
	kind  string
	// buffer is the data buffer; full says that there was a data field.
	buffer []byte
	full   bool
	// nextID is the last event ID buffer.
	nextID string
}

func newParser(id string) *parser { return &parser{id: id, nextID: id, retry: -1} }

var mark = []byte{0xEF, 0xBB, 0xBF}

// push takes the next bytes, which it does not keep, and appends the events that are complete to list.
func (p *parser) push(chunk []byte, list []event) ([]event, error) {
	if !p.begun {
		p.line = append(p.line, chunk...)
		if len(p.line) < len(mark) && bytes.HasPrefix(mark, p.line) {
			return list, nil
		}
		p.begun = true
		chunk, p.line = bytes.TrimPrefix(p.line, mark), nil
	}
	for len(chunk) > 0 {
		if p.after && chunk[0] == '\n' {
			chunk = chunk[1:]
			p.after = false
			continue
		}
		p.after = false
		end := bytes.IndexAny(chunk, "\r\n")
		if end < 0 {
			end = len(chunk)
		}
		if len(p.line)+end+len(p.buffer) > maxEvent {
			return list, errTooLong
		}
		if end == len(chunk) {
			p.line = append(p.line, chunk...)
			return list, nil
		}
		line := chunk[:end]
		if len(p.line) > 0 {
			line = append(p.line, line...)
		}
		p.after = chunk[end] == '\r'
		chunk = chunk[end+1:]
		if len(line) == 0 {
			list = p.dispatch(list)
		} else {
			p.field(line)
		}
		p.line = p.line[:0]
	}
	return list, nil
}

func (p *parser) field(line []byte) {
	name, value, _ := bytes.Cut(line, []byte{':'})
	value = bytes.TrimPrefix(value, []byte{' '})
	switch string(name) {
	case "data":
		p.buffer = append(append(p.buffer, value...), '\n')
		p.full = true
	case "event":
		p.kind = text.DecodeUTF8(value)
	case "id":
		if bytes.IndexByte(value, 0) < 0 {
			p.nextID = text.DecodeUTF8(value)
		}
	case "retry":
		if milliseconds, ok := digits(value); ok {
			p.retry = milliseconds
		}
	}
}

// digits reads a number of ASCII digits only.
func digits(value []byte) (number float64, ok bool) {
	for _, c := range value {
		if c < '0' || c > '9' {
			return 0, false
		}
		number = math.Min(number*10+float64(c-'0'), math.MaxInt32) // what a timer takes
	}
	return number, len(value) > 0
}

func (p *parser) dispatch(list []event) []event {
	p.id = p.nextID
	if p.full {
		kind := p.kind
		if kind == "" {
			kind = "message"
		}
		list = append(list, event{kind, text.DecodeUTF8(p.buffer[:len(p.buffer)-1]), p.id})
	}
	p.kind, p.full = "", false
	if p.buffer = p.buffer[:0]; cap(p.buffer) > 64<<10 {
		p.buffer = nil
	}
	return list
}
