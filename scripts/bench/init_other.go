//go:build !linux

package main

import "errors"

// initToWindow needs WebKitGTK's driver, which looks at the page.
func (b *bench) initToWindow() error {
	return errors.New("from init to the first window is measured on Linux only")
}
