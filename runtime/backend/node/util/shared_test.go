package util_test

import (
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

func TestSharedArrayBuffers(t *testing.T) {
	if e := engine.New(engine.Host{}); !e.Patched() {
		t.Log("goja without the project's changes: SharedArrayBuffer is missing")
		return
	}
	const code = `const { types, inspect, isDeepStrictEqual } = require('util')
		const shared = new SharedArrayBuffer(2)
		class Mine extends SharedArrayBuffer {}
		console.log(shared, new Mine(1))
		console.log(inspect(new DataView(shared, 1), { breakLength: Infinity }))
		console.log(types.isSharedArrayBuffer(shared), types.isArrayBuffer(shared), types.isAnyArrayBuffer(shared))
		console.log(isDeepStrictEqual(shared, new SharedArrayBuffer(2)), isDeepStrictEqual(shared, new ArrayBuffer(2)))`
	const want = `SharedArrayBuffer { [Uint8Contents]: <00 00>, byteLength: 2 } Mine [SharedArrayBuffer] { [Uint8Contents]: <00>, byteLength: 1 }
DataView { byteLength: 1, byteOffset: 1, buffer: SharedArrayBuffer { [Uint8Contents]: <00 00>, byteLength: 2 } }
true false true
true false
`
	if got := backendtest.RunCode(t.TempDir(), code); got.Stdout != want || got.Stderr != "" {
		t.Errorf("printed\n%s%s, want\n%s", got.Stdout, got.Stderr, want)
	}
}
