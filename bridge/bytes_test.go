package bridge

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"testing"
)

const token = "0123456789abcdef0123456789abcdef"

func blobOf(text string) []byte {
	return append(BlobHeader([][]byte{[]byte(text)}), text...)
}

// upload sends a whole blob in pieces.
func (b *bench) upload(secret, token string, blob []byte) error {
	for offset := 0; offset < len(blob); offset += PieceSize {
		piece := blob[offset:min(offset+PieceSize, len(blob))]
		if err := b.router.Upload(BytesPath{secret, token, offset, len(blob)}, piece); err != nil {
			return err
		}
	}
	return nil
}

func TestBytes(t *testing.T) {
	b := newBench(t, true)
	if err := b.upload(b.view.Secret(), token, blobOf("up")); err != nil {
		t.Fatal(err)
	}
	b.ask("call 1 api.a []\nbytes " + token + "\ncall 2 api.a [{}]\ncall 3 api.a []")
	b.wantSent("call 1 api.a []", "call 2 api.a [{}]", "call 3 api.a []")
	if string(b.sent[1].Blob[0]) != string(blobOf("up")) || b.sent[0].Blob != nil || b.sent[2].Blob != nil {
		t.Errorf("the blobs are not where they belong: %v", b.sent)
	}
	b.deliver("result 2 {}", blobOf("down"))
	line, record, _ := strings.Cut(b.replies[0], "\n")
	if record != "result 2 {}" {
		t.Errorf("the page got %q", b.replies[0])
	}
	down := strings.TrimPrefix(line, "bytes ")
	if _, _, err := b.router.Download(BytesPath{strings.Repeat("0", 32), down, 0, 0}); !errors.Is(err, ErrBytesRefused) {
		t.Errorf("with another secret: got %v", err)
	}
	blob, total, err := b.router.Download(BytesPath{b.view.Secret(), down, 0, 0})
	if err != nil || string(blob) != string(blobOf("down")) || total != len(blob) {
		t.Errorf("got %q of %d %v", blob, total, err)
	}
	if _, _, err := b.router.Download(BytesPath{b.view.Secret(), down, 0, 0}); !errors.Is(err, ErrBytesRefused) {
		t.Errorf("the second time: got %v, want ErrBytesRefused", err)
	}
}

func TestBytesInPieces(t *testing.T) {
	b := newBench(t, true)
	for _, size := range []int{1, PieceSize - 12, PieceSize - 11, 3*PieceSize + 5, 17*PieceSize + 1} {
		want := blobOf(strings.Repeat("deskjs!", size/7+1)[:size])
		if err := b.upload(b.view.Secret(), token, want); err != nil {
			t.Fatal(err)
		}
		id := strconv.Itoa(size)
		b.sent, b.replies = nil, nil
		b.ask("bytes " + token + "\ncall " + id + " api.a [{}]")
		if !bytes.Equal(joinBlob(b.sent[len(b.sent)-1].Blob), want) {
			t.Fatalf("%d bytes: they came otherwise", size)
		}
		b.deliver("result "+id+" {}", want)
		line, _, _ := strings.Cut(b.replies[0], "\n")
		path := BytesPath{Secret: b.view.Secret(), Token: strings.TrimPrefix(line, "bytes ")}
		var got []byte
		for total := 1; path.Offset < total; path.Offset += PieceSize {
			var piece []byte
			var err error
			if piece, total, err = b.router.Download(path); err != nil || total != len(want) {
				t.Fatalf("%d bytes at %d: %d %v", size, path.Offset, total, err)
			}
			if again, _, err := b.router.Download(path); err == nil {
				t.Errorf("%d bytes at %d: a second time there are %d", size, path.Offset, len(again))
			}
			got = append(got, piece...)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%d bytes went otherwise", size)
		}
	}
	if document := b.view.document; len(document.blobs) > 0 || document.blobBytes != 0 {
		t.Errorf("%d blobs of %d bytes are left", len(document.blobs), document.blobBytes)
	}
}

func TestUploadRefused(t *testing.T) {
	b := newBench(t, true)
	secret := b.view.Secret()
	other := strings.Repeat("1", 32)
	big := strings.Repeat("x", PieceSize)
	if err := b.router.Upload(BytesPath{secret, other, 0, PieceSize + 9}, []byte(big)); err != nil {
		t.Fatal(err) // half of something
	}
	tests := []struct {
		name string
		path BytesPath
		body string
		want error
	}{
		{"a wrong secret", BytesPath{strings.Repeat("0", 32), token, 0, 13}, string(blobOf("x")), ErrBytesRefused},
		{"no blob", BytesPath{secret, token, 0, 4}, "\x01\x00\x00\x00", ErrBytesBroken},
		{"less than announced", BytesPath{secret, token, 0, 13}, "short", ErrBytesBroken},
		{"more than announced", BytesPath{secret, token, 0, 13}, string(blobOf("xx")), ErrBytesBroken},
		{"a piece that is too short", BytesPath{secret, token, 0, PieceSize + 1}, big[1:], ErrBytesBroken},
		{"no beginning", BytesPath{secret, token, PieceSize, PieceSize + 1}, "x", ErrBytesRefused},
		{"behind the end", BytesPath{secret, token, PieceSize, 13}, "x", ErrBytesBroken},
		{"too large", BytesPath{secret, token, 0, MaxBlob + 1}, big, ErrBytesTooLarge},
		{"too large together", BytesPath{secret, token, 0, MaxBlob - 5}, big, ErrBytesTooLarge},
		{"a piece again", BytesPath{secret, other, 0, PieceSize + 9}, big, ErrBytesBroken},
		{"another total", BytesPath{secret, other, PieceSize, PieceSize + 10}, "0123456789", ErrBytesBroken},
	}
	for _, test := range tests {
		_, roomErr := b.router.Room(test.path)
		if err := b.router.Upload(test.path, []byte(test.body)); !errors.Is(err, test.want) || roomErr != nil && !errors.Is(roomErr, test.want) {
			t.Errorf("%s: got %v and %v, want %v", test.name, roomErr, err, test.want)
		}
		if document := b.view.document; len(document.blobs) != 1 || document.blobBytes != PieceSize+9 {
			t.Fatalf("%s: %d blobs of %d bytes are left", test.name, len(document.blobs), document.blobBytes)
		}
	}
	b.ask("bytes " + other + "\ncall 7 api.a [{}]")
	if !strings.Contains(b.replies[len(b.replies)-1], CodeBytesMissing) {
		t.Errorf("a call with half of its bytes: the page got %q", b.replies)
	}
	if b.view.document.blobBytes != 0 {
		t.Error("half a blob is left")
	}
	b.view.Reset()
	if err := b.upload(secret, token, blobOf("x")); !errors.Is(err, ErrBytesRefused) {
		t.Errorf("the previous document's secret: got %v", err)
	}
}

func TestBytesLimit(t *testing.T) {
	b := newBench(t, true)
	b.router.SetLimits(Limits{Bytes: 100})
	if err := b.upload(b.view.Secret(), token, make([]byte, 101)); !errors.Is(err, ErrBytesTooLarge) {
		t.Errorf("got %v", err)
	}
}

func TestParseBytesPath(t *testing.T) {
	base := "/.deskjs/bytes/" + token + "/" + strings.Repeat("a", 32)
	for path, want := range map[string]BytesPath{
		"/0":             {token, strings.Repeat("a", 32), 0, 0},
		"/0/1":           {token, strings.Repeat("a", 32), 0, 1},
		"/1048576/99999": {token, strings.Repeat("a", 32), 2 * PieceSize, 99999},
	} {
		if got, ok := ParseBytesPath(base + path); !ok || got != want {
			t.Errorf("%s: got %v %v", path, got, ok)
		}
	}
	for _, path := range []string{"/", "/.deskjs/bytes/", "/.deskjs/bytes/" + token, "/.deskjs/bytes/" + token + "/x", base, base + "/", base + "/x", base + "/1", base + "/524287",
		base + "/00", base + "/+0", base + "/0/", base + "/0/0", base + "/0/1/", base + "/0/1/2", base + "/0/99999999999999999999", base + "/4294967296/1", "/x" + base + "/0"} {
		if parsed, ok := ParseBytesPath(path); ok {
			t.Errorf("%s is accepted as %v", path, parsed)
		}
	}
}

func FuzzParseBlob(f *testing.F) {
	f.Add([]byte{})
	f.Add(blobOf("x"))
	f.Add([]byte("\xff\xff\xff\xff"))
	f.Add([]byte("\x01\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xffx"))
	f.Add(append(BlobHeader([][]byte{{1}, {}, {2, 3}}), 1, 2, 3))
	f.Fuzz(func(t *testing.T, blob []byte) {
		parts, err := ParseBlob(blob)
		if err == nil && len(blob) > 0 && !bytes.Equal(append(BlobHeader(parts), bytes.Join(parts, nil)...), blob) {
			t.Errorf("%d parts are not what was read", len(parts))
		}
	})
}

// Whatever a page sends, in whatever order: what is kept is what is counted, and nothing is left of a document that is gone.
func FuzzUpload(f *testing.F) {
	f.Add([]byte{0, 0, 13, 13, 3, 0, 0, 0, 4, 0, 0, 0})
	f.Add([]byte{0, 0, 200, 200, 0, 1, 200, 8, 1, 0, 0, 0, 1, 0, 0, 0})
	f.Add([]byte{2, 0, 5, 0, 0, 0, 5, 9, 3, 0, 0, 0, 2, 1, 9, 9})
	f.Fuzz(func(t *testing.T, steps []byte) {
		b := newBench(t, true)
		b.router.SetLimits(Limits{Bytes: 150 * 4096})
		document := b.view.document
		content := make([]byte, PieceSize)
		copy(content, blobOf(""))
		for id := 1; len(steps) >= 4; steps = steps[4:] {
			name := strings.Repeat(strconv.Itoa(int(steps[1]&3)), 32)
			path := BytesPath{document.secret, name, int(steps[1]>>2) * PieceSize, int(steps[2]) * 4096}
			switch steps[0] & 3 {
			case 0:
				_ = b.router.Upload(path, content[:min(int(steps[3])*4096, PieceSize)])
			case 1:
				_, _, _ = b.router.Download(path)
			case 2:
				_, _ = b.router.Room(path)
			case 3:
				b.ask("bytes " + name + "\ncall " + strconv.Itoa(id) + " api.a [{}]")
				id++
			}
			kept := 0
			for _, held := range document.blobs {
				if held.size > 150*4096 || len(held.body) > held.size {
					t.Fatalf("%d bytes of %d are kept", len(held.body), held.size)
				}
				kept += held.size
			}
			if kept != document.blobBytes {
				t.Fatalf("%d bytes are kept and %d counted", kept, document.blobBytes)
			}
		}
		b.view.Close()
		if document.blobs != nil {
			t.Fatal("the bytes of a document that is gone are kept")
		}
	})
}
