//go:build unix

package bridge

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"golang.org/x/sys/unix"
)

func socketConns(t *testing.T) (*Conn, *Conn) {
	t.Helper()
	ours, theirs, err := SocketPair()
	if err != nil {
		t.Fatal(err)
	}
	a, b := NewFileConn(ours), NewFileConn(theirs)
	t.Cleanup(func() { _, _ = a.Close(), b.Close() })
	return a, b
}

// readAll reads messages as a thread does that waits for the descriptor, until the stream is over.
func readAll(t *testing.T, conn *Conn, handle func(Message)) error {
	t.Helper()
	descriptor, ok := conn.Descriptor()
	if !ok {
		t.Fatal("no descriptor")
	}
	for {
		if _, err := unix.Poll([]unix.PollFd{{Fd: int32(descriptor), Events: unix.POLLIN}}, -1); err != nil && !errors.Is(err, unix.EINTR) {
			t.Fatal(err)
		}
		if err := conn.ReadAvailable(handle); err != nil {
			return err
		}
	}
}

func TestReadAvailable(t *testing.T) {
	ours, theirs := socketConns(t)
	sent := []Message{
		Ping{1},
		Records{View: 1, Text: "call 1 api.a []"},
		Records{View: 2, Text: "call 2 api.a []", Blob: [][]byte{bytes.Repeat([]byte("large "), 1<<20)}},
		Records{View: 3, Text: "call 3 api.a []", Blob: [][]byte{bytes.Repeat([]byte("again "), 1<<20)}},
		Pong{4},
	}
	go func() {
		for _, message := range sent {
			_ = theirs.Write(message)
		}
		_ = theirs.Close()
	}()
	var got []Message
	if err := readAll(t, ours, func(message Message) { got = append(got, message) }); !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	if len(got) != len(sent) {
		t.Fatalf("got %d messages, want %d", len(got), len(sent))
	}
	for i, message := range sent {
		want, ok := message.(Records)
		if !ok {
			if got[i] != message {
				t.Errorf("message %d is %v, want %v", i, got[i], message)
			}
			continue
		}
		have := got[i].(Records)
		if have.View != want.View || have.Text != want.Text || !bytes.Equal(joinBlob(have.Blob), joinBlob(want.Blob)) {
			t.Errorf("message %d differs: view %d, %q, %d bytes", i, have.View, have.Text, len(joinBlob(have.Blob)))
		}
	}
}

func TestReadAvailableRefusesBrokenFrames(t *testing.T) {
	for _, test := range []struct{ name, bytes string }{
		{"no room for a type", "\x00\x00\x00\x00\x00"},
		{"an unknown type", "\x01\x00\x00\x00\xff"},
		{"too large", "\xff\xff\xff\xff\x03"},
		{"too large for its type", "\xff\xff\xff\x0f\x04"},
	} {
		t.Run(test.name, func(t *testing.T) {
			ours, theirs := socketConns(t)
			if _, err := theirs.stream.Write([]byte(test.bytes)); err != nil {
				t.Fatal(err)
			}
			var broken *FrameError
			if err := readAll(t, ours, func(Message) { t.Error("handled") }); !errors.As(err, &broken) {
				t.Errorf("got %v", err)
			}
		})
	}
}
