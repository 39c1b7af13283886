//go:build linux || darwin

package application

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// claim takes a name for this process: a lock that the system gives back when it ends, and a socket beside it. Only processes of the same user
// are answered.
func claim(name string, serve func(io.ReadWriteCloser)) (release func(), err error) {
	folder, err := instanceFolder(name)
	if err != nil {
		return nil, err
	}
	lock, err := os.OpenFile(filepath.Join(folder, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = lock.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errTaken
		}
		return nil, err
	}
	address := filepath.Join(folder, "socket")
	_ = os.Remove(address) // of a process that was killed
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: address, Net: "unix"})
	if err != nil {
		_ = lock.Close()
		return nil, err
	}
	go func() {
		for {
			conn, err := listener.AcceptUnix()
			if err != nil {
				return
			}
			if !isUsers(conn) || conn.SetDeadline(time.Now().Add(5*time.Second)) != nil {
				_ = conn.Close()
				continue
			}
			go serve(conn)
		}
	}()
	return func() {
		_ = listener.Close() // which removes the socket
		_ = lock.Close()
	}, nil
}

// send tells the process that has the name.
func send(name string, message []byte) error {
	folder, err := instanceFolder(name)
	if err != nil {
		return err
	}
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: filepath.Join(folder, "socket"), Net: "unix"})
	if err != nil {
		return err
	}
	defer conn.Close()
	if !isUsers(conn) {
		return errors.New("it belongs to another user")
	}
	if err := conn.SetDeadline(time.Now().Add(5 * time.Second)); err != nil {
		return err
	}
	return tell(conn, message)
}

// instanceFolder makes the folder for a name, where nobody else can put anything.
func instanceFolder(name string) (string, error) {
	base := os.Getenv("XDG_RUNTIME_DIR")
	if !filepath.IsAbs(base) {
		base = filepath.Join(os.TempDir(), "deskjs-"+strconv.Itoa(os.Getuid()))
		if err := os.Mkdir(base, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
			return "", err
		}
	}
	info, err := os.Lstat(base)
	if err != nil {
		return "", err
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); !ok || !info.IsDir() || int(stat.Uid) != os.Getuid() || info.Mode().Perm()&0o022 != 0 {
		return "", fmt.Errorf("%s is not a folder that is this user's alone: set XDG_RUNTIME_DIR to one that is", base)
	}
	folder := filepath.Join(base, "deskjs", name)
	return folder, os.MkdirAll(folder, 0o700)
}
