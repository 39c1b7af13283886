package clone

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// fewObjects is how many objects are looked through one by one; more are found by a map.
const fewObjects = 8

// find returns where in seen object is, or -1.
func (e *encoder) find(object *goja.Object) int {
	if e.indexes != nil {
		if at, ok := e.indexes[object]; ok {
			return at
		}
		return -1
	}
	for at := range e.seen {
		if e.seen[at].object == object {
			return at
		}
	}
	return -1
}

// see notes that object is written from here on, and returns where in seen.
func (e *encoder) see(object *goja.Object) int {
	if e.seen == nil {
		e.seen = e.firsts[:0]
		e.path = append(e.steps[:0], e.path...)
	}
	at := len(e.seen)
	e.seen = append(e.seen, seenObject{object: object, start: len(e.buffer)})
	if e.indexes != nil {
		e.indexes[object] = at
	} else if at == fewObjects {
		e.indexes = make(map[*goja.Object]int, 4*fewObjects)
		for at, seen := range e.seen {
			e.indexes[seen.object] = at
		}
	}
	return at
}

// refer writes a reference to object if it was written before, or is being written.
func (e *encoder) refer(object *goja.Object) bool {
	at := e.find(object)
	if at < 0 {
		return false
	}
	if e.seen[at].def == 0 {
		e.defs++
		e.seen[at].def = e.defs
	}
	e.write(`{"$":"ref","id":`)
	e.buffer = strconv.AppendInt(e.buffer, int64(e.seen[at].def), 10)
	e.write("}")
	return true
}

type checkpoint struct{ buffer, path, seen, marks, lent int }

func (e *encoder) checkpoint() checkpoint {
	return checkpoint{len(e.buffer), len(e.path), len(e.seen), len(e.marks), len(e.lent)}
}

// rollBack forgets what was written since.
func (e *encoder) rollBack(to checkpoint) {
	e.revoke(to.lent)
	for _, seen := range e.seen[to.seen:] {
		if e.indexes != nil {
			delete(e.indexes, seen.object)
		}
	}
	e.buffer, e.path, e.seen, e.marks = e.buffer[:to.buffer], e.path[:to.path], e.seen[:to.seen], e.marks[:to.marks]
}

// splice returns the text with the marks and the definitions put in.
func (e *encoder) splice() string {
	marks := e.marks
	for _, seen := range e.seen {
		if seen.def > 0 {
			opening := `{"$":"def","id":` + strconv.Itoa(seen.def) + `,"v":`
			marks = append(marks, mark{seen.start, func() string { return opening }}, mark{seen.end, func() string { return "}" }})
		}
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return a.at - b.at })
	var text strings.Builder
	text.Grow(len(e.buffer) + 24*len(marks))
	done := 0
	for _, mark := range marks {
		text.Write(e.buffer[done:mark.at])
		text.WriteString(mark.text())
		done = mark.at
	}
	text.Write(e.buffer[done:])
	return text.String()
}

// part is an ArrayBuffer in the blob, from low to high: all of it when the buffer itself is sent or has several views, and
// for a lone view only its bytes, so that a small Buffer doesn't bring along what else is in its pool.
type part struct {
	data      []byte
	low, high int
}

// alignment keeps the offsets of views in a part multiples of their elements' size.
const alignment = 8

// bytesForm says what is written of an ArrayBuffer or a view of one. The offset is in bytes, the length in elements.
type bytesForm struct {
	class          string
	offset, length int
	tracks         bool // it is as long as its buffer
}

// bytes writes an ArrayBuffer or a view of one, of size bytes.
func (e *encoder) bytes(form bytesForm, holder *goja.Object, buffer goja.ArrayBuffer, size int) error {
	if vm, ok := any(e.rt).(sharer); ok {
		if block := vm.SharedBlock(holder); block != nil {
			return e.sharedBytes(form.class, holder, block, form.offset, form.length)
		}
	}
	if buffer.Detached() {
		return e.refuse("is a detached ArrayBuffer and can't be sent")
	}
	maxLength, resizable := 0, false
	if of, ok := any(buffer).(interface{ MaxByteLength() (int, bool) }); ok {
		maxLength, resizable = of.MaxByteLength()
	}
	index, known := e.holders[holder]
	if !known {
		low := form.offset / alignment * alignment
		var err error
		if index, err = e.addPart(&part{data: buffer.Bytes(), low: low, high: form.offset + size}); err != nil {
			return err
		}
		if e.holders == nil {
			e.holders = map[*goja.Object]int{}
		}
		e.holders[holder] = index
	}
	part := e.parts[index]
	if known || resizable {
		part.low, part.high = 0, len(part.data)
	}
	e.write(`{"$":"bytes","t":"` + form.class + `","i":` + strconv.Itoa(index) + `,"o":`)
	e.marks = append(e.marks, mark{len(e.buffer), func() string { return strconv.Itoa(form.offset - part.low) }})
	if form.tracks {
		e.write(`,"n":null`)
	} else {
		e.write(`,"n":` + strconv.Itoa(form.length))
	}
	if resizable {
		e.write(`,"max":` + strconv.Itoa(maxLength))
	}
	e.write("}")
	return nil
}

func (e *encoder) addPart(p *part) (index int, err error) {
	if len(e.parts) >= e.limits.Parts {
		return 0, &TooLargeError{e.root, "pieces of bytes", e.limits.Parts}
	}
	e.parts = append(e.parts, p)
	return len(e.parts) - 1, nil
}

// blob returns the parts behind their header.
func (e *encoder) blob() [][]byte {
	if len(e.parts) == 0 {
		return nil
	}
	header := binary.LittleEndian.AppendUint32(nil, uint32(len(e.parts)))
	blob := make([][]byte, 1, 1+len(e.parts))
	for _, part := range e.parts {
		header = binary.LittleEndian.AppendUint64(header, uint64(part.high-part.low))
		blob = append(blob, part.data[part.low:part.high])
	}
	blob[0] = header
	return blob
}

// maxPath is how many steps of a path an error shows.
const maxPath = 20

// pathText writes a path as JavaScript would.
func pathText(root string, path []step) string {
	var text strings.Builder
	text.WriteString(root)
	for i, step := range path {
		if i == maxPath {
			fmt.Fprintf(&text, "... (%d steps further)", len(path)-i)
			break
		}
		key := unistring.String(step.key).String()
		switch {
		case step.fixed && strings.HasPrefix(key, "."):
			fmt.Fprintf(&text, "%s[%d]", key, step.index)
		case step.index != notIndex && !step.fixed:
			fmt.Fprintf(&text, "[%d]", step.index)
		case isIdentifier(key):
			text.WriteString("." + key)
		default:
			fmt.Fprintf(&text, "[%s]", strconv.Quote(key))
		}
	}
	return text.String()
}

func isIdentifier(key string) bool {
	for i, c := range key {
		letter := c == '_' || c == '$' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c > 127
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return key != ""
}
