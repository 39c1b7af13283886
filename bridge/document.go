package bridge

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// document is what the router knows of one document in a view. The router's mutex guards it.
type document struct {
	router *Router
	view   *View
	number uint32 // stands for the document between host and backend
	secret string // its scripts prove with it that a request for bytes is theirs

	pending   map[uint64]pending      // what the page waits for, by id
	reading   int                     // how many of them are streams
	now       map[uint64]func(string) // the calls that the page does nothing but wait for
	timers    map[uint64]func()       // of calls whose time is limited, by id: what stops them
	requested map[uint64]string       // what the backend waits for, by id: RecordInvoke or RecordNext
	listens   map[string]bool         // the events that the page hears
	opened    bool                    // the backend that runs has been told of the document
	asks      []func(string)          // the page's messages that were not answered, oldest first
	ready     []string                // records for the page
	blobs     map[string]*heldBlob    // by token: uploaded and not used yet, or ready to be fetched
	blobBytes int
}

type pending struct {
	kind   string // RecordCall, RecordInvoke or RecordNext
	queued bool   // the backend hasn't seen it
}

// open makes a document of view; the mutex is held.
func (r *Router) open(view *View) *document {
	for r.lastNumber++; r.documents[r.lastNumber] != nil || r.lastNumber == 0; r.lastNumber++ {
		continue // 2^32 documents later, some numbers may still be in use
	}
	document := &document{
		router:    r,
		view:      view,
		number:    r.lastNumber,
		secret:    RandomToken(),
		pending:   map[uint64]pending{},
		requested: map[uint64]string{},
		now:       map[uint64]func(string){},
		blobs:     map[string]*heldBlob{},
	}
	r.documents[document.number] = document
	r.secrets[document.secret] = document
	return document
}

// RandomToken returns 32 hex digits that can't be guessed.
func RandomToken() string {
	var token [16]byte
	_, _ = rand.Read(token[:]) // it never fails: it ends the process instead
	return hex.EncodeToString(token[:])
}

// close forgets the document, tells the backend, and lets go of the page's messages.
func (d *document) close() {
	r := d.router
	delete(r.documents, d.number)
	delete(r.secrets, d.secret)
	for _, stop := range d.timers {
		stop()
	}
	d.timers = nil
	if d.opened && r.state == backendReady {
		record := Record{Kind: RecordGone, Rest: ErrorText("The page is gone: it was closed, or another one was loaded.", CodePageGone)}
		r.outbox = append(r.outbox, Records{View: d.number, Text: record.String()})
	}
	for _, ask := range d.asks {
		r.replies = append(r.replies, reply{ask, ""})
	}
	for _, answer := range d.now {
		r.replies = append(r.replies, reply{answer, ""})
	}
	d.now = nil
	d.asks, d.ready, d.blobs, d.pending, d.requested, d.listens = nil, nil, nil, nil, nil, nil
}

// forward passes a record to the backend, after the news that there is such a document.
func (d *document) forward(line string, blob []byte, batch *batch) {
	d.introduce(batch)
	batch.add(d, line, blob)
}

// description is what the backend is told of the document, as clone text.
func (d *document) description() string {
	window, limits := &d.view.window, &d.router.limits
	text, err := json.Marshal(map[string]any{
		"window": map[string]any{"id": window.ID, "name": window.Name}, "origin": window.Origin,
		"events": limits.Events, "references": limits.References, "depth": limits.Depth,
	})
	if err != nil { // strings and numbers always have a JSON form
		return "{}"
	}
	return string(text)
}

// settle makes the answer to a pending id ready.
func (d *document) settle(id uint64, kind, rest string) {
	if _, ok := d.pending[id]; ok {
		if kind != RecordItem {
			d.finish(id)
		}
		d.tell(kind, id, Record{Kind: kind, ID: id, Rest: rest}.String())
	}
}

// finish forgets a pending id.
func (d *document) finish(id uint64) {
	if d.pending[id].kind == RecordNext {
		d.reading--
	}
	delete(d.pending, id)
	if stop := d.timers[id]; stop != nil {
		delete(d.timers, id)
		stop()
	}
}

// reject answers a request that was never accepted.
func (d *document) reject(id uint64, message, code string) {
	d.tell(RecordRefused, id, Record{Kind: RecordRefused, ID: id, Rest: ErrorText(message, code)}.String())
}

// answer gives what is ready to the oldest unanswered messages.
func (d *document) answer() {
	for len(d.asks) > 0 && len(d.ready) > 0 {
		count, size := 0, 0
		for count < len(d.ready) && (count == 0 || size+len(d.ready[count]) <= replyText) {
			size += len(d.ready[count])
			count++
		}
		d.router.replies = append(d.router.replies, reply{d.asks[0], strings.Join(d.ready[:count], "\n")})
		d.asks = d.asks[1:]
		d.ready = d.ready[count:]
	}
}

// loseBackend rejects what the backend had accepted, and tells the page that what it borrowed from the backend is dead.
func (d *document) loseBackend(reason string) {
	for _, id := range slices.Sorted(maps.Keys(d.pending)) {
		if !d.pending[id].queued {
			d.settle(id, RecordError, backendGone(reason))
		}
	}
	clear(d.requested)
	if d.opened {
		d.opened = false
		d.ready = append(d.ready, Record{Kind: RecordGone, Rest: backendGone(reason)}.String())
	}
}
