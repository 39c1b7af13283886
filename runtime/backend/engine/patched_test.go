package engine_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// A build with goja as it was released says what it lacks: the first line of each patch.
func TestPatches(t *testing.T) {
	files, err := filepath.Glob("../../../patches/goja/*.patch")
	if err != nil || len(files) == 0 {
		t.Fatalf("no patches found (%v)", err)
	}
	e := engine.New(engine.Host{})
	defer e.Close()
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		head, _, _ := strings.Cut(string(text), "\ndiff --git ")
		subject, reason, _ := strings.Cut(strings.TrimSpace(head), "\n")
		if strings.TrimSpace(reason) == "" {
			t.Errorf("%s does not say why it is there", filepath.Base(name))
		}
		if !e.Patched() {
			t.Log("missing: " + subject)
		}
	}
}
