package http2_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/http2/hpack"

	"github.com/deskjs/deskjs/runtime/backend/http2"
)

// end is a handler that writes down what it is told. What it writes goes to out.
type end struct {
	session *http2.Session
	out     []byte
	later   []func()
	log     []string
	answer  func(t *http2.Stream)
	reading bool
	stopped bool // writes stay pending
	size    int  // of data
}

func (e *end) note(format string, args ...any) { e.log = append(e.log, fmt.Sprintf(format, args...)) }

func (e *end) Headers(t *http2.Stream, flags byte, fields []http2.Field) {
	t.Value = e
	var list []string
	for _, field := range fields {
		list = append(list, field.Name+"="+field.Value)
	}
	e.note("headers %d %d %d %s", t.ID(), t.Category(), flags, strings.Join(list, " "))
	if e.reading {
		t.ReadStart()
	}
	if e.answer != nil {
		e.answer(t)
	}
}
func (e *end) Data(_ *http2.Stream, chunk []byte)        { e.size += len(chunk) }
func (e *end) End(t *http2.Stream)                       { e.note("end %d", t.ID()) }
func (e *end) Closed(t *http2.Stream, code uint32)       { e.note("closed %d %d", t.ID(), code) }
func (e *end) WantTrailers(t *http2.Stream)              { t.Trailers([]http2.Field{{Name: "x-end", Value: "1"}}) }
func (e *end) Written(done any, status int)              { e.note("written %v %d", done, status) }
func (e *end) Priority(id, _ uint32, weight int, _ bool) { e.note("priority %d %d", id, weight) }
func (e *end) Settings()                                 {}
func (e *end) SettingsDone(ok bool, _ any, _ float64)    { e.note("settings %v", ok) }
func (e *end) Ping([]byte)                               { e.note("ping") }
func (e *end) PingDone(ok bool, _ any, _ float64, _ []byte) {
	e.note("pong %v", ok)
}
func (e *end) Goaway(code, last uint32, data []byte)  { e.note("goaway %d %d %s", code, last, data) }
func (e *end) AltSvc(id uint32, origin, value string) { e.note("altsvc %d %s %s", id, origin, value) }
func (e *end) Origin(origins []string)                { e.note("origin %v", origins) }
func (e *end) Error(number int, custom string)        { e.note("error %d %s", number, custom) }
func (e *end) FrameError(id uint32, kind byte, n int) { e.note("frame error %d %d %d", id, kind, n) }
func (e *end) GracefulClose()                         { e.note("graceful") }
func (e *end) Done()                                  { e.note("done") }
func (e *end) Padding(length, most int) int           { return min(length+7, most) }
func (e *end) Write(data []byte) (bool, int) {
	e.out = append(e.out, data...)
	return e.stopped, 0
}
func (e *end) ReadStop()        {}
func (e *end) ReadStart()       {}
func (e *end) Later(run func()) { e.later = append(e.later, run) }

func (e *end) turn() {
	later := e.later
	e.later = nil
	for _, run := range later {
		run()
	}
}

func newEnd(options http2.Options) *end {
	e := &end{reading: true}
	e.session = http2.NewSession(e, options)
	e.session.SubmitSettings(nil, nil)
	return e
}

func pair(change func(*http2.Options)) (client, server *end) {
	options := http2.DefaultOptions()
	change(&options)
	client = newEnd(options)
	options.Server = true
	return client, newEnd(options)
}

// talk carries bytes, so many at once, until there are none.
func talk(client, server *end, piece int) {
	for range 1000 {
		client.turn()
		server.turn()
		if len(client.out)+len(server.out) == 0 && len(client.later)+len(server.later) == 0 {
			return
		}
		carry(client, server, piece)
		carry(server, client, piece)
	}
}

func carry(from, to *end, piece int) {
	out := from.out
	from.out = nil
	for len(out) > 0 {
		n := min(piece, len(out))
		to.session.Receive(slices.Clone(out[:n]))
		out = out[n:]
	}
}

var request = []http2.Field{{Name: ":method", Value: "POST"}, {Name: ":path", Value: "/"}, {Name: ":scheme", Value: "http"}, {Name: ":authority", Value: "a"}}

func TestExchange(t *testing.T) {
	for _, piece := range []int{1, 7, 1 << 20} {
		for _, padding := range []bool{false, true} {
			client, server := pair(func(o *http2.Options) { o.Padding = padding })
			server.answer = func(t *http2.Stream) {
				if t.Category() == http2.CategoryRequest {
					t.Respond([]http2.Field{{Name: ":status", Value: "200"}}, false, true)
					t.Write([][]byte{bytes.Repeat([]byte("b"), 200000)}, "response")
					t.End()
				}
			}
			stream, failure := client.session.Request(request, false, false, 0, 16, false)
			if failure != 0 {
				t.Fatal(failure)
			}
			stream.Value = client
			stream.ReadStart()
			stream.Write([][]byte{bytes.Repeat([]byte("a"), 100000), {}}, "request")
			stream.End()
			talk(client, server, piece)
			for name, e := range map[string]*end{"client": client, "server": server} {
				want := map[string]int{"client": 200000, "server": 100000}[name]
				if e.size != want || !slices.Contains(e.log, "closed 1 0") {
					t.Errorf("%s, pieces of %d: %d bytes, %v", name, piece, e.size, e.log)
				}
			}
			if !strings.Contains(strings.Join(client.log, "\n"), "x-end=1") {
				t.Error("no trailers:", client.log)
			}
		}
	}
}

func TestWindowsHoldBack(t *testing.T) {
	client, server := pair(func(*http2.Options) {})
	server.answer = func(t *http2.Stream) {
		t.Respond([]http2.Field{{Name: ":status", Value: "200"}}, false, false)
		t.Write([][]byte{make([]byte, 100000)}, "all")
	}
	client.reading = false
	stream, _ := client.session.Request(request, true, false, 0, 16, false)
	stream.Value = client
	talk(client, server, 1<<20)
	if slices.Contains(server.log, "written all 0") {
		t.Error("more was sent than the window")
	}
	stream.ReadStart()
	talk(client, server, 1<<20)
	if !slices.Contains(server.log, "written all 0") {
		t.Error("not sent:", server.log)
	}
}

// frame is one frame's bytes.
func frame(kind, flags byte, id uint32, payload []byte) []byte {
	b := []byte{byte(len(payload) >> 16), byte(len(payload) >> 8), byte(len(payload)), kind, flags}
	return append(binary.BigEndian.AppendUint32(b, id), payload...)
}

func block(fields ...string) []byte {
	var b bytes.Buffer
	encoder := hpack.NewEncoder(&b)
	for i := 0; i < len(fields); i += 2 {
		_ = encoder.WriteField(hpack.HeaderField{Name: fields[i], Value: fields[i+1]})
	}
	return b.Bytes()
}

func get(more ...string) []byte {
	return block(append([]string{":method", "GET", ":path", "/", ":scheme", "http", ":authority", "a"}, more...)...)
}

const hello = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00"

// TestBadInput sends a server what it must not take. want is a part of what it is told or, after "sent", of what it answers.
func TestBadInput(t *testing.T) {
	many := func(n int, make func(i int) []byte) []byte {
		var all []byte
		for i := range n {
			all = append(all, make(i)...)
		}
		return all
	}
	goaway := func(code byte) string { return "sent \x00\x00\x00" + string(code) }
	reset := func(id, code byte) string {
		return "sent \x00\x00\x04\x03\x00\x00\x00\x00" + string([]byte{id, 0, 0, 0, code})
	}
	tests := []struct {
		name  string
		input []byte
		want  string
	}{
		{"SETTINGS expected", frame(6, 0, 0, make([]byte, 8)), "error -505"},
		{"frame size", frame(0, 0, 1, make([]byte, 16385)), goaway(6)},
		{"DATA on 0", frame(0, 0, 0, []byte("x")), goaway(1)},
		{"DATA on idle", frame(0, 0, 1, []byte("x")), goaway(1)},
		{"padding", append(frame(1, 4, 1, get()), frame(0, 8, 1, []byte{5, 0, 0})...), goaway(1)},
		{"padding of headers", frame(1, 4|8, 1, []byte{9, 0, 0}), goaway(1)},
		{"ping length", frame(6, 0, 0, []byte("x")), goaway(6)},
		{"ping flood", many(1200, func(int) []byte { return frame(6, 0, 0, make([]byte, 8)) }), "error -904"},
		{"settings flood", many(1200, func(int) []byte { return frame(4, 0, 0, nil) }), "error -904"},
		{"settings entries", frame(4, 0, 0, make([]byte, 33*6)), goaway(0xb)},
		{"settings acknowledged twice", many(2, func(int) []byte { return frame(4, 1, 0, nil) }), "error -505"},
		{"window overflow", frame(8, 0, 0, []byte{0x7f, 0xff, 0xff, 0xff}), goaway(3)},
		{"window of stream overflows", append(frame(1, 4, 1, get()), frame(8, 0, 1, []byte{0x7f, 0xff, 0xff, 0xff})...), reset(1, 3)},
		{"window increment 0", frame(8, 0, 0, make([]byte, 4)), "error -505"},
		{"initial window", frame(4, 0, 0, []byte{0, 4, 0x80, 0, 0, 0}), goaway(3)},
		{"continuation flood", append(frame(1, 0, 1, get()), many(9, func(int) []byte { return frame(9, 0, 1, nil) })...), "error -905"},
		{"continuation unexpected", frame(9, 4, 1, nil), goaway(1)},
		{"continuation missing", append(frame(1, 0, 1, get()), frame(6, 0, 0, make([]byte, 8))...), goaway(1)},
		{"compression", frame(1, 4, 1, []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}), goaway(9)},
		{"even stream", frame(1, 4, 2, get()), "error -505"},
		{"stream again", append(frame(1, 5, 1, get()), frame(1, 5, 1, get())...), "error -510"},
		{"depends on itself", frame(1, 4|32, 1, append([]byte{0, 0, 0, 1, 15}, get()...)), "error -505"},
		{"rapid reset", many(1100, func(i int) []byte {
			return append(frame(1, 4, uint32(2*i+1), get()), frame(3, 0, uint32(2*i+1), []byte{0, 0, 0, 8})...)
		}), goaway(2)},
		{"reset of idle", frame(3, 0, 1, make([]byte, 4)), "error -505"},
		{"many fields", frame(1, 5, 1, get(slices.Repeat([]string{"a", "b"}, 200)...)), reset(1, 0xb)},
		{"upper case", frame(1, 5, 1, get("A", "b")), reset(1, 1)},
		{"connection header", frame(1, 5, 1, get("connection", "close")), reset(1, 1)},
		{"no path", frame(1, 5, 1, block(":method", "GET", ":scheme", "http", ":authority", "a")), reset(1, 1)},
		{"pseudo after regular", frame(1, 5, 1, block("a", "b", ":method", "GET")), reset(1, 1)},
		{"content-length", append(frame(1, 4, 1, get("content-length", "3")), frame(0, 1, 1, []byte("x"))...), reset(1, 1)},
		{"too much content", append(frame(1, 4, 1, get("content-length", "1")), frame(0, 0, 1, []byte("xyz"))...), reset(1, 1)},
		{"push by a client", frame(5, 4, 1, append([]byte{0, 0, 0, 2}, get()...)), "error -505"},
		{"goaway length", frame(7, 0, 0, []byte("x")), goaway(6)},
		{"empty frames", append(frame(1, 4, 1, get()), many(1200, func(int) []byte { return frame(0, 0, 1, nil) })...), "error -902 ERR_HTTP2_TOO_MANY_INVALID_FRAMES"},
		{"unknown frames", many(3, func(int) []byte { return frame(0x77, 0xff, 9, []byte("whatever")) }), "settings"},
	}
	for _, test := range tests {
		for _, piece := range []int{1, 1 << 20} {
			options := http2.DefaultOptions()
			options.Server = true
			server := newEnd(options)
			server.turn()
			server.out = nil
			input := append([]byte(hello), test.input...)
			if test.name == "SETTINGS expected" {
				input = append([]byte(hello)[:24], test.input...)
			}
			if test.name == "unknown frames" {
				input = append(input, frame(4, 1, 0, nil)...)
			}
			for len(input) > 0 {
				n := min(piece, len(input))
				server.session.Receive(slices.Clone(input[:n]))
				input = input[n:]
			}
			server.turn()
			if sent, ok := strings.CutPrefix(test.want, "sent "); ok {
				if !bytes.Contains(server.out, []byte(sent)) {
					t.Errorf("%s, pieces of %d: %q is not in %q, %v", test.name, piece, sent, server.out, server.log)
				}
			} else if piece > 1 || !strings.Contains(test.name, "flood") {
				if !strings.Contains(strings.Join(server.log, "\n"), test.want) {
					t.Errorf("%s, pieces of %d: %v, want %q (%q)", test.name, piece, server.log[max(0, len(server.log)-3):], test.want, server.out)
				}
			}
		}
	}
}

func TestNotHTTP2(t *testing.T) {
	options := http2.DefaultOptions()
	options.Server = true
	server := newEnd(options)
	server.session.Receive([]byte("GET / HTTP/1.1\r\n"))
	if len(server.log) != 1 || !strings.HasPrefix(server.log[0], "error -903") {
		t.Error(server.log)
	}
}

func TestAPeerThatDoesNotReadIsNotReadFrom(t *testing.T) {
	client, server := pair(func(*http2.Options) {})
	server.reading, server.stopped = false, true
	stream, _ := client.session.Request(request, false, false, 0, 16, false)
	stream.Value = client
	stream.Write([][]byte{make([]byte, 30000)}, "request")
	client.turn()
	server.turn()
	server.session.Receive(client.out)
	before := server.size
	server.stopped = false
	server.session.AfterWrite(0)
	if server.size == before {
		t.Error("what was received while a write was pending is lost:", server.log)
	}
}

func TestCloseCancels(t *testing.T) {
	client, _ := pair(func(*http2.Options) {})
	if !client.session.Ping(nil, nil) {
		t.Fatal("no ping")
	}
	client.session.Close(http2.NoError, false)
	client.turn()
	want := []string{"done", "pong false", "settings false"}
	if !slices.Equal(client.log, want) {
		t.Errorf("%v, want %v", client.log, want)
	}
	client.session.Receive([]byte("x"))
}

func FuzzReceive(f *testing.F) {
	f.Add(true, []byte(hello))
	f.Add(true, append([]byte(hello), frame(1, 5, 1, get("a", "b"))...))
	f.Add(true, append(append([]byte(hello), frame(1, 4, 1, get())...), frame(0, 9, 1, []byte{1, 'x', 0})...))
	f.Add(true, append([]byte(hello), frame(1, 0x2c, 1, append([]byte{1, 0, 0, 0, 3, 9}, get()...))...))
	f.Add(true, append(append([]byte(hello), frame(1, 0, 1, get())...), frame(9, 4, 1, block("x", "y"))...))
	f.Add(true, append([]byte(hello), frame(4, 0, 0, []byte{0, 1, 0, 0, 0, 0, 0, 4, 0, 0, 0, 1, 0, 5, 0, 0, 0x80, 0})...))
	f.Add(false, append(frame(4, 0, 0, nil), frame(5, 4, 1, append([]byte{0, 0, 0, 2}, get()...))...))
	f.Add(false, append(frame(4, 0, 0, nil), frame(1, 5, 1, block(":status", "200", "content-length", "0"))...))
	f.Add(false, append(frame(4, 0, 0, nil), frame(10, 0, 0, []byte("\x00\x01ab"))...))
	f.Add(false, append(frame(4, 0, 0, nil), frame(12, 0, 0, []byte("\x00\x01a"))...))
	f.Add(false, append(frame(4, 0, 0, nil), frame(7, 0, 0, make([]byte, 9))...))
	f.Fuzz(func(t *testing.T, isServer bool, input []byte) {
		options := http2.DefaultOptions()
		options.Server = isServer
		options.MaxMemory = 1 << 20
		logs := make([][]string, 2)
		for i, piece := range []int{len(input) + 1, 3} {
			e := newEnd(options)
			e.answer = func(t *http2.Stream) {
				t.Respond([]http2.Field{{Name: ":status", Value: "200"}}, false, false)
				t.Write([][]byte{[]byte("answer")}, 1)
				t.End()
			}
			if !isServer {
				e.answer = nil
				stream, _ := e.session.Request(request, false, false, 0, 16, false)
				stream.Value = e
				stream.Write([][]byte{[]byte("body")}, 1)
			}
			e.turn()
			for rest := input; len(rest) > 0; {
				n := min(piece, len(rest))
				e.session.Receive(slices.Clone(rest[:n]))
				rest = rest[n:]
			}
			e.turn()
			e.session.Close(http2.NoError, false)
			e.turn()
			logs[i] = e.log
		}
	})
}
