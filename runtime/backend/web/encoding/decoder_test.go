package encoding

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct{ label, bytes, want string }{
		{"utf8", "\xef\xbb\xbfh\xc3\xa9\xff", "hé\uFFFD"},
		{"UTF-16", "\xff\xfea\x00\x3d\xd8\x00\xdex", "a😀\uFFFD"},
		{"utf-16be", "\x00a\xd8\x3d", "a\uFFFD"},
		{"latin1", "\x80\xe9", "€é"},
		{" ISO-8859-15 ", "\xa4", "€"},
		{"iso-8859-8-i", "\xe0", "א"},
		{"koi8-r", "\xc1", "а"},
		{"windows-1253", "\xaa", "\uFFFD"},
		{"ibm866", "\x80", "А"},
	} {
		name := nameOf(c.label)
		got, err := newDecoder(name, false, false).decode([]byte(c.bytes), false)
		if err != nil || got.String() != c.want {
			t.Errorf("%q in %q (%s) = %q, want %q", c.bytes, c.label, name, got.String(), c.want)
		}
	}
}

func TestFatal(t *testing.T) {
	for name, bytes := range map[string]string{"utf-8": "\xe2\x82", "utf-16le": "\x00\xdc", "utf-16be": "a", "windows-1253": "\xaa"} {
		if got, err := newDecoder(name, true, false).decode([]byte(bytes), false); err == nil {
			t.Errorf("%q in %s = %q, want an error", bytes, name, got.String())
		}
	}
}

func TestBOM(t *testing.T) {
	keep := newDecoder("utf-8", false, true)
	if got, _ := keep.decode([]byte("\uFEFFa"), false); got.String() != "\uFEFFa" {
		t.Errorf("ignoreBOM: %q", got.String())
	}
	d := newDecoder("utf-8", false, false)
	for i, piece := range []string{"\xef", "\xbb", "\xbfa", "\uFEFF"} {
		want := []string{"", "", "a", "\uFEFF"}[i]
		if got, _ := d.decode([]byte(piece), true); got.String() != want {
			t.Errorf("piece %d: %q, want %q", i, got.String(), want)
		}
	}
}

func TestLabels(t *testing.T) {
	for label, want := range map[string]string{"\tUTF-8\n": "utf-8", "ascii": "windows-1252", "l2": "iso-8859-2", "": "", "utf-7": "", "utf8 latin1": ""} {
		if got := nameOf(label); got != want {
			t.Errorf("nameOf(%q) = %q, want %q", label, got, want)
		}
	}
	for name, upper := range singleByte {
		if n := utf8.RuneCountInString(upper); n != 128 || nameOf(name) != name {
			t.Errorf("%s has %d characters, and its label means %q", name, n, nameOf(name))
		}
	}
}

func TestForgivingDecode(t *testing.T) {
	for data, want := range map[string]string{" a\nGk= ": "hi", "aGk": "hi", "": "", "YQ==": "a", "YR": "a"} {
		if got, reason := forgivingDecode(data); reason != 0 || string(got) != want {
			t.Errorf("%q = %q, %d, want %q", data, got, reason, want)
		}
	}
	for data, want := range map[string]int{"a": atobWrongLength, "a%": atobInvalidCharacter, "YQ=": atobInvalidCharacter, "a-_b": atobInvalidCharacter} {
		if _, reason := forgivingDecode(data); reason != want {
			t.Errorf("%q: %d, want %d", data, reason, want)
		}
	}
}

// In pieces comes out what comes out at once.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xef\xbb\xbfh\xc3\xa9\xf0\x9f\x98\x80\xe2"), 2)
	f.Add([]byte{0xff, 0xfe, 0x3d, 0xd8, 0, 0xde, 0}, 3)
	f.Fuzz(func(t *testing.T, bytes []byte, size int) {
		if size < 1 {
			return
		}
		for _, name := range []string{"utf-8", "utf-16le", "utf-16be", "koi8-u"} {
			whole, _ := newDecoder(name, false, false).decode(bytes, false)
			d := newDecoder(name, false, false)
			got := ""
			for from := 0; from < len(bytes); from += min(size, len(bytes)-from) {
				piece, _ := d.decode(bytes[from:from+min(size, len(bytes)-from)], true)
				got += piece.String()
			}
			rest, _ := d.decode(nil, false)
			if got += rest.String(); got != whole.String() {
				t.Errorf("%q in %s in pieces of %d: %q, want %q", bytes, name, size, got, whole.String())
			}
		}
	})
}

func TestMultiByte(t *testing.T) {
	tests := []struct{ name, bytes, want string }{
		{"gbk", "\xC4\xE3\xBA\xC3a\x80", "你好a€"},
		{"gb18030", "\x84\x31\xA4\x39\xFF", "\uFFFF\uFFFD"},
		{"big5", "\xA7\x41\xA6\x6E\x20", "你好 "},
		{"euc-jp", "\xC6\xFC\xCB\xDC", "日本"},
		{"shift_jis", "\x93\xFA\x96\x7B\xB1", "日本ｱ"},
		{"euc-kr", "\xC7\xD1\xB1\xDB", "한글"},
		{"iso-2022-jp", "a\x1B$BF|K\\\x1B(B\x1B(Jx\\\x1B(I1\x1B$Bx", "a日本\uFFFDx¥ｱ\uFFFD"},
		{"iso-2022-jp", "\x1B\x1B(Z\x0E", "\uFFFD\uFFFD(Z\uFFFD"},
		{"x-user-defined", "a\x80\xFF", "a\uF780\uF7FF"},
	}
	for _, test := range tests {
		d := newDecoder(test.name, false, false)
		if got, err := d.decode([]byte(test.bytes), false); err != nil || got.String() != test.want {
			t.Errorf("%s: %q, %v, want %q", test.name, got.String(), err, test.want)
		}
		got := ""
		for i := range len(test.bytes) {
			part, err := d.decode([]byte(test.bytes[i:i+1]), true)
			if err != nil {
				t.Error(err)
			}
			got += part.String()
		}
		if rest, _ := d.decode(nil, false); got+rest.String() != test.want {
			t.Errorf("%s, byte by byte: %q, want %q", test.name, got+rest.String(), test.want)
		}
		if strings.Contains(test.want, "\uFFFD") {
			if _, err := newDecoder(test.name, true, false).decode([]byte(test.bytes), false); err == nil {
				t.Errorf("%s: a fatal decoder takes %q", test.name, test.bytes)
			}
		}
	}
}

func FuzzMultiByte(f *testing.F) {
	f.Add([]byte("\x1B$BF|\x1B(B"), uint8(0))
	f.Add([]byte("\x81\x30\x81\x30"), uint8(3))
	names := []string{"iso-2022-jp", "gbk", "big5", "gb18030", "euc-jp", "shift_jis", "euc-kr"}
	f.Fuzz(func(t *testing.T, data []byte, which uint8) {
		name := names[int(which)%len(names)]
		whole, _ := newDecoder(name, false, false).decode(data, false)
		d, parts := newDecoder(name, false, false), ""
		for i := range data {
			part, _ := d.decode(data[i:i+1], true)
			parts += part.String()
		}
		rest, _ := d.decode(nil, false)
		if parts += rest.String(); parts != whole.String() {
			t.Errorf("%s: %q at once, %q byte by byte", name, whole.String(), parts)
		}
	})
}
