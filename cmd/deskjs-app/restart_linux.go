package main

import (
	"os"
	"syscall"
)

// restart puts a new process of the app in the place of this one.
func restart(environment []string) error {
	return syscall.Exec(executable(), os.Args, environment)
}
