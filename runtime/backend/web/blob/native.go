package blob

import (
	"os"
	"strconv"

	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/engine/text"
	"github.com/deskjs/deskjs/runtime/backend/permission"
	"github.com/dop251/goja"
)

// natives are blob.js's binding. A handle is a *clone.Blob that JavaScript only passes around.
func natives(e *engine.Engine) map[string]any {
	vm := e.VM
	return map[string]any{
		// kHandle is the key under which a Blob has its handle.
		"kHandle": clone.BlobKey,
		// create(parts, type): a part is a handle, bytes or a string.
		"create": func(call goja.FunctionCall) goja.Value {
			parts := call.Argument(0).ToObject(vm)
			blob := &clone.Blob{Type: call.Argument(1).String()}
			for i := range int(parts.Get("length").ToInteger()) {
				appendPart(blob, parts.Get(strconv.Itoa(i)))
			}
			return vm.ToValue(blob)
		},
		// setFile(handle, name, lastModified) makes it a File's.
		"setFile": func(call goja.FunctionCall) goja.Value {
			blob := handle(call.Argument(0))
			blob.File, blob.Name, blob.Modified = true, call.Argument(1).(goja.String), call.Argument(2).ToFloat()
			return goja.Undefined()
		},
		// file(handle) is {name, lastModified}, undefined for a Blob that is no File.
		"file": func(call goja.FunctionCall) goja.Value {
			blob := handle(call.Argument(0))
			if !blob.File {
				return goja.Undefined()
			}
			return object(vm, "name", blob.Name, "lastModified", blob.Modified)
		},
		"size": func(call goja.FunctionCall) goja.Value { return vm.ToValue(handle(call.Argument(0)).Size()) },
		"type": func(call goja.FunctionCall) goja.Value { return vm.ToValue(handle(call.Argument(0)).Type) },
		// slice(handle, start, end, type)
		"slice": func(call goja.FunctionCall) goja.Value {
			blob := handle(call.Argument(0))
			return vm.ToValue(blob.Slice(call.Argument(1).ToInteger(), call.Argument(2).ToInteger(), call.Argument(3).String()))
		},
		// bytes(handle) is a new ArrayBuffer, undefined if a part is elsewhere.
		"bytes": func(call goja.FunctionCall) goja.Value {
			bytes, ok := handle(call.Argument(0)).Bytes()
			if !ok {
				return goja.Undefined()
			}
			return vm.ToValue(vm.NewArrayBuffer(bytes))
		},
		// pieces(handle): see file.js. The ArrayBuffers are copies.
		"pieces": func(call goja.FunctionCall) goja.Value {
			blob := handle(call.Argument(0))
			pieces := make([]any, len(blob.Pieces))
			for i, piece := range blob.Pieces {
				if piece.Read != nil {
					pieces[i] = object(vm, "read", piece.Read, "offset", piece.Offset, "length", piece.Length)
					continue
				}
				if piece.Path == "" {
					pieces[i] = vm.NewArrayBuffer(append([]byte(nil), piece.Bytes...))
					continue
				}
				pieces[i] = object(vm, "path", piece.Path, "size", piece.FileSize, "mtimeNs", strconv.FormatInt(piece.ModTime.UnixNano(), 10),
					"offset", piece.Offset, "length", piece.Length)
			}
			return vm.NewArray(pieces...)
		},
		// openFile(path, type) is undefined if there is no such file.
		"openFile": func(call goja.FunctionCall) goja.Value {
			path := call.Argument(0).String()
			if err := permission.Read(path); err != nil {
				e.Throw(err)
			}
			info, err := os.Stat(path)
			if err != nil {
				return goja.Undefined()
			}
			return vm.ToValue(&clone.Blob{Type: call.Argument(1).String(), Pieces: []clone.BlobPiece{
				{Path: path, FileSize: info.Size(), ModTime: info.ModTime(), Length: info.Size()},
			}})
		},
	}
}

func handle(value goja.Value) *clone.Blob {
	blob, _ := value.Export().(*clone.Blob)
	return blob
}

// appendPart adds a source of a Blob to it. Bytes are copied.
func appendPart(blob *clone.Blob, part goja.Value) {
	if s, ok := part.(goja.String); ok {
		blob.Append(text.Of(s).Encode(text.UTF8))
		return
	}
	if bytes, ok := engine.Bytes(part); ok {
		blob.Append(append([]byte(nil), bytes...))
		return
	}
	if other := handle(part); other != nil {
		blob.Pieces = append(blob.Pieces, other.Pieces...)
	}
}

// object returns an object with the given keys and values.
func object(vm *goja.Runtime, pairs ...any) *goja.Object {
	o := vm.NewObject()
	for i := 0; i < len(pairs); i += 2 {
		if err := o.Set(pairs[i].(string), pairs[i+1]); err != nil {
			panic(err)
		}
	}
	return o
}
