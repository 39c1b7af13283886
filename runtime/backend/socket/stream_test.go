package socket_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// tasks is a loop: what is posted, in order.
type tasks chan func()

func newTasks() tasks { return make(tasks, 1024) }

func (l tasks) post(task func()) { l <- task }

// until runs tasks until done says so.
func (l tasks) until(done func() bool) {
	for !done() {
		(<-l)()
	}
}

// pair is both ends of a TCP connection.
func pair(t *testing.T, loop tasks) (client, server net.Conn) {
	t.Helper()
	listener, err := socket.Listen(socket.Listening{Network: "tcp4", Address: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	if err := listener.Start(10, loop.post, func(conn net.Conn, err error) {
		if err != nil {
			t.Error(err)
		}
		server = conn
	}); err != nil {
		t.Fatal(err)
	}
	client, bound, err := socket.Dial(t.Context(), "tcp4", listener.Addr().String(), "")
	if err != nil || !bound {
		t.Fatal(bound, err)
	}
	loop.until(func() bool { return server != nil })
	t.Cleanup(func() { _, _ = client.Close(), server.Close() })
	return client, server
}

func TestWhatIsWrittenArrivesInOrder(t *testing.T) {
	loop := newTasks()
	client, server := pair(t, loop)
	var got bytes.Buffer
	ended := false
	reader := socket.NewStream(server, loop.post, func(chunk []byte, err error) {
		got.Write(chunk)
		ended = errors.Is(err, io.EOF)
	})
	writer := socket.NewStream(client, loop.post, func([]byte, error) {})
	reader.ReadStart()

	var want bytes.Buffer
	waiting := 0
	for i := range 200 {
		a, b := bytes.Repeat([]byte{byte(i)}, 70000), []byte("end of a piece")
		want.Write(a)
		want.Write(b)
		pending, err := writer.Write([][]byte{a, {}, b}, func(err error) {
			if err != nil {
				t.Error(err)
			}
			waiting--
		})
		if err != nil {
			t.Fatal(err)
		}
		if pending {
			waiting++
		}
	}
	closing, err := writer.Shutdown(func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	loop.until(func() bool { return ended && waiting == 0 })
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Errorf("%d bytes arrived of %d, or others", got.Len(), want.Len())
	}
	if n := writer.Waiting(); n != 0 {
		t.Errorf("%d bytes wait at the end (shutdown pending: %v)", n, closing)
	}
}

func TestNothingIsDeliveredAfterReadStop(t *testing.T) {
	loop := newTasks()
	client, server := pair(t, loop)
	count, stopped := 0, false
	var reader *socket.Stream
	reader = socket.NewStream(server, loop.post, func(chunk []byte, err error) {
		if stopped {
			t.Error("delivered while stopped")
		}
		count += len(chunk)
		reader.ReadStop()
		stopped = true
	})
	reader.ReadStart()
	const total = 1 << 20
	go func() { _, _ = client.Write(make([]byte, total)) }()
	for count < total {
		loop.until(func() bool { return stopped })
		stopped = false
		reader.ReadStart()
	}
}

func TestCloseTellsOfWhatIsLost(t *testing.T) {
	loop := newTasks()
	client, _ := pair(t, loop)
	writer := socket.NewStream(client, loop.post, func([]byte, error) { t.Error("read") })
	lost := 0
	for writer.Waiting() < 1<<20 {
		pending, err := writer.Write([][]byte{make([]byte, 1<<20)}, func(err error) {
			if !socket.IsClosed(err) {
				t.Errorf("a write ended with %v", err)
			}
			lost--
		})
		if err != nil {
			t.Fatal(err)
		}
		if pending {
			lost++
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	loop.until(func() bool { return lost == 0 })
	if _, err := writer.Write([][]byte{{1}}, nil); !socket.IsClosed(err) {
		t.Errorf("a write after the close: %v", err)
	}
}

func TestResetIsAnErrorAtTheOtherEnd(t *testing.T) {
	loop := newTasks()
	client, server := pair(t, loop)
	var failure error
	reader := socket.NewStream(server, loop.post, func(_ []byte, err error) { failure = err })
	reader.ReadStart()
	if err := socket.NewStream(client, loop.post, nil).Reset(); err != nil {
		t.Fatal(err)
	}
	loop.until(func() bool { return failure != nil })
	if errors.Is(failure, io.EOF) {
		t.Error("the end looks like a common one")
	}
}

func TestListenerClosesWhatNobodyTook(t *testing.T) {
	loop := newTasks()
	listener, err := socket.Listen(socket.Listening{Network: "tcp4", Address: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Start(0, loop.post, func(net.Conn, error) { t.Error("accepted after the close") }); err != nil {
		t.Fatal(err)
	}
	client, _, err := socket.Dial(t.Context(), "tcp4", listener.Addr().String(), "")
	if err != nil {
		t.Fatal(err)
	}
	task := <-loop
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	task()
	if _, err := client.Read(make([]byte, 1)); err == nil {
		t.Error("the connection is open")
	}
}

func TestAddressOf(t *testing.T) {
	tests := []struct {
		ip   string
		six  bool
		want socket.Address
	}{
		{"127.0.0.1", false, socket.Address{Address: "127.0.0.1", Family: "IPv4", Port: 80}},
		{"127.0.0.1", true, socket.Address{Address: "::ffff:127.0.0.1", Family: "IPv6", Port: 80}},
		{"::1", true, socket.Address{Address: "::1", Family: "IPv6", Port: 80}},
	}
	for _, test := range tests {
		got, ok := socket.AddressOf(&net.TCPAddr{IP: net.ParseIP(test.ip), Port: 80}, test.six)
		if !ok || got != test.want {
			t.Errorf("%s, %v: %v, want %v", test.ip, test.six, got, test.want)
		}
	}
	if _, ok := socket.AddressOf(&net.UnixAddr{Name: "x"}, false); ok {
		t.Error("a path has an address")
	}
}
