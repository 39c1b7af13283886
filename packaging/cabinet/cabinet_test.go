package cabinet

import (
	"bytes"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// An independent program, 7-Zip, reads what was written: text, noise, nothing, and files that share a block.
func TestWrite(t *testing.T) {
	noise := make([]byte, 200_000)
	rand.New(rand.NewSource(1)).Read(noise)
	files := []File{
		{"a", bytes.Repeat([]byte("DeskJS. "), 100_000)}, {"empty", nil}, {"noise", noise}, {"short", []byte("x")}, {"ü", bytes.Repeat([]byte("0123456789"), blockSize/10)},
	}
	var out, again bytes.Buffer
	now := time.Unix(1_700_000_000, 0)
	if err := Write(&out, files, now); err != nil {
		t.Fatal(err)
	}
	if err := Write(&again, files, now); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("the same files give other bytes: %v", err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "a.cab")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.Command("7z", "x", "-o"+dir, path).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, f := range files {
		path := filepath.Join(dir, f.Name)
		if data, err := os.ReadFile(path); err != nil || !bytes.Equal(data, f.Data) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if out.Len() > 250_000 {
		t.Errorf("%d bytes: text is not compressed", out.Len())
	}
}

func TestChecksum(t *testing.T) {
	// [MS-CAB] 3.1: the words of a block, and of its rest the first byte counts highest.
	if sum := checksum([]byte{1, 2, 3, 4, 5, 6, 7}); sum != 0x04030201^0x00050607 {
		t.Errorf("%08x", sum)
	}
}
