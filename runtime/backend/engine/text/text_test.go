package text

import (
	"bytes"
	"encoding/hex"
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"
)

func TestDecodeUTF8(t *testing.T) {
	for _, c := range []struct{ bytes, want string }{
		{"h\xc3\xa9", "hé"},
		{"\xff", "\uFFFD"},
		{"\xe2\x82", "\uFFFD"},
		{"\xe2\x82A", "\uFFFDA"},
		{"\xf0\x9f\x98", "\uFFFD"},
		{"\xf0\x80\x80", "\uFFFD\uFFFD\uFFFD"},
		{"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
		{"\xc0\xaf", "\uFFFD\uFFFD"},
		{"\xf4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
		{"\xef\xbb\xbfx", "\uFEFFx"},
	} {
		if got := DecodeUTF8([]byte(c.bytes)); got != c.want {
			t.Errorf("DecodeUTF8(%q) = %q, want %q", c.bytes, got, c.want)
		}
	}
}

func TestIncomplete(t *testing.T) {
	for bytes, want := range map[string][2]int{
		"":                 {0, 0},
		"a":                {0, 0},
		"a\xc3":            {1, 1},
		"\xe2\x82":         {2, 1},
		"\xf0\x9f\x98":     {3, 1},
		"\xf0\x9f\x98\x80": {0, 0},
		"\xed\xa0":         {0, 0},
		"\x80":             {0, 0},
	} {
		held, missing := Incomplete([]byte(bytes))
		if held != want[0] || missing != want[1] {
			t.Errorf("Incomplete(%q) = %d, %d, want %v", bytes, held, missing, want)
		}
	}
}

func TestEncode(t *testing.T) {
	// Each text as the engine may hold it: UTF-8 and UTF-16.
	for _, c := range []struct {
		text     string
		encoding Encoding
		want     string
	}{
		{"hé😀", UTF8, "h\xc3\xa9😀"},
		{"hé😀", UTF16LE, "h\x00\xe9\x00\x3d\xd8\x00\xde"},
		{"hé😀", Latin1, "h\xe9\x3d\x00"},
		{"aGk=", Base64, "hi"},
		{"a-_", Base64, "k\xef"},
		{" a G\nk\u00a0=zz", Base64URL, "hi"},
		{"", Base64, ""},
		{"a", Base64, ""},
		{"68690", Hex, "hi"},
		{"68zz69", Hex, "h"},
		{"6é", Hex, ""},
	} {
		for _, held := range []Text{FromString(c.text), FromUnits(FromString(c.text).Units())} {
			if got := string(held.Encode(c.encoding)); got != c.want {
				t.Errorf("%q as %d = %q, want %q", c.text, c.encoding, got, c.want)
			}
		}
	}
}

func TestLoneSurrogates(t *testing.T) {
	lone := FromUnits([]uint16{0xD800, 'x', 0xDC00})
	if got := string(lone.Encode(UTF8)); got != "\uFFFDx\uFFFD" {
		t.Errorf("as UTF-8 %q", got)
	}
	if got := string(lone.Encode(UTF16LE)); got != "\x00\xd8x\x00\x00\xdc" {
		t.Errorf("as UTF-16 %q", got)
	}
	if lone.ByteLength(UTF8) != 7 || lone.Length() != 3 {
		t.Errorf("lengths %d, %d", lone.ByteLength(UTF8), lone.Length())
	}
}

func TestWriteUTF8LeavesWholeCharacters(t *testing.T) {
	for room, want := range map[int]string{0: "", 1: "a", 2: "a", 3: "aé", 6: "aé", 7: "aé😀"} {
		for _, held := range []Text{FromString("aé😀"), FromUnits(FromString("aé😀").Units())} {
			target := make([]byte, room)
			read, written := held.WriteUTF8(target)
			if got := string(target[:written]); got != want || read != FromString(want).Length() {
				t.Errorf("with room for %d: %q (%d units), want %q", room, got, read, want)
			}
		}
	}
}

func TestOf(t *testing.T) {
	vm := goja.New()
	for _, code := range []string{`'abc'`, `'h\xe9\ud83d\ude00'`, `'a' + String.fromCharCode(0xe9)`, `''`} {
		value, err := vm.RunString(code)
		if err != nil {
			t.Fatal(err)
		}
		held := Of(value)
		if held.String() != value.String() || held.Length() != value.(goja.String).Length() {
			t.Errorf("Of(%s) = %q of length %d", code, held.String(), held.Length())
		}
		if !Decode(vm, held.Encode(UTF16LE), UTF16LE).StrictEquals(value) {
			t.Errorf("%s does not survive UTF-16", code)
		}
	}
	if got := Of(vm.ToValue(5)).String(); got != "5" {
		t.Errorf("Of(5) = %q", got)
	}
}

func TestParse(t *testing.T) {
	for name, want := range map[string]Encoding{"utf8": UTF8, "UTF-8": UTF8, "Ucs2": UTF16LE, "binary": Latin1, "BASE64URL": Base64URL, "": Unknown, "utf9": Unknown} {
		if got := Parse(name); got != want {
			t.Errorf("Parse(%q) = %d, want %d", name, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("h\xc3\xa9\xf0\x9f\xed\xa0\x80"))
	f.Add([]byte{0, 0xd8, 0})
	vm := goja.New()
	f.Fuzz(func(t *testing.T, bytes []byte) {
		if decoded := DecodeUTF8(bytes); !utf8.ValidString(decoded) {
			t.Errorf("%q became %q", bytes, decoded)
		}
		held, missing := Incomplete(bytes)
		if held > 3 || held > 0 && (missing < 1 || held+missing > 4) {
			t.Errorf("Incomplete(%q) = %d, %d", bytes, held, missing)
		}
		for _, encoding := range []Encoding{Latin1, Base64, Base64URL, Hex} {
			if again := Of(Decode(vm, bytes, encoding)).Encode(encoding); string(again) != string(bytes) {
				t.Errorf("%q came back from %d as %q", bytes, encoding, again)
			}
		}
	})
}

// Every pair of characters, at each of the places that are read at once, must mean what Go's own decoder says.
func TestHexOfAllPairs(t *testing.T) {
	for pair := range 1 << 16 {
		digits := []byte("00112233445566778899")
		place := pair % 9 * 2
		digits[place], digits[place+1] = byte(pair), byte(pair>>8)
		if digits[place]|digits[place+1] >= 0x80 {
			continue
		}
		want, _ := hex.DecodeString(string(digits))
		got := FromString(string(digits)).Encode(Hex)
		if !bytes.Equal(got, want) {
			t.Fatalf("%q is read as %x, want %x", digits, got, want)
		}
		if DecodeString(want, Hex) != hex.EncodeToString(want) {
			t.Fatalf("%x is written as %s", want, DecodeString(want, Hex))
		}
	}
}
