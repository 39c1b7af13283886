//go:build unix

package socket

import (
	"encoding/binary"
	"net"
	"net/netip"
	"os"
	"runtime"

	"golang.org/x/sys/unix"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// preparePacket sets what has to be set before a socket is bound.
func preparePacket(fd uintptr, six bool, b Binding) error {
	// Go's packages let a socket send to everybody; Node's wait to be told.
	if err := unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_BROADCAST, 0); err != nil {
		return err
	}
	if b.ReuseAddress {
		option := unix.SO_REUSEADDR
		if runtime.GOOS != "linux" {
			option = unix.SO_REUSEPORT
		}
		if err := unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, option, 1); err != nil {
			return err
		}
	}
	if b.ReusePort {
		if err := reusePort(fd); err != nil {
			return err
		}
	}
	if !six {
		return nil
	}
	only := 0
	if b.IPv6Only {
		only = 1
	}
	return unix.SetsockoptInt(int(fd), unix.IPPROTO_IPV6, unix.IPV6_V6ONLY, only)
}

// OpenPacket returns the UDP socket that has the descriptor fd, which then is its own.
func OpenPacket(fd int, post func(func()), received func(data []byte, from netip.AddrPort, err error)) (*Packet, error) {
	if err := unix.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	address, err := unix.Getsockname(fd)
	if err != nil {
		return nil, err
	}
	_, six := address.(*unix.SockaddrInet6)
	file := os.NewFile(uintptr(fd), "socket")
	if file == nil {
		return nil, unix.EBADF
	}
	conn, err := net.FilePacketConn(file)
	if err != nil {
		return nil, err
	}
	udp, ok := conn.(*net.UDPConn)
	if !ok {
		_ = conn.Close()
		return nil, unix.EINVAL
	}
	p, err := newPacket(&filePacket{udp, file}, six, post, received)
	if err != nil {
		return nil, err
	}
	if peer, err := unix.Getpeername(fd); err == nil {
		p.remote = fromSockaddr(peer)
	}
	return p, nil
}

// filePacket is a socket by a copy of a descriptor, and the descriptor.
type filePacket struct {
	*net.UDPConn
	file *os.File
}

func (c *filePacket) Close() error {
	err := c.UDPConn.Close()
	if closed := c.file.Close(); err == nil {
		err = closed
	}
	return err
}

// Descriptor returns the system's number of the socket.
func (p *Packet) Descriptor() int {
	if opened, ok := p.conn.(*filePacket); ok {
		return int(opened.file.Fd())
	}
	number := -1
	_ = p.raw.Control(func(fd uintptr) { number = int(fd) })
	return number
}

// packetReader reads one datagram at a time.
type packetReader struct {
	p       *Packet
	buffer  []byte
	found   datagram
	attempt func(fd uintptr) bool
}

func newPacketReader(p *Packet) *packetReader {
	r := &packetReader{p: p, buffer: make([]byte, packetSize)}
	r.attempt = func(fd uintptr) bool {
		for {
			n, from, err := unix.Recvfrom(int(fd), r.buffer, 0)
			switch err {
			case unix.EINTR:
				continue
			case unix.EAGAIN:
				return false
			case nil:
				r.found = datagram{data: append(make([]byte, 0, n), r.buffer[:n]...), from: fromSockaddr(from)}
			default:
				r.found = datagram{err: err}
			}
			return true
		}
	}
	return r
}

func (r *packetReader) next() datagram {
	if err := r.p.raw.Read(r.attempt); err != nil {
		return datagram{err: err}
	}
	found := r.found
	r.found = datagram{}
	return found
}

// trySend reports whether the system's buffer is full.
func (p *Packet) trySend(buffers [][]byte, to netip.AddrPort) (full bool, err error) {
	address, err := p.toSockaddr(to)
	if err != nil {
		return false, err
	}
	written := p.raw.Write(func(fd uintptr) bool {
		err = sendOne(int(fd), buffers, address)
		return true
	})
	if written != nil {
		return false, written
	}
	if err == unix.EAGAIN || err == unix.ENOBUFS {
		return true, nil
	}
	return false, err
}

// sendWaiting waits until there is room.
func (p *Packet) sendWaiting(buffers [][]byte, to netip.AddrPort) error {
	address, err := p.toSockaddr(to)
	if err != nil {
		return err
	}
	written := p.raw.Write(func(fd uintptr) bool {
		err = sendOne(int(fd), buffers, address)
		return err != unix.EAGAIN
	})
	if written != nil {
		return written
	}
	return err
}

func sendOne(fd int, buffers [][]byte, to unix.Sockaddr) error {
	for {
		var err error
		if len(buffers) == 1 {
			err = unix.Sendto(fd, buffers[0], 0, to)
		} else {
			_, err = unix.SendmsgBuffers(fd, buffers, nil, to, 0)
		}
		if err != unix.EINTR {
			return err
		}
	}
}

// toSockaddr is an address for the socket's family; nil is the peer.
func (p *Packet) toSockaddr(to netip.AddrPort) (unix.Sockaddr, error) {
	if !to.IsValid() {
		return nil, nil
	}
	ip := to.Addr()
	if ip.Is4() && p.six || !ip.Is4() && !p.six {
		return nil, unix.EINVAL
	}
	if ip.Is4() {
		return &unix.SockaddrInet4{Port: int(to.Port()), Addr: ip.As4()}, nil
	}
	return &unix.SockaddrInet6{Port: int(to.Port()), Addr: ip.As16(), ZoneId: uint32(zoneIndex(ip.Zone()))}, nil
}

func fromSockaddr(address unix.Sockaddr) netip.AddrPort {
	switch address := address.(type) {
	case *unix.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(address.Addr), uint16(address.Port))
	case *unix.SockaddrInet6:
		ip := netip.AddrFrom16(address.Addr)
		if address.ZoneId != 0 && ip.IsLinkLocalUnicast() {
			ip = ip.WithZone(zoneName(int(address.ZoneId)))
		}
		return netip.AddrPortFrom(ip, uint16(address.Port))
	}
	return netip.AddrPort{}
}

// Connect makes to the socket's peer: what others send is not received any more.
func (p *Packet) Connect(to netip.AddrPort) error {
	if err := permission.Send(to); err != nil {
		return err
	}
	address, err := p.toSockaddr(to)
	if err != nil {
		return err
	}
	if err := p.control(func(fd uintptr) error { return unix.Connect(int(fd), address) }); err != nil {
		return err
	}
	p.remote = to
	return nil
}

// Disconnect ends what Connect began.
func (p *Packet) Disconnect() error {
	err := p.control(disconnect)
	if err == nil {
		p.remote = netip.AddrPort{}
	}
	return err
}

// BufferSize sets the length of the system's buffer for sending or receiving, in bytes, and returns it; 0 leaves it as it is.
func (p *Packet) BufferSize(receive bool, size int) (int, error) {
	option := unix.SO_SNDBUF
	if receive {
		option = unix.SO_RCVBUF
	}
	err := p.control(func(fd uintptr) error {
		if size != 0 {
			return unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, option, size)
		}
		var err error
		size, err = unix.GetsockoptInt(int(fd), unix.SOL_SOCKET, option)
		return err
	})
	return size, err
}

func setOption(fd uintptr, level, option int, value []byte) error {
	return unix.SetsockoptString(int(fd), level, option, string(value))
}

func setNumber(fd uintptr, level, option, value int) error {
	return unix.SetsockoptInt(int(fd), level, option, value)
}

// The options of multicasting and others; the numbers of those that not all systems name are BSD's and Linux's.
const (
	optionBroadcast                    = unix.SO_BROADCAST
	optionHops4                        = unix.IP_TTL
	optionHops6                        = unix.IPV6_UNICAST_HOPS
	optionMultiHops4, optionMultiHops6 = unix.IP_MULTICAST_TTL, unix.IPV6_MULTICAST_HOPS
	optionLoop4, optionLoop6           = unix.IP_MULTICAST_LOOP, unix.IPV6_MULTICAST_LOOP
	optionInterface4, optionInterface6 = unix.IP_MULTICAST_IF, unix.IPV6_MULTICAST_IF
	optionJoin4, optionLeave4          = unix.IP_ADD_MEMBERSHIP, unix.IP_DROP_MEMBERSHIP
	optionJoin6, optionLeave6          = unix.IPV6_JOIN_GROUP, unix.IPV6_LEAVE_GROUP
	levelSocket, level4, level6        = unix.SOL_SOCKET, unix.IPPROTO_IP, unix.IPPROTO_IPV6
)

// family6 is how a socket address of IPv6 begins: with its family, and on BSD with its length before.
func family6() [2]byte {
	if runtime.GOOS == "linux" {
		var family [2]byte
		binary.NativeEndian.PutUint16(family[:], unix.AF_INET6)
		return family
	}
	return [2]byte{unix.SizeofSockaddrInet6, unix.AF_INET6}
}

func sourceOptions() (join4, leave4, join6, leave6 int) {
	if runtime.GOOS == "linux" {
		return 39, 40, 46, 47
	}
	return 70, 71, 82, 83
}

// interfaceFirst says that a source stands behind the interface in what joins a group of IPv4.
var interfaceFirst = runtime.GOOS == "linux"
