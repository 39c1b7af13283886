//go:build cgo

package window

import (
	"bytes"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

func TestPageLoadsFromItsOwnOrigin(t *testing.T) {
	p := open(t, `<script>ask([origin, isSecureContext, location.href].join(' '))</script>`, Options{}, nil)
	ask := p.wantNext("app://localhost true app://localhost/")
	if ask.URL != "app://localhost/" || ask.Origin != "app://localhost" {
		t.Errorf("the ask came from URL %q, origin %q", ask.URL, ask.Origin)
	}
	receive(t, p.loaded, "OnLoad")
	var address string
	onUI(t, func() { address = p.window.URL() })
	if address != "app://localhost/" {
		t.Errorf("URL() = %q", address)
	}
}

func TestEvaluateRunsInTheRelaysWorld(t *testing.T) {
	p := open(t, `<script>globalThis.fromPage = 1</script>`, Options{}, nil)
	receive(t, p.loaded, "OnLoad")
	onUI(t, func() {
		p.window.Evaluate(`webkit.messageHandlers.deskjs.postMessage('ü ' + typeof fromPage + ' ' + document.title)`)
	})
	p.wantNext("ü undefined test")
}

func TestNavigationElsewhereIsRefused(t *testing.T) {
	var hits atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer elsewhere.Close()
	p := open(t, `<iframe id=frame></iframe><script>
		async function leave(url) {
			location.href = url
			frame.src = url
			const popup = window.open(url)
			for (let i = 0; i < 20; i++) await fetch('/turn').catch(() => 0)
			await ask(location.href + ' ' + popup)
		}
		onload = async () => { await leave('`+elsewhere.URL+`/'); await leave('app://elsewhere/'); await leave('file:///etc/hostname') }
	</script>`, Options{}, nil)
	for range 3 {
		p.wantNext("app://localhost/ null").Reply("")
	}
	if hits.Load() != 0 {
		t.Errorf("the other server got %d requests", hits.Load())
	}
}

func TestPermissionsAreDenied(t *testing.T) {
	p := open(t, `<script>
		navigator.geolocation.getCurrentPosition(() => ask('located'), error => ask('geolocation ' + error.code))
	</script>`, Options{}, nil)
	p.wantNext("geolocation 1")
}

func TestSnapshotIsThePageAsPNG(t *testing.T) {
	p := open(t, `<body style="background:#00c040">`, Options{Width: 400, Height: 300}, nil)
	receive(t, p.loaded, "OnLoad")
	type result struct {
		data []byte
		err  error
	}
	results := make(chan result, 1)
	onUI(t, func() { p.window.Snapshot(func(data []byte, err error) { results <- result{data, err} }) })
	got := receive(t, results, "the snapshot")
	if got.err != nil {
		t.Fatal(got.err)
	}
	picture, err := png.Decode(bytes.NewReader(got.data))
	if err != nil {
		t.Fatal(err)
	}
	size := picture.Bounds().Size()
	if size.X != 400 || size.Y != 300 {
		t.Errorf("the picture is %v, want 400 by 300", size)
	}
	if r, g, b, _ := picture.At(200, 150).RGBA(); r>>8 != 0 || g>>8 != 0xc0 || b>>8 != 0x40 {
		t.Errorf("the middle is #%02x%02x%02x, want #00c040", r>>8, g>>8, b>>8)
	}
}

func TestTwoWindowsAreAnsweredApart(t *testing.T) {
	html := `<script>ask('who').then(ask)</script>`
	first := open(t, html, Options{}, nil)
	second := open(t, html, Options{}, nil)
	first.wantNext("who").Reply("first")
	second.wantNext("who").Reply("second")
	first.wantNext("first").Reply("")
	second.wantNext("second").Reply("")
}

func TestNewSaysWhatIsMissing(t *testing.T) {
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, "libwebkit2gtk-4.1.so.0"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name        string
		environment []string
		want        []string
	}{
		{"no display set", []string{"DISPLAY=", "WAYLAND_DISPLAY="},
			[]string{"*window.ErrNoDisplay\n", "neither DISPLAY nor WAYLAND_DISPLAY is set", "xvfb-run"}},
		{"nobody there", []string{"DISPLAY=:54321", "WAYLAND_DISPLAY="},
			[]string{"*window.ErrNoDisplay\n", `DISPLAY=":54321"`}},
		{"broken library", []string{"LD_LIBRARY_PATH=" + broken},
			[]string{"*window.ErrNoWebView\n", "libwebkit2gtk-4.1.so.0: file too short", "apt install libwebkit2gtk-4.1-0", "dnf install", "pacman -S"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			command := exec.Command(os.Args[0])
			command.Env = append(append(os.Environ(), childVariable+"=1", "XDG_RUNTIME_DIR="+t.TempDir(), "GDK_BACKEND="), test.environment...)
			output, err := command.CombinedOutput()
			if err != nil {
				t.Errorf("it ended with %v", err)
			}
			for _, want := range test.want {
				if !strings.Contains(string(output), want) {
					t.Errorf("%q is missing in:\n%s", want, output)
				}
			}
		})
	}
}

func TestNewTwiceIsAnError(t *testing.T) {
	if _, err := New(Config{}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("the second New: %v", err)
	}
}
