package webassembly

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// loop is a module with an endless loop, seed for what follows.
var loop = []byte{0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
	7, 8, 1, 4, 108, 111, 111, 112, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11}

func TestRewriteAddsRests(t *testing.T) {
	d, err := describe(loop)
	if err != nil {
		t.Fatal(err)
	}
	after, err := describe(rewrite(loop, d))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(after.entities[kindFunction]); n != 2 {
		t.Errorf("%d functions, want the loop and the rest", n)
	}
	if len(after.entities[kindMemory]) != 1 || len(after.entities[kindGlobal]) != 1 {
		t.Error("memory or global missing")
	}
	names := []string{"loop", exportMemory, exportStop}
	for i, e := range after.exports {
		if e.name != names[i] {
			t.Errorf("export %d is %q, want %q", i, e.name, names[i])
		}
	}
}

// A module without loops keeps its code.
func TestRewriteLeavesAlone(t *testing.T) {
	plain := bytes.Replace(loop, []byte{3, 64, 12, 0, 11}, []byte{2, 64, 12, 0, 11}, 1)
	d, err := describe(plain)
	if err != nil {
		t.Fatal(err)
	}
	if got := rewrite(plain, d); !bytes.Equal(got, plain) {
		t.Errorf("changed to % x", got)
	}
}

func FuzzRewrite(f *testing.F) {
	f.Add(loop)
	seeds, _ := filepath.Glob("testdata/*.wasm")
	for _, name := range seeds {
		if data, err := os.ReadFile(name); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, binary []byte) {
		if checkHeader(binary) != nil {
			return
		}
		d, err := describe(binary)
		if err != nil || d.checkExports() != nil {
			return
		}
		rewrite(binary, d)
	})
}
