//go:build unix

package bridge

import (
	"os"
	"os/exec"
)

// inherited is the file descriptor under which a child finds its end of the socket.
const inherited = 3

// StartChild starts cmd with one end of a new socket, which OpenInherited opens in the child, and returns a Conn on the other.
func StartChild(cmd *exec.Cmd) (*Conn, error) {
	ours, theirs, err := SocketPair()
	if err != nil {
		return nil, err
	}
	cmd.ExtraFiles = []*os.File{theirs}
	err = cmd.Start()
	_ = theirs.Close()
	if err != nil {
		_ = ours.Close()
		return nil, err
	}
	return NewFileConn(ours), nil
}

// OpenInherited returns a Conn on the socket that this process was started with by StartChild. It is called once. The error is
// ErrNotInherited when there is none.
func OpenInherited() (*Conn, error) {
	file := os.NewFile(inherited, "socket")
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeSocket == 0 {
		return nil, ErrNotInherited
	}
	return NewFileConn(file), nil
}
