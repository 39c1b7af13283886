//go:build unix

package socket_test

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// A client whom no descriptor is left for is refused, and served again later.
func TestExhausted(t *testing.T) {
	loop := newTasks()
	listener, err := socket.Listen(socket.Listening{Network: "tcp4", Address: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	low := limit
	low.Cur = 64
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &low); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Setrlimit(unix.RLIMIT_NOFILE, &limit) })

	// The client's socket is the last that there is.
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	client := os.NewFile(uintptr(fd), "client")
	t.Cleanup(func() { _ = client.Close() })
	var files []*os.File
	t.Cleanup(func() {
		for _, file := range files {
			_ = file.Close()
		}
	})
	for {
		file, err := os.Open(os.DevNull)
		if err != nil {
			if !errors.Is(err, syscall.EMFILE) {
				t.Fatal(err)
			}
			break
		}
		files = append(files, file)
	}
	served := 0
	if err := listener.Start(10, loop.post, func(conn net.Conn, err error) {
		if err != nil {
			t.Error(err)
			return
		}
		served++
		_ = conn.Close()
	}); err != nil {
		t.Fatal(err)
	}
	to := &unix.SockaddrInet4{Port: listener.Addr().(*net.TCPAddr).Port, Addr: [4]byte{127, 0, 0, 1}}
	if err := unix.Connect(fd, to); err != nil {
		t.Fatal(err)
	}
	if n, err := client.Read(make([]byte, 1)); n != 0 || !errors.Is(err, io.EOF) && !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("the client read %d bytes, %v", n, err)
	}
	if served != 0 {
		t.Errorf("%d were served without a descriptor", served)
	}
	for _, file := range files {
		_ = file.Close()
	}
	files = nil
	// Who comes while the last of those that were waiting are being refused is refused too.
	for served == 0 {
		again, err := net.Dial("tcp4", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		ended := false
		go func() {
			_, _ = again.Read(make([]byte, 1))
			loop.post(func() { ended = true })
		}()
		loop.until(func() bool { return ended })
		_ = again.Close()
	}
}
