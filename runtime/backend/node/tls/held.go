package tls

import (
	"sync"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// held is a Lower whose reads can be told not to block, and that keeps a handshake's writes until there is nothing to read without
// them: the last of them leave when the program has accepted the other end, which otherwise would take the connection for made.
type held struct {
	socket.Lower
	// now says that reads do not block. It is the reader's.
	now bool

	mu      sync.Mutex
	holding bool
	pending []byte
	// last says that the last record is to be kept as well.
	last bool
}

// keepLast says that the record written next is none that the other end needs for the handshake: a ticket.
func (h *held) keepLast() {
	h.mu.Lock()
	h.last = h.holding
	h.mu.Unlock()
}

// Waiting is a Lower's.
func (h *held) Waiting() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.pending) + h.Lower.Waiting()
}

// errNothing is a temporary error, which leaves a tls.Conn as it is.
type errNothing struct{}

func (errNothing) Error() string   { return "nothing to read" }
func (errNothing) Timeout() bool   { return true }
func (errNothing) Temporary() bool { return true }

func (h *held) Read(p []byte) (int, error) {
	if !h.now {
		if err := h.flush(false); err != nil {
			return 0, err
		}
		return h.Lower.Read(p)
	}
	n, err := h.TryRead(p)
	if n == 0 && err == nil {
		err = errNothing{}
	}
	return n, err
}

func (h *held) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.holding {
		h.pending = append(h.pending, p...)
		return len(p), nil
	}
	return h.Lower.Write(p)
}

// release lets everything leave, from now on. An error is met by the next read or write too.
func (h *held) release() { _ = h.flush(true) }

func (h *held) flush(release bool) (err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	size := len(h.pending)
	if h.last && !release {
		size = lastRecord(h.pending)
	}
	if size > 0 {
		_, err = h.Lower.Write(h.pending[:size])
		h.pending = h.pending[size:]
	}
	if release {
		h.pending = nil
		h.holding = false
	}
	return err
}

// lastRecord is where the last of whole records begins.
func lastRecord(records []byte) (at int) {
	for next := 0; next+5 <= len(records); {
		at = next
		next += 5 + int(records[next+3])<<8 + int(records[next+4])
	}
	return at
}
