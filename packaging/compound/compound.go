// Package compound writes compound files, the files with streams in them that MSI packages are, after Microsoft's [MS-CFB], version 3.
//
// Package msi imports it.
package compound

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf16"
)

const (
	sectorSize     = 512
	miniSectorSize = 64
	miniLimit      = 4096 // streams below it are in the stream of small ones
	entrySize      = 128
	headerSectors  = 109 // of the allocation table that the header names
	maxName        = 31

	endOfChain = 0xfffffffe
	free       = 0xffffffff
	ofTable    = 0xfffffffd
	ofTables   = 0xfffffffc
)

// Stream is one stream of a file.
type Stream struct {
	// Name is at most 31 UTF-16 units long.
	Name string
	Data []byte
}

// Write writes a file with streams, in any order; class is the identifier of its root as it lies in the file. The same streams give the same bytes.
func Write(out io.Writer, class [16]byte, streams []Stream) error {
	streams = slices.Clone(streams)
	slices.SortFunc(streams, func(a, b Stream) int { return compare(a.Name, b.Name) })
	for i, s := range streams {
		if n := len(utf16.Encode([]rune(s.Name))); n == 0 || n > maxName {
			return fmt.Errorf("%q is no name of a stream", s.Name)
		}
		if i > 0 && compare(s.Name, streams[i-1].Name) == 0 {
			return fmt.Errorf("there are two streams called %q", s.Name)
		}
	}
	var f file
	var small bytes.Buffer
	var smallTable []uint32
	starts := make([]uint32, len(streams))
	for i, s := range streams {
		switch {
		case len(s.Data) == 0:
			starts[i] = endOfChain
		case len(s.Data) < miniLimit:
			starts[i] = uint32(len(smallTable))
			smallTable = appendChain(smallTable, sectors(len(s.Data), miniSectorSize))
			small.Write(s.Data)
			small.Write(make([]byte, -len(s.Data)&(miniSectorSize-1)))
		default:
			starts[i] = f.add(s.Data)
		}
	}
	smallStart, smallTableStart := uint32(endOfChain), uint32(endOfChain)
	if small.Len() > 0 {
		smallStart = f.add(small.Bytes())
		smallTableStart = f.add(padTable(smallTable))
	}
	root := entry{name: "Root Entry", kind: 5, class: class, start: smallStart, size: small.Len(), child: -1, left: -1, right: -1, black: true}
	entries := make([]entry, 1+len(streams))
	for i, s := range streams {
		entries[1+i] = entry{name: s.Name, kind: 2, start: starts[i], size: len(s.Data), child: -1, left: -1, right: -1}
	}
	// All levels of the tree are full but the last, whose entries are red: so each way down meets as many black ones.
	root.child = plant(entries, 1, len(entries), bits.Len(uint(len(streams)))-1)
	entries[0] = root
	var directory []byte
	for _, e := range entries {
		directory = e.append(directory)
	}
	for len(directory)%sectorSize != 0 {
		directory = entry{child: -1, left: -1, right: -1}.append(directory)
	}
	directoryStart := f.add(directory)
	return f.write(out, directoryStart, smallTableStart, sectors(len(smallTable)*4, sectorSize))
}

// file is what is behind the header, without the allocation table.
type file struct {
	parts [][]byte
	table []uint32
}

// add puts data at the end, and returns its first sector.
func (f *file) add(data []byte) uint32 {
	start := uint32(len(f.table))
	f.table = appendChain(f.table, sectors(len(data), sectorSize))
	f.parts = append(f.parts, data, make([]byte, -len(data)&(sectorSize-1)))
	return start
}

func (f *file) write(out io.Writer, directory, smallTable uint32, smallSectors int) error {
	// The table has itself in it, and the sectors that name its sectors where the header has no room.
	tables, lists := 0, 0
	for {
		n := sectors((len(f.table)+tables+lists)*4, sectorSize)
		m := sectors(max(0, n-headerSectors)*4, sectorSize-4)
		if n == tables && m == lists {
			break
		}
		tables, lists = n, m
	}
	if uint64(len(f.table)+tables+lists)*sectorSize >= 1<<31 {
		return errors.New("a compound file is 2 GB at most")
	}
	first := uint32(len(f.table))
	places := make([]uint32, tables)
	for i := range places {
		places[i] = first + uint32(i)
		f.table = append(f.table, ofTable)
	}
	firstList := uint32(endOfChain)
	if lists > 0 {
		firstList = first + uint32(tables)
	}
	for range lists {
		f.table = append(f.table, ofTables)
	}
	header := make([]byte, 0, sectorSize)
	little := binary.LittleEndian
	header = append(header, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
	header = append(header, make([]byte, 16)...)
	for _, v := range []uint16{0x3e, 3, 0xfffe, 9, 6, 0, 0, 0} {
		header = little.AppendUint16(header, v)
	}
	for _, v := range []uint32{0, uint32(tables), directory, 0, miniLimit, smallTable, uint32(smallSectors), firstList, uint32(lists)} {
		header = little.AppendUint32(header, v)
	}
	for i := range headerSectors {
		place := uint32(free)
		if i < len(places) {
			place = places[i]
		}
		header = little.AppendUint32(header, place)
	}
	var list []byte
	for i := range lists {
		for j := range sectorSize/4 - 1 {
			place := uint32(free)
			if at := headerSectors + i*(sectorSize/4-1) + j; at < len(places) {
				place = places[at]
			}
			list = little.AppendUint32(list, place)
		}
		next := uint32(endOfChain)
		if i+1 < lists {
			next = firstList + uint32(i) + 1
		}
		list = little.AppendUint32(list, next)
	}
	for _, part := range slices.Concat([][]byte{header}, f.parts, [][]byte{padTable(f.table), list}) {
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// appendChain adds n sectors, one after the other.
func appendChain(table []uint32, n int) []uint32 {
	for i := range n {
		next := uint32(len(table)) + 1
		if i == n-1 {
			next = endOfChain
		}
		table = append(table, next)
	}
	return table
}

// padTable writes an allocation table of whole sectors.
func padTable(table []uint32) []byte {
	var out []byte
	for _, next := range table {
		out = binary.LittleEndian.AppendUint32(out, next)
	}
	for len(out)%sectorSize != 0 {
		out = binary.LittleEndian.AppendUint32(out, free)
	}
	return out
}

func sectors(length, size int) int { return (length + size - 1) / size }

// entry is one entry of the directory.
type entry struct {
	name               string
	kind               byte
	black              bool
	left, right, child int32
	class              [16]byte
	start              uint32
	size               int
}

func (e entry) append(out []byte) []byte {
	name := utf16.Encode([]rune(e.name))
	for i := range 32 {
		unit := uint16(0)
		if i < len(name) {
			unit = name[i]
		}
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	length := 0
	if e.kind != 0 {
		length = 2 * (len(name) + 1)
	}
	color := byte(0)
	if e.black {
		color = 1
	}
	out = binary.LittleEndian.AppendUint16(out, uint16(length))
	out = append(out, e.kind, color)
	for _, v := range []int32{e.left, e.right, e.child} {
		out = binary.LittleEndian.AppendUint32(out, uint32(v))
	}
	out = append(out, e.class[:]...)
	out = append(out, make([]byte, 4+8+8)...) // no flags, no times
	out = binary.LittleEndian.AppendUint32(out, e.start)
	return binary.LittleEndian.AppendUint64(out, uint64(e.size))
}

// plant makes a tree of the sorted entries from low to high, and returns its root.
func plant(entries []entry, low, high, levels int) int32 {
	if low >= high {
		return -1
	}
	middle := (low + high) / 2
	entries[middle].black = levels > 0 || high-low == len(entries)-1
	entries[middle].left = plant(entries, low, middle, levels-1)
	entries[middle].right = plant(entries, middle+1, high, levels-1)
	return int32(middle)
}

// compare orders names as directories do: the shorter first, then by capital letters.
func compare(a, b string) int {
	x, y := utf16.Encode([]rune(a)), utf16.Encode([]rune(b))
	if len(x) != len(y) {
		return cmp.Compare(len(x), len(y))
	}
	return slices.CompareFunc(x, y, func(x, y uint16) int { return cmp.Compare(unicode.ToUpper(rune(x)), unicode.ToUpper(rune(y))) })
}
