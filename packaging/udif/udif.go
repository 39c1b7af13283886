// Package udif writes disk images as macOS mounts them: a volume in pieces compressed with zlib, a list of the pieces, and a
// trailer that says where that is.
//
// Package dmg imports it.
package udif

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"io"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zlib"

	"github.com/deskjs/deskjs/packaging/plist"
)

// After what hdiutil writes, as libdmg and dmg2img read it; all numbers are big-endian.
const (
	sector        = 512
	pieceSectors  = 2048 // 1 MiB
	pieceZeros    = 2
	pieceStored   = 1
	pieceZlib     = 0x80000005
	pieceEnd      = 0xffffffff
	checksumCRC32 = 2
	checksumSize  = 128

	// level is the last but one of zlib's: the slowest takes several times as long, for 0.3%.
	level = 8
)

// Write writes the disk image of a volume to out, compressed on all processors.
func Write(out io.Writer, volume []byte) error {
	if rest := len(volume) % sector; rest != 0 {
		volume = append(volume[:len(volume):len(volume)], make([]byte, sector-rest)...)
	}
	pieces := make([][]byte, (len(volume)+pieceSectors*sector-1)/(pieceSectors*sector))
	piece := func(i int) []byte { return volume[i*pieceSectors*sector : min((i+1)*pieceSectors*sector, len(volume))] }
	var working sync.WaitGroup
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range pieces {
		places <- struct{}{}
		working.Go(func() {
			pieces[i] = compress(piece(i))
			<-places
		})
	}
	working.Wait()

	var data, list []byte
	count := uint32(0)
	add := func(kind uint32, first, sectors, length int) {
		list = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(list, kind), 0)
		for _, value := range []int{first, sectors, len(data), length} {
			list = binary.BigEndian.AppendUint64(list, uint64(value))
		}
		count++
	}
	for i, packed := range pieces {
		sectors := len(piece(i)) / sector
		switch {
		case len(packed) == 0:
			add(pieceZeros, i*pieceSectors, sectors, 0)
		case len(packed) == len(piece(i)):
			add(pieceStored, i*pieceSectors, sectors, len(packed))
		default:
			add(pieceZlib, i*pieceSectors, sectors, len(packed))
		}
		data = append(data, packed...)
	}
	total := len(volume) / sector
	add(pieceEnd, total, 0, 0)

	contents := crc32.ChecksumIEEE(volume)
	table := []byte("mish")
	table = binary.BigEndian.AppendUint32(table, 1)
	for _, value := range []int{0, total, 0} {
		table = binary.BigEndian.AppendUint64(table, uint64(value))
	}
	table = binary.BigEndian.AppendUint32(table, pieceSectors+8) // what reading takes, in sectors
	table = binary.BigEndian.AppendUint32(table, 0xfffffffe)     // the whole disk
	table = append(append(table, make([]byte, 24)...), checksum(contents)...)
	table = append(binary.BigEndian.AppendUint32(table, count), list...)
	const name = "whole disk (unknown partition : 0)"
	description, err := plist.Encode(plist.Dict{"resource-fork": plist.Dict{"blkx": plist.Array{plist.Dict{
		"Attributes": "0x0050", "CFName": name, "Data": plist.Data(table), "ID": "-1", "Name": name,
	}}}})
	if err != nil {
		return err
	}
	for _, part := range [][]byte{data, description, trailer(data, description, contents, total)} {
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// writers are kept from piece to piece: each has tables of a megabyte.
var writers = sync.Pool{New: func() any {
	writer, err := zlib.NewWriterLevel(nil, level)
	if err != nil {
		panic(err) // the level is a constant
	}
	return writer
}}

// compress returns a piece compressed, itself if that is not shorter, nothing if it is all zeros.
func compress(piece []byte) []byte {
	if len(bytes.TrimLeft(piece, "\x00")) == 0 {
		return nil
	}
	var out bytes.Buffer
	writer := writers.Get().(*zlib.Writer)
	defer writers.Put(writer)
	writer.Reset(&out)
	writer.Write(piece) // a bytes.Buffer takes everything
	writer.Close()
	if out.Len() < len(piece) {
		return out.Bytes()
	}
	return piece
}

func checksum(sum uint32) []byte {
	out := binary.BigEndian.AppendUint32(nil, checksumCRC32)
	out = binary.BigEndian.AppendUint32(out, 32) // bits
	out = binary.BigEndian.AppendUint32(out, sum)
	return append(out, make([]byte, checksumSize-4)...)
}

// trailer is the last 512 bytes of an image.
func trailer(data, description []byte, contents uint32, sectors int) []byte {
	out := []byte("koly")
	long := func(values ...uint32) {
		for _, value := range values {
			out = binary.BigEndian.AppendUint32(out, value)
		}
	}
	wide := func(values ...int) {
		for _, value := range values {
			out = binary.BigEndian.AppendUint64(out, uint64(value))
		}
	}
	long(4, sector, 1)
	wide(0, 0, len(data), 0, 0)
	long(1, 1) // the first of one part
	identifier := sha256.Sum256(data)
	out = append(out, identifier[:16]...)
	out = append(out, checksum(crc32.ChecksumIEEE(data))...)
	wide(len(data), len(description))
	out = append(out, make([]byte, 120)...)
	out = append(out, checksum(crc32.ChecksumIEEE(binary.BigEndian.AppendUint32(nil, contents)))...)
	long(1) // a device image
	wide(sectors)
	return append(out, make([]byte, 12)...)
}
