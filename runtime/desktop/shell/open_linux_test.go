package shell

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// What opens things gets the environment that the app began with, and none of the streams that end with the app.
func TestOpen(t *testing.T) {
	folder := t.TempDir()
	const script = `#!/bin/sh
echo "$1 [$WEBKIT_DISABLE_DMABUF_RENDERER] $(readlink /proc/$$/fd/2)" > "$OPENED"
exit 3
`
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+":"+os.Getenv("PATH"))
	t.Setenv("OPENED", filepath.Join(folder, "opened"))
	s := &shell{host: &service.Host{Environment: os.Environ()}}
	t.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	err := s.open("https://example.org/")
	if want := "https://example.org/ can't be opened: xdg-open says: no program for it was found"; err == nil || err.Error() != want {
		t.Errorf("it says %v, want %s", err, want)
	}
	if told, err := os.ReadFile(filepath.Join(folder, "opened")); string(told) != "https://example.org/ [] /dev/null\n" {
		t.Errorf("it was started with %q (%v)", told, err)
	}
}
