package winetest

import "encoding/binary"

// shim is bcryptprimitives.dll, which Go's programs ask for chance and Wine has since 9.0 only: a library with no code in it, whose one
// function, ProcessPrng, is another name of advapi32's SystemFunction036.
func shim() []byte {
	const address = 0x1000 // where its one section is in memory
	const (
		library  = "bcryptprimitives.dll\x00"
		function = "ProcessPrng\x00"
		forward  = "advapi32.SystemFunction036\x00"
	)
	little := binary.LittleEndian
	words := func(values ...uint32) (out []byte) {
		for _, v := range values {
			out = little.AppendUint32(out, v)
		}
		return out
	}
	const functions, names, ordinals, first = address + 40, address + 44, address + 48, address + 50
	const second, third = first + len(library), first + len(library) + len(function)
	section := words(0, 0, 0, first, 1, 1, 1, functions, names, ordinals)
	section = append(section, words(uint32(third), uint32(second))...)
	section = append(section, 0, 0)
	section = append(section, library+function+forward...)
	size := uint32(len(section))

	out := make([]byte, 0x40)
	copy(out, "MZ")
	little.PutUint32(out[0x3c:], 0x40)
	out = append(out, "PE\x00\x00"...)
	out = little.AppendUint16(out, 0x8664)
	out = little.AppendUint16(out, 1)
	out = append(out, words(0, 0, 0)...)
	out = little.AppendUint16(out, 240)
	out = little.AppendUint16(out, 0x2022)
	optional := make([]byte, 240)
	little.PutUint16(optional, 0x20b)
	little.PutUint32(optional[8:], 0x200)
	little.PutUint32(optional[20:], address)
	little.PutUint64(optional[24:], 0x180000000)
	for at, value := range map[int]uint32{32: 0x1000, 36: 0x200, 40: 6, 48: 6, 56: 0x2000, 60: 0x200, 68: 3 | 0x160<<16, 72: 0x100000, 80: 0x1000, 88: 0x100000, 96: 0x1000, 108: 16, 112: address, 116: size} {
		little.PutUint32(optional[at:], value)
	}
	out = append(out, optional...)
	out = append(out, ".rdata\x00\x00"...)
	out = append(out, words(size, address, 0x200, 0x200, 0, 0, 0, 0x40000040)...)
	return append(append(out, make([]byte, 0x200-len(out))...), append(section, make([]byte, 0x200-len(section))...)...)
}
