package window

import (
	"bytes"
	"errors"
	"io"
	"net/textproto"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestToDevice(t *testing.T) {
	tests := []struct {
		logical int
		dpi     uint32
		want    int32
	}{
		{900, 96, 900}, {900, 144, 1350}, {900, 192, 1800}, {1, 120, 1}, {2, 120, 3}, {333, 120, 416},
		{900, 0, 900}, {0, 192, 0}, {-5, 192, 0}, {1 << 40, 96, maxPixels}, {maxPixels, 480, maxPixels},
	}
	for _, test := range tests {
		if got := toDevice(test.logical, test.dpi); got != test.want {
			t.Errorf("toDevice(%d, %d) = %d, want %d", test.logical, test.dpi, got, test.want)
		}
	}
}

func TestPageSize(t *testing.T) {
	for _, test := range [][4]int{{0, 0, 900, 650}, {400, 0, 400, 650}, {0, 300, 900, 300}, {-1, -1, 900, 650}, {400, 300, 400, 300}} {
		options := Options{Width: test[0], Height: test[1]}
		if width, height := options.pageSize(); width != test[2] || height != test[3] {
			t.Errorf("%d by %d is %d by %d", test[0], test[1], width, height)
		}
	}
}

func TestResponseHeader(t *testing.T) {
	tests := []struct {
		name   string
		header textproto.MIMEHeader
		want   []string
	}{
		{"none", nil, []string{"Content-Type: application/octet-stream"}},
		{"a type", textproto.MIMEHeader{"Content-Type": {"text/html"}}, []string{"Content-Type: text/html"}},
		{"two values", textproto.MIMEHeader{"Content-Type": {"a/b"}, "Vary": {"A", "B"}}, []string{"Content-Type: a/b", "Vary: A", "Vary: B"}},
		{"values that end early", textproto.MIMEHeader{"Content-Type": {"a/b"}, "X": {"a\r\nSet-Cookie: b", "a\x00", "a\nb", "fine"}}, []string{"Content-Type: a/b", "X: fine"}},
		{"names that end early", textproto.MIMEHeader{"Content-Type": {"a/b"}, "": {"a"}, "X: y": {"a"}, "X\r\nY": {"a"}, "X Y": {"a"}}, []string{"Content-Type: a/b"}},
	}
	for _, test := range tests {
		var lines []string
		responseHeader(&Response{Header: test.header}, func(name, value string) { lines = append(lines, name+": "+value) })
		slices.Sort(lines)
		if !slices.Equal(lines, test.want) {
			t.Errorf("%s: %q", test.name, lines)
		}
	}
}

// trickle gives its bytes a few at a time, then err; closed counts its closings.
type trickle struct {
	data   []byte
	err    error
	closed int
}

func (r *trickle) Read(p []byte) (int, error) {
	n := copy(p, r.data[:min(len(r.data), 100_000)])
	if r.data = r.data[n:]; n == 0 {
		return 0, r.err
	}
	return n, nil
}

func (r *trickle) Close() error { r.closed++; return nil }

func TestReadWhole(t *testing.T) {
	data := bytes.Repeat([]byte("0123456789"), 50_000)
	for _, length := range []string{"", "500000", "3", "-1", "99999999999999999999", "x"} {
		request := &Request{Header: textproto.MIMEHeader{"Content-Length": {length}}}
		if got, whole := readWhole(&trickle{data: data, err: io.EOF}, request); !whole || !bytes.Equal(got, data) {
			t.Errorf("Content-Length %q: %d bytes, %v", length, len(got), whole)
		}
	}
	request := &Request{Header: textproto.MIMEHeader{}}
	if _, whole := readWhole(&trickle{data: data, err: errBroken}, request); whole {
		t.Error("a body that breaks off is whole")
	}
	if got, whole := readWhole(nil, request); got != nil || !whole {
		t.Errorf("no body is %q, %v", got, whole)
	}
}

func TestSpool(t *testing.T) {
	for _, size := range []int{0, 1, spoolMemory - 1, spoolMemory, spoolMemory + 1, 3 * spoolMemory} {
		data := bytes.Repeat([]byte{byte(size), 1, 2}, size/3+1)[:size]
		body := &trickle{data: data, err: io.EOF}
		kept, length, err := spool(body)
		if err != nil || length != int64(size) {
			t.Fatalf("%d bytes: %d, %v", size, length, err)
		}
		if got, err := io.ReadAll(kept); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes: %d came back, %v", size, len(got), err)
		}
		if body.closed != 1 {
			t.Errorf("the body was closed %d times", body.closed)
		}
		if file, ok := kept.(*spooled); ok {
			if err := file.Close(); err != nil {
				t.Error(err)
			}
			if _, err := os.Stat(file.Name()); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the file is still there: %v", err)
			}
		} else if size >= spoolMemory+1 {
			t.Errorf("%d bytes are in memory", size)
		}
	}
	if _, _, err := spool(&trickle{data: make([]byte, 10), err: errBroken}); !errors.Is(err, errBroken) {
		t.Errorf("a short body that breaks off: %v", err)
	}
	if _, _, err := spool(&trickle{data: make([]byte, spoolMemory+10), err: errBroken}); !errors.Is(err, errBroken) {
		t.Errorf("a long body that breaks off: %v", err)
	}
}

func TestAsksAreRefusedWhenNobodyListens(t *testing.T) {
	s := newAsks(&Options{}, func(run func()) { run() })
	reason := ""
	s.receive("text", "app://localhost/", func(_, why string) { reason = why })
	if !strings.Contains(reason, "nothing in the host listens") || len(s.waiting) != 0 {
		t.Errorf("it was refused with %q; %d wait", reason, len(s.waiting))
	}
}
