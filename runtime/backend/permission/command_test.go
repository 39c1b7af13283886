//go:build unix

package permission

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
)

func TestRun(t *testing.T) {
	bin, evil := t.TempDir(), t.TempDir()
	for _, path := range []string{bin + "/tool", bin + "/other", evil + "/tool", evil + "/third"} {
		if err := os.WriteFile(path, []byte("#!/bin/true\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(bin+"/other", bin+"/alias"); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	t.Setenv("LD_LIBRARY_PATH", "/same")
	install(t, Options{Source: "deskjs.json", Permissions: &grant.Permissions{Run: []string{"tool", "$APP/third"}}, Folders: map[string]string{"APP": evil}})
	tests := []struct {
		asked, path, environment, want string
	}{
		{"tool", bin + "/tool", "", ""},
		{"tool", evil + "/tool", "", "denied"},
		{"other", bin + "/other", "", "denied"},
		{"alias", bin + "/alias", "", "denied"},
		{"third", evil + "/third", "", ""},
		{"tool", bin + "/tool", "LD_PRELOAD=/x.so", "denied"},
		{"tool", bin + "/tool", "LD_LIBRARY_PATH=/same", ""},
		{"tool", bin + "/tool", "DYLD_INSERT_LIBRARIES=/x", "denied"},
		{"none", bin + "/none", "", ""}, // starting it says that there is none
	}
	for _, test := range tests {
		_, err := Run(test.asked, test.path, "", []string{test.environment})
		if got := outcome(err); got != test.want {
			t.Errorf("%v: %q", test, got)
		}
	}
	if _, err := Run("tool", "tool", evil, nil); outcome(err) != "denied" {
		t.Error("a name counts from the folder that it is started in")
	}
	_, err := Run("tool", evil+"/tool", "", nil)
	if err == nil || !strings.Contains(err.Error(), "starting tool is granted, but "+real(t, evil)+"/tool is not the one") {
		t.Error(err)
	}
	if self, err := os.Executable(); err == nil {
		if _, err := Run(self, self, "", nil); err != nil {
			t.Errorf("the app itself: %v", err)
		}
	}
}

func real(t *testing.T, path string) string {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSignal(t *testing.T) {
	install(t, Options{Permissions: &grant.Permissions{Run: []string{"tool"}}})
	ended := Started(4321)
	for pid, want := range map[int]string{os.Getpid(): "", 4321: "", -4321: "", 1: "denied", -1: "denied", 0: "denied"} {
		if got := outcome(Signal(pid)); got != want {
			t.Errorf("%d: %q", pid, got)
		}
	}
	ended()
	if outcome(Signal(4321)) != "denied" {
		t.Error("the number is another process's now")
	}
}
