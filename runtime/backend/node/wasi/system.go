package wasi

import (
	"context"
	"encoding/binary"
	"os"
	"sort"
)

// system is one WASI: its arguments, environment and open files. One goroutine uses it.
type system struct {
	ctx       context.Context
	args, env []string
	files     map[uint32]*file
	next      uint32
	unstable  bool
	// memory is the instance's; it is set before each call.
	memory []byte
}

// file is what a descriptor stands for: a stream, a file or a folder.
type file struct {
	os       *os.File // nil for a stream that is no file
	stream   stream
	root     *os.Root // of a folder
	preopen  string   // the name that a preopened folder goes by
	rights   uint64
	inherits uint64
	flags    uint16
	kind     byte
	entries  []entry // of a folder that is being listed
}

// The kinds of files.
const (
	kindUnknown   = 0
	kindBlock     = 1
	kindCharacter = 2
	kindDirectory = 3
	kindRegular   = 4
	kindSocket    = 6
	kindLink      = 7
)

// The rights that are looked at.
const (
	rightRead     = 1 << 1
	rightSeek     = 1 << 2
	rightTell     = 1 << 5
	rightWrite    = 1 << 6
	rightReaddir  = 1 << 14
	rightsAll     = 1<<30 - 1
	rightsFolder  = 0x0fbffe18 // what can be done with a folder itself
	rightsRegular = 0x08e001ff // and with a file
	rightsStream  = 0x08a0014a
)

// The flags of a descriptor.
const (
	flagAppend = 1
	flagSync   = 16
)

const maxOpen = 65536

func (s *system) file(fd uint32) (*file, errno) {
	if f := s.files[fd]; f != nil {
		return f, success
	}
	return nil, badFile
}

// with returns the file of a descriptor if it has the rights.
func (s *system) with(fd uint32, rights uint64) (*file, errno) {
	f, e := s.file(fd)
	if e == success && f.rights&rights != rights {
		return nil, notCapable
	}
	return f, e
}

// add gives a file the lowest free descriptor.
func (s *system) add(f *file) (uint32, errno) {
	if len(s.files) >= maxOpen {
		return 0, tooManyOpen
	}
	for s.files[s.next] != nil {
		s.next++
	}
	s.files[s.next] = f
	return s.next, success
}

func (s *system) remove(fd uint32) {
	delete(s.files, fd)
	s.next = min(s.next, fd)
}

func (f *file) close() error {
	var err error
	if f.root != nil {
		err = f.root.Close()
	}
	if f.os != nil {
		err = f.os.Close()
	}
	return err
}

// bytes returns a piece of the memory.
func (s *system) bytes(at, length uint32) ([]byte, errno) {
	if uint64(at)+uint64(length) > uint64(len(s.memory)) {
		return nil, overflow
	}
	return s.memory[at : at+length : at+length], success
}

func (s *system) text(at, length uint32) (string, errno) {
	b, e := s.bytes(at, length)
	return string(b), e
}

func (s *system) put32(at, value uint32) errno {
	b, e := s.bytes(at, 4)
	if e == success {
		binary.LittleEndian.PutUint32(b, value)
	}
	return e
}

func (s *system) put64(at uint32, value uint64) errno {
	b, e := s.bytes(at, 8)
	if e == success {
		binary.LittleEndian.PutUint64(b, value)
	}
	return e
}

// vectors returns the pieces of memory that count buffers at list describe.
func (s *system) vectors(list, count uint32) ([][]byte, errno) {
	if count > 1024 {
		return nil, invalid
	}
	table, e := s.bytes(list, count*8)
	if e != success {
		return nil, e
	}
	pieces := make([][]byte, 0, count)
	for i := 0; i < len(table); i += 8 {
		piece, e := s.bytes(binary.LittleEndian.Uint32(table[i:]), binary.LittleEndian.Uint32(table[i+4:]))
		if e != success {
			return nil, e
		}
		pieces = append(pieces, piece)
	}
	return pieces, success
}

// putStrings writes texts one behind the other, each with a zero at its end, and where each begins.
func (s *system) putStrings(texts []string, starts, at uint32) errno {
	for i, text := range texts {
		if e := s.put32(starts+uint32(i)*4, at); e != success {
			return e
		}
		b, e := s.bytes(at, uint32(len(text))+1)
		if e != success {
			return e
		}
		copy(b, text)
		b[len(text)] = 0
		at += uint32(len(b))
	}
	return success
}

func (s *system) putSizes(texts []string, count, size uint32) errno {
	total := 0
	for _, text := range texts {
		total += len(text) + 1
	}
	if e := s.put32(count, uint32(len(texts))); e != success {
		return e
	}
	return s.put32(size, uint32(total))
}

// entry is one entry of a folder.
type entry struct {
	name  string
	inode uint64
	kind  byte
}

func byName(entries []entry) {
	sort.Slice(entries, func(i, j int) bool { return entries[i].name < entries[j].name })
}

// closeAll closes what the program left open: called when the engine ends.
func (s *system) closeAll() {
	for _, f := range s.files {
		if f.stream == nil {
			_ = f.close()
		}
	}
}
