package payload

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func containerOf(t *testing.T, name string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Append(&out, map[string][]byte{ManifestName: []byte(strings.Replace(manifestJSON, "Notes", name, 1))}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// program is the start of a 64-bit Windows program whose certificates are at the given place.
func program(certificates, length int) []byte {
	data := make([]byte, 400)
	copy(data, "MZ")
	binary.LittleEndian.PutUint32(data[0x3c:], 64)
	copy(data[64:], "PE\x00\x00")
	binary.LittleEndian.PutUint16(data[64+24:], 0x20b)
	binary.LittleEndian.PutUint32(data[64+24+112+32:], uint32(certificates))
	binary.LittleEndian.PutUint32(data[64+24+112+36:], uint32(length))
	return data
}

func TestLocate(t *testing.T) {
	own, other := containerOf(t, "own"), containerOf(t, "other")
	runtime := []byte("\x7fELF, the runtime of a platform, without an app")
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	signed := func(padding int) []byte {
		bare := len(program(0, 0)) + len(own) + padding
		return join(program(bare, 100), own, make([]byte, padding), make([]byte, 100))
	}
	tests := []struct {
		name       string
		executable []byte
		beside     map[string][]byte
		want       string // the app's name, or what the error says
	}{
		{"at the end", join(runtime, own), nil, "own"},
		{"beside it", runtime, map[string][]byte{"app.djs": other}, "other"},
		{"a file beside a single file", join(runtime, own), map[string][]byte{"app.djs": other}, "own"},
		{"a file beside a single file that is cut off", join(runtime, own)[:len(runtime)+len(own)-9], nil, "cut off"},
		{"a file beside that is cut off", runtime, map[string][]byte{"app.djs": other[:40]}, "cut off"},
		{"a file beside that is empty", runtime, map[string][]byte{"app.djs": nil}, "no app in this"},
		{"in Resources", runtime, map[string][]byte{"../Resources/app.djs": other}, "other"},
		{"nowhere", runtime, nil, "no app in this"},
		{"by a pointer", join(runtime, own, []byte("a file system"), EncodePointer(int64(len(runtime)), int64(len(own)))), nil, "own"},
		{"by a pointer out of the file", join(runtime, own, EncodePointer(1<<40, 5)), nil, "cut off"},
		{"signed", signed(0), nil, "own"},
		{"signed, with padding", signed(7), nil, "own"},
		{"signed, too much padding", signed(8), nil, "cut off"},
		{"signed runtime", join(program(400, 100), make([]byte, 100)), map[string][]byte{"app.djs": other}, "other"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "MacOS", "notes")
			files := map[string][]byte{path: test.executable}
			for name, data := range test.beside {
				files[filepath.Join(filepath.Dir(path), name)] = data
			}
			for name, data := range files {
				if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, data, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			app, err := Locate(path)
			if err != nil {
				if _, ok := errors.AsType[*DamageError](err); !ok || !strings.Contains(err.Error(), test.want) {
					t.Fatalf("error %v, want %q", err, test.want)
				}
				return
			}
			defer app.Close()
			if app.Manifest().Name != test.want {
				t.Fatalf("found %s, want %s", app.Manifest().Name, test.want)
			}
		})
	}
}
