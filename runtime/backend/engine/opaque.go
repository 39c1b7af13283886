package engine

import "github.com/dop251/goja"

// Opaque, embedded in a struct, makes it a goja.DynamicObject in which JavaScript sees nothing: the cheap way to hang
// a Go value onto an object.
type Opaque struct{}

// Get finds nothing.
func (Opaque) Get(string) goja.Value { return nil }

// Set refuses.
func (Opaque) Set(string, goja.Value) bool { return false }

// Has is false.
func (Opaque) Has(string) bool { return false }

// Delete refuses.
func (Opaque) Delete(string) bool { return false }

// Keys are none.
func (Opaque) Keys() []string { return nil }
