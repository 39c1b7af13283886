package icon

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestICNS(t *testing.T) {
	picture := image.NewNRGBA(image.Rect(0, 0, 1024, 1024))
	for y := range 1024 {
		for x := range 1024 {
			picture.SetNRGBA(x, y, color.NRGBA{uint8(x / 4), uint8(y / 4), uint8(x / 256 * 60), 255})
		}
	}
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, picture); err != nil {
		t.Fatal(err)
	}
	parsed, err := Parse(drawn.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	data, err := parsed.ICNS()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "app.icns")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("icns2png"); err != nil {
		t.Fatalf("%v: install the Debian package icnsutils", err)
	}
	said, err := exec.CommandContext(t.Context(), "icns2png", "-x", "-o", dir, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, kind := range []string{"is32", "il32", "ic07", "ic08", "ic09", "ic10", "ic11", "ic12", "ic13", "ic14"} {
		if !strings.Contains(string(said), "'"+kind+"'") && !bytes.Contains(data, []byte(kind)) {
			t.Errorf("%s is missing:\n%s", kind, said)
		}
	}
	for _, size := range []int{16, 32} {
		found, err := filepath.Glob(filepath.Join(dir, "app_"+map[int]string{16: "16x16", 32: "32x32"}[size]+"x32.png"))
		if err != nil || len(found) != 1 {
			t.Fatalf("%d: %q %v\n%s", size, found, err, said)
		}
		file, err := os.Open(found[0])
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		read, err := png.Decode(file)
		if err != nil {
			t.Fatal(err)
		}
		want := parsed.Image(size)
		for y := range size {
			for x := range size {
				if r, g, b, a := read.At(x, y).RGBA(); (color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}) != want.NRGBAAt(x, y) {
					t.Fatalf("%d: pixel %d,%d is %v, not %v", size, x, y, read.At(x, y), want.NRGBAAt(x, y))
				}
			}
		}
	}
}

func TestRuns(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"abc", "\x02abc"},
		{"aaa", "\x80a"},
		{"xaaaay", "\x00x\x81a\x00y"},
		{strings.Repeat("a", 131), "\xffa\x00a"},
	}
	for _, test := range tests {
		if got := string(runs([]byte(test.in))); got != test.want {
			t.Errorf("%q: %q", test.in, got)
		}
	}
}
