package socket

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"sync"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

const (
	// packetSize is the length of the longest datagram, in bytes.
	packetSize = 64 << 10
	// packetsAhead is how many datagrams are read before the first of them has been delivered. The system keeps what comes
	// behind them, as far as its buffer goes.
	packetsAhead = 64
)

// Binding says where a UDP socket is bound.
type Binding struct {
	// Network is "udp4" or "udp6"; Address is an IP address with a port.
	Network, Address string
	// ReuseAddress lets other sockets take the same port; the newest gets what arrives. ReusePort lets several have it, among which
	// the system distributes what arrives.
	ReuseAddress, ReusePort bool
	// IPv6Only keeps a socket of IPv6 from IPv4.
	IPv6Only bool
}

// Packet is a UDP socket. Its methods are for the loop's goroutine.
type Packet struct {
	conn packetConn
	raw  syscall.RawConn
	six  bool
	// remote is the peer of a connected socket.
	remote netip.AddrPort
	post   func(func())
	// received is called, in a posted task of its own, with each datagram, which it may keep, or with an error, which others
	// may follow.
	received func(data []byte, from netip.AddrPort, err error)

	mu                       sync.Mutex
	wake                     *sync.Cond // for the reader
	started, reading, closed bool
	// ready is what has been read and not delivered; posted is how many deliveries are under way.
	ready   []datagram
	posted  int
	deliver func()

	// queue is what waits to be sent; size is its length in bytes.
	queue   []*sending
	size    int
	sending bool // a goroutine sends the queue
}

type packetConn interface {
	net.PacketConn
	syscall.Conn
	ReadFromUDPAddrPort(b []byte) (n int, addr netip.AddrPort, err error)
	WriteToUDPAddrPort(b []byte, addr netip.AddrPort) (int, error)
}

type datagram struct {
	data []byte
	from netip.AddrPort
	err  error
}

// sending is one Send that could not be done at once.
type sending struct {
	buffers [][]byte
	to      netip.AddrPort
	size    int
	done    func(error)
}

// ListenPacket binds a UDP socket. An error is, or wraps, the system's, or package permission's.
func ListenPacket(b Binding, post func(func()), received func(data []byte, from netip.AddrPort, err error)) (*Packet, error) {
	config := net.ListenConfig{Control: func(network, _ string, raw syscall.RawConn) error {
		var err error
		if controlled := raw.Control(func(fd uintptr) { err = preparePacket(fd, network == "udp6", b) }); controlled != nil {
			return controlled
		}
		return err
	}}
	if err := permission.Listen(b.Network, b.Address); err != nil {
		return nil, err
	}
	conn, err := config.ListenPacket(context.Background(), b.Network, b.Address)
	if err != nil {
		return nil, err
	}
	return newPacket(conn.(*net.UDPConn), strings.HasSuffix(b.Network, "6"), post, received)
}

func newPacket(conn packetConn, six bool, post func(func()), received func([]byte, netip.AddrPort, error)) (*Packet, error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	p := &Packet{conn: conn, raw: raw, six: six, post: post, received: received}
	p.wake = sync.NewCond(&p.mu)
	p.deliver = p.deliverNext
	return p, nil
}

// control runs a system call on the socket.
func (p *Packet) control(call func(fd uintptr) error) error {
	var err error
	if controlled := p.raw.Control(func(fd uintptr) { err = call(fd) }); controlled != nil {
		return controlled
	}
	return err
}

// Local is where it is bound.
func (p *Packet) Local() netip.AddrPort { return p.conn.LocalAddr().(*net.UDPAddr).AddrPort() }

// Six says whether it is of IPv6.
func (p *Packet) Six() bool { return p.six }

// Remote is the peer of a connected socket; it is not valid if there is none.
func (p *Packet) Remote() netip.AddrPort { return p.remote }

// ReadStart lets datagrams be delivered, and ReadStop ends that.
func (p *Packet) ReadStart() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.reading || p.closed {
		return
	}
	p.reading = true
	for ; p.posted < len(p.ready); p.posted++ {
		p.post(p.deliver)
	}
	if !p.started {
		p.started = true
		go p.read()
		return
	}
	p.wake.Signal()
}

// ReadStop ends deliveries until ReadStart.
func (p *Packet) ReadStop() {
	p.mu.Lock()
	p.reading = false
	p.mu.Unlock()
}

// read is the reader's goroutine.
func (p *Packet) read() {
	reader := newPacketReader(p)
	for {
		p.mu.Lock()
		for !p.closed && (!p.reading || len(p.ready) >= packetsAhead) {
			p.wake.Wait()
		}
		closed := p.closed
		p.mu.Unlock()
		if closed {
			return
		}
		next := reader.next()
		p.mu.Lock()
		if p.closed {
			p.mu.Unlock()
			return
		}
		p.ready = append(p.ready, next)
		if p.reading {
			p.posted++
			p.post(p.deliver)
		}
		p.mu.Unlock()
		if next.err != nil && IsClosed(next.err) {
			return
		}
	}
}

// deliverNext is posted once for each datagram.
func (p *Packet) deliverNext() {
	p.mu.Lock()
	p.posted--
	if p.closed || !p.reading || len(p.ready) == 0 {
		p.mu.Unlock()
		return
	}
	next := p.ready[0]
	p.ready[0] = datagram{}
	if p.ready = p.ready[1:]; len(p.ready) == 0 {
		p.ready = nil
	}
	p.mu.Unlock()
	p.wake.Signal()
	p.received(next.data, next.from, next.err)
}

// Send sends one datagram that consists of buffers, whose memory must not change until it is done, to an address, or to the peer of a
// connected socket if to is not valid. pending is false if it was sent at once or could not be (err); otherwise done is called in a
// posted task.
func (p *Packet) Send(buffers [][]byte, to netip.AddrPort, done func(error)) (pending bool, err error) {
	if to.IsValid() {
		if err := permission.Send(to); err != nil {
			return false, err
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false, net.ErrClosed
	}
	if !p.sending {
		if full, err := p.trySend(buffers, to); !full {
			return false, err
		}
	}
	s := &sending{buffers: buffers, to: to, done: done}
	for _, buffer := range buffers {
		s.size += len(buffer)
	}
	p.queue = append(p.queue, s)
	p.size += s.size
	if !p.sending {
		p.sending = true
		go p.drain()
	}
	return true, nil
}

// drain sends the queue.
func (p *Packet) drain() {
	for {
		p.mu.Lock()
		if len(p.queue) == 0 {
			p.sending = false
			p.mu.Unlock()
			return
		}
		first := p.queue[0]
		p.mu.Unlock()
		err := p.sendWaiting(first.buffers, first.to)
		p.mu.Lock()
		if p.closed {
			p.mu.Unlock()
			return // Close has told of what was in the queue
		}
		p.queue = p.queue[1:]
		p.size -= first.size
		p.mu.Unlock()
		p.post(func() { first.done(err) })
	}
}

// Queue is how many bytes and datagrams wait to be sent.
func (p *Packet) Queue() (size, count int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.size, len(p.queue)
}

// Close closes the socket. What waits to be sent is lost: its functions are called with net.ErrClosed.
func (p *Packet) Close() error {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil
	}
	p.closed, p.ready = true, nil
	lost := p.queue
	p.queue = nil
	p.mu.Unlock()
	p.wake.Broadcast()
	err := p.conn.Close()
	for _, s := range lost {
		p.post(func() { s.done(net.ErrClosed) })
	}
	return err
}
