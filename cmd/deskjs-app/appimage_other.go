//go:build !linux

package main

// asAppImage does nothing: AppImages are for Linux.
func asAppImage([]string) (code int, done bool) { return 0, false }
