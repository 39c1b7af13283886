package payload

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkOpen opens an app of 5,000 files.
func BenchmarkOpen(b *testing.B) {
	members := map[string][]byte{ManifestName: []byte(manifestJSON)}
	for i := range 5000 {
		members[fmt.Sprintf("frontend/assets/picture-%04d.bin", i)] = []byte{1}
	}
	var container bytes.Buffer
	if err := Append(&container, members); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), FileName)
	if err := os.WriteFile(path, container.Bytes(), 0o644); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		app, err := OpenFile(path)
		if err != nil {
			b.Fatal(err)
		}
		app.Close()
	}
}
