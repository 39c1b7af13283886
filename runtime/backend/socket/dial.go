package socket

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// Dial connects to an IP address with a port (network "tcp4", "tcp6", "udp4" or "udp6") or to a path ("unix"), from the local IP address
// and port if it is not empty. It blocks; the end of ctx ends it. bound is false if the error is that of the local address. What the
// program may not connect to is an error of package permission.
func Dial(ctx context.Context, network, address, local string) (conn net.Conn, bound bool, err error) {
	dialer := net.Dialer{KeepAlive: -1}
	if err := permission.Prepare(ctx, &dialer, network, address); err != nil {
		return nil, true, err
	}
	if local != "" {
		from, err := localAddr(network, local)
		if err != nil {
			return nil, false, err
		}
		dialer.LocalAddr = from
	}
	conn, err = dialer.DialContext(ctx, network, address)
	var call *os.SyscallError
	return conn, !errors.As(err, &call) || call.Syscall != "bind", err
}

func localAddr(network, local string) (net.Addr, error) {
	if strings.HasPrefix(network, "udp") {
		return net.ResolveUDPAddr(network, local)
	}
	return net.ResolveTCPAddr(network, local)
}

// tcpConn returns conn as a TCP connection.
func tcpConn(conn any) (*net.TCPConn, bool) {
	if wrapped, ok := conn.(interface{ Unwrap() net.Conn }); ok {
		conn = wrapped.Unwrap()
	}
	tcp, ok := conn.(*net.TCPConn)
	return tcp, ok
}

// SetNoDelay says whether small writes are sent at once, which they are at first. It does nothing where there is no TCP.
func SetNoDelay(conn any, on bool) error {
	if tcp, ok := tcpConn(conn); ok {
		return tcp.SetNoDelay(on)
	}
	return nil
}

// SetKeepAlive says whether an idle connection is probed, after so many seconds (0: what the system has). It does nothing
// where there is no TCP.
func SetKeepAlive(conn any, on bool, seconds int) error {
	tcp, ok := tcpConn(conn)
	if !ok {
		return nil
	}
	if !on {
		return tcp.SetKeepAlive(false)
	}
	config := net.KeepAliveConfig{Enable: true, Idle: -1, Interval: -1, Count: -1}
	if seconds > 0 {
		// libuv's: ten probes, a second apart.
		config = net.KeepAliveConfig{Enable: true, Idle: time.Duration(seconds) * time.Second, Interval: time.Second, Count: 10}
	}
	return tcp.SetKeepAliveConfig(config)
}

// Address is one end of a connection in Node's terms.
type Address struct {
	// Address is an IP address; IPv4 in the form of IPv6 where the socket is IPv6.
	Address string
	// Family is "IPv4" or "IPv6".
	Family string
	Port   int
}

// AddressOf returns addr in Node's terms. six says that the socket is of IPv6. ok is false where there is no such address.
func AddressOf(addr net.Addr, six bool) (address Address, ok bool) {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || tcp == nil {
		return Address{}, false
	}
	return AddressOfPort(tcp.AddrPort(), six), true
}

// AddressOfPort is AddressOf of an IP address with a port.
func AddressOfPort(addr netip.AddrPort, six bool) Address {
	ip, port := addr.Addr(), int(addr.Port())
	switch {
	case ip.Is4() && six:
		return Address{"::ffff:" + ip.String(), "IPv6", port}
	case ip.Is4():
		return Address{ip.String(), "IPv4", port}
	case ip.Is4In6() && !six:
		return Address{ip.Unmap().String(), "IPv4", port}
	}
	return Address{ip.String(), "IPv6", port}
}

// Join returns an address with a port as Go's packages take it.
func Join(ip string, port int) string { return net.JoinHostPort(ip, strconv.Itoa(port)) }
