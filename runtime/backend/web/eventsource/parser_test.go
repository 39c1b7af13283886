package eventsource

import (
	"fmt"
	"strings"
	"testing"
)

// said describes what a stream dispatches in a line.
func said(stream string, size int) string {
	p := newParser("old")
	var list []event
	for data := []byte(stream); len(data) > 0; {
		n := min(size, len(data))
		var err error
		if list, err = p.push(data[:n], list); err != nil {
			return err.Error()
		}
		data = data[n:]
	}
	var b strings.Builder
	for _, e := range list {
		fmt.Fprintf(&b, "%s(%q) %s, ", e.kind, e.data, e.id)
	}
	fmt.Fprintf(&b, "id %s, retry %g", p.id, p.retry)
	return b.String()
}

func TestParser(t *testing.T) {
	tests := []struct{ stream, want string }{
		{"data: a\n\n", `message("a") old, id old, retry -1`},
		{"\xEF\xBB\xBFdata:a\r\rdata:b\r\n\r\ndata:c\n\r", `message("a") old, message("b") old, message("c") old, id old, retry -1`},
		{"\xEF\xBB\xBF\xEF\xBB\xBFdata:a\n\n", `id old, retry -1`},
		{"data\n\ndata\ndata\n\ndata:", `message("") old, message("\n") old, id old, retry -1`},
		{"data:  a\ndata:b:c\n\n", `message(" a\nb:c") old, id old, retry -1`},
		{"event: e\ndata: a\n\ndata: b\n\nevent: x\n\ndata: c\n\n", `e("a") old, message("b") old, message("c") old, id old, retry -1`},
		{"id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", `message("a") 1, message("b") 1, message("c") , id , retry -1`},
		{"id: a\x00b\ndata: a\n\n", `message("a") old, id old, retry -1`},
		{"id: 7\n\n", `id 7, retry -1`},
		{"id: 7\n", `id old, retry -1`},
		{"retry: 20\nretry: 3x\nretry:\nretry: 99999999999\n", `id old, retry 2.147483647e+09`},
		{": comment\nData: a\ndata : a\n\n", `id old, retry -1`},
		{"data: \xFF\xE2\x82\n\n", `message("��") old, id old, retry -1`},
	}
	for _, test := range tests {
		for _, size := range []int{1, 2, 3, 5, len(test.stream)} {
			if got := said(test.stream, size); got != test.want {
				t.Errorf("%q, %d bytes at once: %s, want %s", test.stream, size, got, test.want)
			}
		}
	}
}

func FuzzParser(f *testing.F) {
	f.Add("data: a\r\nid: 1\nevent: e\n\n: c\nretry: 5\r\rdata\n\n", uint8(2))
	f.Add("\xEF\xBB\xBFdata", uint8(1))
	f.Fuzz(func(t *testing.T, stream string, size uint8) {
		if a, b := said(stream, len(stream)+1), said(stream, int(size)+1); a != b {
			t.Errorf("at once: %s\nin parts: %s", a, b)
		}
	})
}
