package shell_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// What is opened must be readable and, if it is a program, one that may be started; nothing of that reaches a host, which is not there.
func TestOpenPathAsks(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, mode := range map[string]os.FileMode{"text.txt": 0o600, "run.exe": 0o700, "start.desktop": 0o600, "start.lnk": 0o600, "start.command": 0o600} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, mode); err != nil {
			t.Fatal(err)
		}
	}
	program := map[string]string{"windows": "start.lnk", "darwin": "start.command"}[runtime.GOOS]
	if program == "" {
		program = "start.desktop"
	}
	open := func(p *grant.Permissions, name string) string {
		t.Helper()
		guard, err := permission.New(permission.Options{Permissions: p, Source: "deskjs.json"})
		if err != nil {
			t.Fatal(err)
		}
		defer permission.Install(guard)()
		result := backendtest.RunCode(dir, "require('deskjs').shell.openPath("+"'"+filepath.ToSlash(filepath.Join(dir, name))+"').then(console.log)")
		return strings.TrimSpace(result.Stdout + result.Stderr)
	}
	readable := &grant.Permissions{Files: grant.Files{Read: []string{filepath.ToSlash(dir)}}}
	for _, test := range []struct {
		permissions *grant.Permissions
		name, want  string
	}{
		{&grant.Permissions{}, "text.txt", "permissions.files.read"},
		{readable, "text.txt", "deskjs start"},
		{readable, "run.exe", "permissions.run"},
		{readable, program, "permissions.run"},
		{&grant.Permissions{Files: readable.Files, Run: []string{"*"}}, program, "deskjs start"},
	} {
		if got := open(test.permissions, test.name); !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
