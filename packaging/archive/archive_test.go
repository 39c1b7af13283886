package archive

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/deskjs/deskjs/packaging"
)

// writes are small and large ones, in turn; what is large is as compressible as a program.
func writes() [][]byte {
	random := rand.New(rand.NewPCG(1, 2))
	large := make([]byte, pieceSize+12345)
	for i := range large {
		large[i] = byte(random.IntN(7) * (i >> 14 & 1))
	}
	return [][]byte{[]byte("small"), large, large[:largeSize-1], []byte("small again"), large[:largeSize], nil, large}
}

func TestGzip(t *testing.T) {
	check(t, func(w io.Writer, once Once) (io.WriteCloser, error) { return NewGzip(w, once) }, func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) })
}

func TestZstd(t *testing.T) {
	check(t, func(w io.Writer, once Once) (io.WriteCloser, error) { return NewZstd(w, once) }, func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) })
}

// check compresses, twice for one app, and reads it with what others wrote.
func check(t *testing.T, compress func(io.Writer, Once) (io.WriteCloser, error), expand func(io.Reader) (io.Reader, error)) {
	app := &packaging.App{}
	made := 0
	once := func(key string, create func() ([]byte, error)) ([]byte, error) {
		return app.Once(key, func() ([]byte, error) { made++; return create() })
	}
	var packed [2]bytes.Buffer
	for i := range packed {
		writer, err := compress(&packed[i], once)
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range writes() {
			if count, err := writer.Write(data); err != nil || count != len(data) {
				t.Fatal(count, err)
			}
		}
		if err := writer.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if made != 2 {
		t.Errorf("two large pieces were compressed %d times", made)
	}
	if !bytes.Equal(packed[0].Bytes(), packed[1].Bytes()) {
		t.Error("the same data is not the same when compressed again")
	}
	reader, err := expand(&packed[0])
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, bytes.Join(writes(), nil)) {
		t.Error("what was compressed comes out as something else")
	}
}

func TestTar(t *testing.T) {
	files := []packaging.File{
		{Path: "usr/bin/notes", Link: "../lib/notes/notes"},
		{Path: "usr/lib/notes/notes", Mode: 0o755, Data: []byte("program")},
		{Path: "usr/lib/notes/notes.txt", Mode: 0o644},
	}
	var out bytes.Buffer
	when := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	if err := Tar(&out, files, Options{Time: when, Prefix: "./", Folders: true}); err != nil {
		t.Fatal(err)
	}
	reader := tar.NewReader(&out)
	for _, want := range []struct {
		name, link string
		kind       byte
		mode, size int64
	}{
		{"./usr/", "", tar.TypeDir, 0o755, 0}, {"./usr/bin/", "", tar.TypeDir, 0o755, 0}, {"./usr/bin/notes", "../lib/notes/notes", tar.TypeSymlink, 0o777, 0},
		{"./usr/lib/", "", tar.TypeDir, 0o755, 0}, {"./usr/lib/notes/", "", tar.TypeDir, 0o755, 0}, {"./usr/lib/notes/notes", "", tar.TypeReg, 0o755, 7},
		{"./usr/lib/notes/notes.txt", "", tar.TypeReg, 0o644, 0},
	} {
		h, err := reader.Next()
		if err != nil {
			t.Fatal(err)
		}
		if h.Name != want.name || h.Linkname != want.link || h.Typeflag != want.kind || h.Mode != want.mode || h.Size != want.size || !h.ModTime.Equal(when) || h.Uid != 0 || h.Uname != "root" {
			t.Errorf("got %+v, want %+v", h, want)
		}
	}
	if _, err := reader.Next(); err != io.EOF {
		t.Errorf("after the last there is %v", err)
	}
}
