package compound

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// pattern is data that no other stream has.
func pattern(seed, length int) []byte {
	out := make([]byte, length)
	for i := range out {
		out[i] = byte(i*7 + i/256 + seed)
	}
	return out
}

// An independent program, 7-Zip, reads what was written: streams of every length about the limits, so many that the directory has levels, and
// one so long that the header has no room for the allocation table.
func TestWrite(t *testing.T) {
	lengths := []int{0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 8 << 20}
	for i := range 40 {
		lengths = append(lengths, i*100)
	}
	var streams []Stream
	for i, length := range lengths {
		streams = append(streams, Stream{fmt.Sprintf("stream %d", i), pattern(i, length)})
	}
	var out bytes.Buffer
	if err := Write(&out, [16]byte{1}, streams); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "a.msi")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.Command("7z", "x", "-tCompound", "-o"+dir, path).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, s := range streams {
		if data, err := os.ReadFile(filepath.Join(dir, s.Name)); err != nil || !bytes.Equal(data, s.Data) {
			t.Errorf("%s, of %d bytes: %v", s.Name, len(s.Data), err)
		}
	}
}

// Readers look for a name in a tree: each must be found on the way that its order says.
func TestTree(t *testing.T) {
	for count := 1; count < 70; count++ {
		entries := make([]entry, 1+count)
		levels := 0
		for n := count; n > 1; n /= 2 {
			levels++
		}
		root := plant(entries, 1, len(entries), levels)
		seen := 0
		var walk func(at int32, low, high int32, parentRed bool) int
		walk = func(at int32, low, high int32, parentRed bool) int {
			if at < 0 {
				return 0
			}
			seen++
			e := entries[at]
			if at < low || at > high || parentRed && !e.black {
				t.Fatalf("%d entries: %d is not where it belongs", count, at)
			}
			left, right := walk(e.left, low, at-1, !e.black), walk(e.right, at+1, high, !e.black)
			if left != right {
				t.Fatalf("%d entries: the ways below %d have %d and %d black ones", count, at, left, right)
			}
			if e.black {
				left++
			}
			return left
		}
		walk(root, 1, int32(count), false)
		if seen != count || !entries[root].black {
			t.Errorf("%d entries: %d are in the tree, its root black: %v", count, seen, entries[root].black)
		}
	}
}

func TestNames(t *testing.T) {
	for _, streams := range [][]Stream{{{Name: ""}}, {{Name: strings.Repeat("x", 32)}}, {{Name: "a"}, {Name: "A"}}} {
		if err := Write(&bytes.Buffer{}, [16]byte{}, streams); err == nil {
			t.Errorf("wrote %q", streams)
		}
	}
}
