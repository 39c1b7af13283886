package heal

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func files(contents map[string]string) fstest.MapFS {
	root := fstest.MapFS{}
	for name, text := range contents {
		root[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return root
}

var intel = map[string]string{
	"dev/dri/renderD128":                "",
	"sys/class/drm/card0/device/vendor": "0x8086\n",
	"sys/class/drm/card0/device/device": "0x46a6\n",
	"sys/class/drm/card0/device/uevent": "DRIVER=i915\nPCI_CLASS=30000\n",
	"sys/class/drm/card0-eDP-1/status":  "connected",
}

func with(base map[string]string, more ...string) map[string]string {
	all := map[string]string{}
	for name, text := range base {
		all[name] = text
	}
	for i := 0; i < len(more); i += 2 {
		all[more[i]] = more[i+1]
	}
	return all
}

func TestMachines(t *testing.T) {
	nvidia := with(intel, "proc/driver/nvidia/version", "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.90.07\nGCC")
	for _, test := range []struct {
		name        string
		files       map[string]string
		environment []string
		begins      Rung
		session     string
		keyHas      []string
	}{
		{"a graphics card", intel, []string{"DISPLAY=:0"}, Accelerated, "x11", []string{"0x8086:0x46a6 i915", "x11", "WebKit 2.50.6"}},
		{"on Wayland", intel, []string{"WAYLAND_DISPLAY=wayland-0"}, Accelerated, "wayland", []string{"wayland"}},
		{"on Wayland, by X11", intel, []string{"WAYLAND_DISPLAY=wayland-0", "GDK_BACKEND=x11"}, Accelerated, "x11", nil},
		{"NVIDIA's driver", nvidia, nil, Shared, "x11", []string{"550.90.07"}},
		{"NVIDIA's driver, not telling its version", with(intel, "sys/module/nvidia/refcnt", "1"), nil, Shared, "x11", []string{"loaded"}},
		{"no graphics card", nil, nil, Shared, "x11", nil},
		{"a card that only shows", with(nil, "sys/class/drm/card0/device/vendor", "0x1234"), nil, Shared, "x11", []string{"0x1234"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			machine := ReadMachine(files(test.files), test.environment, "2.50.6")
			rung, why := machine.begin()
			if rung != test.begins || machine.Session != test.session || (why == "") != (rung == Accelerated) {
				t.Errorf("it begins %s (%q) in a session of %s", rung, why, machine.Session)
			}
			for _, part := range test.keyHas {
				if !strings.Contains(machine.Key(), part) {
					t.Errorf("the key %q has no %q", machine.Key(), part)
				}
			}
		})
	}
}

func TestRungsAddToWhatTheOneBeforeHas(t *testing.T) {
	if got := Accelerated.Variables(); got != nil {
		t.Errorf("the first rung sets %v", got)
	}
	for rung := Shared; rung <= X11; rung++ {
		all, before := rung.Variables(), (rung - 1).Variables()
		if len(all) <= len(before) || !slices.Equal(all[:len(before)], before) {
			t.Errorf("%s sets %v, and the rung before %v", rung, all, before)
		}
		if parsed, ok := parseRung(rung.String()); !ok || parsed != rung {
			t.Errorf("%s is read as %s", rung, parsed)
		}
		if !strings.Contains(rung.Words(), all[len(before)]) {
			t.Errorf("%q does not name %s", rung.Words(), all[len(before)])
		}
	}
}

func machine(wayland bool, webkit string) Machine {
	environment := []string{}
	if wayland {
		environment = append(environment, "WAYLAND_DISPLAY=wayland-0")
	}
	return ReadMachine(files(intel), environment, webkit)
}

func climb(t *testing.T, l *Ladder, want Rung, wantRestart bool) {
	t.Helper()
	rung, restarts, ok, err := l.Next()
	if err != nil || !ok || rung != want || restarts != wantRestart {
		t.Fatalf("the next rung is %s (restarts %v, ok %v, error %v), want %s (%v)", rung, restarts, ok, err, want, wantRestart)
	}
}

func TestLadderRemembersWhatWorked(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data", "drawing.json")
	l := Open(machine(false, "2.50.6"), nil, file)
	if err := l.Appeared(); err != nil || l.Rung() != Accelerated {
		t.Fatal(l.Rung(), err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("it remembers that nothing was wrong")
	}
	climb(t, l, Shared, false)
	climb(t, l, Plain, false)
	if _, _, ok, _ := l.Next(); ok {
		t.Error("there is a rung behind the last one of X11")
	}
	if err := l.Appeared(); err != nil {
		t.Fatal(err)
	}
	if again := Open(machine(false, "2.50.6"), nil, file); again.Rung() != Plain || again.Why() == "" {
		t.Errorf("the next start begins %s (%s)", again.Rung(), again.Why())
	}
	// Somebody has chosen: what is remembered stays for later.
	chosen := Open(machine(false, "2.50.6"), []string{"WEBKIT_DISABLE_DMABUF_RENDERER=0"}, file)
	if _, _, ok, _ := chosen.Next(); ok || chosen.Rung() != Accelerated {
		t.Error("what the environment says does not count")
	}
	// Another WebKit may do better: it is forgotten.
	if other := Open(machine(false, "2.52.0"), nil, file); other.Rung() != Accelerated {
		t.Errorf("with another WebKit it begins %s", other.Rung())
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("what is remembered of another WebKit is still there")
	}
}

func TestLadderOfWaylandEndsWithARestart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "drawing.json")
	l := Open(machine(true, "2.50.6"), nil, file)
	climb(t, l, Shared, false)
	climb(t, l, Plain, false)
	climb(t, l, X11, true)
	again := Open(machine(true, "2.50.6"), nil, file)
	if again.Rung() != X11 {
		t.Fatalf("the process after it begins %s", again.Rung())
	}
	if _, _, ok, _ := again.Next(); ok {
		t.Error("it goes round in circles")
	}
	if err := again.Appeared(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil || strings.Contains(string(text), "tried") {
		t.Errorf("%s %v", text, err)
	}
}

func TestBrokenMemoryIsNone(t *testing.T) {
	for _, text := range []string{"", "{", `{"machine": "", "drawing": "x11"}`, `{"drawing": "by hand"}`} {
		file := filepath.Join(t.TempDir(), "drawing.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if l := Open(machine(false, "2.50.6"), nil, file); l.Rung() != Accelerated {
			t.Errorf("%q begins %s", text, l.Rung())
		}
	}
}

func TestCrashes(t *testing.T) {
	start := time.Unix(0, 0)
	for _, test := range []struct {
		name   string
		at     []int // seconds
		reload []bool
	}{
		{"now and then", []int{0, 40, 80, 120}, []bool{true, true, true, true}},
		{"three in a row", []int{0, 10, 20, 30}, []bool{true, true, false, true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var c Crashes
			for i, at := range test.at {
				if got := c.Ended(start.Add(time.Duration(at) * time.Second)); got != test.reload[i] {
					t.Errorf("after %d s: %v", at, got)
				}
			}
			if c.Total != len(test.at) {
				t.Errorf("it counts %d", c.Total)
			}
		})
	}
	for driver, want := range map[string]Reason{"crashed": Crashed, "exceeded-memory": OutOfMemory, "terminated": Killed, "failed": Failed, "?": Crashed} {
		if got := ReasonOf(driver); got != want || got.Words() == "" {
			t.Errorf("%s is %s", driver, got)
		}
	}
}

func TestPageMemory(t *testing.T) {
	for text, want := range map[string]int{
		"MemTotal:       16384000 kB\nMemFree: 1 kB\n": 8000, "MemTotal:        1000000 kB\n": minPageMemory, "": 0, "MemTotal: many kB": 0, "Mem": 0,
	} {
		if got := PageMemory(files(map[string]string{"proc/meminfo": text})); got != want {
			t.Errorf("%q allows %d MB, want %d", text, got, want)
		}
	}
}
