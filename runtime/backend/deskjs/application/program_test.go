package application_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// What the app may not start, nobody starts for it later. Nothing of that reaches a host, which is not there.
func TestProgramsThatOthersStart(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.ToSlash(dir)
	if err := os.WriteFile(filepath.Join(dir, "tool.exe"), nil, 0o700); err != nil {
		t.Fatal(err)
	}
	run := func(p *grant.Permissions, code string) string {
		t.Helper()
		guard, err := permission.New(permission.Options{Permissions: p, Source: "deskjs.json"})
		if err != nil {
			t.Fatal(err)
		}
		defer permission.Install(guard)()
		result := backendtest.RunCode(dir, strings.ReplaceAll("const { app, crashReporter } = require('deskjs'); "+code, "DIR", dir))
		return strings.TrimSpace(result.Stdout + result.Stderr)
	}
	const nobody = "deskjs start" // it was allowed, and there is no host
	none, tool := &grant.Permissions{}, &grant.Permissions{Run: []string{dir + "/tool.exe"}}
	for _, test := range []struct {
		permissions *grant.Permissions
		code, want  string
	}{
		{none, "app.relaunch({ execPath: 'DIR/tool.exe' })", "permissions.run"},
		{none, "app.relaunch({ execPath: 'DIR/not there yet.exe' })", "ENOENT"},
		{none, "app.setLoginItemSettings({ openAtLogin: true, path: 'DIR/tool.exe' })", "permissions.run"},
		{none, "app.setLoginItemSettings({ openAtLogin: false, path: 'DIR/tool.exe' })", nobody},
		{none, "app.getLoginItemSettings({ path: 'DIR/tool.exe' })", nobody},
		{none, "app.setAsDefaultProtocolClient('x', 'DIR/tool.exe')", "permissions.run"},
		{none, "app.isDefaultProtocolClient('x', 'DIR/tool.exe')", nobody},
		{tool, "app.relaunch({ execPath: 'DIR/tool.exe' })", nobody},
		{tool, "app.setLoginItemSettings({ openAtLogin: true, path: 'DIR/tool.exe' })", nobody},
		{tool, "app.setAsDefaultProtocolClient('x', 'DIR/tool.exe')", nobody},
		{&grant.Permissions{Run: []string{"*"}}, "app.relaunch({ execPath: 'DIR/not there yet.exe' })", nobody},
		{none, "app.setPath('crashDumps', 'DIR/crashes'); crashReporter.start()", "permissions.files.write"},
		{&grant.Permissions{Files: grant.Files{Write: []string{dir}}}, "app.setPath('crashDumps', 'DIR/crashes'); crashReporter.start()", nobody},
	} {
		if got := run(test.permissions, test.code); !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", test.code, got, test.want)
		}
	}
}
