package fetch

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/permission"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// attemptDelay is how long one address is tried before the next is tried too.
const attemptDelay = 250 * time.Millisecond

// dialError is what connecting to a host failed with, at each of its addresses.
type dialError struct{ attempts []attemptError }

type attemptError struct {
	address string
	port    string
	err     error
}

func (e *dialError) Error() string { return "connect: " + e.attempts[0].err.Error() }

// Unwrap returns the first failure.
func (e *dialError) Unwrap() error { return e.attempts[0].err }

// connectTimeoutError says that no address answered in time.
type connectTimeoutError struct{ address string }

func (e *connectTimeoutError) Error() string { return "connect timeout: " + e.address }

// connectByName connects to a host's addresses, in their order, the next when one fails or takes long.
func connectByName(ctx context.Context, _, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if permission.IsUsersProxy(address) {
		ctx = permission.Trust(ctx)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, connectTimeout, &connectTimeoutError{address})
	defer cancel()
	addresses, err := resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	conn, err := connect(ctx, addresses, port)
	var late *connectTimeoutError
	if err != nil && errors.As(context.Cause(ctx), &late) {
		err = late
	}
	return conn, err
}

func resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{ip}, nil
	}
	if !permission.IsTrusted(ctx) {
		if err := permission.Lookup(host); err != nil {
			return nil, err
		}
	}
	addresses, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err == nil && len(addresses) > 0 {
		permission.Resolved(host, addresses)
		return addresses, nil
	}
	if name := strings.ToLower(strings.TrimSuffix(host, ".")); name == "localhost" || strings.HasSuffix(name, ".localhost") {
		own := []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1}), netip.IPv6Loopback()}
		permission.Resolved(host, own)
		return own, nil
	}
	if err == nil {
		err = &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return nil, err
}

// connect returns the first connection of those that it begins one after the other.
func connect(ctx context.Context, addresses []netip.Addr, port string) (net.Conn, error) {
	if len(addresses) == 1 {
		conn, err := connectTo(ctx, addresses[0], port)
		if err != nil {
			return nil, &dialError{[]attemptError{{addresses[0].Unmap().String(), port, err}}}
		}
		return conn, nil
	}
	type result struct {
		index int
		conn  net.Conn
		err   error
	}
	ctx, cancel := context.WithCancel(ctx)
	results := make(chan result, len(addresses))
	failed := make([]attemptError, len(addresses))
	next, running, failures := 0, 0, 0
	timer := time.NewTimer(0)
	defer timer.Stop()
	defer func() {
		cancel()
		go func() {
			for ; running > 0; running-- {
				if late := <-results; late.conn != nil {
					_ = late.conn.Close()
				}
			}
		}()
	}()
	for {
		select {
		case <-timer.C:
			if next == len(addresses) {
				continue
			}
			index := next
			next, running = next+1, running+1
			go func() {
				conn, err := connectTo(ctx, addresses[index], port)
				results <- result{index, conn, err}
			}()
			timer.Reset(attemptDelay)
		case r := <-results:
			running--
			if r.err == nil {
				return r.conn, nil
			}
			failed[r.index] = attemptError{addresses[r.index].Unmap().String(), port, r.err}
			if failures++; failures == len(addresses) {
				return nil, &dialError{failed}
			}
			timer.Reset(0)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func connectTo(ctx context.Context, ip netip.Addr, port string) (net.Conn, error) {
	network := "tcp6"
	if ip = ip.Unmap(); ip.Is4() {
		network = "tcp4"
	}
	conn, _, err := socket.Dial(ctx, network, net.JoinHostPort(ip.String(), port), "")
	return conn, err
}
