package payload

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

const manifestJSON = `{"name":"Notes","id":"com.example.notes","version":"1.0.0","windows":[{"title":"Notes","width":800,"height":600}],"backend":{"memoryLimit":512},"api":["api.list"]}`

func members() map[string][]byte {
	return map[string][]byte{
		ManifestName:              []byte(manifestJSON),
		BackendName:               []byte("module.exports = {}\n"),
		IndexName:                 []byte("<!doctype html><p>Hello"),
		"frontend/assets/big.bin": bytes.Repeat([]byte{1, 2, 3, 0xff}, 5000),
		"frontend/empty.css":      {},
	}
}

func writeApp(t *testing.T) (path string, runtimeSize int) {
	t.Helper()
	dir := t.TempDir()
	runtimePath := filepath.Join(dir, "runtime")
	bare := bytes.Repeat([]byte("\x7fELF runtime "), 100)
	if err := os.WriteFile(runtimePath, bare, 0o755); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(dir, "dist", "notes")
	if err := Write(path, runtimePath, members()); err != nil {
		t.Fatal(err)
	}
	return path, len(bare)
}

func TestExecutableRoundTrip(t *testing.T) {
	path, runtimeSize := writeApp(t)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o755 && runtime.GOOS != "windows" {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	app, err := OpenExecutable(path)
	if err != nil {
		t.Fatal(err)
	}
	defer app.Close()
	if m := app.Manifest(); m.Name != "Notes" || m.Backend.MemoryLimit != 512 || m.API[0] != "api.list" {
		t.Fatalf("manifest %+v", m)
	}
	if got := strings.Join(app.Names(), " "); got != "app.json backend/main.js frontend/assets/big.bin frontend/empty.css frontend/index.html" {
		t.Fatalf("names %s", got)
	}
	for name, want := range members() {
		for range 2 {
			got, err := app.Read(name)
			if err != nil || !bytes.Equal(got, want) {
				t.Fatalf("%s: %v", name, err)
			}
		}
		file, err := app.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(file)
		if err != nil || !bytes.Equal(got, want) || file.Size() != int64(len(want)) {
			t.Fatalf("%s: %v", name, err)
		}
		file.Close()
	}
	for _, name := range []string{"", "nothing", "../runtime", "frontend", "/app.json", "app.json/"} {
		if _, err := app.Read(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Read(%q): %v", name, err)
		}
		if _, err := app.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Open(%q): %v", name, err)
		}
	}
	data, _ := os.ReadFile(path)
	if !bytes.HasPrefix(data[runtimeSize:], headerMagic()) {
		t.Fatal("the payload does not follow the runtime")
	}
}

func TestWriteIsDeterministicAndLeavesNothingElse(t *testing.T) {
	first, _ := writeApp(t)
	second, _ := writeApp(t)
	a, _ := os.ReadFile(first)
	b, _ := os.ReadFile(second)
	if !bytes.Equal(a, b) {
		t.Fatal("two writes differ")
	}
	entries, _ := os.ReadDir(filepath.Dir(first))
	if len(entries) != 1 {
		t.Fatalf("left behind: %v", entries)
	}
}

func TestWriteRefuses(t *testing.T) {
	path, _ := writeApp(t)
	dir := t.TempDir()
	bare := filepath.Join(dir, "runtime")
	if err := os.WriteFile(bare, []byte("runtime"), 0o755); err != nil {
		t.Fatal(err)
	}
	with := func(name, data string) map[string][]byte {
		all := members()
		all[name] = []byte(data)
		return all
	}
	tests := []struct {
		name, runtime string
		members       map[string][]byte
		want          string
	}{
		{"a runtime with a payload", path, members(), "already carries an app"},
		{"no runtime", filepath.Join(dir, "missing"), members(), "opening the DeskJS runtime"},
		{"a directory", dir, members(), "is not a file"},
		{"no manifest", bare, map[string][]byte{"a": nil}, "needs the member app.json"},
		{"a bad manifest", bare, with(ManifestName, "{"), "not a valid manifest"},
		{"traversal", bare, with("../evil", ""), "not a valid name"},
		{"a backslash", bare, with(`frontend\x`, ""), "not a valid name"},
		{"an absolute name", bare, with("/etc/passwd", ""), "not a valid name"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dst := filepath.Join(dir, "out", "app")
			err := Write(dst, test.runtime, test.members)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("error %v, want %q", err, test.want)
			}
			if _, err := os.Stat(dst); !errors.Is(err, fs.ErrNotExist) {
				t.Fatal("something was written")
			}
		})
	}
}

// TestEveryFlippedByteIsFound flips each byte of the payload in turn; some reading of the app must then fail.
func TestEveryFlippedByteIsFound(t *testing.T) {
	var container bytes.Buffer
	small := map[string][]byte{ManifestName: []byte(manifestJSON), IndexName: []byte("<p>"), "frontend/a.css": []byte("a{}")}
	if err := Append(&container, small); err != nil {
		t.Fatal(err)
	}
	runtime := []byte("the runtime")
	whole := append(bytes.Clone(runtime), container.Bytes()...)
	path := filepath.Join(t.TempDir(), "app")
	for at := len(runtime); at < len(whole); at++ {
		changed := bytes.Clone(whole)
		changed[at] ^= 0x10
		if err := os.WriteFile(path, changed, 0o755); err != nil {
			t.Fatal(err)
		}
		err := readEverything(path)
		if err == nil {
			t.Fatalf("byte %d of %d was changed and nothing was noticed", at, len(whole))
		}
		if _, ok := errors.AsType[*DamageError](err); !ok {
			t.Fatalf("byte %d: %T %v", at, err, err)
		}
	}
}

func readEverything(path string) error {
	app, err := OpenExecutable(path)
	if err != nil {
		return err
	}
	defer app.Close()
	for _, name := range app.Names() {
		if _, err := app.Read(name); err != nil {
			return err
		}
	}
	return nil
}

func TestDamageIsNamed(t *testing.T) {
	path, runtimeSize := writeApp(t)
	whole, _ := os.ReadFile(path)
	indexAt := bytes.LastIndex(whole, []byte("\x05\x00\x00\x00\x08\x00app.json"))
	flip := func(at int) []byte {
		changed := bytes.Clone(whole)
		changed[at] ^= 1
		return changed
	}
	end := len(whole)
	tests := []struct {
		name string
		data []byte
		kind error
		want string
	}{
		{"empty", nil, ErrNoPayload, "no app in this executable"},
		{"bare runtime", whole[:runtimeSize], ErrNoPayload, "bare DeskJS runtime, or the end of the file is missing"},
		{"inside the runtime", whole[:runtimeSize-5], ErrNoPayload, "bare DeskJS runtime"},
		{"inside the header", whole[:runtimeSize+4], ErrNoPayload, "the end of the file is missing"},
		{"after the header", whole[:runtimeSize+headerSize], ErrTruncated, "cut off (the app in it begins at byte 1300"},
		{"inside a member", whole[:runtimeSize+headerSize+7000], ErrTruncated, "cut off"},
		{"inside the index", whole[:indexAt+9], ErrTruncated, "cut off"},
		{"before the trailer", whole[:end-trailerSize], ErrTruncated, "cut off"},
		{"last byte missing", whole[:end-1], ErrTruncated, "cut off"},
		{"bytes after the end", append(bytes.Clone(whole), 0), ErrTruncated, "cut off"},
		{"the beginning missing", whole[runtimeSize+100:], ErrDamaged, "points outside the file"},
		{"header", flip(runtimeSize + 1), ErrDamaged, "header is not where"},
		{"version", flip(runtimeSize + 8), ErrDamaged, "version 3 and this runtime reads version 2"},
		{"index", flip(indexAt + 20), ErrDamaged, "index does not match its checksum"},
		{"index hash", flip(end - 3), ErrDamaged, "index does not match its checksum"},
		{"index offset", flip(end - trailerSize + 8), ErrDamaged, "contradicts itself"},
		{"index length", flip(end - trailerSize + 16), ErrDamaged, "contradicts itself"},
		{"payload length", flip(end - trailerSize + 24), ErrDamaged, "contradicts itself"},
		{"trailer magic", flip(end - trailerSize), ErrTruncated, "cut off"},
		{"manifest", flip(bytes.Index(whole, []byte("com.example"))), ErrDamaged, "app.json is damaged"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			damaged := filepath.Join(t.TempDir(), "app")
			if err := os.WriteFile(damaged, test.data, 0o755); err != nil {
				t.Fatal(err)
			}
			_, err := OpenExecutable(damaged)
			if !errors.Is(err, test.kind) {
				t.Fatalf("error %v, want kind %v", err, test.kind)
			}
			text := err.Error()
			if !strings.Contains(text, test.want) || !strings.HasPrefix(text, damaged) || !strings.Contains(text, "nstall the app again.") {
				t.Fatalf("message %q lacks %q", text, test.want)
			}
		})
	}
}

func TestDamagedMemberIsFoundWhenItIsRead(t *testing.T) {
	path, _ := writeApp(t)
	whole, _ := os.ReadFile(path)
	whole[bytes.Index(whole, []byte("<p>Hello"))+3] ^= 1
	if err := os.WriteFile(path, whole, 0o755); err != nil {
		t.Fatal(err)
	}
	app, err := OpenExecutable(path)
	if err != nil {
		t.Fatal(err)
	}
	defer app.Close()
	if _, err := app.Read(BackendName); err != nil {
		t.Fatalf("a sound member: %v", err)
	}
	for name, read := range map[string]func() error{
		"Read": func() error { _, err := app.Read(IndexName); return err },
		"Open": func() error { _, err := app.Open(IndexName); return err },
	} {
		err := read()
		if !errors.Is(err, ErrDamaged) || !strings.Contains(fmt.Sprint(err), "the app's file frontend/index.html is damaged") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOpenDir(t *testing.T) {
	dir := t.TempDir()
	for name, data := range members() {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "frontend", "link")); err != nil {
		t.Fatal(err)
	}
	app, err := OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer app.Close()
	if got := strings.Join(app.Names(), " "); got != "app.json backend/main.js frontend/assets/big.bin frontend/empty.css frontend/index.html" {
		t.Fatalf("names %s", got)
	}
	if got, err := app.Read(IndexName); err != nil || string(got) != "<!doctype html><p>Hello" {
		t.Fatalf("%q %v", got, err)
	}
	file, err := app.Open(BackendName)
	if err != nil || file.Size() != 20 {
		t.Fatalf("size, %v", err)
	}
	file.Close()
	for _, name := range []string{"../secret", "/etc/passwd", "frontend/../../x", "frontend/link", "frontend", "", "nothing"} {
		if _, err := app.Read(name); err == nil {
			t.Errorf("Read(%q) worked", name)
		}
		if _, err := app.Open(name); err == nil {
			t.Errorf("Open(%q) worked", name)
		}
	}
	if _, err := OpenDir(t.TempDir()); err == nil || !strings.Contains(err.Error(), "is not a built app") {
		t.Errorf("empty directory: %v", err)
	}
}

func TestManifestDefaults(t *testing.T) {
	manifest, err := parseManifest([]byte(`{"name":"N"}`))
	if err != nil || !reflect.DeepEqual(manifest.Windows[0], DefaultWindow("N")) || manifest.Backend.MemoryLimit != DefaultMemory {
		t.Fatalf("%+v %v", manifest, err)
	}
}

func FuzzIndex(f *testing.F) {
	var none [sha256.Size]byte
	f.Add(encodeIndex(nil), int64(16))
	f.Add(encodeIndex([]member{{name: "app.json", size: 2, sum: &none}}), int64(18))
	f.Add(encodeIndex([]member{{name: "a", size: -1, sum: &none}, {name: "b", size: 1 << 62, sum: &none}}), int64(20))
	f.Fuzz(func(t *testing.T, raw []byte, indexOffset int64) {
		parsed, err := parseIndex(raw, trailer{indexOffset: indexOffset, indexLength: int64(len(raw)), indexHash: sha256.Sum256(raw)})
		if err != nil {
			return
		}
		for _, m := range parsed {
			if m.offset < headerSize || m.size < 0 || m.offset+m.size > indexOffset || !fs.ValidPath(m.name) {
				t.Fatalf("accepted %+v before %d", m, indexOffset)
			}
		}
	})
}

func FuzzExecutable(f *testing.F) {
	var container bytes.Buffer
	if err := Append(&container, map[string][]byte{ManifestName: []byte(manifestJSON)}); err != nil {
		f.Fatal(err)
	}
	f.Add(container.Bytes())
	f.Add(container.Bytes()[:50])
	f.Add([]byte{})
	path := filepath.Join(f.TempDir(), "app")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := readEverything(path); err != nil {
			if _, ok := errors.AsType[*DamageError](err); !ok {
				t.Fatalf("%T %v", err, err)
			}
		}
	})
}
