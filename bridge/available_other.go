//go:build !unix

package bridge

import "errors"

// Descriptor returns false: there are no descriptors to wait for here.
func (c *Conn) Descriptor() (descriptor int, ok bool) { return 0, false }

// ReadAvailable fails: streams can't be read without waiting here; see Read.
func (c *Conn) ReadAvailable(func(Message)) error {
	return errors.New("the stream can't be read without waiting on this system")
}
