package udif

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/hfsplus"
	"github.com/deskjs/deskjs/packaging/packagingtest"
)

// TestDmg2imgReadsAnImage has pieces of each kind, and one that is not full.
func TestDmg2imgReadsAnImage(t *testing.T) {
	volume := make([]byte, 5<<20+3*sector)
	random := rand.NewChaCha8([32]byte{})
	random.Read(volume[:1<<20])
	copy(volume[3<<20:], bytes.Repeat([]byte("text "), 400_000))
	dir := t.TempDir()
	image, raw := filepath.Join(dir, "image.dmg"), filepath.Join(dir, "raw")
	if err := os.WriteFile(image, write(t, volume), 0o644); err != nil {
		t.Fatal(err)
	}
	said := packagingtest.Tool(t, "dmg2img", "dmg2img", "-v", image, raw)
	if got, err := os.ReadFile(raw); err != nil || !bytes.Equal(got, volume) {
		t.Errorf("it reads something else: %v\n%s", err, said)
	}
}

func write(t *testing.T, volume []byte) []byte {
	t.Helper()
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if err := Write(out, volume); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two runs differ")
	}
	return first.Bytes()
}

func TestSevenZipChecksAnImage(t *testing.T) {
	files := []packaging.File{{Path: "a/b", Mode: 0o644, Data: bytes.Repeat([]byte("text "), 400_000)}}
	volume, err := hfsplus.Write(files, hfsplus.Options{Name: "V"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	image := filepath.Join(dir, "image.dmg")
	whole := write(t, volume)
	if err := os.WriteFile(image, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	if said := packagingtest.Tool(t, "p7zip-full", "7z", "t", image); !strings.Contains(said, "Everything is Ok") {
		t.Error(said)
	}
	packagingtest.Tool(t, "p7zip-full", "7z", "x", "-o"+dir, image)
	if got, err := os.ReadFile(filepath.Join(dir, "V/a/b")); err != nil || !bytes.Equal(got, files[0].Data) {
		t.Errorf("the file differs: %v", err)
	}
}
