package websocket

import (
	"bytes"
	"compress/flate"
	"encoding/hex"
	"strings"
	"testing"
)

// fromServer is a frame as a server sends it.
func fromServer(first byte, payload []byte) []byte {
	frame := appendFrame(nil, first&0x0F, payload, [4]byte{})
	at := len(frame) - len(payload) - 4
	frame = append(frame[:at], frame[at+4:]...)
	frame[0], frame[1] = first, frame[1]&0x7F
	return frame
}

// compressed is a message as permessage-deflate sends it.
func compressed(t testing.TB, texts ...string) (messages [][]byte) {
	var out bytes.Buffer
	writer, err := flate.NewWriter(&out, 9)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		if _, err := writer.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := writer.Flush(); err != nil {
			t.Fatal(err)
		}
		messages = append(messages, bytes.TrimSuffix(bytes.Clone(out.Bytes()), []byte{0, 0, 0xFF, 0xFF}))
		out.Reset()
	}
	return messages
}

// said describes messages and a failure in a line.
func said(list []message, failed *failure) string {
	var b strings.Builder
	for _, m := range list {
		text := string(m.payload)
		if len(text) > 20 {
			text = text[:20] + "..."
		}
		b.WriteString(string("ctb.....xio"[m.opcode]) + ":" + text + " ")
	}
	if failed != nil {
		b.WriteString("! " + failed.reason)
	}
	return strings.TrimSpace(b.String())
}

func TestParser(t *testing.T) {
	deflated := compressed(t, "again and again", "again and again")
	tests := []struct {
		name    string
		deflate bool
		frames  [][]byte
		want    string
	}{
		{"text and bytes", false, [][]byte{fromServer(0x81, []byte("hé")), fromServer(0x82, []byte{1})}, "t:hé b:\x01"},
		{"nothing", false, [][]byte{fromServer(0x81, nil)}, "t:"},
		{"126 bytes", false, [][]byte{fromServer(0x81, bytes.Repeat([]byte("a"), 126))}, "t:aaaaaaaaaaaaaaaaaaaa..."},
		{"70000 bytes", false, [][]byte{fromServer(0x81, bytes.Repeat([]byte("a"), 70000))}, "t:aaaaaaaaaaaaaaaaaaaa..."},
		{"in parts, a ping between", false, [][]byte{fromServer(0x01, []byte("a\xC3")), fromServer(0x89, []byte("p")),
			fromServer(0x00, []byte("\xA9")), fromServer(0x80, []byte("z"))}, "i:p t:aéz"},
		{"the end counts", false, [][]byte{fromServer(0x88, []byte{3, 0xE8}), fromServer(0x81, nil)}, "x:\x03\xe8"},
		{"bad UTF-8", false, [][]byte{fromServer(0x81, []byte("\xC3"))}, "! Received invalid UTF-8 in text frame."},
		{"a reserved opcode", false, [][]byte{fromServer(0x83, nil)}, "! Invalid opcode received"},
		{"masked", false, [][]byte{{0x81, 0x80}}, "! Frame cannot be masked"},
		{"compressed without leave", false, [][]byte{fromServer(0xC1, nil)}, "! Expected RSV1 to be clear."},
		{"RSV2", true, [][]byte{fromServer(0xA1, nil)}, "! RSV1, RSV2, RSV3 must be clear"},
		{"a ping in parts", false, [][]byte{fromServer(0x09, nil)}, "! Control frame either too large or fragmented"},
		{"a long ping", false, [][]byte{fromServer(0x89, make([]byte, 126))}, "! Control frame either too large or fragmented"},
		{"no continuation", false, [][]byte{fromServer(0x01, nil), fromServer(0x81, nil)}, "! Expected continuation frame"},
		{"nothing to continue", false, [][]byte{fromServer(0x80, nil)}, "! Unexpected continuation frame"},
		{"longer than any", false, [][]byte{{0x82, 127, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}}, "! Received a message that is too long."},
		{"compressed, the second by the first", true, [][]byte{fromServer(0xC1, deflated[0]), fromServer(0x41, deflated[1][:1]),
			fromServer(0x80, deflated[1][1:]), fromServer(0x81, []byte("plain"))}, "t:again and again t:again and again t:plain"},
		{"not compressed at all", true, [][]byte{fromServer(0xC1, []byte("\xFF\xFF\xFF\xFF"))}, "! Received a message that cannot be decompressed."},
	}
	for _, test := range tests {
		all := bytes.Join(test.frames, nil)
		// Whatever the network makes of it, the messages are the same.
		for _, size := range []int{1, 2, 3, 7, len(all)} {
			p := parser{}
			if test.deflate {
				p.inflater = &inflater{}
			}
			if got := said(feed(&p, all, size)); got != test.want {
				t.Errorf("%s, %d bytes at once:\n%q\nwant\n%q", test.name, size, got, test.want)
			}
		}
	}
}

// feed gives p what data holds, so many bytes at once, until a failure or a close frame.
func feed(p *parser, data []byte, size int) (list []message, failed *failure) {
	for len(data) > 0 && failed == nil {
		n := min(size, len(data))
		list, failed = p.push(bytes.Clone(data[:n]), list)
		data = data[n:]
		if len(list) > 0 && list[len(list)-1].opcode == opClose {
			break
		}
	}
	return list, failed
}

func TestBombs(t *testing.T) {
	var out bytes.Buffer
	writer, _ := flate.NewWriter(&out, 9)
	zeros := make([]byte, 1<<20)
	for range maxInflated/len(zeros) + 1 {
		if _, err := writer.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	_ = writer.Flush()
	_, failed := (&inflater{}).inflate(out.Bytes())
	if failed == nil || failed.code != statusTooBig {
		t.Errorf("%d bytes became more than %d: %v", out.Len(), maxInflated, failed)
	}
}

func TestClosing(t *testing.T) {
	tests := []struct {
		payload, reason, failed string
		code                    int
	}{
		{"", "", "", 1005}, {"03e8", "", "", 1000}, {"03e86869", "hi", "", 1000}, {"0fa1", "", "", 4001}, {"03", "", "1-byte", 0},
		{"03ed", "", "status", 0}, {"03f7", "", "status", 0}, {"0bb7", "", "status", 0}, {"1388", "", "status", 0}, {"03e8ff", "", "UTF-8", 0},
	}
	for _, test := range tests {
		payload, _ := hex.DecodeString(test.payload)
		code, reason, failed := closing(payload)
		if code != test.code || reason != test.reason || (failed != nil) != (test.failed != "") || failed != nil && !strings.Contains(failed.reason, test.failed) {
			t.Errorf("%s: %d, %q, %v", test.payload, code, reason, failed)
		}
	}
}

func TestAgreed(t *testing.T) {
	for extensions, want := range map[string]string{
		"": "none", "permessage-deflate": "deflate", "permessage-deflate; server_no_context_takeover; client_max_window_bits=15": "alone",
		"permessage-deflate; server_max_window_bits=10": "deflate", "permessage-deflate; server_max_window_bits=16": "error",
		"permessage-deflate; what": "error", "x-webkit-deflate-frame": "error", "permessage-deflate, permessage-deflate": "error",
		"permessage-deflate; client_no_context_takeover; client_no_context_takeover": "error",
	} {
		f, err := agreed(extensions)
		got := "none"
		switch {
		case err != nil:
			got = "error"
		case f != nil && f.alone:
			got = "alone"
		case f != nil:
			got = "deflate"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", extensions, got, want)
		}
	}
}

func TestMask(t *testing.T) {
	for n := range 40 {
		data := bytes.Repeat([]byte{0}, n)
		mask(data, [4]byte{1, 2, 3, 4})
		for i, b := range data {
			if b != byte(i&3+1) {
				t.Fatalf("%d bytes: %x", n, data)
			}
		}
	}
}

func FuzzParser(f *testing.F) {
	f.Add(fromServer(0x81, []byte("text")), true, uint8(3))
	f.Add(bytes.Join([][]byte{fromServer(0x01, []byte("a")), fromServer(0x8A, nil), fromServer(0x80, []byte("b"))}, nil), false, uint8(1))
	f.Add(fromServer(0xC2, compressed(f, "some words")[0]), true, uint8(2))
	f.Add(fromServer(0x88, []byte{3, 0xE8, 'x'}), false, uint8(9))
	f.Fuzz(func(t *testing.T, data []byte, deflate bool, size uint8) {
		whole, parts := parser{}, parser{}
		if deflate {
			whole.inflater, parts.inflater = &inflater{}, &inflater{}
		}
		a, b := said(feed(&whole, data, len(data)+1)), said(feed(&parts, data, int(size)+1))
		if a != b {
			t.Errorf("at once:\n%q\nin parts:\n%q", a, b)
		}
	})
}
