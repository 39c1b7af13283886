//go:build !windows

package main

// show does nothing: standard error has told whoever can be told.
func show(error) {}
