package tty_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

// terminal returns the two ends of a terminal: the keyboard's and the program's.
func terminal(t *testing.T) (keyboard, program *os.File) {
	t.Helper()
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = keyboard.Close() })
	if err := unix.IoctlSetPointerInt(int(keyboard.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(keyboard.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(int(keyboard.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 80}); err != nil {
		t.Fatal(err)
	}
	program, err = os.OpenFile("/dev/pts/"+strconv.Itoa(number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = program.Close() })
	return keyboard, program
}

func TestTerminal(t *testing.T) {
	cases := []struct{ name, keys, code, want string }{
		{"lines", "word\n", `
			const { stdin } = process
			console.log(stdin.isTTY, stdin.isRaw, stdin instanceof require('tty').ReadStream, require('tty').isatty(0))
			stdin.once('data', (data) => { console.log(JSON.stringify(String(data))); stdin.pause(); stdin.unref() })
		`, "true false true true\n\"word\\n\"\n"},
		{"raw", "k\r", `
			const { stdin } = process
			let all = ''
			console.log(stdin.setRawMode(true) === stdin, stdin.isRaw)
			stdin.setEncoding('utf8').on('data', (data) => {
				all += data
				if (all.length < 2) return
				console.log(JSON.stringify(all), stdin.setRawMode(false).isRaw)
				stdin.destroy()
			})
		`, "true true\n\"k\\r\" false\n"},
		{"size", "", `
			const { WriteStream } = require('tty')
			const screen = new WriteStream(0)
			console.log(screen.isTTY, screen.columns, screen.rows, screen.getWindowSize())
		`, "true 80 24 [ 80, 24 ]\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			keyboard, program := terminal(t)
			path := filepath.Join(t.TempDir(), "terminal.js")
			if err := os.WriteFile(path, []byte(c.code), 0o644); err != nil {
				t.Fatal(err)
			}
			if c.name == "raw" {
				// A carriage return typed before the program makes the terminal raw would become a line feed.
				makeRaw(t, program)
			}
			if _, err := keyboard.WriteString(c.keys); err != nil {
				t.Fatal(err)
			}
			got, err := backendtest.RunInput(path, program)
			if err != nil || got.Code != 0 || got.Stdout != c.want {
				t.Errorf("exit code %d (%v), printed\n%s%s\nwant\n%s", got.Code, err, got.Stdout, got.Stderr, c.want)
			}
		})
	}
}

func makeRaw(t *testing.T, file *os.File) {
	t.Helper()
	mode, err := unix.IoctlGetTermios(int(file.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	mode.Iflag &^= unix.ICRNL
	mode.Lflag &^= unix.ICANON
	if err := unix.IoctlSetTermios(int(file.Fd()), unix.TCSETS, mode); err != nil {
		t.Fatal(err)
	}
}
