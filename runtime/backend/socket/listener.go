package socket

import (
	"context"
	"errors"
	"net"
	"sync"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// Listening says how to listen.
type Listening struct {
	// Network is "tcp4", "tcp6" (IPv6 only), "tcp" (an IPv6 address that takes IPv4 connections too) or "unix"; Address is
	// an IP address with a port, or a path.
	Network, Address string
	// ReusePort lets several sockets listen on one port, among which the system distributes connections.
	ReusePort bool
}

// Listener is a socket that accepts connections.
type Listener struct {
	listener net.Listener
	once     sync.Once
	done     chan struct{}
	ended    func() // tells package permission

	mu sync.Mutex
	// untold are the connections that the loop has not taken; nil once closed.
	untold map[net.Conn]struct{}
}

// acceptAhead is how many connections are accepted before the loop has taken the first of them.
const acceptAhead = 64

// longestWait is how long an accepting that failed is not tried again.
const longestWait = 100 * time.Millisecond

// Listen binds a socket and listens on it. An error is, or wraps, the system's, or package permission's.
func Listen(l Listening) (*Listener, error) {
	if err := permission.Listen(l.Network, l.Address); err != nil {
		return nil, err
	}
	config := net.ListenConfig{KeepAlive: -1}
	config.SetMultipathTCP(false)
	if l.ReusePort {
		config.Control = func(_, _ string, raw syscall.RawConn) error {
			err := error(nil)
			if controlled := raw.Control(func(fd uintptr) { err = reusePort(fd) }); controlled != nil {
				return controlled
			}
			return err
		}
	}
	listener, err := config.Listen(context.Background(), l.Network, l.Address)
	if err != nil {
		return nil, err
	}
	return NewListener(listener), nil
}

// NewListener returns a Listener over what Go's packages made.
func NewListener(listener net.Listener) *Listener {
	keepSpare(1)
	return &Listener{listener: listener, done: make(chan struct{}), ended: permission.Listening(listener.Addr()), untold: map[net.Conn]struct{}{}}
}

// Addr is where it listens.
func (l *Listener) Addr() net.Addr { return l.listener.Addr() }

// Start begins to accept, with room for backlog connections that nobody has accepted. accepted is called in posted tasks, with a
// connection that is its own, or with an error, after which others follow.
func (l *Listener) Start(backlog int, post func(func()), accepted func(net.Conn, error)) error {
	if err := setBacklog(l.listener, backlog); err != nil {
		return err
	}
	go l.accept(post, accepted)
	return nil
}

func (l *Listener) accept(post func(func()), accepted func(net.Conn, error)) {
	room := make(chan struct{}, acceptAhead)
	wait := time.Duration(0)
	for {
		conn, err := l.listener.Accept()
		select {
		case <-l.done:
			if err == nil {
				_ = conn.Close()
			}
			return
		default:
		}
		if err != nil {
			if errors.Is(err, net.ErrClosed) {
				return
			}
			// Descriptors may have run out: closing some will help, hurrying will not.
			wait = min(max(2*wait, 5*time.Millisecond), longestWait)
			if isExhausted(err) {
				refuse(l.listener)
			}
			select {
			case <-l.done:
				return
			case <-time.After(wait):
			}
			if !isExhausted(err) {
				post(func() { accepted(nil, err) })
			}
			continue
		}
		wait = 0
		l.mu.Lock()
		if l.untold == nil {
			_ = conn.Close()
			l.mu.Unlock()
			return
		}
		l.untold[conn] = struct{}{}
		l.mu.Unlock()
		select {
		case room <- struct{}{}:
		case <-l.done:
			return
		}
		post(func() {
			<-room
			l.mu.Lock()
			_, open := l.untold[conn]
			delete(l.untold, conn)
			l.mu.Unlock()
			if open {
				accepted(conn, nil)
			}
		})
	}
}

// Close ends listening. Connections that were not told of are closed.
func (l *Listener) Close() error {
	err := net.ErrClosed
	l.once.Do(func() {
		close(l.done)
		l.mu.Lock()
		for conn := range l.untold {
			_ = conn.Close()
		}
		l.untold = nil
		l.mu.Unlock()
		l.ended()
		err = l.listener.Close()
		keepSpare(-1)
	})
	return err
}

// isExhausted reports whether err says that there are no more descriptors.
func isExhausted(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}
