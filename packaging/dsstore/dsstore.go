// Package dsstore writes the file .DS_Store, in which the Finder keeps how it shows a folder: where its window and its icons are, and the
// picture behind them.
//
// Package dmg imports it.
package dsstore

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"github.com/deskjs/deskjs/packaging/plist"
)

// Window is how a folder is shown: with icons of one size.
type Window struct {
	// Width and Height are of what the window shows, in points.
	Width, Height int
	// IconSize is the icons' width, in points.
	IconSize int
	// Background is an alias to a picture; nil for none.
	Background []byte
	// Icons are where icons are, by the names of files: their middles, from the left upper corner.
	Icons map[string]Point
}

// Point is a place, in points.
type Point struct{ X, Y int }

// titleBar is how much higher a window is than what it shows.
const titleBar = 22

// record is one thing that is kept of one file; "." is the folder itself.
type record struct {
	name, code, kind string
	value            []byte
}

// Encode returns the file.
func Encode(w Window) ([]byte, error) {
	bounds, err := plist.EncodeBinary(plist.Dict{
		"ContainerShowSidebar": false, "ShowPathbar": false, "ShowSidebar": false, "ShowStatusBar": false, "ShowTabView": false, "ShowToolbar": false,
		"WindowBounds": fmt.Sprintf("{{200, 200}, {%d, %d}}", w.Width, w.Height+titleBar),
	})
	if err != nil {
		return nil, err
	}
	icons := plist.Dict{
		"viewOptionsVersion": 1, "arrangeBy": "none", "gridOffsetX": 0.0, "gridOffsetY": 0.0, "gridSpacing": 100.0, "iconSize": float64(w.IconSize), "labelOnBottom": true,
		"showIconPreview": true, "showItemInfo": false, "textSize": 12.0, "backgroundType": 0, "backgroundColorRed": 1.0, "backgroundColorGreen": 1.0, "backgroundColorBlue": 1.0,
	}
	if w.Background != nil {
		icons["backgroundType"], icons["backgroundImageAlias"] = 2, plist.Data(w.Background)
	}
	view, err := plist.EncodeBinary(icons)
	if err != nil {
		return nil, err
	}
	records := []record{
		{".", "bwsp", "blob", blob(bounds)}, {".", "icvl", "type", []byte("icnv")}, {".", "icvp", "blob", blob(view)}, {".", "vSrn", "long", []byte{0, 0, 0, 1}},
	}
	for name, at := range w.Icons {
		place := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(at.X)), uint32(at.Y))
		records = append(records, record{name, "Iloc", "blob", blob(append(place, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0))})
	}
	slices.SortFunc(records, func(a, b record) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), strings.Compare(a.code, b.code))
	})
	return store(records)
}

func blob(data []byte) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(data))), data...)
}

// The file is a heap of blocks, each of a power of two of bytes, at a multiple of its size, counted from the fifth byte of the file on. The heap's own
// table, what is known of the tree, and the tree's one leaf are its blocks.
const (
	headerBlock  = 32
	tableAt      = 2048
	tableBits    = 11
	masterAt     = headerBlock
	masterBits   = 5
	leafAt       = 4096
	leafBits     = 12
	tableEntries = 256
)

func store(records []record) ([]byte, error) {
	leaf := binary.BigEndian.AppendUint32(nil, 0) // no further leaf
	leaf = binary.BigEndian.AppendUint32(leaf, uint32(len(records)))
	for _, r := range records {
		name := utf16.Encode([]rune(norm.NFD.String(r.name)))
		leaf = binary.BigEndian.AppendUint32(leaf, uint32(len(name)))
		for _, unit := range name {
			leaf = binary.BigEndian.AppendUint16(leaf, unit)
		}
		leaf = append(append(append(leaf, r.code...), r.kind...), r.value...)
	}
	if len(leaf) > 1<<leafBits {
		return nil, errors.New("a folder's window has too many icons")
	}
	out := make([]byte, 4+leafAt+1<<leafBits)
	copy(out, "\x00\x00\x00\x01Bud1")
	heap := out[4:]
	for i, value := range []uint32{tableAt, 1 << tableBits, tableAt} {
		binary.BigEndian.PutUint32(heap[4+4*i:], value)
	}
	for i, value := range []uint32{2, 0, uint32(len(records)), 1, 1 << leafBits} { // the leaf's block; levels above it; records, nodes, a node's size
		binary.BigEndian.PutUint32(heap[masterAt+4*i:], value)
	}
	copy(heap[leafAt:], leaf)

	table := binary.BigEndian.AppendUint32(nil, 3)
	table = binary.BigEndian.AppendUint32(table, 0)
	for _, place := range []uint32{tableAt | tableBits, masterAt | masterBits, leafAt | leafBits} {
		table = binary.BigEndian.AppendUint32(table, place)
	}
	table = append(table, make([]byte, 4*(tableEntries-3))...)
	table = append(binary.BigEndian.AppendUint32(table, 1), "\x04DSDB\x00\x00\x00\x01"...)
	// What is free, by powers of two: between the blocks, and from the leaf's end to the two gigabytes that a heap has.
	for power := range 32 {
		var free []uint32
		switch {
		case power >= 6 && power < tableBits:
			free = []uint32{1 << power}
		case power > leafBits && power < 31:
			free = []uint32{1 << power}
		}
		table = binary.BigEndian.AppendUint32(table, uint32(len(free)))
		for _, at := range free {
			table = binary.BigEndian.AppendUint32(table, at)
		}
	}
	copy(heap[tableAt:], table)
	return out, nil
}
