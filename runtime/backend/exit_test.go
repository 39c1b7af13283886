package backend_test

import (
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

// TestExitCodes holds the end of a program to Node's codes.
func TestExitCodes(t *testing.T) {
	cases := []struct {
		name, code string
		exit       int
		stdout     string
		stderr     string // part of it
	}{
		{"nothing", "", 0, "", ""},
		{"exitCode", "process.exitCode = 5", 5, "", ""},
		{"exit", "process.on('exit', (c) => console.log(c)); process.exit(3)", 3, "3\n", ""},
		{"exit overrides exitCode", "process.exitCode = 5; process.exit(0)", 0, "", ""},
		{"exit with undefined forgets exitCode", "process.exitCode = 5; process.exit(undefined)", 0, "", ""},
		{"exitCode in exit", "process.on('exit', () => { process.exitCode = 9 })", 9, "", ""},
		{"exit in exit", "process.on('exit', () => process.exit(4)); process.exit(3)", 4, "", ""},
		{"throw", "throw new Error('boom')", 1, "", "Error: boom"},
		{"throw in a timer", "setTimeout(() => { throw new Error('boom') })", 1, "", "Error: boom"},
		{"throw, exitCode in exit", "process.on('exit', (c) => { console.log(c); process.exitCode = 9 }); throw 1", 9, "1\n", "Uncaught"},
		{"throw, exit in exit", "process.on('exit', () => process.exit(4)); throw new Error('boom')", 4, "", ""},
		{"throw in exit", "process.on('exit', () => { throw new Error('late') })", 1, "", "Error: late"},
		{"throw in uncaughtException", "process.on('uncaughtException', () => { throw new Error('worse') }); throw 1", 7, "", "Error: worse"},
		{"rejection", "Promise.reject(new Error('rejected'))", 1, "", "Error: rejected"},
		{"rejection with no error", "Promise.reject(5)", 1, "", "ERR_UNHANDLED_REJECTION"},
		{"unhandled 'error'", "new (require('events'))().emit('error', new Error('of an emitter'))", 1, "", "Error: of an emitter"},
		{"handled", "process.on('uncaughtException', () => console.log('handled')); throw 1", 0, "handled\n", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := backendtest.RunCode(t.TempDir(), c.code)
			if got.Code != c.exit || got.Stdout != c.stdout || !strings.Contains(got.Stderr, c.stderr) || c.stderr == "" && got.Stderr != "" {
				t.Errorf("code %d, stdout %q, stderr %q\nwant %d, %q, %q", got.Code, got.Stdout, got.Stderr, c.exit, c.stdout, c.stderr)
			}
		})
	}
}
