package stringdecoder

import (
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

// However text is cut, its decoded pieces are the whole.
func TestPieces(t *testing.T) {
	whole := text.FromString("aé€😀\x00z")
	for _, encoding := range []text.Encoding{text.UTF8, text.UTF16LE, text.Base64, text.Latin1} {
		bytes := whole.Encode(text.UTF8)
		if encoding == text.UTF16LE {
			bytes = whole.Encode(encoding)
		}
		want := text.DecodeString(bytes, text.Hex)
		for size := 1; size <= len(bytes); size++ {
			d := &decoder{encoding: encoding}
			got := ""
			for from := 0; from < len(bytes); from += size {
				got += text.DecodeString(d.write(bytes[from:min(from+size, len(bytes))]), text.Hex)
			}
			if got += text.DecodeString(d.end(), text.Hex); got != want {
				t.Errorf("encoding %d in pieces of %d: %s, want %s", encoding, size, got, want)
			}
		}
	}
}

func TestWaits(t *testing.T) {
	for _, c := range []struct {
		encoding text.Encoding
		bytes    string
		ready    int
		missing  int
	}{
		{text.UTF8, "a\xe2\x82", 1, 1},
		{text.UTF8, "\xf0", 0, 3},
		{text.UTF8, "\xff", 1, 0},
		{text.UTF16LE, "a\x00b", 2, 1},
		{text.UTF16LE, "\x3d\xd8", 0, 2},
		{text.Base64, "abcd", 3, 2},
		{text.Hex, "a", 1, 0},
	} {
		d := &decoder{encoding: c.encoding}
		if ready := d.write([]byte(c.bytes)); len(ready) != c.ready || d.missing != c.missing {
			t.Errorf("%q in %d: %d ready, %d missing, want %d, %d", c.bytes, c.encoding, len(ready), d.missing, c.ready, c.missing)
		}
	}
}
