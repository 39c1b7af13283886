//go:build !linux || !cgo

// Package toolkit calls GTK, and exists on Linux alone.
package toolkit
