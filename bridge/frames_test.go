package bridge

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden frames")

// wire has one message of every type.
var wire = []struct {
	name    string
	message Message
}{
	{"hello", Hello{PID: 4711}},
	{"ready", Ready{Functions: []string{"api.listNotes", "api.saveNote"}}},
	{"records", Records{View: 7, Text: "call 1 api.listNotes [\"grün\"]\nnext 2 3"}},
	{"records_with_bytes", Records{View: 1 << 31, Text: `result 1 {"$":"bytes","t":"Uint8Array","i":0,"o":0,"n":2}`,
		Blob: [][]byte{append(BlobHeader([][]byte{{8, 9}}), 8, 9)}}},
	{"ping", Ping{Nonce: 0x0102030405060708}},
	{"pong", Pong{Nonce: 0x0102030405060708}},
	{"fatal", Fatal{Name: "TypeError", Message: "x is not a function", Stack: "TypeError: x is not a function\n    at main.ts:1:1", Code: "ERR_X"}},
	{"shutdown", Shutdown{}},
	{"reload", Reload{}},
	{"styles", Styles{Paths: []string{"/main.css"}}},
	{"swap_backend", SwapBackend{}},
	{"problem", Problem{Messages: json.RawMessage(`[{"text":"x"}]`)}},
	{"clear_problem", ClearProblem{}},
	{"log", Log{Level: "warn", Text: "careful", File: "backend/main.ts", Line: 3, Column: 1}},
	{"closed", Closed{Code: 0}},
	{"begin", Begin{Left: &Left{Text: "{}", Blob: []byte{1}, Lost: []Lost{{Text: "x"}}}}},
	{"yield", Yield{}},
	{"left", Left{Text: "{}"}},
	{"ahead", Begin{Payload: "c0ffee", Ahead: true}},
	{"check", Check{}},
	{"checked", Checked{Problem: "no"}},
	{"dev_tools", DevTools{}},
	{"backend", Backend{State: "ready", Milliseconds: 12.5, Replaced: true}},
	{"page", Page{Text: "[]"}},
}

// recording is a connection of which one side is recorded and the other given.
type recording struct {
	io.Reader
	bytes.Buffer
}

func (s *recording) Read(p []byte) (int, error) { return s.Reader.Read(p) }
func (s *recording) Close() error               { return nil }

func connOn(input []byte) (*Conn, *recording) {
	s := &recording{Reader: bytes.NewReader(input)}
	return NewConn(s), s
}

func TestWire(t *testing.T) {
	for _, test := range wire {
		t.Run(test.name, func(t *testing.T) {
			conn, written := connOn(nil)
			if err := conn.Write(test.message); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", "wire", test.name+".hex")
			if *update {
				if err := os.WriteFile(file, []byte(hex.Dump(written.Bytes())), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			golden, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got := hex.Dump(written.Bytes()); got != string(golden) {
				t.Errorf("got\n%swant\n%s", got, golden)
			}
			reader, _ := connOn(written.Bytes())
			message, err := reader.Read()
			if err != nil || !reflect.DeepEqual(message, test.message) {
				t.Errorf("read %#v %v, want %#v", message, err, test.message)
			}
			if _, err := reader.Read(); err != io.EOF {
				t.Errorf("after it: got %v, want io.EOF", err)
			}
		})
	}
}

func TestBrokenFrames(t *testing.T) {
	tests := []struct{ name, input, reason string }{
		{"half a header", "\x05\x00", "the stream ended after 2 of the 5 bytes of a header"},
		{"no length", "\x00\x00\x00\x00\x01", "its length is 0, which leaves no room for its type"},
		{"unknown type", "\x01\x00\x00\x00\xff", "there is no frame of type 255"},
		{"truncated", "\x05\x00\x00\x00\x01{}", "the stream ended after 2 of the 4 bytes of a Hello frame"},
		{"only a header", "\x05\x00\x00\x00\x01", "the stream ended after 0 of the 4 bytes of a Hello frame"},
		{"oversized", "\x02\x00\x00\x04\x01", "a Hello frame announces 67108865 bytes, the limit is 1048576"},
		{"oversized records", "\xff\xff\xff\xff\x03", "a Records frame announces 4294967294 bytes, the limit is 1048576"},
		{"short nonce", "\x03\x00\x00\x00\x04ab", "a Ping frame has 8 bytes, this one has 2"},
		{"no JSON", "\x03\x00\x00\x00\x01ab", "the body of a Hello frame: invalid character 'a' looking for beginning of value"},
		{"no records header", "\x03\x00\x00\x00\x03ab", "a Records frame of 2 bytes is shorter than its header"},
		{"short records", "\x09\x00\x00\x00\x03\x01\x00\x00\x00\x02\x00\x00\x00", "a Records frame announces 2 bytes of text and has 0"},
		{"long records", "\x09\x00\x00\x00\x03\x01\x00\x00\x00\xff\xff\xff\xff", "a Records frame announces 4294967295 bytes of text, the limit is 67108864"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			conn, _ := connOn([]byte(test.input))
			_, err := conn.Read()
			var broken *FrameError
			if !errors.As(err, &broken) || broken.Reason != test.reason {
				t.Errorf("got %v, want %s", err, test.reason)
			}
		})
	}
}

func TestTooLargeToSend(t *testing.T) {
	conn, written := connOn(nil)
	var broken *FrameError
	if err := conn.WriteFrame(FrameLog, make([]byte, MaxText+1)); !errors.As(err, &broken) {
		t.Errorf("a large frame: got %v, want a FrameError", err)
	}
	if err := conn.Write(Records{Text: strings.Repeat("x", MaxText+1)}); !errors.As(err, &broken) {
		t.Errorf("large records: got %v, want a FrameError", err)
	}
	if err := conn.WriteFrame(200); !errors.As(err, &broken) {
		t.Errorf("an unknown type: got %v, want a FrameError", err)
	}
	if written.Len() != 0 {
		t.Errorf("%d bytes were written nevertheless", written.Len())
	}
}

// pipe returns two connected Conns on sockets.
func pipe(t *testing.T) (near, far *Conn) {
	t.Helper()
	listener, err := net.Listen("unix", filepath.Join(t.TempDir(), "socket"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	dialled, err := net.Dial("unix", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	accepted, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	near, far = NewConn(dialled), NewConn(accepted)
	t.Cleanup(func() { _ = near.Close(); _ = far.Close() })
	return near, far
}

func TestConcurrentWritesStayWhole(t *testing.T) {
	near, far := pipe(t)
	const writers, each = 8, 100
	var group sync.WaitGroup
	for writer := range writers {
		group.Go(func() {
			for i := range each {
				text := strings.Repeat(string(rune('a'+writer)), 1+i*500) // copied and uncopied frames
				send := near.Write
				if i%2 == 0 {
					send = near.Queue
				}
				if err := send(Records{View: uint32(writer), Text: text}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	seen := make([]int, writers)
	for range writers * each {
		message, err := far.Read()
		if err != nil {
			t.Fatal(err)
		}
		records := message.(Records)
		want := strings.Repeat(string(rune('a'+records.View)), 1+seen[records.View]*500)
		if records.Text != want {
			t.Fatalf("writer %d: got %d bytes, want %d", records.View, len(records.Text), len(want))
		}
		seen[records.View]++
	}
	group.Wait()
}

func TestQueueDoesNotWaitForTheReader(t *testing.T) {
	near, far := pipe(t)
	text := strings.Repeat("x", 1<<20)
	for i := range 20 { // far more than a socket holds, and nobody reads
		if err := near.Queue(Records{View: uint32(i), Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 20 {
		message, err := far.Read()
		if err != nil {
			t.Fatal(err)
		}
		if records := message.(Records); records.View != uint32(i) || len(records.Text) != len(text) {
			t.Fatalf("got %d bytes for %d, want %d for %d", len(records.Text), records.View, len(text), i)
		}
	}
}

func TestCloseEndsBothSides(t *testing.T) {
	near, far := pipe(t)
	done := make(chan error)
	go func() {
		_, err := near.Read()
		done <- err
	}()
	if err := near.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err == nil {
		t.Error("a read went on after Close")
	}
	if _, err := far.Read(); err != io.EOF {
		t.Errorf("the other side: got %v, want io.EOF", err)
	}
	if err := near.Write(Shutdown{}); !errors.Is(err, net.ErrClosed) {
		t.Errorf("a write after Close: got %v, want net.ErrClosed", err)
	}
}

func BenchmarkWriteSmall(b *testing.B) {
	s := &recording{Reader: bytes.NewReader(nil)}
	conn := NewConn(s)
	b.ReportAllocs()
	for b.Loop() {
		s.Buffer.Reset()
		if err := conn.Write(Records{View: 1, Text: `call 1 api.echo [{"id":1,"text":"hello"}]`}); err != nil {
			b.Fatal(err)
		}
	}
}
