package http1

import (
	"fmt"
	"strings"
	"testing"
)

// recorder writes down what a parser tells.
type recorder struct {
	out    strings.Builder
	body   strings.Builder
	answer func(*Head) Action
}

func (r *recorder) flush() {
	if r.body.Len() > 0 {
		fmt.Fprintf(&r.out, "body %q\n", r.body.String())
		r.body.Reset()
	}
}

func (r *recorder) Begin() bool {
	r.out.WriteString("begin\n")
	return true
}

func (r *recorder) fields(f *Fields) {
	for i := range f.Len() {
		name, value := f.Field(i)
		fmt.Fprintf(&r.out, " %q=%q", name, value)
	}
	r.out.WriteByte('\n')
}

func (r *recorder) Head(h *Head) Action {
	if h.Kind == Request {
		fmt.Fprintf(&r.out, "head %d.%d %s %q", h.Major, h.Minor, Methods[h.Method], h.Lead())
	} else {
		fmt.Fprintf(&r.out, "head %d.%d %d %q", h.Major, h.Minor, h.Status, h.Lead())
	}
	fmt.Fprintf(&r.out, " upgrade=%t keep=%t", h.Upgrade, h.KeepAlive)
	r.fields(&h.Fields)
	if r.answer != nil {
		return r.answer(h)
	}
	return Continue
}

func (r *recorder) Body(piece []byte) bool {
	r.body.Write(piece)
	return true
}

func (r *recorder) Trailers(f *Fields) bool {
	r.flush()
	r.out.WriteString("trailers")
	r.fields(f)
	return true
}

func (r *recorder) Complete() bool {
	r.flush()
	r.out.WriteString("complete\n")
	return true
}

// read parses pieces and returns what was told, with the place of an error or of another protocol.
func read(kind Kind, maxHeader int, lenient Lenient, answer func(*Head) Action, pieces ...string) string {
	var p Parser
	p.Init(kind, maxHeader, lenient)
	r := &recorder{answer: answer}
	at := 0
	for _, piece := range pieces {
		n, err := p.Execute([]byte(piece), r)
		at += n
		if err != nil {
			r.flush()
			fmt.Fprintf(&r.out, "error %s %q at %d\n", err.Code, err.Reason, at)
			return r.out.String()
		}
		if n < len(piece) || p.state == stateCleanup {
			fmt.Fprintf(&r.out, "stopped at %d\n", at)
			return r.out.String()
		}
	}
	r.flush()
	if err := p.Finish(r); err != nil {
		fmt.Fprintf(&r.out, "finish error %s %q\n", err.Code, err.Reason)
	}
	r.flush()
	return r.out.String()
}

// messages are some of each kind, good and bad, with what is told of them.
var messages = []struct {
	name    string
	kind    Kind
	lenient Lenient
	answer  Action
	text    string
	want    string
}{
	{"simple", Request, 0, 0, "GET / HTTP/1.1\r\n\r\n", `begin
head 1.1 GET "/" upgrade=false keep=true
complete
`},
	{"pipelined, then closed", Request, 0, 0, "POST /a?b HTTP/1.1\r\nHost: x \r\nContent-Length: 3\r\n\r\nabc\r\nGET / HTTP/1.1\r\nConnection: close\r\n\r\n\r\nx", `begin
head 1.1 POST "/a?b" upgrade=false keep=true "Host"="x" "Content-Length"="3"
body "abc"
complete
begin
head 1.1 GET "/" upgrade=false keep=false "Connection"="close"
complete
error HPE_CLOSED_CONNECTION "Data after ` + "`Connection: close`" + `" at 96
`},
	{"HTTP/1.0", Request, 0, 0, "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\nGET / HTTP/1.0\r\n\r\n", `begin
head 1.0 GET "/" upgrade=false keep=true "Connection"="Keep-Alive"
complete
begin
head 1.0 GET "/" upgrade=false keep=false
complete
`},
	{"chunks with extensions and trailers", Request, 0, 0, "PUT / HTTP/1.1\r\nTransfer-Encoding: gzip, Chunked\r\n\r\nA;a=b;c=\"d;\\\"e\";f\r\n0123456789\r\n00\r\nX: y\r\nZ:\r\n\r\n", `begin
head 1.1 PUT "/" upgrade=false keep=true "Transfer-Encoding"="gzip, Chunked"
body "0123456789"
trailers "X"="y" "Z"=""
complete
`},
	{"length and encoding", Request, 0, 0, "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", `begin
error HPE_INVALID_TRANSFER_ENCODING "Transfer-Encoding can't be present with Content-Length" at 54
`},
	{"encoding and length", Request, 0, 0, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", `begin
error HPE_INVALID_CONTENT_LENGTH "Content-Length can't be present with Transfer-Encoding" at 60
`},
	{"encoding and length in a trailer", Request, 0, 0, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 1\r\n\r\n", `begin
head 1.1 POST "/" upgrade=false keep=true "Transfer-Encoding"="chunked"
error HPE_INVALID_CONTENT_LENGTH "Content-Length can't be present with Transfer-Encoding" at 65
`},
	{"two lengths", Request, 0, 0, "POST / HTTP/1.1\r\nContent-Length: 1\r\ncontent-length: 1\r\n\r\n", `begin
error HPE_UNEXPECTED_CONTENT_LENGTH "Duplicate Content-Length" at 52
`},
	{"a list of lengths", Request, 0, 0, "POST / HTTP/1.1\r\nContent-Length: 1, 1\r\n\r\n", `begin
error HPE_INVALID_CONTENT_LENGTH "Invalid character in Content-Length" at 34
`},
	{"a signed length", Request, 0, 0, "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n", `begin
error HPE_INVALID_CONTENT_LENGTH "Invalid character in Content-Length" at 33
`},
	{"no length", Request, 0, 0, "POST / HTTP/1.1\r\nContent-Length:\r\n\r\n", `begin
error HPE_INVALID_CONTENT_LENGTH "Empty Content-Length" at 34
`},
	{"too long", Request, 0, 0, "POST / HTTP/1.1\r\nContent-Length: 18446744073709551616\r\n\r\n", `begin
error HPE_INVALID_CONTENT_LENGTH "Content-Length overflow" at 53
`},
	{"chunked is not last", Request, 0, 0, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", `begin
error HPE_INVALID_TRANSFER_ENCODING "Invalid ` + "`Transfer-Encoding`" + ` header value" at 44
`},
	{"an unknown encoding", Request, 0, 0, "POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n", `begin
head 1.1 POST "/" upgrade=false keep=true "Transfer-Encoding"="xchunked"
error HPE_INVALID_TRANSFER_ENCODING "Request has invalid ` + "`Transfer-Encoding`" + `" at 48
`},
	{"a space before the colon", Request, 0, 0, "GET / HTTP/1.1\r\nContent-Length : 1\r\n\r\n", `begin
error HPE_INVALID_HEADER_TOKEN "Invalid header field char" at 31
`},
	{"a folded header", Request, 0, 0, "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", `begin
error HPE_INVALID_HEADER_TOKEN "Unexpected whitespace after header value" at 22
`},
	{"a folded header, leniently", Request, LenientHeaders, 0, "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", `begin
head 1.1 GET "/" upgrade=false keep=true "A"="b c"
complete
`},
	{"a bare CR", Request, 0, 0, "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n", `begin
error HPE_LF_EXPECTED "Missing expected LF after header value" at 21
`},
	{"a bare LF", Request, 0, 0, "GET / HTTP/1.1\r\nA: b\nc: d\r\n\r\n", `begin
error HPE_CR_EXPECTED "Missing expected CR after header value" at 20
`},
	{"a control character", Request, 0, 0, "GET / HTTP/1.1\r\nA: b\x00\r\n\r\n", `begin
error HPE_INVALID_HEADER_TOKEN "Invalid header value char" at 20
`},
	{"a bad chunk size", Request, 0, 0, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0x3\r\n", `begin
head 1.1 POST "/" upgrade=false keep=true "Transfer-Encoding"="chunked"
error HPE_INVALID_CHUNK_SIZE "Invalid character in chunk size" at 48
`},
	{"a huge chunk", Request, 0, 0, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\n", `begin
head 1.1 POST "/" upgrade=false keep=true "Transfer-Encoding"="chunked"
error HPE_INVALID_CHUNK_SIZE "Chunk size overflow" at 64
`},
	{"more than a chunk", Request, 0, 0, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", `begin
head 1.1 POST "/" upgrade=false keep=true "Transfer-Encoding"="chunked"
body "a"
error HPE_STRICT "Expected LF after chunk data" at 51
`},
	{"upgrade", Request, 0, Upgrade, "GET / HTTP/1.1\r\nConnection: keep-alive, Upgrade\r\nUpgrade: x\r\n\r\n\x00\x01", `begin
head 1.1 GET "/" upgrade=true keep=true "Connection"="keep-alive, Upgrade" "Upgrade"="x"
complete
stopped at 63
`},
	{"CONNECT", Request, 0, Upgrade, "CONNECT a.b:443 HTTP/1.1\r\n\r\nGET", `begin
head 1.1 CONNECT "a.b:443" upgrade=true keep=true
complete
stopped at 28
`},
	{"HTTP/2", Request, 0, 0, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", `begin
error HPE_PAUSED_H2_UPGRADE "Pause on PRI/Upgrade" at 24
`},
	{"a version", Request, 0, 0, "GET / HTTP/3.0\r\n\r\n", `begin
error HPE_INVALID_VERSION "Invalid HTTP version" at 14
`},
	{"no protocol", Request, 0, 0, "GET / HTPP/1.1\r\n\r\n", `begin
error HPE_INVALID_CONSTANT "Expected HTTP/, RTSP/ or ICE/" at 8
`},
	{"a method of RTSP", Request, 0, 0, "PLAY / HTTP/1.1\r\n\r\n", `begin
error HPE_INVALID_CONSTANT "Invalid method for HTTP/x.x request" at 11
`},
	{"no method", Request, 0, 0, "GOT / HTTP/1.1\r\n\r\n", `begin
error HPE_INVALID_METHOD "Invalid method encountered" at 1
`},
	{"a space after the start line", Request, 0, 0, "GET / HTTP/1.1\r\n A: b\r\n\r\n", `begin
error HPE_UNEXPECTED_SPACE "Unexpected space after start line" at 17
`},
	{"an address", Request, 0, 0, "GET http://u:p@[::1]:80/a#b?c HTTP/1.1\r\n\r\n", `begin
head 1.1 GET "http://u:p@[::1]:80/a#b?c" upgrade=false keep=true
complete
`},
	{"a letter in a path", Request, 0, 0, "GET /\u00e9 HTTP/1.1\r\n\r\n", `begin
error HPE_INVALID_URL "Invalid char in url path" at 5
`},
	{"cut short", Request, 0, 0, "GET / HTT", `begin
finish error HPE_INVALID_EOF_STATE "Invalid EOF state"
`},
	{"a response", Response, 0, 0, "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nHTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", `begin
head 1.1 204 "No Content" upgrade=false keep=true "Content-Length"="3"
complete
begin
head 1.1 200 "" upgrade=false keep=true "Content-Length"="2"
body "ok"
complete
`},
	{"a response until the end", Response, 0, 0, "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nall of it", `begin
head 1.1 200 "OK" upgrade=false keep=false "Transfer-Encoding"="gzip"
body "all of it"
complete
`},
	{"a response to HEAD", Response, 0, SkipBody, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", `begin
head 1.1 200 "OK" upgrade=false keep=true "Content-Length"="5"
complete
`},
	{"a status", Response, 0, 0, "HTTP/1.1 20x OK\r\n\r\n", `begin
error HPE_INVALID_STATUS "Invalid status code" at 11
`},
	{"switching", Response, 0, 0, "HTTP/1.1 101 Go\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nrest", `begin
head 1.1 101 "Go" upgrade=true keep=true "Connection"="upgrade" "Upgrade"="x"
complete
stopped at 52
`},
}

func TestMessages(t *testing.T) {
	for _, m := range messages {
		answer := func(*Head) Action { return m.answer }
		if got := read(m.kind, 16384, m.lenient, answer, m.text); got != m.want {
			t.Errorf("%s: got\n%s\nwant\n%s", m.name, got, m.want)
		}
		for i := range len(m.text) {
			if got := read(m.kind, 16384, m.lenient, answer, m.text[:i], m.text[i:]); got != m.want {
				t.Errorf("%s split at %d: got\n%s\nwant\n%s", m.name, i, got, m.want)
			}
		}
		if got := read(m.kind, 16384, m.lenient, answer, strings.Split(m.text, "")...); got != m.want {
			t.Errorf("%s byte by byte: got\n%s\nwant\n%s", m.name, got, m.want)
		}
	}
}

func TestLimits(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
	}{
		{"fits", "GET /" + strings.Repeat("x", 98) + " HTTP/1.1\r\n\r\n", "complete"},
		{"a long target", "GET /" + strings.Repeat("x", 99) + " HTTP/1.1\r\n", "HPE_HEADER_OVERFLOW"},
		{"a long value", "GET / HTTP/1.1\r\nA: " + strings.Repeat("x", 98) + "\r\n", "HPE_HEADER_OVERFLOW"},
		{"a long name", "GET / HTTP/1.1\r\n" + strings.Repeat("x", 99) + ":", "HPE_HEADER_OVERFLOW"},
		{"many headers", "GET / HTTP/1.1\r\n" + strings.Repeat("a:\r\n", 99), "HPE_HEADER_OVERFLOW"},
		{"long trailers", "GET / HTTP/1.1\r\nTransfer-Encoding:chunked\r\n\r\n0\r\n" + strings.Repeat("a:b\r\n", 50), "HPE_HEADER_OVERFLOW"},
		{"long extensions", "GET / HTTP/1.1\r\nTransfer-Encoding:chunked\r\n\r\n1" + strings.Repeat(";a", 16385), "HPE_CHUNK_EXTENSIONS_OVERFLOW"},
		{"an extension that does not end", "GET / HTTP/1.1\r\nTransfer-Encoding:chunked\r\n\r\n1;" + strings.Repeat("a", 16385), "HPE_CHUNK_EXTENSIONS_OVERFLOW"},
	} {
		for _, pieces := range [][]string{{test.text}, strings.Split(test.text, "")} {
			if got := read(Request, 100, 0, nil, pieces...); !strings.Contains(got, test.want) {
				t.Errorf("%s: got %s, want %s", test.name, got, test.want)
			}
		}
	}
}

func TestPause(t *testing.T) {
	var p Parser
	p.Init(Request, 16384, 0)
	r := &recorder{}
	p.Pause()
	if _, err := p.Execute([]byte("GET"), r); err == nil || err.Code != "HPE_PAUSED" {
		t.Errorf("paused: %v", err)
	}
	p.Resume()
	if n, err := p.Execute([]byte("GET / HTTP/1.1\r\n\r\n"), r); n != 18 || err != nil {
		t.Errorf("resumed: %d, %v", n, err)
	}
}

func TestSuspend(t *testing.T) {
	for action, want := range map[Action]string{Continue: "body \"ok\"\ncomplete\n", SkipBody: "complete\nbegin\nerror"} {
		var p Parser
		p.Init(Response, 16384, 0)
		r := &recorder{answer: func(*Head) Action { return Suspend }}
		text := []byte("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
		n, err := p.Execute(text, r)
		if string(text[n:]) != "ok" || err != nil || !p.Suspended() {
			t.Fatalf("suspended at %d: %v", n, err)
		}
		p.Answer(action)
		if _, err := p.Execute(text[n:], r); err != nil {
			r.out.WriteString("error")
		}
		if got := r.out.String(); !strings.HasSuffix(got, want) {
			t.Errorf("answer %d: got %s, want %s", action, got, want)
		}
	}
}

// failing is a handler whose functions fail when their turn comes.
type failing struct {
	left int
}

func (f *failing) turn() bool {
	f.left--
	return f.left >= 0
}

func (f *failing) Begin() bool { return f.turn() }
func (f *failing) Head(*Head) Action {
	if f.turn() {
		return Continue
	}
	return Fail
}
func (f *failing) Body([]byte) bool      { return f.turn() }
func (f *failing) Trailers(*Fields) bool { return f.turn() }
func (f *failing) Complete() bool        { return f.turn() }

func TestHandlerFails(t *testing.T) {
	text := []byte("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n")
	for left := range 6 {
		var p Parser
		p.Init(Request, 16384, 0)
		_, err := p.Execute(text, &failing{left: left})
		if (err == Handled) != (left < 5) {
			t.Errorf("%d calls: %v", left, err)
		}
	}
}

func FuzzParser(f *testing.F) {
	for _, m := range messages {
		f.Add(m.text, m.kind == Request, uint16(m.lenient), int8(m.answer), 7, 11)
	}
	f.Fuzz(func(t *testing.T, text string, request bool, lenient uint16, answer int8, a, b int) {
		kind := Response
		if request {
			kind = Request
		}
		always := func(*Head) Action { return Action(answer&0x7f) % 3 }
		whole := read(kind, 4096, Lenient(lenient), always, text)
		if len(text) == 0 {
			return
		}
		a, b = int(uint(a)%uint(len(text))), int(uint(b)%uint(len(text)))
		a, b = min(a, b), max(a, b)
		split := read(kind, 4096, Lenient(lenient), always, text[:a], text[a:b], text[b:])
		// Where a limit is met depends on the pieces.
		if split != whole && !strings.Contains(whole+split, "OVERFLOW") {
			t.Errorf("%q at %d and %d: got\n%s\nwant\n%s", text, a, b, split, whole)
		}
	})
}

// discard is a handler that does nothing.
type discard struct{}

func (discard) Begin() bool           { return true }
func (discard) Head(*Head) Action     { return Continue }
func (discard) Body([]byte) bool      { return true }
func (discard) Trailers(*Fields) bool { return true }
func (discard) Complete() bool        { return true }

func BenchmarkRequest(b *testing.B) {
	benchmark(b, "GET /hello?name=world HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: keep-alive\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: text/html,application/xhtml+xml\r\nAccept-Encoding: gzip, deflate, br\r\nCookie: session=0123456789abcdef0123456789abcdef\r\n\r\n")
}

func BenchmarkSmallRequest(b *testing.B) {
	benchmark(b, "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n")
}

func BenchmarkChunks(b *testing.B) {
	benchmark(b, "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"+strings.Repeat("400\r\n"+strings.Repeat("x", 1024)+"\r\n", 16)+"0\r\n\r\n")
}

func benchmark(b *testing.B, text string) {
	data := []byte(text)
	var p Parser
	p.Init(Request, 16384, 0)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Execute(data, discard{}); err != nil {
			b.Fatal(err)
		}
	}
}
