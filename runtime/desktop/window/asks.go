package window

import (
	"strings"
	"sync/atomic"
)

// asks are the messages of one window's page that wait for their answers. They belong to the UI thread, except for Ask.Reply.
type asks struct {
	options  *Options
	onThread func(func()) // runs a function on the UI thread: now, when this is it
	waiting  map[*ask]struct{}
	// The last asking document's address and origin: most asks come from the one before's.
	lastURL, lastOrigin string
}

// ask is one of them. settle gives the page its answer, or rejects its promise when there is a reason; UI thread.
type ask struct {
	asks    *asks
	settle  func(text, reason string)
	settled atomic.Bool
}

func newAsks(options *Options, onThread func(func())) *asks {
	return &asks{options: options, onThread: onThread, waiting: map[*ask]struct{}{}}
}

// receive gets one message of the relay in the document with this address.
func (s *asks) receive(text, address string, settle func(text, reason string)) {
	a := &ask{asks: s, settle: settle}
	s.waiting[a] = struct{}{}
	if s.options.OnAsk == nil {
		a.refuse("nothing in the host listens to this window")
		return
	}
	if address != s.lastURL {
		s.lastURL, s.lastOrigin = address, originOf(address)
	}
	if !guard("OnAsk", func() {
		s.options.OnAsk(Ask{Text: text, URL: address, Origin: s.lastOrigin, Reply: a.answer})
	}) {
		a.refuse("the host could not handle the message")
	}
}

// close refuses what still waits.
func (s *asks) close() {
	for a := range s.waiting {
		a.refuse("the window has closed")
	}
}

// answer is Ask.Reply.
func (a *ask) answer(text string) {
	if a.settled.Swap(true) {
		return
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	a.asks.onThread(func() {
		if _, waiting := a.asks.waiting[a]; waiting {
			delete(a.asks.waiting, a)
			a.settle(text, "")
		}
	})
}

// refuse rejects the page's promise. UI thread.
func (a *ask) refuse(reason string) {
	if _, waiting := a.asks.waiting[a]; waiting {
		delete(a.asks.waiting, a)
		a.settled.Store(true)
		a.settle("", reason)
	}
}
