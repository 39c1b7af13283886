package main

import (
	"io"
	"os"
)

// An environment is what a verb may touch of the process it runs in, so that
// tests can give it another.
type environment struct {
	in       io.Reader
	out, err io.Writer
	terminal bool // someone sits at in and can be asked
	color    bool // err shows colours
	live     bool // err is a terminal on which a line can be written over: for progress
	json     bool // --json was given: what the verb says goes to out as JSON, see json.go
}

// systemEnvironment is the environment of the process itself.
func systemEnvironment() *environment {
	live := isTerminal(os.Stderr) && os.Getenv("TERM") != "dumb"
	return &environment{
		in:       os.Stdin,
		out:      os.Stdout,
		err:      os.Stderr,
		terminal: isTerminal(os.Stdin),
		color:    live && os.Getenv("NO_COLOR") == "",
		live:     live,
	}
}

// isTerminal reports whether file is a terminal: a character device, and not
// the null device, which is one too.
func isTerminal(file *os.File) bool {
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
