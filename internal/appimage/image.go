package appimage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/zlib"
)

// Of SquashFS 4.0, what deskjs writes: zlib, no fragments, inodes of the short form. See packaging/squashfs.
const (
	imageMagic      = "hsqs"
	superblockSize  = 96
	compressorZlib  = 1
	metadataSize    = 8 << 10
	storedMetadata  = 1 << 15
	storedBlock     = 1 << 24
	noFragment      = 1<<32 - 1
	kindDirectory   = 1
	kindFile        = 2
	kindLink        = 3
	minBlock        = 4 << 10
	maxBlock        = 1 << 20
	nameSeparators  = "/\x00"
	inodeHeaderSize = 16
)

// errImage means that a file system is damaged, or not of deskjs's making.
var errImage = errors.New("the file system in it can't be read: download the app again")

type image struct {
	file                        io.ReaderAt
	blockSize                   uint32
	root                        uint64
	inodes, directories, behind uint64 // where tables are
}

// inode is a file, a folder or a link.
type inode struct {
	image *image
	kind  uint16
	mode  uint16
	// Of a file.
	start, size uint32
	blocks      []uint32
	// Of a folder: where its listing is, and how long that is.
	block  uint32
	offset uint16
	length int
	target string // of a link
}

func openImage(file io.ReaderAt) (*image, error) {
	var head [superblockSize]byte
	if _, err := file.ReadAt(head[:], 0); err != nil || string(head[:4]) != imageMagic || binary.LittleEndian.Uint16(head[20:]) != compressorZlib {
		return nil, errImage
	}
	i := &image{
		file: file, blockSize: binary.LittleEndian.Uint32(head[12:]), root: binary.LittleEndian.Uint64(head[32:]),
		inodes: binary.LittleEndian.Uint64(head[64:]), directories: binary.LittleEndian.Uint64(head[72:]), behind: binary.LittleEndian.Uint64(head[40:]),
	}
	if i.blockSize < minBlock || i.blockSize > maxBlock {
		return nil, errImage
	}
	return i, nil
}

// walk calls visit for everything below the root, folders before what is in them.
func (i *image) walk(visit func(name string, entry *inode) error) error {
	return i.walkFrom(".", i.root, map[uint64]bool{}, visit)
}

// walkFrom walks from an inode on. Each is met once: no folder is in itself.
func (i *image) walkFrom(name string, reference uint64, met map[uint64]bool, visit func(string, *inode) error) error {
	entry, err := i.inode(reference)
	if err != nil || met[reference] {
		return errImage
	}
	met[reference] = true
	if name != "." {
		if err := visit(name, entry); err != nil {
			return err
		}
	}
	if entry.kind != kindDirectory {
		return nil
	}
	listing := make([]byte, max(entry.length-3, 0))
	if _, err := io.ReadFull(i.metadata(i.directories, uint64(entry.block), entry.offset), listing); err != nil {
		return errImage
	}
	for len(listing) >= 12 {
		count, block := binary.LittleEndian.Uint32(listing)+1, binary.LittleEndian.Uint32(listing[4:])
		listing = listing[12:]
		for ; count > 0; count-- {
			if len(listing) < 8 {
				return errImage
			}
			offset, length := binary.LittleEndian.Uint16(listing), int(binary.LittleEndian.Uint16(listing[6:]))+1
			if len(listing) < 8+length {
				return errImage
			}
			child := string(listing[8 : 8+length])
			listing = listing[8+length:]
			if child == "." || child == ".." || strings.ContainsAny(child, nameSeparators) {
				return errImage
			}
			if err := i.walkFrom(path.Join(name, child), uint64(block)<<16|uint64(offset), met, visit); err != nil {
				return err
			}
		}
	}
	return nil
}

// inode reads the inode at a reference.
func (i *image) inode(reference uint64) (*inode, error) {
	in := i.metadata(i.inodes, reference>>16, uint16(reference))
	var head [inodeHeaderSize]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return nil, err
	}
	entry := &inode{image: i, kind: binary.LittleEndian.Uint16(head[:]), mode: binary.LittleEndian.Uint16(head[2:])}
	number := func(size int) uint32 {
		var raw [4]byte
		_, _ = io.ReadFull(in, raw[:size]) // a table that ends here is noticed by what is read next, or gives nothing
		return binary.LittleEndian.Uint32(raw[:])
	}
	switch entry.kind {
	case kindDirectory:
		entry.block = number(4)
		number(4)
		entry.length, entry.offset = int(number(2)), uint16(number(2))
	case kindFile:
		entry.start = number(4)
		if number(4) != noFragment {
			return nil, errImage
		}
		number(4)
		entry.size = number(4)
		blocks := make([]byte, 4*((int64(entry.size)+int64(i.blockSize)-1)/int64(i.blockSize)))
		if _, err := io.ReadFull(in, blocks); err != nil {
			return nil, err
		}
		for ; len(blocks) > 0; blocks = blocks[4:] {
			entry.blocks = append(entry.blocks, binary.LittleEndian.Uint32(blocks))
		}
	case kindLink:
		number(4)
		target := make([]byte, number(4)&0xffff)
		if _, err := io.ReadFull(in, target); err != nil {
			return nil, err
		}
		entry.target = string(target)
	default:
		return nil, errImage
	}
	return entry, nil
}

// open returns a file's content.
func (e *inode) open() (io.Reader, error) {
	at := int64(e.start)
	var parts []io.Reader
	for n, size := range e.blocks {
		length := int64(size &^ storedBlock)
		block := io.NewSectionReader(e.image.file, at, length)
		at += length
		if size&storedBlock != 0 {
			parts = append(parts, block)
			continue
		}
		wanted := min(int64(e.image.blockSize), int64(e.size)-int64(n)*int64(e.image.blockSize))
		parts = append(parts, &inflated{from: block, left: wanted})
	}
	return io.MultiReader(parts...), nil
}

// inflated is a compressed block, which is opened when it is read.
type inflated struct {
	from   io.Reader
	reader io.Reader
	left   int64
}

func (b *inflated) Read(into []byte) (int, error) {
	if b.reader == nil {
		opened, err := zlib.NewReader(b.from)
		if err != nil {
			return 0, errImage
		}
		b.reader = opened
	}
	if b.left == 0 {
		return 0, io.EOF
	}
	n, err := b.reader.Read(into[:min(int64(len(into)), b.left)])
	b.left -= int64(n)
	if err != nil && (err != io.EOF || b.left > 0) {
		return n, errImage
	}
	return n, nil
}

// metadata returns a table's bytes from a place in it on.
func (i *image) metadata(table, block uint64, offset uint16) io.Reader {
	m := &tableReader{file: i.file, at: int64(table + block), end: int64(i.behind)}
	m.fill()
	m.rest = m.rest[min(int(offset), len(m.rest)):]
	return m
}

// tableReader reads blocks of a table, one after the other.
type tableReader struct {
	file    io.ReaderAt
	at, end int64
	rest    []byte
}

func (m *tableReader) Read(into []byte) (int, error) {
	if len(m.rest) == 0 {
		if err := m.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(into, m.rest)
	m.rest = m.rest[n:]
	return n, nil
}

func (m *tableReader) fill() error {
	var head [2]byte
	if m.at < 0 || m.at >= m.end {
		return io.ErrUnexpectedEOF
	}
	if _, err := m.file.ReadAt(head[:], m.at); err != nil {
		return err
	}
	size := binary.LittleEndian.Uint16(head[:])
	block := make([]byte, min(size&^storedMetadata, metadataSize))
	if _, err := m.file.ReadAt(block, m.at+int64(len(head))); err != nil {
		return err
	}
	m.at += int64(len(head)) + int64(len(block))
	if size&storedMetadata == 0 {
		reader, err := zlib.NewReader(bytes.NewReader(block))
		if err != nil {
			return err
		}
		if block, err = io.ReadAll(io.LimitReader(reader, metadataSize)); err != nil {
			return fmt.Errorf("%w (%w)", errImage, err)
		}
	}
	if len(block) == 0 {
		return io.ErrUnexpectedEOF
	}
	m.rest = block
	return nil
}
