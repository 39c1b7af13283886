package browser

import (
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/bridge"
)

// serveBytes is the way of bytes, as in a window: a page sends those of a record before it, and fetches those of one that it got, piece by
// piece.
func (s *Server) serveBytes(w http.ResponseWriter, r *http.Request) {
	path, ok := bridge.ParseBytesPath(r.URL.EscapedPath())
	p := s.pageWith(path.Secret)
	switch {
	case !ok || p == nil:
		s.refuse(w, r, "a request for bytes without the secret of an open page")
	case r.Method == "POST":
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bridge.PieceSize))
		if err != nil {
			err = bridge.ErrBytesBroken
		} else {
			p.order.wait(r, path.Token, path.Offset)
			err = s.router.Upload(path, body)
			p.order.done(path.Token, path.Offset+len(body), path.Total, err)
		}
		s.answer(w, r, bytesStatus(err, http.StatusNoContent), nil, nil)
	case r.Method == "GET":
		p.order.wait(r, path.Token, path.Offset)
		piece, total, err := s.router.Download(path)
		p.order.done(path.Token, path.Offset+len(piece), total, err)
		header := textproto.MIMEHeader{"Content-Type": {"application/octet-stream"}, bridge.TotalHeader: {strconv.Itoa(total)}}
		s.answer(w, r, bytesStatus(err, http.StatusOK), header, piece)
	default:
		s.answer(w, r, http.StatusMethodNotAllowed, nil, nil)
	}
}

// serveNow answers a call that its page does nothing but wait for. The call was sent as bytes; rest is SECRET/TOKEN.
func (s *Server) serveNow(w http.ResponseWriter, r *http.Request, rest string) {
	secret, token, _ := strings.Cut(rest, "/")
	if r.Method != "GET" || s.pageWith(secret) == nil {
		s.refuse(w, r, "a call that waits, without the secret of an open page")
		return
	}
	answers := make(chan string, 1)
	if err := s.router.AskNow(secret, token, func(text string) { answers <- text }); err != nil {
		s.answer(w, r, http.StatusNotFound, nil, nil)
		return
	}
	select {
	case text := <-answers:
		s.answer(w, r, http.StatusOK, textproto.MIMEHeader{"Content-Type": {"text/plain; charset=utf-8"}}, []byte(text))
	case <-r.Context().Done(): // whoever asked is gone
	}
}

// bytesStatus is the status by which the page's client tells why bytes were refused.
func bytesStatus(err error, good int) int {
	switch {
	case err == nil:
		return good
	case errors.Is(err, bridge.ErrBytesTooLarge):
		return http.StatusRequestEntityTooLarge
	case errors.Is(err, bridge.ErrBytesBroken):
		return http.StatusBadRequest
	default:
		return http.StatusNotFound
	}
}

// pageWith returns the page whose document has the secret, or nil.
func (s *Server) pageWith(secret string) *page {
	s.mu.Lock()
	defer s.mu.Unlock()
	for p := range s.pages {
		if secret != "" && p.view.Secret() == secret {
			return p
		}
	}
	return nil
}

// order brings the pieces of a page's blobs into their order: a window's webview keeps it, but the connections of a browser overtake each other.
type order struct {
	mu      sync.Mutex
	next    map[string]int // where the next piece of a blob is, of those that have begun
	changed chan struct{}  // closed when next changes
}

func newOrder() *order { return &order{next: map[string]int{}, changed: make(chan struct{})} }

// orderTime is how long a piece waits for the one before it.
const orderTime = 30 * time.Second

// wait returns when it is the turn of a piece, or when it can't be any more.
func (o *order) wait(r *http.Request, token string, offset int) {
	timer := time.NewTimer(orderTime)
	defer timer.Stop()
	for {
		o.mu.Lock()
		next, changed := o.next[token], o.changed
		o.mu.Unlock()
		if next >= offset {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-timer.C:
			return
		}
	}
}

// done says that a piece has been taken, or refused with err.
func (o *order) done(token string, next, total int, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err == nil && next < total {
		o.next[token] = next
	} else {
		delete(o.next, token)
	}
	close(o.changed)
	o.changed = make(chan struct{})
}
