package net

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/Microsoft/go-winio"
	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

const (
	// pipeBuffer is how much a named pipe holds in each direction, in bytes, as in libuv.
	pipeBuffer = 64 << 10
	// pipeEnd is how long an ended pipe that has no way to say so waits for the other end, as in libuv.
	pipeEnd = 50 * time.Millisecond
	// addressInUse is WSAEADDRINUSE.
	addressInUse = syscall.Errno(10048)
)

// isPipePath reports whether path is in one of the folders that named pipes are in.
func isPipePath(path string) bool {
	path = strings.ToLower(strings.ReplaceAll(path, "/", `\`))
	return strings.HasPrefix(path, `\\.\pipe\`) || strings.HasPrefix(path, `\\?\pipe\`)
}

// listenPipe listens on a named pipe. It sends messages, since an empty one is what tells that no more come; the other end may read it
// as a pipe of bytes.
func listenPipe(path string) (*socket.Listener, error) {
	if !isPipePath(path) {
		return nil, syscall.EACCES
	}
	listener, err := winio.ListenPipe(path, &winio.PipeConfig{MessageMode: true, InputBufferSize: pipeBuffer, OutputBufferSize: pipeBuffer})
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		err = addressInUse // somebody has the name
	}
	if err != nil {
		return nil, err
	}
	return socket.NewListener(listener), nil
}

func dial(ctx context.Context, network, address, local string) (conn net.Conn, bound bool, err error) {
	if network != networkPipe {
		return socket.Dial(ctx, network, address, local)
	}
	if !isPipePath(address) {
		return nil, true, syscall.ENOENT
	}
	if conn, err = winio.DialPipeContext(ctx, address); err != nil {
		return nil, true, err
	}
	if _, ok := conn.(interface{ CloseWrite() error }); !ok {
		conn = &bytePipe{Conn: conn}
	}
	return conn, true, nil
}

// bytePipe is a pipe that can't say that no more comes: once it has ended, its other end has a moment to go on.
type bytePipe struct {
	net.Conn
	ended atomic.Bool
}

// CloseWrite ends writing.
func (p *bytePipe) CloseWrite() error {
	p.ended.Store(true)
	return p.SetReadDeadline(time.Now().Add(pipeEnd))
}

func (p *bytePipe) Read(b []byte) (int, error) {
	n, err := p.Conn.Read(b)
	if !p.ended.Load() {
		return n, err
	}
	if errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, winio.ErrTimeout) {
		return n, io.EOF
	}
	if err == nil {
		err = p.SetReadDeadline(time.Now().Add(pipeEnd))
	}
	return n, err
}
