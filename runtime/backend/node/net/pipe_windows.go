package net

import (
	"context"
	"net"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// listenPipe fails: named pipes are not there yet.
func listenPipe(string) (*socket.Listener, error) { return nil, syscall.EWINDOWS }

func dial(ctx context.Context, network, address, local string) (conn net.Conn, bound bool, err error) {
	if network == networkPipe {
		return nil, true, syscall.EWINDOWS
	}
	return socket.Dial(ctx, network, address, local)
}
