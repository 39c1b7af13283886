package bridge

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// partFrame is one Part frame; first is what its first one says of the body, nil in later ones.
func partFrame(number uint32, first []byte, data string) string {
	body := binary.LittleEndian.AppendUint32(nil, number)
	body = append(append(body, first...), data...)
	return string(frameHeader(FramePart, len(body), 5)) + string(body)
}

func first(frameType FrameType, size uint32) []byte {
	return binary.LittleEndian.AppendUint32([]byte{byte(frameType)}, size)
}

func TestBodiesInParts(t *testing.T) {
	whole := partFrame(1, first(FrameLog, 19), `{"level":`) + string(frameHeader(FramePing, 8, 5)) + "12345678" +
		partFrame(2, first(FrameLog, 14), `{"level":"s`) + partFrame(1, nil, `"stdout"}`) + partFrame(1, nil, " ") + partFrame(2, nil, `"} `)
	want := []Message{Ping{binary.LittleEndian.Uint64([]byte("12345678"))}, Log{Level: "stdout"}, Log{Level: "s"}}
	for size := 1; size <= len(whole); size++ {
		var in incoming
		var got []Message
		for input := []byte(whole); len(input) > 0; input = input[min(size, len(input)):] {
			err := in.feed(input[:min(size, len(input))], func(frame Frame) {
				message, err := DecodeMessage(frame)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, message)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if !reflect.DeepEqual(got, want) || in.ended() != nil || len(in.open) > 0 {
			t.Fatalf("%d bytes at a time: got %v, then %v", size, got, in.ended())
		}
	}
}

func TestBrokenParts(t *testing.T) {
	many := ""
	for number := range uint32(maxOpen + 1) {
		many += partFrame(number, first(FrameLog, 9), "x")
	}
	for _, test := range []struct{ name, input, reason string }{
		{"no body", partFrame(1, nil, ""), "a Part frame of 4 bytes has none of its body"},
		{"no body in the first", partFrame(1, first(FrameLog, 9), ""), "the first part of a body has 9 bytes, which leaves nothing for the body"},
		{"too much", partFrame(1, first(FrameLog, 2), "abc"), "a part of 3 bytes is more than the 2 that are missing of a Log frame"},
		{"too much later", partFrame(1, first(FrameLog, 2), "a") + partFrame(1, nil, "bc"), "a part of 2 bytes is more than the 1 that are missing of a Log frame"},
		{"parts of parts", partFrame(1, first(FramePart, 9), "abc"), "there is no frame of type 8 that comes in parts"},
		{"an unknown type", partFrame(1, first(200, 9), "abc"), "there is no frame of type 200 that comes in parts"},
		{"oversized", partFrame(1, first(FrameLog, MaxText+1), "abc"), "a Log frame announces 67108865 bytes, the limit is 67108864"},
		{"oversized records", partFrame(1, first(FrameRecords, 1<<32-1), "abc"), "a Records frame announces 4294967295 bytes, the limit is 1140850696"},
		{"too many at once", many, "more than 16 frames come in parts at once"},
		{"an end between parts", partFrame(1, first(FrameLog, 9), "abc"), "the stream ended after 3 of the 9 bytes of a Log frame"},
		{"an end in a part", partFrame(1, first(FrameLog, 9), "abc")[:15], "the stream ended after 1 of the 9 bytes of a Log frame"},
		{"an end in a part's header", partFrame(1, first(FrameLog, 9), "abc")[:12], "the stream ended after 7 of the 12 bytes of a Part frame"},
	} {
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

// gate is a stream that takes what is written only as the test lets it.
type gate struct {
	passes chan struct{}
	bytes.Buffer
}

func (g *gate) Write(data []byte) (int, error) {
	<-g.passes
	return g.Buffer.Write(data)
}

func (g *gate) Close() error { return nil }

func TestSmallFramesPassLargeOnes(t *testing.T) {
	stream := &gate{passes: make(chan struct{})}
	conn := NewConn(stream)
	large := func(view uint32) Records { return Records{View: view, Text: strings.Repeat("x", 10*wholeBody)} }
	for view := range uint32(2) {
		if err := conn.Queue(large(view)); err != nil {
			t.Fatal(err)
		}
	}
	stream.passes <- struct{}{} // the header of the first part is on its way
	if err := conn.Queue(Ping{7}); err != nil {
		t.Fatal(err)
	}
	close(stream.passes)
	if err := conn.Write(large(2)); err != nil { // all is written when this is
		t.Fatal(err)
	}
	var order []any
	reader, _ := connOn(stream.Bytes())
	for {
		message, err := reader.Read()
		if err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		switch message := message.(type) {
		case Ping:
			order = append(order, "ping")
		case Records:
			order = append(order, message.View)
			if len(message.Text) != 10*wholeBody {
				t.Errorf("document %d got %d bytes", message.View, len(message.Text))
			}
		}
	}
	if want := []any{"ping", uint32(0), uint32(1), uint32(2)}; !reflect.DeepEqual(order, want) {
		t.Errorf("got %v, want %v", order, want)
	}
	if n := bytes.Index(stream.Bytes(), frameHeader(FramePing, 8, 5)); n > 2*wholeBody {
		t.Errorf("the small frame came after %d bytes", n)
	}
}

func TestRecordsThatKeepTheirOrder(t *testing.T) {
	stream := &gate{passes: make(chan struct{})}
	conn := NewConn(stream)
	blob := make([]byte, 3*wholeBody)
	sent := []Records{
		{View: 1, Text: "item 1 [1]", Blob: [][]byte{blob}},
		{View: 1, Text: "result 2 2\nitem 1 [3]\ncall 4 f []\nerror 5 4"},
		{View: 1, Text: "item 1 [5]", Blob: [][]byte{blob}},
		{View: 1, Text: "end 1 6"},
		{View: 2, Text: "end 1 7"},
		{View: 1, Text: "result 8 8", Blob: [][]byte{blob}},
		{View: 1, Text: "result 9 9"},
	}
	for i, records := range sent {
		if err := conn.Queue(records); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			stream.passes <- struct{}{}
		}
	}
	close(stream.passes)
	if err := conn.Write(Records{View: 1, Text: "end 10 10"}); err != nil { // goes after all others of its document
		t.Fatal(err)
	}
	reader, _ := connOn(stream.Bytes())
	var order []string
	for range 9 {
		message, err := reader.Read()
		if err != nil {
			t.Fatal(err)
		}
		order = append(order, message.(Records).Text)
	}
	want := []string{"result 2 2\ncall 4 f []", "end 1 7", "result 9 9", "item 1 [1]", "result 8 8", "item 1 [3]\nerror 5 4", "item 1 [5]", "end 1 6", "end 10 10"}
	if !reflect.DeepEqual(order, want) {
		t.Errorf("got  %q\nwant %q", order, want)
	}
}

func FuzzReadFrame(f *testing.F) {
	for _, test := range wire {
		conn, written := connOn(nil)
		if err := conn.Write(test.message); err != nil {
			f.Fatal(err)
		}
		f.Add(written.Bytes(), uint64(1))
	}
	f.Add([]byte(partFrame(1, first(FrameLog, 19), `{"level":`)+partFrame(2, first(FramePing, 8), "1234")+
		partFrame(1, nil, `"stdout"}`)+partFrame(2, nil, "5678")), uint64(3))
	f.Fuzz(func(t *testing.T, input []byte, seed uint64) {
		conn, _ := connOn(input)
		var whole []Message
		var failure error
		for {
			message, err := conn.Read()
			if err != nil {
				failure = err
				break
			}
			whole = append(whole, message)
			again, written := connOn(nil)
			if err := again.Write(message); err != nil {
				t.Fatalf("what was read can't be written: %v", err)
			}
			if problem, ok := message.(Problem); ok { // its JSON is written in another way, and means the same
				if problem.Messages, err = json.Marshal(problem.Messages); err != nil {
					t.Fatal(err)
				}
				message = problem
			}
			reader, _ := connOn(written.Bytes())
			if second, err := reader.Read(); err != nil || !reflect.DeepEqual(second, message) {
				t.Fatalf("%#v became %#v (%v)", message, second, err)
			}
		}
		// In other pieces it says the same.
		random := rand.New(rand.NewPCG(seed, 1))
		var in incoming
		var pieces []Message
		var broken error
		handle := func(frame Frame) {
			message, err := DecodeMessage(frame)
			if broken == nil && err == nil {
				pieces = append(pieces, message)
			} else if broken == nil {
				broken = err
			}
		}
		for rest := input; len(rest) > 0 && broken == nil; {
			n := 1 + random.IntN(len(rest))
			if err := in.feed(rest[:n], handle); broken == nil {
				broken = err
			}
			rest = rest[n:]
		}
		if broken == nil {
			broken = in.ended()
		}
		if broken == nil {
			broken = io.EOF
		}
		if !reflect.DeepEqual(pieces, whole) || broken.Error() != failure.Error() {
			t.Fatalf("in pieces: %d messages, then %v; at once: %d, then %v", len(pieces), broken, len(whole), failure)
		}
	})
}
