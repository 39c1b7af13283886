//go:build cgo

package window

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

func TestBodies(t *testing.T) {
	tests := []struct{ name, path, body, want string }{
		{"a Blob is not read", "/upload", `new Blob(['abc'])`, "none"},
		{"a form with a file is not read", "/upload", `(() => { const f = new FormData(); f.append('a', new File(['x'], 'x')); return f })()`, "none"},
		{"a Blob to a wrong secret is not read", "/.deskjs/bytes/wrong/token", `new Blob(['abc'])`, "none"},
		{"bytes are not read elsewhere", "/upload", `new Uint8Array([1, 2, 3])`, "none"},
		{"bytes with the secret are read", "/.deskjs/bytes/secret/token", `new Uint8Array([0, 255, 10])`, "\x00\xff\n"},
		{"many bytes", "/.deskjs/bytes/secret/token", `new Uint8Array(3 << 20).fill(7)`, strings.Repeat("\x07", 3<<20)},
		{"no bytes", "/.deskjs/bytes/secret/token", `new Uint8Array()`, "none"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bodies := make(chan []byte, 1)
			p := open(t, `<script>fetch('`+test.path+`', {method: 'POST', body: `+test.body+`}).then(response => ask('status ' + response.status))</script>`,
				Options{}, func(request *Request) {
					if request.Method != "POST" {
						t.Errorf("method %s", request.Method)
					}
					bodies <- request.Body
					request.Respond(Response{Status: http.StatusMethodNotAllowed})
				})
			body := receive(t, bodies, "the request")
			if got := string(body); got != test.want && (test.want != "none" || len(body) > 0) {
				t.Errorf("the body has %d bytes, want %d: %.20q", len(got), len(test.want), got)
			}
			p.wantNext("status 405").Reply("")
		})
	}
}

func TestResponsesReachThePage(t *testing.T) {
	half := bytes.Repeat([]byte("0123456789"), 100_000)
	plain := textproto.MIMEHeader{"Content-Type": {"text/plain"}, "X-Test": {"yes"}}
	tests := []struct {
		name     string
		response Response
		want     string
	}{
		{"bytes", Response{Header: plain, Body: []byte("hello")}, "200 text/plain yes 5"},
		{"no bytes", Response{Status: 204, Header: plain}, "204 text/plain yes 0"},
		{"a million bytes", Response{Header: plain, Body: half}, "200 text/plain yes 1000000"},
		{"a reader", Response{Header: plain, Reader: bytes.NewReader(half), Length: 1_000_000}, "200 text/plain yes 1000000"},
		{"a reader of unknown length", Response{Header: plain, Reader: bytes.NewReader(half), Length: -1}, "200 text/plain yes 1000000"},
		{"a reader that fails", Response{Header: plain, Reader: io.MultiReader(strings.NewReader("abc"),
			iotest.ErrReader(errors.New("no more"))), Length: -1}, "200 text/plain yes 3"},
		{"headers that would break the line", Response{Header: textproto.MIMEHeader{"Content-Type": {"text/plain"}, "X-Test": {"a\r\nb"}}},
			"200 text/plain  0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := open(t, `<script>fetch('/data').then(async response => ask([response.status,
				response.headers.get('content-type'), response.headers.get('x-test'), (await response.arrayBuffer()).byteLength].join(' ')))</script>`,
				Options{}, func(request *Request) {
					go func() {
						request.Respond(test.response)
						request.Respond(Response{Status: 500})
					}()
				})
			p.wantNext(test.want).Reply("")
		})
	}
}

func TestRequestHasMethodHeadersAndEscapedURL(t *testing.T) {
	requests := make(chan *Request, 1)
	open(t, `<script>fetch('/a%2fb?q=%20#hash', {method: 'PUT', headers: {'X-Test': 'yes'}})</script>`, Options{}, func(request *Request) {
		requests <- request
		request.Respond(Response{})
	})
	request := receive(t, requests, "the request")
	if request.Method != "PUT" || !strings.HasPrefix(request.URL, "app://localhost/a%2fb?q=%20") || request.Header.Get("X-Test") != "yes" {
		t.Errorf("got %s %s %v", request.Method, request.URL, request.Header)
	}
}

func TestPanicInServeIsAnError500(t *testing.T) {
	p := open(t, `<script>fetch('/data').then(response => ask('status ' + response.status))</script>`, Options{}, func(*Request) {
		_ = *deref
	})
	p.wantNext("status 500").Reply("")
}

func TestParseHeader(t *testing.T) {
	tests := []struct {
		text string
		want textproto.MIMEHeader
	}{
		{"", textproto.MIMEHeader{}},
		{"accept\x00*/*\x00", textproto.MIMEHeader{"Accept": {"*/*"}}},
		{"a\x001\x00A\x002\x00b\x00\x00", textproto.MIMEHeader{"A": {"1", "2"}, "B": {""}}},
	}
	for _, test := range tests {
		if got := parseHeader(test.text); !reflect.DeepEqual(got, test.want) {
			t.Errorf("parseHeader(%q) = %v, want %v", test.text, got, test.want)
		}
	}
}
