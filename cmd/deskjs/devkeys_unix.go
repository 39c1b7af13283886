//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// surviveBackground keeps the shell's job control from stopping this process when it reads from its terminal in the background
// (deskjs dev &): the read fails instead, and there are no keys.
func surviveBackground() { signal.Ignore(syscall.SIGTTIN) }
