package validators_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// check runs call, an expression on the module v, and returns what it threw: "" for nothing.
func check(t *testing.T, call string) string {
	t.Helper()
	b := backend.New(backend.Options{Host: engine.Host{}})
	module, err := b.Loader.Builtin("internal/validators")
	if err != nil {
		t.Fatal(err)
	}
	wrapped, err := b.Engine.VM.RunString("(function (v) { try { " + call + "; return '' } catch (error) { return String(error) } })")
	if err != nil {
		t.Fatal(err)
	}
	function, _ := goja.AssertFunction(wrapped)
	result, err := function(goja.Undefined(), module)
	if err != nil {
		t.Fatal(err)
	}
	return result.String()
}

func TestMessagesAreNodes(t *testing.T) {
	for call, want := range map[string]string{
		"v.validateString('x', 'name')":                         "",
		"v.validateString(1, 'name')":                           `TypeError [ERR_INVALID_ARG_TYPE]: The "name" argument must be of type string. Received type number (1)`,
		"v.validateString(null, 'options.name')":                `TypeError [ERR_INVALID_ARG_TYPE]: The "options.name" property must be of type string. Received null`,
		"v.validateString([], 'first argument')":                `TypeError [ERR_INVALID_ARG_TYPE]: The first argument must be of type string. Received an instance of Array`,
		"v.validateFunction({}, 'fn')":                          `TypeError [ERR_INVALID_ARG_TYPE]: The "fn" argument must be of type function. Received an instance of Object`,
		"v.validateObject([], 'o')":                             `TypeError [ERR_INVALID_ARG_TYPE]: The "o" argument must be of type object. Received an instance of Array`,
		"v.validateObject([], 'o', { allowArray: true })":       "",
		"v.validateBuffer('b')":                                 `TypeError [ERR_INVALID_ARG_TYPE]: The "buffer" argument must be an instance of Buffer, TypedArray, or DataView. Received type string ('b')`,
		"v.validateInteger(1.5, 'n')":                           `RangeError [ERR_OUT_OF_RANGE]: The value of "n" is out of range. It must be an integer. Received 1.5`,
		"v.validateInteger(5e9, 'n', 0, 10)":                    `RangeError [ERR_OUT_OF_RANGE]: The value of "n" is out of range. It must be >= 0 && <= 10. Received 5_000_000_000`,
		"v.validateUint32(0, 'n', true)":                        `RangeError [ERR_OUT_OF_RANGE]: The value of "n" is out of range. It must be >= 1 && <= 4294967295. Received 0`,
		"v.validateNumber(5, 'n', undefined, 4)":                `RangeError [ERR_OUT_OF_RANGE]: The value of "n" is out of range. It must be <= 4. Received 5`,
		"v.validateOneOf('c', 'x', ['a', 1])":                   `TypeError [ERR_INVALID_ARG_VALUE]: The argument 'x' must be one of: 'a', 1. Received 'c'`,
		"v.validatePort('x')":                                   `RangeError [ERR_SOCKET_BAD_PORT]: Port should be >= 0 and < 65536. Received type string ('x').`,
		"v.validateEncoding('abc', 'hex')":                      `TypeError [ERR_INVALID_ARG_VALUE]: The argument 'encoding' is invalid for data of length 3. Received 'hex'`,
		"v.parseFileMode('9', 'mode')":                          `TypeError [ERR_INVALID_ARG_VALUE]: The argument 'mode' must be a 32-bit unsigned integer or an octal string. Received '9'`,
		"if (v.parseFileMode('755', 'mode') !== 0o755) throw 0": "",
		"v.validateAbortSignal({}, 'signal')":                   `TypeError [ERR_INVALID_ARG_TYPE]: The "signal" argument must be an instance of AbortSignal. Received an instance of Object`,
		"v.validateUnion('c', 'x', ['a', 'b'])":                 `TypeError [ERR_INVALID_ARG_TYPE]: The "x" argument must be ('a|b'). Received type string ('c')`,
	} {
		if got := check(t, call); got != want {
			t.Errorf("%s\n threw %s\n want  %s", call, got, want)
		}
	}
}
