package lockfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "no lock file of npm",
		`{"lockfileVersion": 1}`: "version 1",
		`{"lockfileVersion": 3}`: "version 3",
		`{"lockfileVersion": 3, "packages": {"": {}, "../node_modules/x": {}}}`: "can't lie at",
		`{"lockfileVersion": 3, "packages": {"": {}, "node_modules/../y": {}}}`: "can't lie at",
		`{"lockfileVersion": 3, "packages": {"": {}, "node_modules/a": null}}`:  "nothing for",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, Name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := Read(t.TempDir()); err == nil || !strings.Contains(err.Error(), "there is no package-lock.json") {
		t.Errorf("without a lock file: %v", err)
	}
}

func TestListed(t *testing.T) {
	for _, test := range []struct {
		list  string
		value string
		want  bool
	}{
		{"", "linux", true}, {"linux", "linux", true}, {"darwin linux", "linux", true}, {"darwin", "linux", false},
		{"!win32", "linux", true}, {"!win32", "win32", false}, {"!win32 !darwin", "linux", true}, {"!darwin linux", "linux", true}, {"!darwin linux", "win32", false}, {"any", "linux", true},
	} {
		if got := listed(strings.Fields(test.list), test.value); got != test.want {
			t.Errorf("%q lets %s in: %v", test.list, test.value, got)
		}
	}
}
