package bridge

import (
	"crypto/rand"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// document is what the router knows of one document in a view. The router's mutex guards it.
type document struct {
	router *Router
	view   *View
	number uint32 // stands for the document between host and backend
	secret string // its scripts prove with it that a request for bytes is theirs

	pending    map[uint64]pending // what the page waits for, by id
	asks       []func(string)     // its messages that were not answered, oldest first
	ready      []string           // records for it
	streams    map[uint64]stream  // by the number that the page has
	lastStream uint64
	blobs      map[string][]byte // by token: uploaded and not used yet, or ready to be fetched
	blobBytes  int
}

type pending struct {
	kind   string // RecordCall, RecordNext or RecordReturn
	stream uint64 // the page's number of it, for the latter two
	queued bool   // the backend hasn't seen it
}

// stream is an async iterable in the backend.
type stream struct {
	backend uint64 // the backend's number
	lost    string // why it ended, when its backend is gone
}

// open makes a document of view; the mutex is held.
func (r *Router) open(view *View) *document {
	for r.lastNumber++; r.documents[r.lastNumber] != nil || r.lastNumber == 0; r.lastNumber++ {
		continue // 2^32 documents later, some numbers may still be in use
	}
	document := &document{
		router:  r,
		view:    view,
		number:  r.lastNumber,
		secret:  randomToken(),
		pending: map[uint64]pending{},
		streams: map[uint64]stream{},
		blobs:   map[string][]byte{},
	}
	r.documents[document.number] = document
	r.secrets[document.secret] = document
	return document
}

// randomToken returns 32 hex digits that can't be guessed.
func randomToken() string {
	var token [16]byte
	_, _ = rand.Read(token[:]) // it never fails: it ends the process instead
	return hex.EncodeToString(token[:])
}

// close forgets the document, ends its streams in the backend and lets go of its messages.
func (d *document) close() {
	r := d.router
	delete(r.documents, d.number)
	delete(r.secrets, d.secret)
	for _, stream := range d.streams {
		if stream.lost == "" {
			r.endStream(d.number, stream.backend)
		}
	}
	for _, ask := range d.asks {
		r.replies = append(r.replies, reply{ask, ""})
	}
	d.asks, d.ready, d.blobs, d.pending, d.streams = nil, nil, nil, nil, nil
}

// endStream tells the backend that nobody reads a stream any more. Its answer is dropped: no page uses the id 0.
func (r *Router) endStream(number uint32, stream uint64) {
	if r.state == backendReady {
		record := Record{Kind: RecordReturn, Rest: strconv.FormatUint(stream, 10)}
		r.outbox = append(r.outbox, Records{View: number, Text: record.String()})
	}
}

// settle makes the answer to a pending id ready.
func (d *document) settle(id uint64, kind, rest string) {
	if waiting, ok := d.pending[id]; ok {
		delete(d.pending, id)
		if waiting.kind != RecordCall && kind != RecordItem {
			delete(d.streams, waiting.stream)
		}
		d.ready = append(d.ready, Record{Kind: kind, ID: id, Rest: rest}.String())
	}
}

// reject settles an id that was never accepted.
func (d *document) reject(id uint64, message, code string) {
	d.ready = append(d.ready, Record{Kind: RecordError, ID: id, Rest: ErrorText(message, code)}.String())
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

// loseBackend rejects what the backend had accepted and marks its streams.
func (d *document) loseBackend(reason string) {
	for number, stream := range d.streams {
		stream.lost = reason
		d.streams[number] = stream
	}
	for _, id := range slices.Sorted(maps.Keys(d.pending)) {
		if !d.pending[id].queued {
			d.settle(id, RecordError, backendGone(reason))
		}
	}
}
