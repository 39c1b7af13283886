package socket_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// consumer notes what it is given.
type consumer struct {
	name string
	// saw are the chunks that Ahead was called with; Ahead runs on the reader's goroutine.
	saw   chan string
	taken []string
}

func newConsumer(name string) *consumer { return &consumer{name: name, saw: make(chan string, 16)} }

func (c *consumer) Ahead(chunk []byte) any {
	c.saw <- string(chunk)
	return c.name + " of " + string(chunk)
}

func (c *consumer) Consume(chunk []byte, ahead any) {
	c.taken = append(c.taken, string(chunk)+": "+ahead.(string))
}

func TestConsumersTakeWhatReceivedWouldGet(t *testing.T) {
	loop := newTasks()
	client, server := pair(t, loop)
	var received []string
	var ended error
	stream := socket.NewStream(server, loop.post, func(chunk []byte, err error) {
		if err != nil {
			ended = err
			return
		}
		received = append(received, string(chunk))
	})
	send := func(text string) {
		if _, err := io.WriteString(client, text); err != nil {
			t.Fatal(err)
		}
	}

	stream.ReadStart()
	send("a")
	loop.until(func() bool { return len(received) == 1 })

	// What has been read and not delivered is the consumer's, too.
	first, second := newConsumer("first"), newConsumer("second")
	stream.SetConsumer(first)
	send("b")
	<-first.saw
	stream.SetConsumer(second)
	if seen := <-second.saw; seen != "b" {
		t.Errorf("the second consumer saw %q ahead", seen)
	}
	loop.until(func() bool { return len(second.taken) == 1 })
	if want := []string{"b: second of b"}; !slices.Equal(second.taken, want) || len(first.taken) != 0 {
		t.Errorf("taken by the first %q, by the second %q, want none and %q", first.taken, second.taken, want)
	}

	// Without one, received has it again, even what a consumer has seen.
	send("c")
	<-second.saw
	stream.SetConsumer(nil)
	loop.until(func() bool { return len(received) == 2 })
	if want := []string{"a", "c"}; !slices.Equal(received, want) {
		t.Errorf("received %q, want %q", received, want)
	}

	// The end is told to received, whoever takes the chunks.
	stream.SetConsumer(first)
	if err := client.Close(); err != nil {
		t.Fatal(err)
	}
	loop.until(func() bool { return ended != nil })
	if !errors.Is(ended, io.EOF) {
		t.Errorf("it ended with %v", ended)
	}
}

func TestTryWriteReturnsWhatDoesNotFit(t *testing.T) {
	loop := newTasks()
	client, server := pair(t, loop)
	writer := socket.NewStream(client, loop.post, func([]byte, error) {})
	var got bytes.Buffer
	reader := socket.NewStream(server, loop.post, func(chunk []byte, err error) {
		if err != nil {
			t.Error(err)
		}
		got.Write(chunk)
	})

	var want bytes.Buffer
	head, body := []byte("head"), bytes.Repeat([]byte("0123456789"), 1<<16)
	var rest [][]byte
	for len(rest) == 0 {
		want.Write(head)
		want.Write(body)
		var err error
		if rest, err = writer.TryWrite([][]byte{head, body}); err != nil {
			t.Fatal(err)
		}
	}
	if n := writer.Waiting(); n != 0 {
		t.Errorf("%d bytes wait: the rest is the caller's", n)
	}

	// While others wait to be written, nothing goes before them.
	left := slices.Concat(rest...)
	pending, err := writer.Write([][]byte{left}, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	last := []byte("last")
	if pending {
		if rest, err = writer.TryWrite([][]byte{last}); err != nil || len(rest) != 1 || !bytes.Equal(rest[0], last) {
			t.Errorf("TryWrite beside a queue: %q, %v", rest, err)
		}
	}
	reader.ReadStart()
	loop.until(func() bool { return got.Len() == want.Len() })
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Error("other bytes arrived")
	}

	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := writer.TryWrite([][]byte{last}); !socket.IsClosed(err) {
		t.Errorf("TryWrite after the close: %v", err)
	}
}
