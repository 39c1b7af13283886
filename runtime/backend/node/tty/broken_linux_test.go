package tty_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

// The reader of what a program prints may be gone, as in "program | head".
func TestBrokenPipe(t *testing.T) {
	cases := []struct{ name, code string }{
		{"printing once", `console.log('lost'); process.exitCode = 0`},
		{"listener", `process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' && error.syscall === 'write' ? 0 : 1)); process.stdout.write('lost')`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "main.js")
			if err := os.WriteFile(path, []byte(c.code), 0o644); err != nil {
				t.Fatal(err)
			}
			reader, writer, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			_ = reader.Close()
			command := exec.Command(os.Args[0])
			command.Env = append(os.Environ(), backendtest.ScriptVariable+"="+path)
			command.Stdout = writer
			err = command.Run()
			_ = writer.Close()
			if err != nil {
				t.Error(err)
			}
		})
	}
}
