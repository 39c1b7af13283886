package clone

import (
	"bytes"
	"testing"

	"github.com/dop251/goja"
)

func TestSharedMemoryCrossesRuntimes(t *testing.T) {
	from, to := goja.New(), goja.New()
	if _, ok := any(from).(sharer); !ok {
		t.Log("goja without the project's changes: SharedArrayBuffer is missing")
		return
	}
	value, err := from.RunString(`var shared = new SharedArrayBuffer(16), numbers = new Int32Array(shared, 4, 2);
		({ shared, numbers, again: shared, view: new DataView(shared, 8), bytes: new Uint8Array([1, 2]), other: new Uint8Array(new SharedArrayBuffer(1)) })`)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Encode(from, value, "value"); err == nil || err.Error() != "value.shared is a SharedArrayBuffer and can't be sent" {
		t.Errorf("Encode: %v", err)
	}
	text, blob, shared, err := EncodeShared(from, value, "value")
	if err != nil {
		t.Fatal(err)
	}
	copied, err := DecodeShared(to, text, bytes.Join(blob, nil), shared)
	if err != nil {
		t.Fatal(err)
	}
	if err := to.Set("copy", copied); err != nil {
		t.Fatal(err)
	}
	if _, err := from.RunString(`Atomics.store(numbers, 1, 9)`); err != nil {
		t.Fatal(err)
	}
	got, err := to.RunString(`copy.numbers[0] = 7;
		[copy.shared.byteLength, copy.numbers.join(), copy.numbers.byteOffset, copy.numbers.buffer === copy.shared, copy.again === copy.shared,
		 copy.view.getInt32(0, true), copy.bytes.join(), copy.other.buffer !== copy.shared, copy.other.length].join(' ')`)
	if err != nil || got.String() != "16 7,9 4 true true 9 1,2 true 1" {
		t.Errorf("got %v, %v", got, err)
	}
	if got, _ := from.RunString(`numbers[0]`); got.ToInteger() != 7 {
		t.Errorf("got %v back", got)
	}
	// What comes from elsewhere can't name memory.
	for _, wrong := range []Shared{nil, shared[:1]} {
		if _, err := DecodeShared(to, text, bytes.Join(blob, nil), wrong); err == nil {
			t.Errorf("decoded with %d memories", len(wrong))
		}
	}
	if _, err := DecodeShared(to, `{"$":"shared","t":"Int32Array","i":0,"o":0,"n":5}`, nil, shared); err == nil {
		t.Error("decoded a view that is too long")
	}
}
