// Package delta makes a new file of an old one and a delta. A whole file is a delta from nothing, so that there is one kind of
// download. packaging/delta makes deltas, and is not linked by apps.
//
// A delta is: eight bytes that say what it is; the length of the new file; the compressed lengths of four sections; the sections, each a
// zstd frame with a window of at most 8 MiB. Numbers are varints as Go's encoding/binary has them. The sections are
//
//	control   for each step: how far to move in the old file (signed), how many bytes to take from it, and how many to insert
//	runs      within what is taken: how many bytes stay as they are, how many are changed, and so on until the step's bytes are through
//	changes   what is added, modulo 256, to each byte that is changed
//	inserts   the bytes that are inserted
//
// A step moves at least one byte, so that an input can't keep Apply busy for longer than its output is long. Steps go on until the new file has its length.
package delta

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/klauspost/compress/zstd"

	"github.com/deskjs/deskjs/internal/update"
)

// MaxWindow is how much of what came before a section's compression may refer to.
const MaxWindow = 8 << 20

// Magic is what a delta begins with.
var Magic = []byte("djsd\x01\r\n\x1a")

// The sections, in their order.
const (
	Control = iota
	Runs
	Changes
	Inserts
	Sections
)

const (
	maxHeader = 8 + (1+Sections)*binary.MaxVarintLen64
	chunk     = 64 << 10
)

// Source is a file that is read in any order.
type Source struct {
	// Reader is the file; nil is an empty one.
	Reader io.ReaderAt
	// Size is its length in bytes.
	Size int64
}

// Want is the new file.
type Want struct {
	// Hash is its SHA-256 in hexadecimal digits, and Size its length in bytes.
	Hash string
	Size int64
}

// Apply writes to out what delta makes of old. It holds less than 64 MiB, however large the files are, and never more than want.Size
// bytes are written. The error is an *update.Error if the delta is to blame: then what was written is worth nothing.
func Apply(delta, old Source, out io.Writer, want Want) error {
	sections, size, err := open(delta)
	if err != nil {
		return refuse(err)
	}
	if size != want.Size {
		return refuse(fmt.Errorf("it makes %d bytes, not %d", size, want.Size))
	}
	a := &applier{old: old, out: out, hash: sha256.New(), left: size, buffer: make([]byte, chunk)}
	for i := range sections {
		if sections[i].Size() == 0 {
			a.sections[i] = bufio.NewReaderSize(sections[i], 16)
			continue
		}
		decoder, err := zstd.NewReader(sections[i], zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(MaxWindow), zstd.WithDecoderMaxMemory(uint64(want.Size)+uint64(want.Size)/2+chunk))
		if err != nil {
			return refuse(err)
		}
		defer decoder.Close()
		a.sections[i] = bufio.NewReaderSize(decoder, 16<<10)
	}
	for a.left > 0 {
		if err := a.step(); err != nil {
			return err
		}
	}
	if hex.EncodeToString(a.hash.Sum(nil)) != want.Hash {
		return refuse(errors.New("what it makes has another hash"))
	}
	return nil
}

func refuse(cause error) error {
	return &update.Error{Code: update.CodeDelta, Text: "A part of the update is damaged, or was made for another file", Cause: cause}
}

// open reads the header.
func open(delta Source) (sections [Sections]*io.SectionReader, size int64, err error) {
	short := errors.New("its beginning is wrong")
	head := make([]byte, min(maxHeader, delta.Size))
	if n, err := delta.Reader.ReadAt(head, 0); n < len(head) {
		return sections, 0, err
	}
	if !bytes.HasPrefix(head, Magic) {
		return sections, 0, short
	}
	at := len(Magic)
	number := func() int64 {
		n, length := binary.Uvarint(head[at:])
		if length <= 0 || n > 1<<40 {
			err = short
			return 0
		}
		at += length
		return int64(n)
	}
	size = number()
	var lengths [Sections]int64
	for i := range lengths {
		lengths[i] = number()
	}
	if err != nil {
		return sections, 0, err
	}
	offset := int64(at)
	for i, length := range lengths {
		sections[i] = io.NewSectionReader(delta.Reader, offset, length)
		offset += length
	}
	if offset != delta.Size {
		return sections, 0, errors.New("it is cut off, or goes on too long")
	}
	return sections, size, nil
}

type applier struct {
	old      Source
	at       int64 // in old
	out      io.Writer
	hash     hash.Hash
	left     int64 // of the new file
	buffer   []byte
	sections [Sections]*bufio.Reader
}

// step carries out one line of the control section.
func (a *applier) step() error {
	move, err := binary.ReadVarint(a.sections[Control])
	if err != nil {
		return refuse(err)
	}
	if move > a.old.Size || move < -a.old.Size {
		return refuse(errors.New("a step leads out of the old file"))
	}
	a.at += move
	var numbers [2]int64
	for i := range numbers {
		if numbers[i], err = a.count(Control); err != nil {
			return err
		}
	}
	take, insert := numbers[0], numbers[1]
	if take+insert == 0 || take+insert > a.left {
		return refuse(errors.New("a step has a wrong length"))
	}
	if a.at < 0 || a.at > a.old.Size || take > a.old.Size-a.at {
		return refuse(errors.New("a step leads out of the old file"))
	}
	if err := a.take(take); err != nil {
		return err
	}
	for insert > 0 {
		piece := a.buffer[:min(insert, chunk)]
		if _, err := io.ReadFull(a.sections[Inserts], piece); err != nil {
			return refuse(err)
		}
		if err := a.write(piece); err != nil {
			return err
		}
		insert -= int64(len(piece))
	}
	return nil
}

// take copies length bytes of the old file, with the changes that the sections have.
func (a *applier) take(length int64) error {
	for length > 0 {
		same, err := a.count(Runs)
		if err != nil {
			return err
		}
		changed, err := a.count(Runs)
		if err != nil {
			return err
		}
		if same+changed == 0 || same+changed > length {
			return refuse(errors.New("a run has a wrong length"))
		}
		length -= same + changed
		if err := a.copy(same, false); err != nil {
			return err
		}
		if err := a.copy(changed, true); err != nil {
			return err
		}
	}
	return nil
}

func (a *applier) copy(length int64, changed bool) error {
	for length > 0 {
		piece := a.buffer[:min(length, chunk)]
		if n, err := a.old.Reader.ReadAt(piece, a.at); n < len(piece) {
			return fmt.Errorf("reading what is updated: %w", err)
		}
		a.at += int64(len(piece))
		length -= int64(len(piece))
		for i := 0; changed && i < len(piece); i++ {
			change, err := a.sections[Changes].ReadByte()
			if err != nil {
				return refuse(err)
			}
			piece[i] += change
		}
		if err := a.write(piece); err != nil {
			return err
		}
	}
	return nil
}

func (a *applier) write(piece []byte) error {
	a.hash.Write(piece) // a hash never fails
	a.left -= int64(len(piece))
	_, err := a.out.Write(piece)
	return err
}

// count reads a number of bytes.
func (a *applier) count(section int) (int64, error) {
	n, err := binary.ReadUvarint(a.sections[section])
	if err != nil {
		return 0, refuse(err)
	}
	if n > 1<<40 {
		return 0, refuse(errors.New("a number is too large"))
	}
	return int64(n), nil
}
