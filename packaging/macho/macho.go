// Package macho seals programs for macOS: with the code signature that says of every page what is in it, and of the bundle what
// else belongs to it. The signature is ad hoc: it names nobody, and whoever has a Developer ID puts his own in its place. It
// also joins programs for several processors into one.
//
// Packages below packaging import it.
package macho

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrNoProgram means that bytes are no 64-bit program for macOS.
var ErrNoProgram = errors.New("it is no 64-bit program for macOS")

// After <mach-o/loader.h> and <mach-o/fat.h>.
const (
	magic64      = 0xfeedfacf
	magicFat     = 0xcafebabe
	headerSize   = 32
	commandCount = 16 // offsets in the header
	commandsSize = 20
	segment64    = 0x19
	signature    = 0x1d
	commandSize  = 16 // of the command that says where the signature is
)

// What of a segment's command says where it is.
const (
	segmentName       = 8
	segmentMemory     = 32
	segmentFileOffset = 40
	segmentFileSize   = 48
)

// program is where in a program the commands are that a signature changes.
type program struct {
	data               []byte
	signatureAt        int // 0 if there is none
	linkEditAt, textAt int
	commandsEnd        int
}

func parse(data []byte) (*program, error) {
	if len(data) < headerSize || binary.LittleEndian.Uint32(data) != magic64 {
		return nil, ErrNoProgram
	}
	p := &program{data: data, commandsEnd: headerSize + int(binary.LittleEndian.Uint32(data[commandsSize:]))}
	if p.commandsEnd > len(data) {
		return nil, ErrNoProgram
	}
	at := headerSize
	for range binary.LittleEndian.Uint32(data[commandCount:]) {
		if at+8 > p.commandsEnd {
			return nil, ErrNoProgram
		}
		kind, size := binary.LittleEndian.Uint32(data[at:]), int(binary.LittleEndian.Uint32(data[at+4:]))
		if size < 8 || size > p.commandsEnd-at {
			return nil, ErrNoProgram
		}
		switch {
		case kind == signature && size >= commandSize:
			p.signatureAt = at
		case kind == segment64 && size >= 72:
			switch string(bytes.TrimRight(data[at+segmentName:at+segmentName+16], "\x00")) {
			case "__LINKEDIT":
				p.linkEditAt = at
			case "__TEXT":
				p.textAt = at
			}
		}
		at += size
	}
	if p.linkEditAt == 0 || p.textAt == 0 {
		return nil, ErrNoProgram
	}
	return p, nil
}

func (p *program) number(at int) uint64 { return binary.LittleEndian.Uint64(p.data[at:]) }

// room makes place for a signature at the program's end, in the place of one that is there, and returns where that is.
func (p *program) room() (offset int, err error) {
	end := p.number(p.linkEditAt+segmentFileOffset) + p.number(p.linkEditAt+segmentFileSize)
	if end > uint64(len(p.data)) || end > math.MaxUint32 {
		return 0, ErrNoProgram
	}
	if p.signatureAt != 0 {
		offset = int(binary.LittleEndian.Uint32(p.data[p.signatureAt+8:]))
		if offset > len(p.data) || offset < p.commandsEnd {
			return 0, ErrNoProgram
		}
		p.data = p.data[:offset]
		return offset, nil
	}
	if end != uint64(len(p.data)) {
		return 0, errors.New("something stands behind its last segment, which no signature would cover")
	}
	first := p.number(p.textAt+segmentFileOffset) + uint64(len(p.data)) // where the first section is, at most the end
	for at := p.textAt + 72; at+80 <= p.textAt+int(binary.LittleEndian.Uint32(p.data[p.textAt+4:])); at += 80 {
		first = min(first, uint64(binary.LittleEndian.Uint32(p.data[at+48:])))
	}
	if uint64(p.commandsEnd+commandSize) > first {
		return 0, errors.New("its header has no room for a signature's command: link it with -headerpad 32")
	}
	for len(p.data)%16 != 0 {
		p.data = append(p.data, 0)
	}
	p.signatureAt = p.commandsEnd
	binary.LittleEndian.PutUint32(p.data[p.signatureAt:], signature)
	binary.LittleEndian.PutUint32(p.data[p.signatureAt+4:], commandSize)
	binary.LittleEndian.PutUint32(p.data[p.signatureAt+8:], uint32(len(p.data)))
	binary.LittleEndian.PutUint32(p.data[commandCount:], binary.LittleEndian.Uint32(p.data[commandCount:])+1)
	binary.LittleEndian.PutUint32(p.data[commandsSize:], uint32(p.commandsEnd-headerSize+commandSize))
	p.commandsEnd += commandSize
	return len(p.data), nil
}

// reserve says in the program's header how long the signature will be: the signature covers the header too.
func (p *program) reserve(offset, size int) {
	binary.LittleEndian.PutUint32(p.data[p.signatureAt+12:], uint32(size))
	length := uint64(offset+size) - p.number(p.linkEditAt+segmentFileOffset)
	const page = 0x4000
	binary.LittleEndian.PutUint64(p.data[p.linkEditAt+segmentFileSize:], length)
	binary.LittleEndian.PutUint64(p.data[p.linkEditAt+segmentMemory:], (length+page-1)/page*page)
}

// A slice of a universal program begins at a multiple of 1<<sliceAlign bytes.
const sliceAlign = 14

// Join makes a universal program of programs for one processor each.
func Join(programs ...[]byte) ([]byte, error) {
	const entry = 20
	head := binary.BigEndian.AppendUint32(nil, magicFat)
	head = binary.BigEndian.AppendUint32(head, uint32(len(programs)))
	offset := 8 + entry*len(programs)
	var out []byte
	for _, p := range programs {
		if _, err := parse(p); err != nil {
			return nil, err
		}
		offset = (offset + 1<<sliceAlign - 1) &^ (1<<sliceAlign - 1)
		if offset+len(p) > math.MaxUint32 {
			return nil, errors.New("programs of 4 GB together can't be joined")
		}
		for _, value := range []uint32{binary.LittleEndian.Uint32(p[4:]), binary.LittleEndian.Uint32(p[8:]), uint32(offset), uint32(len(p)), sliceAlign} {
			head = binary.BigEndian.AppendUint32(head, value)
		}
		out = append(append(out, make([]byte, offset-len(out))...), p...)
		offset += len(p)
	}
	copy(out, head)
	return out, nil
}

// Split returns the programs of a universal one; of another it returns that.
func Split(data []byte) ([][]byte, error) {
	if len(data) < 8 || binary.BigEndian.Uint32(data) != magicFat {
		_, err := parse(data)
		return [][]byte{data}, err
	}
	var programs [][]byte
	for i := range int(binary.BigEndian.Uint32(data[4:])) {
		entry := 8 + 20*i
		if entry+20 > len(data) {
			return nil, ErrNoProgram
		}
		offset, size := uint64(binary.BigEndian.Uint32(data[entry+8:])), uint64(binary.BigEndian.Uint32(data[entry+12:]))
		if offset+size > uint64(len(data)) {
			return nil, ErrNoProgram
		}
		part := data[offset : offset+size]
		if _, err := parse(part); err != nil {
			return nil, fmt.Errorf("part %d: %w", i+1, err)
		}
		programs = append(programs, part)
	}
	return programs, nil
}
