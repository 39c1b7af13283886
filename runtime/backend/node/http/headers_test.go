package http

import "testing"

func TestToken(t *testing.T) {
	for name, want := range map[string]bool{
		"Content-Type": true, "x_!#$%&'*+.^`|~9": true, "": false, "a b": false, "a:": false, "é": false, "a\n": false,
	} {
		if got := isToken(name); got != want {
			t.Errorf("isToken(%q) = %v", name, got)
		}
	}
}

func TestFieldValue(t *testing.T) {
	for value, want := range map[string]bool{
		"": true, "a\tb": true, "caf\u00e9": true, "\u00ff": true, "\u0100": false, "a\r\nb": false, "\x7f": false, "\u00e9\n": false, "\x00": false,
	} {
		if got := isFieldValue(value); got != want {
			t.Errorf("isFieldValue(%q) = %v", value, got)
		}
	}
}

func TestPath(t *testing.T) {
	for path, want := range map[string]bool{"/a?b=\u00e9": true, "/a b": false, "/\u0100": false, "/\n": false} {
		if got := isPath(path); got != want {
			t.Errorf("isPath(%q) = %v", path, got)
		}
	}
}

func TestHasWord(t *testing.T) {
	for value, want := range map[string]bool{
		"close": true, "Close": true, "keep-alive, close": true, "closed": false, "a_close": false, "x-close": true, "clos": false, "": false,
	} {
		if got := hasWord(value, "close"); got != want {
			t.Errorf("hasWord(%q) = %v", value, got)
		}
	}
}

func TestBlock(t *testing.T) {
	var b block
	b.add("Content-Length", " 12 ")
	b.add("Connection", "close")
	b.add("transfer-encoding", "gzip, chunked")
	if want := "Content-Length:  12 \r\nConnection: close\r\ntransfer-encoding: gzip, chunked\r\n"; string(b.text) != want {
		t.Errorf("text is %q", b.text)
	}
	if want := seenContentLength | seenConnection | seenClose | seenTransferEncoding | seenChunked; b.seen != want || b.length != 12 {
		t.Errorf("seen is %b, length %v", b.seen, b.length)
	}
}

func TestNumber(t *testing.T) {
	for value, want := range map[string]float64{"": 0, " 5 ": 5, "1e3": 1000, "9007199254740993": 9007199254740992} {
		if got := number(value); got != want {
			t.Errorf("number(%q) = %v", value, got)
		}
	}
	if got := number("x"); got == got {
		t.Errorf("number of a word is %v", got)
	}
}

func TestAsUTF8(t *testing.T) {
	for value, want := range map[string]string{"caf\u00c3\u00a9": "caf\u00e9", "caf\u00e9": "caf\uFFFD", "a": "a"} {
		if got := asUTF8(value); got != want {
			t.Errorf("asUTF8(%q) = %q", value, got)
		}
	}
}
