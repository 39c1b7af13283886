package clone

import (
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/dop251/goja"
)

// splitBlob finds the parts of the blob.
func (d *decoder) splitBlob() error {
	if d.parts != nil {
		return nil
	}
	blob := d.blob
	if len(blob) < 4 {
		return d.wrong("the blob it refers to is missing")
	}
	count := uint64(binary.LittleEndian.Uint32(blob))
	if count > uint64(d.limits.Parts) {
		return &TooLargeError{received, "pieces of bytes", d.limits.Parts}
	}
	if count == 0 || uint64(len(blob)-4)/8 < count {
		return d.wrong(fmt.Sprintf("its blob of %d bytes announces %d parts", len(blob), count))
	}
	lengths, data := blob[4:4+8*count], blob[4+8*count:]
	parts := make([][]byte, count)
	for i := range parts {
		length := binary.LittleEndian.Uint64(lengths[8*i:])
		if length > uint64(len(data)) {
			return d.wrong(fmt.Sprintf("part %d of its blob announces %d bytes and %d are left", i, length, len(data)))
		}
		parts[i] = data[:length:length]
		data = data[length:]
	}
	d.parts, d.buffers = parts, make([]*goja.Object, count)
	// Quotes in a string are escaped, so the search finds forms, or at worst objects that look like them.
	d.wide = strings.Count(d.text, `"bytes","t":"`) != strings.Count(d.text, `"bytes","t":"Uint8Array"`)
	return nil
}

// buffer returns the ArrayBuffer of a part, the same each time. Its bytes are the blob's own, unless something wider than a
// byte may look at them and would find them misaligned, or it can be resized up to maxLength.
func (d *decoder) buffer(index, maxLength int) (*goja.Object, error) {
	if d.buffers[index] != nil {
		return d.buffers[index], nil
	}
	data := d.parts[index]
	if maxLength != fixedLength {
		made, err := d.intrinsics().call(d.rt, "makeResizable", d.rt.ToValue(len(data)), d.rt.ToValue(maxLength))
		if err != nil {
			return nil, err
		}
		copy(made.Export().(goja.ArrayBuffer).Bytes(), data)
		d.buffers[index] = made
		return made, nil
	}
	if d.wide && misaligned(data) {
		data = append(make([]byte, 0, len(data)), data...)
	}
	d.buffers[index] = d.rt.ToValue(d.rt.NewArrayBuffer(data)).(*goja.Object)
	return d.buffers[index], nil
}

// fixedLength stands for the longest length of a buffer that can't be resized.
const fixedLength = -1

// elementSizes has the views that there are.
var elementSizes = map[string]int{
	"Int8Array": 1, "Uint8Array": 1, "Uint8ClampedArray": 1, "Int16Array": 2, "Uint16Array": 2, "Int32Array": 4,
	"Uint32Array": 4, "Float16Array": 2, "Float32Array": 4, "Float64Array": 8, "BigInt64Array": 8, "BigUint64Array": 8, "DataView": 1,
}

func (d *decoder) bytes(id int) (goja.Value, error) {
	class, err := d.textField("t")
	if err != nil {
		return nil, err
	}
	if err := d.splitBlob(); err != nil {
		return nil, err
	}
	index, err := d.countField("i", int64(len(d.parts)-1))
	if err != nil {
		return nil, err
	}
	size := len(d.parts[index])
	offset, err := d.countField("o", int64(size))
	if err != nil {
		return nil, err
	}
	length, tracks := 0, d.accept(`,"n":null`)
	if !tracks {
		if length, err = d.countField("n", int64(size)); err != nil {
			return nil, err
		}
	}
	maxLength := fixedLength
	if strings.HasPrefix(d.text[d.at:], `,"max":`) {
		if maxLength, err = d.countField("max", MaxReference); err != nil {
			return nil, err
		}
		if maxLength < size {
			return nil, d.wrong(fmt.Sprintf("a buffer of %d bytes can't have at most %d", size, maxLength))
		}
	}
	buffer, err := d.buffer(index, maxLength)
	if err != nil {
		return nil, err
	}
	if class.String() == "ArrayBuffer" {
		d.define(id, buffer)
		return buffer, nil
	}
	elementSize, ok := elementSizes[class.String()]
	if !ok {
		return nil, d.wrong("there is no view " + class.String())
	}
	if offset%elementSize != 0 || offset+length*elementSize > size || tracks && maxLength == fixedLength {
		return nil, d.wrong(fmt.Sprintf("a %s of %d elements at %d doesn't fit into %d bytes", class, length, offset, size))
	}
	args := []goja.Value{class, buffer, d.rt.ToValue(offset)}
	if !tracks {
		args = append(args, d.rt.ToValue(length))
	}
	return d.make(id, "makeView", args...)
}

// file reads a Blob or a File, if the runtime has such a class. Its bytes are here, or stay where they are until they are read.
func (d *decoder) file(kind string, id int) (goja.Value, error) {
	var sources []any
	var size int
	stays := strings.HasPrefix(d.text[d.at:], `,"n":`)
	if stays {
		var err error
		if size, err = d.countField("n", MaxReference); err != nil {
			return nil, err
		}
	} else {
		if err := d.splitBlob(); err != nil {
			return nil, err
		}
		index, err := d.countField("i", int64(len(d.parts)-1))
		if err != nil {
			return nil, err
		}
		buffer, err := d.buffer(index, fixedLength)
		if err != nil {
			return nil, err
		}
		sources = append(sources, buffer)
	}
	class, args := "Blob", []goja.Value{d.rt.NewArray(sources...)}
	if kind == "file" {
		name, err := d.textField("name")
		if err != nil {
			return nil, err
		}
		class, args = "File", append(args, name)
	}
	options := d.rt.NewObject()
	mediaType, err := d.textField("type")
	if err != nil {
		return nil, err
	}
	if err := d.put(options, "type", mediaType); err != nil {
		return nil, err
	}
	if kind == "file" {
		modified, err := d.field("modified")
		if err != nil {
			return nil, err
		}
		if err := d.put(options, "lastModified", modified); err != nil {
			return nil, err
		}
	}
	constructor := d.rt.GlobalObject().Get(class)
	if _, ok := goja.AssertFunction(constructor); !ok {
		return nil, &DataCloneError{Path: "the value", Reason: fmt.Sprintf(
			"holds a %s, which the backend doesn't have; send its bytes, await %s.arrayBuffer()", class, kind)}
	}
	object, err := d.rt.New(constructor, append(args, options)...)
	if err != nil {
		return nil, err
	}
	if stays {
		read, err := d.field("read")
		if err != nil {
			return nil, err
		}
		data := blobOf(object)
		if _, ok := goja.AssertFunction(read); !ok || data == nil {
			return nil, d.wrong("a Blob that stays where it is has a function to read it")
		}
		data.Pieces = []BlobPiece{{Read: read, Length: int64(size)}}
	}
	d.define(id, object)
	return object, nil
}
