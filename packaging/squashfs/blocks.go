package squashfs

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// level is the last but one: the slowest takes more than twice as long, for 0.3%.
const level = 8

// writers are kept from block to block: each has tables of a megabyte.
var writers = sync.Pool{New: func() any {
	writer, err := zlib.NewWriterLevel(nil, level)
	if err != nil {
		panic(err) // the level is a constant
	}
	return writer
}}

// compress returns data as zlib has it, or data itself if that is no longer.
func compress(data []byte) []byte {
	var out bytes.Buffer
	compressed := writers.Get().(*zlib.Writer)
	defer writers.Put(compressed)
	compressed.Reset(&out)
	compressed.Write(data) // a bytes.Buffer takes everything
	compressed.Close()
	if out.Len() < len(data) {
		return out.Bytes()
	}
	return data
}

// contents writes what is in files, in the order of their paths.
func (w *writer) contents(folder *node) error {
	for _, child := range folder.children {
		if child.folder {
			if err := w.contents(child); err != nil {
				return err
			}
			continue
		}
		if child.file.Link != "" {
			continue
		}
		data, err := child.file.Read()
		if err != nil {
			return err
		}
		child.start, child.size = uint64(len(w.data)), uint64(len(data))
		if child.start+child.size > math.MaxUint32 {
			return fmt.Errorf("%s does not fit: all files together have less than 4 GB", child.file.Path)
		}
		if child.file.Path == w.stored {
			w.storedAt = int64(child.start)
		}
		child.blocks = w.file(data, child.file.Path != w.stored)
	}
	return nil
}

// file writes a file's blocks, on all processors if they are to be smaller, and returns their sizes as an inode has them.
func (w *writer) file(data []byte, smaller bool) []uint32 {
	blocks := make([][]byte, (len(data)+blockSize-1)/blockSize)
	var working sync.WaitGroup
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range blocks {
		places <- struct{}{}
		working.Go(func() {
			if blocks[i] = data[i*blockSize : min((i+1)*blockSize, len(data))]; smaller {
				blocks[i] = compress(blocks[i])
			}
			<-places
		})
	}
	working.Wait()
	sizes := make([]uint32, len(blocks))
	for i, block := range blocks {
		sizes[i] = uint32(len(block))
		if len(block) == min(blockSize, len(data)-i*blockSize) {
			sizes[i] |= storedBlock
		}
		w.data = append(w.data, block...)
	}
	return sizes
}

// metadata is a table of blocks of 8 KiB, each compressed by itself.
type metadata struct {
	out   []byte
	block []byte
}

// position returns where the next byte goes: its block's offset in the table, and its offset in the block.
func (m *metadata) position() (block uint64, offset uint16) {
	return uint64(len(m.out)), uint16(len(m.block))
}

func (m *metadata) write(data []byte) {
	for len(data) > 0 {
		n := min(metadataSize-len(m.block), len(data))
		m.block = append(m.block, data[:n]...)
		data = data[n:]
		if len(m.block) == metadataSize {
			m.flush()
		}
	}
}

func (m *metadata) flush() {
	packed := compress(m.block)
	size := uint16(len(packed))
	if len(packed) == len(m.block) {
		size |= storedMetadata
	}
	m.out = append(binary.LittleEndian.AppendUint16(m.out, size), packed...)
	m.block = m.block[:0]
}

// finish returns the whole table.
func (m *metadata) finish() []byte {
	if len(m.block) > 0 {
		m.flush()
	}
	return m.out
}
