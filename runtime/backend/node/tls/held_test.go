package tls

import (
	"bytes"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// sent is a Lower that keeps what is written, and has nothing to read.
type sent struct {
	socket.Lower
	bytes.Buffer
}

func (s *sent) Write(p []byte) (int, error) { return s.Buffer.Write(p) }
func (s *sent) Read([]byte) (int, error)    { return 0, nil }
func (s *sent) Close() error                { return nil }
func (s *sent) TryRead([]byte) (int, error) { return 0, nil }
func (s *sent) Waiting() int                { return 0 }

func TestTheLastOfAHandshakeIsHeld(t *testing.T) {
	first, last := []byte{22, 3, 3, 0, 2, 1, 2}, []byte{23, 3, 3, 0, 1, 9}
	below := &sent{}
	h := &held{Lower: below, holding: true}
	_, _ = h.Write(append(bytes.Clone(first), last...))
	if below.Len() > 0 || h.Waiting() != len(first)+len(last) {
		t.Errorf("%d sent at once, %d wait", below.Len(), h.Waiting())
	}
	h.keepLast()
	_, _ = h.Read(nil)
	if !bytes.Equal(below.Bytes(), first) {
		t.Errorf("sent before a read: %x", below.Bytes())
	}
	h.release()
	_, _ = h.Write([]byte{1})
	if want := append(append(first, last...), 1); !bytes.Equal(below.Bytes(), want) || h.Waiting() != 0 {
		t.Errorf("sent at last: %x", below.Bytes())
	}
}

func FuzzLastRecord(f *testing.F) {
	f.Add([]byte{22, 3, 3, 0, 2, 1, 2, 23, 3, 3, 0, 1, 9})
	f.Fuzz(func(t *testing.T, records []byte) {
		if at := lastRecord(records); at < 0 || at > len(records) {
			t.Errorf("%d of %d", at, len(records))
		}
	})
}
