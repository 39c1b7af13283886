// Package cabinet writes cabinets, the archives in MSI packages, after Microsoft's [MS-CAB], with its compression MSZIP.
//
// Package msi imports it.
package cabinet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	"github.com/klauspost/compress/flate"
)

const (
	blockSize  = 32 << 10
	headerSize = 36
	folderSize = 8
	maxBlocks  = 1<<16 - 1
	archive    = 0x20
	named      = 0x80 // the name is UTF-8
	mszip      = 1
)

// File is one file of a cabinet.
type File struct {
	Name string
	Data []byte
}

// Write writes a cabinet with files, in their order, all of one time. The same files give the same bytes.
func Write(out io.Writer, files []File, modified time.Time) error {
	var all bytes.Buffer
	for _, f := range files {
		if len(f.Name) == 0 || len(f.Name) > 255 {
			return fmt.Errorf("%q is no name of a file in a cabinet", f.Name)
		}
		all.Write(f.Data)
	}
	data := all.Bytes()
	count := (len(data) + blockSize - 1) / blockSize
	if count > maxBlocks || len(files) > maxBlocks {
		return errors.New("a cabinet holds 2 GB at most")
	}
	blocks, err := compress(data, count)
	if err != nil {
		return err
	}
	little := binary.LittleEndian
	var entries []byte
	offset := uint32(0)
	date, clock := dosTime(modified)
	for _, f := range files {
		entries = little.AppendUint32(entries, uint32(len(f.Data)))
		entries = little.AppendUint32(entries, offset)
		for _, v := range []uint16{0, date, clock, archive | named} {
			entries = little.AppendUint16(entries, v)
		}
		entries = append(append(entries, f.Name...), 0)
		offset += uint32(len(f.Data))
	}
	start := headerSize + folderSize + len(entries)
	size := start
	for _, block := range blocks {
		size += len(block)
	}
	head := append(make([]byte, 0, start), "MSCF"...)
	for _, v := range []uint32{0, uint32(size), 0, headerSize + folderSize, 0} {
		head = little.AppendUint32(head, v)
	}
	head = append(head, 3, 1) // version 1.3
	for _, v := range []uint16{1, uint16(len(files)), 0, 0, 0} {
		head = little.AppendUint16(head, v)
	}
	head = little.AppendUint32(head, uint32(start))
	head = little.AppendUint16(head, uint16(count))
	head = little.AppendUint16(head, mszip)
	head = append(head, entries...)
	for _, part := range append([][]byte{head}, blocks...) {
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// compress makes the blocks, on all cores: each is deflated by itself, with the block before it as its dictionary.
func compress(data []byte, count int) ([][]byte, error) {
	blocks := make([][]byte, count)
	failures := make([]error, count)
	next := make(chan int)
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(count, 1)) {
		group.Go(func() {
			for i := range next {
				blocks[i], failures[i] = compressBlock(data, i)
			}
		})
	}
	for i := range count {
		next <- i
	}
	close(next)
	group.Wait()
	return blocks, errors.Join(failures...)
}

// compressBlock returns a block with its header.
func compressBlock(data []byte, i int) ([]byte, error) {
	from, to := i*blockSize, min((i+1)*blockSize, len(data))
	out := bytes.NewBuffer(make([]byte, 8, blockSize+64))
	out.WriteString("CK")
	writer, err := flate.NewWriterDict(out, 6, data[max(0, from-blockSize):from])
	if err != nil {
		return nil, err
	}
	if _, err := writer.Write(data[from:to]); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	block := out.Bytes()
	binary.LittleEndian.PutUint16(block[4:], uint16(len(block)-8))
	binary.LittleEndian.PutUint16(block[6:], uint16(to-from))
	binary.LittleEndian.PutUint32(block, checksum(block[4:8])^checksum(block[8:]))
	return block, nil
}

// checksum is the exclusive or of a block's words; the bytes of an unfinished last one count from its other end.
func checksum(data []byte) uint32 {
	var sum uint32
	for ; len(data) >= 4; data = data[4:] {
		sum ^= binary.LittleEndian.Uint32(data)
	}
	var last uint32
	for _, b := range data {
		last = last<<8 | uint32(b)
	}
	return sum ^ last
}

// dosTime is a time as MS-DOS had it, two seconds exact, from 1980 on.
func dosTime(t time.Time) (date, clock uint16) {
	t = t.UTC()
	if t.Year() < 1980 {
		return 1<<5 | 1, 0
	}
	return uint16((t.Year()-1980)<<9 | int(t.Month())<<5 | t.Day()), uint16(t.Hour()<<11 | t.Minute()<<5 | t.Second()/2)
}
