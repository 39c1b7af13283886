package browser

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"slices"
	"strconv"
)

// PortTakenError says that somebody else listens on the port that was asked for.
type PortTakenError struct {
	Port int
	Free int // the next one that is free
	Err  error
}

func (e *PortTakenError) Error() string { return fmt.Sprintf("port %d is in use: %v", e.Port, e.Err) }

// Unwrap returns the system's error.
func (e *PortTakenError) Unwrap() error { return e.Err }

// listen listens where options say. It completes them.
func listen(options *Options) (net.Listener, error) {
	options.Host = cmp.Or(options.Host, "127.0.0.1")
	address := options.Host
	if address == "localhost" {
		address = "127.0.0.1" // what it is on every machine
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(address, strconv.Itoa(options.Port)))
	switch {
	case err == nil:
		return listener, nil
	case errors.Is(err, fs.ErrPermission) && options.ThisPort:
		return nil, err
	case !options.ThisPort:
		return net.Listen("tcp", net.JoinHostPort(address, "0"))
	default:
		return nil, &PortTakenError{Port: options.Port, Free: freePort(address, options.Port), Err: err}
	}
}

// freePort returns the first port behind port that nobody listens on.
func freePort(address string, port int) int {
	for next := port + 1; next <= 65535; next++ {
		if listener, err := net.Listen("tcp", net.JoinHostPort(address, strconv.Itoa(next))); err == nil {
			_ = listener.Close()
			return next
		}
	}
	return 0
}

// hostsOf are the values of Host that are ours, the one to show first.
func hostsOf(host, port string) []string {
	if host == "::1" {
		return []string{"[::1]:" + port, "localhost:" + port}
	}
	hosts := []string{"127.0.0.1:" + port, "localhost:" + port}
	if host == "localhost" {
		slices.Reverse(hosts)
	}
	return hosts
}
