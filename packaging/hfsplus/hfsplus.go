// Package hfsplus writes HFS+ volumes, which disk images for macOS hold. Their names are told apart by case (HFSX), because such a
// volume is sorted by plain numbers and not by Apple's table of folded characters. Volumes are full: they are for reading.
//
// Package dmg imports it.
package hfsplus

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"path"
	"strings"
	"time"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"github.com/deskjs/deskjs/packaging"
)

// After Apple's Technical Note TN1150; all numbers are big-endian.
const (
	blockSize    = 4096
	headerOffset = 1024
	headerSize   = 512
	signature    = 0x4858 // "HX"
	version      = 5
	unmounted    = 1 << 8
	epoch        = 2082844800 // of 1970, in seconds since 1904
	firstID      = 16         // of the author's files
	maxName      = 255        // in UTF-16
)

// Options are what a volume has beside its files.
type Options struct {
	// Name is what the Finder calls it.
	Name string
	// Time is that of everything in it.
	Time time.Time
	// CustomIcon says that .VolumeIcon.icns in the root folder is its icon.
	CustomIcon bool
	// Hidden are paths that the Finder does not show.
	Hidden []string
}

// Write returns a volume with files. Folders are made as paths need them, with mode 0755; everything belongs to root.
func Write(files []packaging.File, options Options) ([]byte, error) {
	v := &volume{options: options, time: uint32(options.Time.Unix() + epoch)}
	root, err := v.tree(files)
	if err != nil {
		return nil, err
	}
	if err := v.contents(root); err != nil {
		return nil, err
	}
	catalog, err := v.catalog(root)
	if err != nil {
		return nil, err
	}
	// The header is before everything, files are behind it, what is about them behind them, and a copy of the header is last.
	catalogFork := v.put(catalog)
	extentsFork := v.put(emptyTree(extentsKey, bigKeys))
	attributesFork := v.put(emptyTree(attributesKey, bigKeys|variableKeys))
	used := len(v.data) / blockSize
	total := used + 1
	bitmapBlocks := 0
	for bitmapBlocks*blockSize*8 < total+bitmapBlocks {
		bitmapBlocks++
	}
	total += bitmapBlocks
	if total > math.MaxUint32 {
		return nil, errors.New("the files don't fit into a volume")
	}
	bitmap := make([]byte, bitmapBlocks*blockSize)
	for i := range total {
		bitmap[i/8] |= 0x80 >> (i % 8)
	}
	bitmapFork := v.put(bitmap)
	v.data = append(v.data, make([]byte, blockSize)...)

	header := v.header(uint32(total), bitmapFork, extentsFork, catalogFork, attributesFork, fork{})
	copy(v.data[headerOffset:], header)
	copy(v.data[len(v.data)-headerOffset:], header)
	return v.data, nil
}

// Numbers returns the numbers that files and folders have in the volume that Write makes, by their paths.
func Numbers(files []packaging.File, options Options) (map[string]uint32, error) {
	v := &volume{options: options}
	root, err := v.tree(files)
	if err != nil {
		return nil, err
	}
	numbers := map[string]uint32{}
	var collect func(n *node)
	collect = func(n *node) {
		numbers[n.path] = n.id
		for _, child := range n.children {
			collect(child)
		}
	}
	collect(root)
	return numbers, nil
}

// fork is where a file's bytes are; they are in one piece.
type fork struct {
	size          uint64
	start, blocks uint32
}

func (f fork) encode() []byte {
	out := make([]byte, 80)
	binary.BigEndian.PutUint64(out, f.size)
	binary.BigEndian.PutUint32(out[12:], f.blocks)
	if f.blocks > 0 {
		binary.BigEndian.PutUint32(out[16:], f.start)
		binary.BigEndian.PutUint32(out[20:], f.blocks)
	}
	return out
}

// node is a file, a link or a folder.
type node struct {
	name     []uint16
	path     string
	file     packaging.File
	folder   bool
	children []*node
	parent   uint32
	id       uint32
	fork     fork
}

type volume struct {
	options        Options
	time           uint32
	data           []byte
	next           uint32 // the next file's number
	files, folders uint32
}

// encodeName returns a name as volumes have it: in UTF-16, with accents apart from their letters.
func encodeName(name string) ([]uint16, error) {
	units := utf16.Encode([]rune(norm.NFD.String(name)))
	if len(units) == 0 || len(units) > maxName || strings.ContainsAny(name, "\x00:") {
		return nil, fmt.Errorf("%q can't be the name of a file on macOS", name)
	}
	return units, nil
}

func (v *volume) tree(files []packaging.File) (*node, error) {
	v.next = firstID
	name, err := encodeName(v.options.Name)
	if err != nil {
		return nil, err
	}
	root := &node{name: name, folder: true, parent: 1, id: 2}
	found := map[string]*node{".": root}
	packaging.SortFiles(files)
	var add func(place string, file packaging.File, folder bool) (*node, error)
	add = func(place string, file packaging.File, folder bool) (*node, error) {
		if there, ok := found[place]; ok {
			if folder && there.folder {
				return there, nil
			}
			return nil, fmt.Errorf("%s is there twice", place)
		}
		if place != path.Clean(place) || strings.HasPrefix(place, "/") || place == ".." {
			return nil, fmt.Errorf("%q is no path in a volume", place)
		}
		parent, err := add(path.Dir(place), packaging.File{}, true)
		if err != nil {
			return nil, err
		}
		name, err := encodeName(path.Base(place))
		if err != nil {
			return nil, err
		}
		made := &node{name: name, path: place, file: file, folder: folder, parent: parent.id, id: v.next}
		v.next++
		if folder {
			v.folders++
		} else {
			v.files++
		}
		parent.children = append(parent.children, made)
		found[place] = made
		return made, nil
	}
	for _, file := range files {
		if _, err := add(file.Path, file, false); err != nil {
			return nil, err
		}
	}
	return root, nil
}

// contents puts what is in files into the volume.
func (v *volume) contents(folder *node) error {
	if v.data == nil {
		v.data = make([]byte, blockSize)
	}
	for _, child := range folder.children {
		if child.folder {
			if err := v.contents(child); err != nil {
				return err
			}
			continue
		}
		data := []byte(child.file.Link)
		if child.file.Link == "" {
			var err error
			if data, err = child.file.Read(); err != nil {
				return err
			}
		}
		child.fork = v.put(data)
	}
	return nil
}

// put appends data, filled up to whole blocks.
func (v *volume) put(data []byte) fork {
	f := fork{size: uint64(len(data)), start: uint32(len(v.data) / blockSize), blocks: uint32((len(data) + blockSize - 1) / blockSize)}
	v.data = append(v.data, data...)
	if rest := len(data) % blockSize; rest != 0 {
		v.data = append(v.data, make([]byte, blockSize-rest)...)
	}
	return f
}

// header returns the volume's header, with the places of the files that are about the others.
func (v *volume) header(blocks uint32, special ...fork) []byte {
	out := make([]byte, 0, headerSize)
	short := func(values ...uint16) {
		for _, value := range values {
			out = binary.BigEndian.AppendUint16(out, value)
		}
	}
	long := func(values ...uint32) {
		for _, value := range values {
			out = binary.BigEndian.AppendUint32(out, value)
		}
	}
	short(signature, version)
	long(unmounted)
	out = append(out, "10.0"...)
	// No journal; made, changed, never saved elsewhere, checked.
	long(0, v.time, v.time, 0, v.time)
	long(v.files, v.folders, blockSize, blocks, 0, blocks-1, blockSize, blockSize, v.next, 1)
	out = binary.BigEndian.AppendUint64(out, 1) // MacRoman alone, the encoding of all records
	long(0, 0, 0, 0, 0, 0)
	// The volume's own identifier, of what is in it.
	sum := sha256.Sum256(v.data[blockSize:])
	out = append(out, sum[:8]...)
	for _, file := range special {
		out = append(out, file.encode()...)
	}
	return out
}
