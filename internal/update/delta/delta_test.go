package delta_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/delta"
	"github.com/deskjs/deskjs/internal/update/manifest"
	packing "github.com/deskjs/deskjs/packaging/delta"
)

func source(data []byte) delta.Source {
	return delta.Source{Reader: bytes.NewReader(data), Size: int64(len(data))}
}

func want(data []byte) delta.Want {
	return delta.Want{Hash: manifest.HashOf(data), Size: int64(len(data))}
}

var (
	oldFile = bytes.Repeat([]byte("the old file, which has some lines\n"), 200)
	newFile = append(append(bytes.Clone(oldFile[:3000]), "a new line\n"...), oldFile[2000:]...)
)

func patchOf(t testing.TB) []byte {
	t.Helper()
	patch, err := packing.Make(oldFile, newFile)
	if err != nil {
		t.Fatal(err)
	}
	return patch
}

// A delta of which any byte is changed, or any number of bytes is missing, is refused, unless it still makes the very file.
func TestAnAlteredDeltaIsRefused(t *testing.T) {
	patch := patchOf(t)
	try := func(what string, at int, altered []byte) {
		var out bytes.Buffer
		err := delta.Apply(source(altered), source(oldFile), &out, want(newFile))
		if err == nil && !bytes.Equal(out.Bytes(), newFile) {
			t.Fatalf("%s %d made another file", what, at)
		}
		if err != nil && update.CodeOf(err) != update.CodeDelta {
			t.Fatalf("%s %d: %v", what, at, err)
		}
		if out.Len() > len(newFile) {
			t.Fatalf("%s %d wrote %d bytes", what, at, out.Len())
		}
	}
	for at := range patch {
		altered := bytes.Clone(patch)
		altered[at] ^= 1 << (at % 8)
		try("changed at", at, altered)
		try("cut at", at, patch[:at])
	}
	try("longer by", 1, append(bytes.Clone(patch), 0))
}

func TestADeltaForAnotherFileIsRefused(t *testing.T) {
	for _, other := range [][]byte{nil, oldFile[1:], append([]byte("x"), oldFile...), newFile} {
		if err := delta.Apply(source(patchOf(t)), source(other), io.Discard, want(newFile)); update.CodeOf(err) != update.CodeDelta {
			t.Errorf("%d bytes: %v", len(other), err)
		}
	}
	for _, w := range []delta.Want{{Hash: want(newFile).Hash, Size: 5}, {Hash: want(oldFile).Hash, Size: int64(len(newFile))}} {
		if err := delta.Apply(source(patchOf(t)), source(oldFile), io.Discard, w); update.CodeOf(err) != update.CodeDelta {
			t.Errorf("%+v: %v", w, err)
		}
	}
}

// What runs out while it is applied is told from a bad delta.
func TestErrorsOfFilesAreTheirOwn(t *testing.T) {
	err := delta.Apply(source(patchOf(t)), source(oldFile), brokenWriter{}, want(newFile))
	if err == nil || update.CodeOf(err) == update.CodeDelta {
		t.Error(err)
	}
	err = delta.Apply(source(patchOf(t)), delta.Source{Reader: bytes.NewReader(oldFile[:10]), Size: int64(len(oldFile))}, io.Discard, want(newFile))
	if err == nil || update.CodeOf(err) == update.CodeDelta {
		t.Error(err)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// A delta of a few bytes can make gigabytes, if those who signed it want that; of somebody else's, no more is written than the list allows.
func TestABombWritesNoMoreThanIsWanted(t *testing.T) {
	bomb, err := packing.Whole(make([]byte, 64<<20))
	if err != nil {
		t.Fatal(err)
	}
	if len(bomb) > 32<<10 {
		t.Fatalf("%d bytes are no bomb", len(bomb))
	}
	counted := &counter{}
	if err := delta.Apply(source(bomb), delta.Source{}, counted, want(newFile)); update.CodeOf(err) != update.CodeDelta || counted.n > 0 {
		t.Error(counted.n, err)
	}
}

type counter struct{ n int }

func (c *counter) Write(data []byte) (int, error) { c.n += len(data); return len(data), nil }

// FuzzApply applies any bytes: no more than is wanted is written, and nothing but the file that is wanted is right.
func FuzzApply(f *testing.F) {
	f.Add(patchOf(f))
	whole, err := packing.Whole(newFile)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte("djsd\x01\r\n\x1a\x05\x00\x00\x00\x00"))
	random := rand.New(rand.NewPCG(1, 1))
	noise := make([]byte, 300)
	for i := range noise {
		noise[i] = byte(random.IntN(256))
	}
	f.Add(append(bytes.Clone(whole[:40]), noise...))
	f.Fuzz(func(t *testing.T, patch []byte) {
		var out bytes.Buffer
		err := delta.Apply(source(patch), source(oldFile), &out, want(newFile))
		if out.Len() > len(newFile) || err == nil && !bytes.Equal(out.Bytes(), newFile) || err != nil && update.CodeOf(err) != update.CodeDelta {
			t.Errorf("%d bytes, %v", out.Len(), err)
		}
	})
}
