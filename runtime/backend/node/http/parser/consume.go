package parser

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/http1"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// consumed is a parser that takes what arrives at a connection. It parses on the connection's reader goroutine, as far as that
// needs no answer from JavaScript, and the loop replays what was found.
type consumed struct {
	parser *parser
	handle socket.Consumable
	mu     sync.Mutex
	// behind is how many chunks were not parsed ahead, and have not been consumed; stuck says that none may be until then.
	behind int
	stuck  bool
	// ahead are the results that have not been consumed.
	ahead []*found
}

// found is what was found in a chunk.
type found struct {
	before http1.Parser // as it was before the chunk
	events []event
	n      int
	err    *http1.Error
	// suspended says that the last event is a head that waits for its answer.
	suspended bool
}

// event is one call of a Handler.
type event struct {
	kind   eventKind
	head   *http1.Head
	fields *http1.Fields
	piece  []byte
}

type eventKind uint8

const (
	eventBegin eventKind = iota
	eventHead
	eventBody
	eventTrailers
	eventComplete
)

// The found are Handlers that note what happens. A head that may be another protocol's waits for the loop.
func (f *found) Begin() bool {
	f.events = append(f.events, event{kind: eventBegin})
	return true
}

func (f *found) Head(head *http1.Head) http1.Action {
	f.events = append(f.events, event{kind: eventHead, head: head})
	if head.Upgrade || head.Kind == http1.Response {
		return http1.Suspend
	}
	return http1.Continue
}

func (f *found) Body(piece []byte) bool {
	f.events = append(f.events, event{kind: eventBody, piece: piece})
	return true
}

func (f *found) Trailers(trailers *http1.Fields) bool {
	f.events = append(f.events, event{kind: eventTrailers, fields: trailers})
	return true
}

func (f *found) Complete() bool {
	f.events = append(f.events, event{kind: eventComplete})
	return true
}

func (b *binding) consume(p *parser, call goja.FunctionCall) goja.Value {
	handle, ok := b.engine.HandleOf(call.Argument(1)).(socket.Consumable)
	if !ok {
		return b.engine.VM.ToValue(false)
	}
	p.unconsume()
	c := &consumed{parser: p, handle: handle}
	p.consumed = c
	if !handle.Consume(c) {
		p.consumed = nil
		return b.engine.VM.ToValue(false)
	}
	return b.engine.VM.ToValue(true)
}

// unconsume gives the connection back. What has been parsed of chunks that nobody was told of, has not.
func (p *parser) unconsume() {
	c := p.consumed
	if c == nil {
		return
	}
	p.consumed = nil
	c.handle.Consume(nil)
	if len(c.ahead) > 0 {
		p.reader = c.ahead[0].before
	}
}

// Ahead parses a chunk on the reader's goroutine.
func (c *consumed) Ahead(chunk []byte) any {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stuck {
		c.behind++
		return nil
	}
	reader := &c.parser.reader
	f := &found{before: *reader, events: make([]event, 0, 3)}
	f.n, f.err = reader.Execute(chunk, f)
	f.suspended = reader.Suspended()
	c.stuck = f.err != nil || f.n < len(chunk) || f.suspended
	c.ahead = append(c.ahead, f)
	return f
}

// Consume tells of a chunk on the loop.
func (c *consumed) Consume(chunk []byte, ahead any) {
	p := c.parser
	e := p.binding.engine
	f, _ := ahead.(*found)
	c.mu.Lock()
	if f != nil {
		// What is taken away is not to stay with the connection.
		last := copy(c.ahead, c.ahead[1:])
		c.ahead[last] = nil
		c.ahead = c.ahead[:last]
	} else {
		c.behind--
	}
	c.mu.Unlock()
	e.InAsync(p.resource, func() {
		p.current, p.plain = chunk, true
		n, err := c.replay(chunk, f)
		p.current = nil
		if thrown := p.thrown; thrown != nil {
			p.thrown = nil
			e.Loop.Report(thrown)
			return
		}
		if p.plain && err == nil && n == len(chunk) && p.start == 0 {
			return
		}
		result := goja.Value(nil)
		if err != nil {
			result = p.binding.parseError(err, n)
		} else {
			result = e.VM.ToValue(n)
		}
		p.current = chunk
		_, _ = p.call(onExecute, result)
		p.current = nil
		if thrown := p.thrown; thrown != nil {
			p.thrown = nil
			e.Loop.Report(thrown)
		}
	})
	c.mu.Lock()
	if c.behind == 0 && len(c.ahead) == 0 && !p.reader.Suspended() {
		c.stuck = false
	}
	c.mu.Unlock()
}

// replay tells what was found in a chunk, and parses what was not parsed of it.
func (c *consumed) replay(chunk []byte, f *found) (int, *http1.Error) {
	p := c.parser
	told := (*direct)(p)
	if f == nil {
		return p.reader.Execute(chunk, told)
	}
	answer := http1.Continue
	for i := range f.events {
		if answer = tell(told, &f.events[i]); p.thrown != nil {
			return 0, http1.Handled
		}
	}
	if !f.suspended {
		return f.n, f.err
	}
	p.reader.Answer(answer)
	n, err := p.reader.Execute(chunk[f.n:], told)
	return f.n + n, err
}

// tell tells a handler of an event.
func tell(handler *direct, e *event) http1.Action {
	switch e.kind {
	case eventBegin:
		handler.Begin()
	case eventHead:
		return handler.Head(e.head)
	case eventBody:
		handler.Body(e.piece)
	case eventTrailers:
		handler.Trailers(e.fields)
	case eventComplete:
		handler.Complete()
	}
	return http1.Continue
}
