package clone

import "github.com/dop251/goja"

// Encode returns value as clone text and, if it holds bytes, the blob that goes with the text, in pieces to be written end
// to end; they start with the blob's header (see package bridge) and alias the value's own buffers, so they must have been
// written or copied before JavaScript runs again.
//
// root is how errors call the value: with "arguments", a function is refused as "arguments[0].click is a function".
// An error is a *DataCloneError, or a *goja.Exception that a getter or a proxy threw.
// It must be called on the goroutine of rt.
func Encode(rt *goja.Runtime, value goja.Value, root string) (text string, blob [][]byte, err error) {
	return "", nil, nil
}

// Decode returns the value that text and blob stand for. Byte arrays alias blob where their alignment allows, so the blob
// must not be used afterwards. Text or a blob that isn't well-formed is a *SyntaxError.
// It must be called on the goroutine of rt.
func Decode(rt *goja.Runtime, text string, blob []byte) (goja.Value, error) {
	return nil, nil
}

// EncodeError returns thrown, an error from goja or from Go, or a thrown value as *goja.Exception, as clone text. It always
// succeeds: what can't be cloned is left out or described.
func EncodeError(rt *goja.Runtime, thrown error) (text string, blob [][]byte) {
	return "", nil
}
