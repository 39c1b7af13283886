// Package squashfs writes SquashFS 4.0 file systems, which AppImages and snaps hold. Everything in them belongs to root and has
// one time, so the same files give the same bytes. Blocks are compressed with zlib, which every reader knows, on all
// processors at once.
//
// Formats below packaging import it.
package squashfs

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/deskjs/deskjs/packaging"
)

// After https://dr-emann.github.io/squashfs/squashfs.html; all numbers are little-endian.
const (
	magic          = 0x73717368
	superblockSize = 96
	blockSize      = 128 << 10
	metadataSize   = 8 << 10
	compressorZlib = 1
	flagsPlain     = 0x0010 | 0x0200 // no fragments, no extended attributes
	none64         = math.MaxUint64
	none32         = math.MaxUint32
	storedBlock    = 1 << 24 // in a data block's size: it is not compressed
	storedMetadata = 1 << 15
	align          = 4 << 10 // of the whole, as loop devices want it

	typeDirectory = 1
	typeFile      = 2
	typeLink      = 3
)

// Options are what a file system has beside its files.
type Options struct {
	// Time is that of everything in it, to the second.
	Time time.Time
	// Stored is the path of a file that is not compressed, so that its bytes stand in one piece in the file system; "" for none.
	Stored string
}

// Write writes a file system with files to out, and returns where in it the stored file begins, -1 if there is none. Folders are made as
// paths need them, with mode 0755. All of it is made in memory first, because the beginning of a file system says where its end is.
func Write(out io.Writer, files []packaging.File, options Options) (stored int64, err error) {
	root, err := tree(files)
	if err != nil {
		return 0, err
	}
	w := &writer{time: uint32(options.Time.Unix()), stored: options.Stored, storedAt: -1}
	w.data = make([]byte, superblockSize)
	if err := w.contents(root); err != nil {
		return 0, err
	}
	root.number = w.number(root, 1)
	reference := w.directory(root, root.number+1)
	inodeTable := uint64(len(w.data))
	w.data = append(w.data, w.inodes.finish()...)
	directoryTable := uint64(len(w.data))
	w.data = append(w.data, w.listings.finish()...)
	fragmentTable := uint64(len(w.data)) // with nothing in it
	var owners metadata
	owners.write(make([]byte, 4)) // the one owner is root
	at := uint64(len(w.data))
	w.data = append(w.data, owners.finish()...)
	ownerTable := uint64(len(w.data))
	w.data = binary.LittleEndian.AppendUint64(w.data, at)
	if w.failed != nil {
		return 0, w.failed
	}

	block := w.data[:0]
	for _, field := range []any{
		uint32(magic), root.number, w.time, uint32(blockSize), uint32(0), uint16(compressorZlib), uint16(bits.TrailingZeros(blockSize)),
		uint16(flagsPlain), uint16(1), uint16(4), uint16(0), reference, uint64(len(w.data)), ownerTable, uint64(none64),
		inodeTable, directoryTable, fragmentTable, uint64(none64),
	} {
		if block, err = binary.Append(block, binary.LittleEndian, field); err != nil {
			return 0, err
		}
	}
	if rest := len(w.data) % align; rest != 0 {
		w.data = append(w.data, make([]byte, align-rest)...)
	}
	_, err = out.Write(w.data)
	return w.storedAt, err
}

// node is a file, a link or a folder; a folder has children, sorted.
type node struct {
	name     string
	file     packaging.File
	folder   bool
	children []*node
	number   uint32
	// Of a file with content: where it is, how long it is, and how long its blocks are.
	start, size uint64
	blocks      []uint32
	// reference is where the inode is: its metadata block's offset in the table, shifted by 16, and its offset in that.
	reference uint64
}

func tree(files []packaging.File) (*node, error) {
	root := &node{folder: true}
	folders := map[string]*node{".": root}
	var folder func(name string) *node
	folder = func(name string) *node {
		if found, ok := folders[name]; ok {
			return found
		}
		made := &node{name: path.Base(name), folder: true}
		folders[name] = made
		parent := folder(path.Dir(name))
		parent.children = append(parent.children, made)
		return made
	}
	for _, file := range files {
		if file.Path != path.Clean(file.Path) || strings.HasPrefix(file.Path, "/") || strings.HasPrefix(file.Path, "../") || file.Path == "." {
			return nil, fmt.Errorf("%q is no path in a file system", file.Path)
		}
		if file.Link != "" && len(file.Link) > math.MaxUint16 || len(path.Base(file.Path)) > 256 {
			return nil, fmt.Errorf("the name of %s is too long", file.Path)
		}
		parent := folder(path.Dir(file.Path))
		parent.children = append(parent.children, &node{name: path.Base(file.Path), file: file})
	}
	for name, found := range folders {
		slices.SortFunc(found.children, func(a, b *node) int { return strings.Compare(a.name, b.name) })
		for i := 1; i < len(found.children); i++ {
			if found.children[i-1].name == found.children[i].name {
				return nil, fmt.Errorf("%s is there twice", path.Join(name, found.children[i].name))
			}
		}
	}
	return root, nil
}

// writer gathers the parts of a file system.
type writer struct {
	time     uint32
	data     []byte // the superblock, and the contents of files
	inodes   metadata
	listings metadata
	failed   error
	stored   string // the path of the file that is not compressed
	storedAt int64
}

func (w *writer) fail(err error) {
	if w.failed == nil {
		w.failed = err
	}
}

// number gives inodes their numbers, children before their folder, and returns the folder's.
func (w *writer) number(folder *node, next uint32) uint32 {
	for _, child := range folder.children {
		if child.folder {
			next = w.number(child, next)
			child.number = next
		} else {
			child.number = next
		}
		next++
	}
	return next
}

// directory writes the inodes of a folder's children, its listing and its own inode, and returns where that is.
func (w *writer) directory(folder *node, parent uint32) uint64 {
	links := uint32(2)
	for _, child := range folder.children {
		switch {
		case child.folder:
			child.reference = w.directory(child, folder.number)
			links++
		case child.file.Link != "":
			child.reference = w.inode(typeLink, 0o777, child.number, uint32(1), uint32(len(child.file.Link)), []byte(child.file.Link))
		default:
			child.reference = w.inode(typeFile, uint16(child.file.Mode.Perm()), child.number, uint32(child.start), uint32(none32), uint32(0), uint32(child.size), child.blocks)
		}
	}
	block, offset := w.listings.position()
	size := w.listing(folder) + 3 // for "." and "..", which are not listed
	if size > math.MaxUint16 || block > math.MaxUint32 {
		w.fail(errors.New("a folder has too many files"))
	}
	return w.inode(typeDirectory, 0o755, folder.number, uint32(block), links, uint16(size), offset, parent)
}

// inode writes an inode's common part and fields, and returns where it is.
func (w *writer) inode(kind, mode uint16, number uint32, fields ...any) uint64 {
	block, offset := w.inodes.position()
	var out []byte
	for _, field := range append([]any{kind, mode, uint16(0), uint16(0), w.time, number}, fields...) {
		var err error
		if out, err = binary.Append(out, binary.LittleEndian, field); err != nil {
			w.fail(err)
		}
	}
	w.inodes.write(out)
	return block<<16 | uint64(offset)
}

// listing writes a folder's names, in runs of those whose inodes are in one metadata block, and returns its length.
func (w *writer) listing(folder *node) int {
	const longest = 256
	size := 0
	children := folder.children
	for len(children) > 0 {
		first := children[0]
		n := 1
		for n < len(children) && n < longest && children[n].reference>>16 == first.reference>>16 && int64(children[n].number)-int64(first.number) <= math.MaxInt16 {
			n++
		}
		out := binary.LittleEndian.AppendUint32(nil, uint32(n-1))
		out = binary.LittleEndian.AppendUint32(out, uint32(first.reference>>16))
		out = binary.LittleEndian.AppendUint32(out, first.number)
		for _, child := range children[:n] {
			kind := uint16(typeFile)
			if child.folder {
				kind = typeDirectory
			} else if child.file.Link != "" {
				kind = typeLink
			}
			for _, field := range []uint16{uint16(child.reference), uint16(child.number - first.number), kind, uint16(len(child.name) - 1)} {
				out = binary.LittleEndian.AppendUint16(out, field)
			}
			out = append(out, child.name...)
		}
		w.listings.write(out)
		size += len(out)
		children = children[n:]
	}
	return size
}
