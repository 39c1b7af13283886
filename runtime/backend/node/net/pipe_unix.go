//go:build unix

package net

import (
	"context"
	"errors"
	"net"
	"strings"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// listenPipe listens on a Unix socket. A path that begins with NUL is an abstract name on Linux.
func listenPipe(path string) (*socket.Listener, error) {
	listener, err := socket.Listen(socket.Listening{Network: networkPipe, Address: unixPath(path)})
	if errors.Is(err, syscall.ENOENT) {
		err = syscall.EACCES // as libuv has it on all systems
	}
	return listener, err
}

func dial(ctx context.Context, network, address, local string) (conn net.Conn, bound bool, err error) {
	if network == networkPipe {
		address = unixPath(address)
	}
	return socket.Dial(ctx, network, address, local)
}

// unixPath keeps Go from taking a file's name for an abstract one.
func unixPath(path string) string {
	if strings.HasPrefix(path, "@") {
		return "./" + path
	}
	return path
}
