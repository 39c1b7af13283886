package socket

import (
	"encoding/binary"
	"net/netip"
	"syscall"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

const (
	windowsRecvBuffer = 0x1002 // SO_RCVBUF
	windowsSendBuffer = 0x1001 // SO_SNDBUF
)

// preparePacket sets what has to be set before a socket is bound.
func preparePacket(fd uintptr, six bool, b Binding) error {
	if b.ReusePort {
		return reusePort(fd)
	}
	// Go's packages let a socket send to everybody; Node's wait to be told.
	if err := setNumber(fd, levelSocket, optionBroadcast, 0); err != nil {
		return err
	}
	if b.ReuseAddress {
		if err := setNumber(fd, levelSocket, windows.SO_REUSEADDR, 1); err != nil {
			return err
		}
	}
	if !six {
		return nil
	}
	return setNumber(fd, level6, windows.IPV6_V6ONLY, number(b.IPv6Only))
}

// OpenPacket fails: see KindOf.
func OpenPacket(int, func(func()), func([]byte, netip.AddrPort, error)) (*Packet, error) {
	return nil, syscall.EWINDOWS
}

// Descriptor returns -1, as for other sockets.
func (p *Packet) Descriptor() int { return -1 }

type packetReader struct {
	p      *Packet
	buffer []byte
}

func newPacketReader(p *Packet) *packetReader {
	return &packetReader{p, make([]byte, packetSize)}
}

func (r *packetReader) next() datagram {
	for {
		n, from, err := r.p.conn.ReadFromUDPAddrPort(r.buffer)
		if err != nil {
			return datagram{err: err}
		}
		if !r.p.six {
			from = netip.AddrPortFrom(from.Addr().Unmap(), from.Port())
		}
		r.p.mu.Lock()
		others := r.p.remote.IsValid() && r.p.remote != from
		r.p.mu.Unlock()
		if !others {
			return datagram{data: append(make([]byte, 0, n), r.buffer[:n]...), from: from}
		}
	}
}

// trySend sends: Windows takes what it is given.
func (p *Packet) trySend(buffers [][]byte, to netip.AddrPort) (full bool, err error) {
	return false, p.sendNow(buffers, to)
}

func (p *Packet) sendWaiting(buffers [][]byte, to netip.AddrPort) error {
	return p.sendNow(buffers, to)
}

func (p *Packet) sendNow(buffers [][]byte, to netip.AddrPort) error {
	if !to.IsValid() {
		to = p.remote
	}
	if !to.IsValid() || to.Addr().Is4() == p.six {
		return syscall.EINVAL
	}
	data := buffers[0]
	if len(buffers) > 1 {
		data = nil
		for _, buffer := range buffers {
			data = append(data, buffer...)
		}
	}
	_, err := p.conn.WriteToUDPAddrPort(data, to)
	return err
}

// Connect makes to the socket's peer: what others send is left aside.
func (p *Packet) Connect(to netip.AddrPort) error {
	if err := permission.Send(to); err != nil {
		return err
	}
	if to.Addr().Is4() == p.six {
		return syscall.EINVAL
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.remote = to
	return nil
}

// Disconnect ends what Connect began.
func (p *Packet) Disconnect() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.remote = netip.AddrPort{}
	return nil
}

// BufferSize sets the length of the system's buffer for sending or receiving, in bytes, and returns it; 0 leaves it as it is.
func (p *Packet) BufferSize(receive bool, size int) (int, error) {
	option := windowsSendBuffer
	if receive {
		option = windowsRecvBuffer
	}
	err := p.control(func(fd uintptr) error {
		if size != 0 {
			return setNumber(fd, levelSocket, option, size)
		}
		var err error
		size, err = windows.GetsockoptInt(windows.Handle(fd), levelSocket, option)
		return err
	})
	return size, err
}

func setOption(fd uintptr, level, option int, value []byte) error {
	return windows.Setsockopt(windows.Handle(fd), int32(level), int32(option), &value[0], int32(len(value)))
}

func setNumber(fd uintptr, level, option, value int) error {
	return windows.SetsockoptInt(windows.Handle(fd), level, option, value)
}

const (
	optionBroadcast                    = windows.SO_BROADCAST
	optionHops4                        = windows.IP_TTL
	optionHops6                        = windows.IPV6_UNICAST_HOPS
	optionMultiHops4, optionMultiHops6 = windows.IP_MULTICAST_TTL, windows.IPV6_MULTICAST_HOPS
	optionLoop4, optionLoop6           = windows.IP_MULTICAST_LOOP, windows.IPV6_MULTICAST_LOOP
	optionInterface4, optionInterface6 = windows.IP_MULTICAST_IF, windows.IPV6_MULTICAST_IF
	optionJoin4, optionLeave4          = windows.IP_ADD_MEMBERSHIP, windows.IP_DROP_MEMBERSHIP
	optionJoin6, optionLeave6          = windows.IPV6_JOIN_GROUP, windows.IPV6_LEAVE_GROUP
	levelSocket, level4, level6        = windows.SOL_SOCKET, windows.IPPROTO_IP, windows.IPPROTO_IPV6
)

// family6 is how a socket address of IPv6 begins.
func family6() [2]byte {
	var family [2]byte
	binary.NativeEndian.PutUint16(family[:], windows.AF_INET6)
	return family
}

func sourceOptions() (join4, leave4, join6, leave6 int) { return 15, 16, 45, 46 }

// interfaceFirst says that a source stands behind the interface in what joins a group of IPv4.
const interfaceFirst = false
