package clone

import (
	"fmt"
	"strconv"

	"github.com/dop251/goja"
)

// Shared are the memories of SharedArrayBuffers that a value has. They can be used by other runtimes of the process, on any
// goroutine.
type Shared []any

// EncodeShared is Encode for a receiver in the same process, which gets SharedArrayBuffers with the same memory. Encode
// refuses them.
func EncodeShared(rt *goja.Runtime, value goja.Value, root string) (text string, blob [][]byte, shared Shared, err error) {
	e := &encoder{rt: rt, root: root, inProcess: true, limits: DefaultLimits}
	text, blob, err = e.encode(value)
	return text, blob, e.shared, err
}

// DecodeShared is Decode for what EncodeShared returned, in any runtime of the process.
func DecodeShared(rt *goja.Runtime, text string, blob []byte, shared Shared) (goja.Value, error) {
	return (&decoder{rt: rt, text: text, blob: blob, shared: shared, limits: DefaultLimits}).decode()
}

// sharer is what a goja with SharedArrayBuffer has.
type sharer interface {
	SharedBlock(v goja.Value) any
	NewSharedArrayBuffer(block any) goja.Value
}

// sharedBytes writes a SharedArrayBuffer or a view of one.
func (e *encoder) sharedBytes(name string, holder *goja.Object, block any, offset, length int) error {
	if !e.inProcess {
		return e.refuse("is a SharedArrayBuffer and can't be sent")
	}
	index := 0
	for index < len(e.sharers) && e.sharers[index] != holder {
		index++
	}
	if index == len(e.sharers) {
		e.sharers, e.shared = append(e.sharers, holder), append(e.shared, block)
	}
	e.write(`{"$":"shared","t":"` + name + `","i":` + strconv.Itoa(index) + `,"o":` + strconv.Itoa(offset) + `,"n":` + strconv.Itoa(length) + "}")
	return nil
}

// sharedBytes reads a SharedArrayBuffer or a view of one.
func (d *decoder) sharedBytes(id int) (goja.Value, error) {
	class, err := d.textField("t")
	if err != nil {
		return nil, err
	}
	vm, ok := any(d.rt).(sharer)
	if !ok || len(d.shared) == 0 {
		return nil, d.wrong("there is no shared memory")
	}
	index, err := d.countField("i", int64(len(d.shared)-1))
	if err != nil {
		return nil, err
	}
	if d.sharedBuffers == nil {
		d.sharedBuffers = make([]goja.Value, len(d.shared))
	}
	if d.sharedBuffers[index] == nil {
		d.sharedBuffers[index] = vm.NewSharedArrayBuffer(d.shared[index])
	}
	buffer := d.sharedBuffers[index]
	size := int64(len(buffer.Export().(goja.ArrayBuffer).Bytes()))
	offset, err := d.countField("o", size)
	if err != nil {
		return nil, err
	}
	length, err := d.countField("n", size)
	if err != nil {
		return nil, err
	}
	if class.String() == "ArrayBuffer" {
		d.define(id, buffer)
		return buffer, nil
	}
	elementSize, ok := elementSizes[class.String()]
	if !ok || offset%elementSize != 0 || int64(offset)+int64(length)*int64(elementSize) > size {
		return nil, d.wrong(fmt.Sprintf("a %s of %d elements at %d doesn't fit into %d shared bytes", class, length, offset, size))
	}
	return d.make(id, "makeView", class, buffer, d.rt.ToValue(offset), d.rt.ToValue(length))
}
