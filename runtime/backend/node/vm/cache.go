package vm

import (
	"bytes"
	"crypto/sha256"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// cacheHead begins a script's cached data. goja has no compiled form to keep: the data says which source
// it belongs to, so that it is accepted and refused as Node's is.
const cacheHead = "deskjs script cache 1\n"

func cacheOf(code string) []byte {
	sum := sha256.Sum256([]byte(code))
	return append([]byte(cacheHead), sum[:]...)
}

// cacheOf(code) returns the cached data of a script.
func (s *state) cacheOf(call goja.FunctionCall) goja.Value {
	return s.vm.ToValue(s.vm.NewArrayBuffer(cacheOf(call.Argument(0).String())))
}

// isCacheOf(code, data) reports whether data is a script's.
func (s *state) isCacheOf(call goja.FunctionCall) goja.Value {
	data, ok := engine.Bytes(call.Argument(1))
	return s.vm.ToValue(ok && bytes.Equal(data, cacheOf(call.Argument(0).String())))
}
