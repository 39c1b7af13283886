package application

import (
	"net"
	"os"

	"golang.org/x/sys/unix"
)

// isUsers reports whether the process at the other end is the same user's.
func isUsers(conn *net.UnixConn) bool {
	raw, err := conn.SyscallConn()
	if err != nil {
		return false
	}
	var peer *unix.Xucred
	var peerErr error
	err = raw.Control(func(descriptor uintptr) {
		peer, peerErr = unix.GetsockoptXucred(int(descriptor), unix.SOL_LOCAL, unix.LOCAL_PEERCRED)
	})
	return err == nil && peerErr == nil && int(peer.Uid) == os.Getuid()
}
