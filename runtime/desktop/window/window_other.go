//go:build !windows && !darwin && (!linux || !cgo)

package window

// New opens nothing here: there is no driver for this system yet. The error is an *ErrUnsupported that names it.
func New(Config) (Driver, error) { return nil, &ErrUnsupported{} }
