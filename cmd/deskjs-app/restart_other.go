//go:build !linux

package main

import "github.com/deskjs/deskjs/runtime/desktop"

// restart is never asked for: there is one way to draw pages.
func restart([]string) error { return desktop.ErrRestart }
