//go:build unix

package socket

import (
	"net"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// spare is a descriptor that is open while somebody listens. When there are no others it makes room for what waits to be accepted,
// which is refused so, as by libuv: a client that nobody answers would wait for as long as descriptors are short.
var spare struct {
	sync.Mutex
	listeners int
	fd        int // -1 if there is none
}

// keepSpare says that so many more listen, fewer if by is negative.
func keepSpare(by int) {
	spare.Lock()
	defer spare.Unlock()
	before := spare.listeners
	spare.listeners += by
	switch {
	case before == 0 && by > 0:
		spare.fd = openSpare()
	case spare.listeners == 0 && spare.fd >= 0:
		_ = unix.Close(spare.fd)
		spare.fd = -1
	}
}

func openSpare() int {
	fd, err := unix.Open("/dev/null", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1
	}
	return fd
}

// refuse accepts and closes whatever waits, by means of the spare descriptor.
func refuse(listener net.Listener) {
	conn, ok := listener.(syscall.Conn)
	if !ok {
		return
	}
	raw, err := conn.SyscallConn()
	if err != nil {
		return
	}
	spare.Lock()
	defer spare.Unlock()
	if spare.listeners == 0 {
		return
	}
	if spare.fd >= 0 {
		_ = unix.Close(spare.fd)
		// No program that is started meanwhile gets what is accepted.
		syscall.ForkLock.RLock()
		_ = raw.Control(closeWaiting)
		syscall.ForkLock.RUnlock()
	}
	spare.fd = openSpare()
}

func closeWaiting(listener uintptr) {
	for {
		fd, _, err := unix.Accept(int(listener))
		switch err {
		case nil:
			_ = unix.Close(fd)
		case unix.EINTR, unix.ECONNABORTED:
		default:
			return
		}
	}
}
