package tls

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// The events that connections tell of, in JavaScript's numbering. Those marked so wait for an answer.
const (
	eventDone    = iota // the handshake is over
	eventFailed         // error: the protocol has failed
	eventHello          // waits: server name, whether OCSP is asked for
	eventALPN           // waits: server name, protocols; the answer is a protocol, or false for none
	eventSession        // session identifier, session; waits on a server
	eventResume         // waits: session identifier; the answer is a session
	eventKeyLog         // line
	eventOCSP           // the response, or null
)

// connection is a TLS connection over another: a socket.Layered whose reads and writes wait for the handshake. Its methods may be
// called on any goroutine except where they say otherwise.
type connection struct {
	server bool
	// tell posts an event; ask waits for its answer, ok is false if the connection was closed meanwhile.
	tell func(event int, args ...any)
	ask  func(event int, args ...any) (answer any, ok bool)

	// shaken, if there is one, is called when the handshake is over and told of.
	shaken func()

	// closed is closed by Close; over when the handshake has succeeded or failed; open when JavaScript has heard of it and not
	// refused the other end: nothing that was written before may be sent until then, and nothing be read.
	closed, over, open chan struct{}
	closing            sync.Once

	// What start sets, and nothing changes.
	lower *held
	conn  *tls.Conn

	// What the handshake leaves, for after open.
	failed   error // what reads end with
	state    tls.ConnectionState
	path     []*x509.Certificate
	reason   string
	sigalgs  []tls.SignatureScheme
	fragment int
	// finished are this end's Finished message and the other's, below TLS 1.3.
	finished [2][]byte

	mu       sync.Mutex
	settings *settings // a server's may be exchanged in the handshake
	staple   []byte
	local    *tls.Certificate
	// session is what the program gets, ticket the part of it that the server has sent; fresh are those that it has not been told of.
	session, ticket []byte
	fresh           [][]byte
	// bare says that a server has no certificate, chosen that such settings came with the server's name.
	bare, chosenBare bool
	// started says that there is a handshake.
	started bool
	options options
	hello   *tls.ClientHelloInfo
}

// options are what is set before the handshake.
type options struct {
	name          string
	protocols     []string
	requestCert   bool
	rejectMissing bool
	session       []byte
	// What JavaScript wants to be told of.
	helloEvent, alpnEvent, sessionEvents, keyLog, ocsp bool
}

func newConnection(s *settings, server bool) *connection {
	return &connection{server: server, settings: s, closed: make(chan struct{}), over: make(chan struct{}), open: make(chan struct{}), fragment: maxFragment}
}

// maxFragment is how many bytes one record has at most.
const maxFragment = 16 << 10

// start begins the handshake.
func (c *connection) start(lower socket.Lower) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.started {
		return
	}
	c.started = true
	c.lower = &held{Lower: lower, holding: true}
	if c.server {
		c.conn = tls.Server(c.lower, c.serverConfig())
	} else {
		c.conn = tls.Client(c.lower, c.clientConfig())
	}
	go c.handshake()
}

func (c *connection) handshake() {
	if c.shaken != nil {
		defer c.shaken()
	}
	err := c.conn.Handshake()
	if err != nil {
		c.lower.release() // an alert
	} else {
		c.state = c.conn.ConnectionState()
		c.finished = finishedOf(c.conn, c.server, &c.state)
		c.judge()
		c.settleSessions()
		close(c.over)
		c.tellSessions()
		if !c.server && c.options.ocsp {
			c.tell(eventOCSP, c.state.OCSPResponse)
		}
		c.tell(eventDone) // JavaScript, which may refuse the other end, opens it
		return
	}
	c.failed = c.ending(err)
	close(c.over)
	close(c.open)
}

// judge verifies what the other end has sent.
func (c *connection) judge() {
	if len(c.state.PeerCertificates) == 0 {
		return
	}
	usage := x509.ExtKeyUsageServerAuth
	if c.server {
		usage = x509.ExtKeyUsageClientAuth
	}
	c.mu.Lock()
	s := c.settings
	c.mu.Unlock()
	c.path, c.reason = s.store.verify(c.state.PeerCertificates, usage, time.Now())
}

// ending tells of an error of the protocol, and returns what reads end with.
func (c *connection) ending(err error) error {
	switch {
	case isCut(err):
		return io.EOF
	case socket.IsClosed(err):
		return errClosing // the connection below is being closed, of which there is an event
	case isTLS(err):
		c.discard()
		err = c.cause(err)
		c.tell(eventFailed, failure(err, c.server))
		return errTold
	}
	return err
}

// cause is what OpenSSL finds wrong, where Go finds something else.
func (c *connection) cause(err error) error {
	text := err.Error()
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.chosenBare && strings.Contains(text, "no key exchanges"):
		return errors.New("tls: passed a null parameter")
	case c.bare && strings.Contains(text, "no key exchanges"):
		return errors.New("tls: no certificate for the signature algorithms")
	case c.server && c.settings.base.MinVersion > c.settings.base.MaxVersion:
		return errors.New("tls: no versions to choose from")
	case c.server && c.hello == nil && strings.HasPrefix(text, "remote error"):
		return errors.New("tls: unexpected message") // an alert in place of a greeting
	case !c.server && strings.Contains(text, "no supported versions satisfy"):
		// The other end hears of it.
		_, _ = c.lower.Write([]byte{21, 3, 1, 0, 2, 2, 80})
	}
	return err
}

// discard reads what has arrived, so that closing does not reset the connection.
func (c *connection) discard() {
	buffer := make([]byte, 16<<10)
	for range 64 {
		if n, err := c.lower.TryRead(buffer); n == 0 || err != nil {
			return
		}
	}
}

// errTold is for reads after an error that an event has told of, errClosing for those of a connection that is being closed.
var errTold, errClosing = errors.New("told"), errors.New("closing")

// wait waits for the handshake: until over or open.
func (c *connection) wait(until chan struct{}) error {
	select {
	case <-until:
		return c.failed
	case <-c.closed:
		return net.ErrClosed
	}
}

// smallRead is how much is read without a larger buffer, while nothing may be there.
const smallRead = 512

var chunks = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// ReadChunk is a Layered's.
func (c *connection) ReadChunk() ([]byte, error) {
	if err := c.wait(c.open); err != nil {
		return nil, c.quiet(err)
	}
	small := make([]byte, smallRead)
	n, err := c.conn.Read(small)
	if n == 0 {
		return nil, c.quiet(c.ending(err))
	}
	if n < smallRead {
		return small[:n], nil
	}
	// More of the record may be there. What follows a full record is taken along, others come one by one, as they were sent.
	buffer := chunks.Get().(*[64 << 10]byte)
	n = copy(buffer[:], small)
	c.lower.now = true
	for n < len(buffer) && (n == smallRead || n%maxFragment == 0) {
		more, _ := c.conn.Read(buffer[n:])
		if more == 0 {
			break // the connection repeats its error at the next read
		}
		n += more
	}
	c.lower.now = false
	if n > len(buffer)/2 {
		return buffer[:n:n], nil
	}
	chunk := make([]byte, n)
	copy(chunk, buffer[:n])
	chunks.Put(buffer)
	return chunk, nil
}

// quiet is what the reader is told of an error: behind one in the handshake nothing follows, behind a later one the end.
func (c *connection) quiet(err error) error {
	switch {
	case err == errTold && c.failed == nil:
		return io.EOF
	case err == errTold, err == errClosing:
		<-c.closed
		return net.ErrClosed
	}
	return err
}

// Read is for layers that know nothing of chunks.
func (c *connection) Read(p []byte) (int, error) {
	if err := c.wait(c.open); err != nil {
		return 0, c.quiet(err)
	}
	n, err := c.conn.Read(p)
	if n == 0 && err != nil {
		err = c.quiet(c.ending(err))
	}
	return n, err
}

// backlog is how many encrypted bytes may wait before writing does.
const backlog = 256 << 10

// Write blocks until what was written has nearly left.
func (c *connection) Write(p []byte) (written int, err error) {
	if err := c.wait(c.open); err != nil {
		return 0, c.quiet(err)
	}
	for {
		n, err := c.send(p[:min(len(p), 64<<10)])
		written += n
		if err != nil {
			return written, err
		}
		p = p[n:]
		if len(p) == 0 {
			return written, c.lower.Drain(0)
		}
		if err := c.lower.Drain(backlog); err != nil {
			return written, err
		}
	}
}

func (c *connection) send(p []byte) (n int, err error) {
	for len(p) > 0 {
		sent, err := c.conn.Write(p[:min(len(p), c.fragment)])
		n += sent
		if err != nil {
			return n, err
		}
		p = p[sent:]
	}
	return n, nil
}

// maxTry is how much is encrypted on the loop's goroutine.
const maxTry = 64 << 10

// TryWrite is a Layered's.
func (c *connection) TryWrite(buffers [][]byte) ([][]byte, error) {
	size := 0
	for _, b := range buffers {
		size += len(b)
	}
	if !c.done() || c.failed != nil || size > maxTry || c.lower.Waiting() > backlog {
		return buffers, nil
	}
	whole := buffers[0]
	if len(buffers) > 1 {
		whole = make([]byte, 0, size)
		for _, b := range buffers {
			whole = append(whole, b...)
		}
	}
	if _, err := c.send(whole); err != nil {
		return nil, err
	}
	if c.lower.Waiting() > 0 {
		return [][]byte{{}}, nil // the rest of the way is for another goroutine to wait for
	}
	return nil, nil
}

// done reports whether the handshake is over.
func (c *connection) done() bool {
	select {
	case <-c.over:
		return true
	default:
		return false
	}
}

// Waiting is a Layered's.
func (c *connection) Waiting() int {
	if !c.done() || c.lower == nil {
		return 0
	}
	return c.lower.Waiting()
}

// CloseWrite is a Layered's: it says that nothing follows, and ends the direction below too.
func (c *connection) CloseWrite() error {
	if c.wait(c.over) != nil {
		return nil // the handshake failed, and the program was told so then
	}
	if ends, ok := c.lower.Lower.(interface{ Ended() bool }); !ok || !ends.Ended() {
		_ = c.conn.CloseWrite()
	}
	c.lower.release()
	return c.lower.CloseWrite()
}

// Close ends what waits. The connection below is not its own to close.
func (c *connection) Close() error {
	c.closing.Do(func() { close(c.closed) })
	return nil
}
