//go:build !linux

package main

import "errors"

// cycles is measured on Linux only.
func (b *bench) cycles([]string) error {
	return errors.New("what windows cost that come and go is measured on Linux only")
}
