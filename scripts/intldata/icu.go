package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// An archive is ICU's data as it lies in a program that carries all of it: files by name.
type archive struct {
	files map[string][]byte
	pools map[string]*bundle
}

// openArchive finds the archive in program. Its layout is ICU's "common data" (udata.h, ucmndata.h).
func openArchive(program []byte) (*archive, error) {
	for from := 0; ; {
		i := bytes.Index(program[from:], []byte("CmnD"))
		if i < 0 {
			return nil, errors.New("the program carries no ICU data")
		}
		start := from + i - 12
		from += i + 4
		if start < 0 || program[start+2] != 0xDA || program[start+3] != 0x27 {
			continue
		}
		toc := program[start+int(binary.LittleEndian.Uint16(program[start:])):]
		count := int(binary.LittleEndian.Uint32(toc))
		a := &archive{files: map[string][]byte{}, pools: map[string]*bundle{}}
		for n := range count {
			name, _, _ := bytes.Cut(toc[binary.LittleEndian.Uint32(toc[4+8*n:]):], []byte{0})
			_, short, _ := strings.Cut(string(name), "/")
			a.files[short] = toc[binary.LittleEndian.Uint32(toc[8+8*n:]):]
		}
		return a, nil
	}
}

// A bundle is one resource bundle (uresdata.h says how it is laid out).
type bundle struct {
	data          []byte // after the header
	units         int    // where the 16-bit units begin
	localKeys     int
	poolStrings   int
	poolStrings16 int
	pool          *bundle
}

// open returns the bundle called name ("de", "curr/de"), nil if there is none.
func (a *archive) open(name string) *bundle {
	folder := name[:strings.LastIndexByte(name, '/')+1]
	if a.pools[folder] == nil && !strings.HasSuffix(name, "pool") {
		if a.files[folder+"pool.res"] != nil {
			a.pools[folder] = a.open(folder + "pool")
		}
	}
	file := a.files[name+".res"]
	if file == nil {
		return nil
	}
	b := &bundle{data: file[binary.LittleEndian.Uint16(file):], pool: a.pools[folder]}
	length := b.int(4) & 0xFF
	if keys := b.int(8); keys > 1+length {
		b.localKeys = keys << 2
	}
	if length > 5 {
		attributes := b.int(4 + 4*5)
		b.poolStrings = (attributes & 0xF000) << 12
		b.poolStrings16 = attributes >> 16 & 0xFFFF
	}
	b.poolStrings |= b.int(4) >> 8 & 0xFFFFFF
	b.units = b.int(8) << 2
	return b
}

func (b *bundle) int(at int) int    { return int(int32(binary.LittleEndian.Uint32(b.data[at:]))) }
func (b *bundle) uint16(at int) int { return int(binary.LittleEndian.Uint16(b.data[at:])) }

func (b *bundle) key(offset int) string {
	data := b.data[min(offset, len(b.data)-1):]
	if offset >= b.localKeys {
		data = b.pool.data[4+4*(b.pool.int(4)&0xFF)+offset-b.localKeys:]
	}
	key, _, _ := bytes.Cut(data, []byte{0})
	return string(key)
}

func (b *bundle) key32(offset int) string {
	if offset < 0 {
		offset = offset&0x7FFFFFFF + b.localKeys
	}
	return b.key(offset)
}

// alias is a resource that stands elsewhere: "/LOCALE/calendar/gregorian".
type alias string

// table is a resource with keys; lists are []any, strings string, numbers int.
type table map[string]any

// value returns a resource and all below it.
func (b *bundle) value(resource uint32) any {
	offset := int(resource & 0x0FFFFFFF)
	switch resource >> 28 {
	case 0:
		if offset == 0 {
			return ""
		}
		return b.utf16(offset*4+4, b.int(offset*4))
	case 1:
		if offset == 0 {
			return []byte{}
		}
		return b.data[offset*4+4:][:b.int(offset*4)]
	case 3:
		return alias(b.utf16(offset*4+4, b.int(offset*4)))
	case 6:
		return b.string(offset)
	case 7:
		return int(int32(resource<<4) >> 4)
	case 14:
		list := make([]any, b.int(offset*4))
		for i := range list {
			list[i] = b.int(offset*4 + 4 + 4*i)
		}
		return list
	case 8:
		if offset == 0 {
			return []any{}
		}
		list := make([]any, b.int(offset*4))
		for i := range list {
			list[i] = b.value(uint32(b.int(offset*4 + 4 + 4*i)))
		}
		return list
	case 9:
		at := b.units + 2*offset
		list := make([]any, b.uint16(at))
		for i := range list {
			list[i] = b.value(b.wide(b.uint16(at + 2 + 2*i)))
		}
		return list
	case 2:
		out := table{}
		if offset == 0 {
			return out
		}
		at := offset * 4
		length := b.uint16(at)
		values := at + 2 + 2*(length+(^length&1))
		for i := range length {
			out[b.key(b.uint16(at+2+2*i))] = b.value(uint32(b.int(values + 4*i)))
		}
		return out
	case 4:
		out := table{}
		if offset == 0 {
			return out
		}
		length := b.int(offset * 4)
		for i := range length {
			out[b.key32(b.int(offset*4+4+4*i))] = b.value(uint32(b.int(offset*4 + 4 + 4*length + 4*i)))
		}
		return out
	case 5:
		out := table{}
		at := b.units + 2*offset
		length := b.uint16(at)
		for i := range length {
			out[b.key(b.uint16(at+2+2*i))] = b.value(b.wide(b.uint16(at + 2 + 2*length + 2*i)))
		}
		return out
	}
	panic(fmt.Sprintf("resource %x is of no known type", resource))
}

// root returns the whole bundle.
func (b *bundle) root() table { return b.value(uint32(b.int(0))).(table) }

func (b *bundle) wide(short int) uint32 {
	if short >= b.poolStrings16 {
		short += b.poolStrings - b.poolStrings16
	}
	return 6<<28 | uint32(short)
}

func (b *bundle) string(offset int) string {
	if offset < b.poolStrings {
		return b.pool.stringAt(b.pool.units + 2*offset)
	}
	return b.stringAt(b.units + 2*(offset-b.poolStrings))
}

func (b *bundle) stringAt(at int) string {
	first := b.uint16(at)
	switch {
	case first < 0xDC00 || first > 0xDFFF:
		end := at
		for b.uint16(end) != 0 {
			end += 2
		}
		return b.utf16(at, (end-at)/2)
	case first < 0xDFEF:
		return b.utf16(at+2, first&0x3FF)
	case first < 0xDFFF:
		return b.utf16(at+4, (first-0xDFEF)<<16|b.uint16(at+2))
	}
	return b.utf16(at+6, b.uint16(at+2)<<16|b.uint16(at+4))
}

func (b *bundle) utf16(at, length int) string {
	units := make([]uint16, length)
	for i := range units {
		units[i] = uint16(b.uint16(at + 2*i))
	}
	return string(utf16.Decode(units))
}
