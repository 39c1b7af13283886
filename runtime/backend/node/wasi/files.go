package wasi

import (
	"encoding/binary"
	"io"
	"os"
	"time"
)

func (s *system) fdAdvise(fd uint32) errno {
	_, e := s.file(fd)
	return e
}

func (s *system) fdAllocate(fd uint32, offset, length uint64) errno {
	f, e := s.with(fd, 1<<8)
	if e != success || f.os == nil {
		return e
	}
	info, err := f.os.Stat()
	if err == nil && uint64(info.Size()) < offset+length {
		if offset+length > 1<<62 {
			return tooLarge
		}
		err = f.os.Truncate(int64(offset + length))
	}
	return errnoOf(err)
}

func (s *system) fdClose(fd uint32) errno {
	f, e := s.file(fd)
	if e != success {
		return e
	}
	s.remove(fd)
	if f.stream != nil {
		return success
	}
	return errnoOf(f.close())
}

func (s *system) fdSync(fd uint32) errno {
	f, e := s.file(fd)
	if e != success || f.os == nil {
		return e
	}
	return errnoOf(f.os.Sync())
}

func (s *system) fdStatGet(fd, at uint32) errno {
	f, e := s.file(fd)
	if e != success {
		return e
	}
	b, e := s.bytes(at, 24)
	if e != success {
		return e
	}
	clear(b)
	b[0] = f.kind
	binary.LittleEndian.PutUint16(b[2:], f.flags)
	binary.LittleEndian.PutUint64(b[8:], f.rights)
	binary.LittleEndian.PutUint64(b[16:], f.inherits)
	return success
}

func (s *system) fdStatSetFlags(fd uint32, flags uint16) errno {
	f, e := s.file(fd)
	if e != success {
		return e
	}
	f.flags = flags
	return success
}

func (s *system) fdStatSetRights(fd uint32, base, inheriting uint64) errno {
	f, e := s.file(fd)
	if e != success {
		return e
	}
	if base&^f.rights != 0 || inheriting&^f.inherits != 0 {
		return notCapable
	}
	f.rights, f.inherits = base, inheriting
	return success
}

// putStat writes a filestat, whose number of links is shorter in the unstable version.
func (s *system) putStat(at uint32, info os.FileInfo) errno {
	size := uint32(64)
	if s.unstable {
		size = 56
	}
	b, e := s.bytes(at, size)
	if e != success {
		return e
	}
	clear(b)
	st := details(info)
	binary.LittleEndian.PutUint64(b, st.device)
	binary.LittleEndian.PutUint64(b[8:], st.inode)
	b[16] = kindOf(info.Mode())
	rest := b[24:]
	if s.unstable {
		binary.LittleEndian.PutUint32(b[20:], uint32(st.links))
	} else {
		binary.LittleEndian.PutUint64(b[24:], st.links)
		rest = b[32:]
	}
	for i, value := range []uint64{uint64(info.Size()), st.accessed, uint64(info.ModTime().UnixNano()), st.changed} {
		binary.LittleEndian.PutUint64(rest[i*8:], value)
	}
	return success
}

func (s *system) fdFilestatGet(fd, at uint32) errno {
	f, e := s.file(fd)
	if e != success {
		return e
	}
	var info os.FileInfo
	var err error
	switch opened, isFile := f.stream.(*os.File); {
	case f.os != nil:
		info, err = f.os.Stat()
	case isFile:
		info, err = opened.Stat()
	default:
		b, e := s.bytes(at, 56)
		clear(b)
		return e
	}
	if err != nil {
		return errnoOf(err)
	}
	return s.putStat(at, info)
}

func (s *system) fdFilestatSetSize(fd uint32, size uint64) errno {
	f, e := s.with(fd, 1<<22)
	if e != success {
		return e
	}
	if f.os == nil || size > 1<<62 {
		return invalid
	}
	return errnoOf(f.os.Truncate(int64(size)))
}

// times returns the times that the flags ask for; the zero time means as it is.
func times(accessed, modified uint64, flags uint16) (a, m time.Time, e errno) {
	if flags&3 == 3 || flags&12 == 12 {
		return a, m, invalid
	}
	choose := func(given uint64, set, now uint16) time.Time {
		switch {
		case flags&set != 0:
			return time.Unix(0, int64(given))
		case flags&now != 0:
			return time.Now()
		}
		return time.Time{}
	}
	return choose(accessed, 1, 2), choose(modified, 4, 8), success
}

func (s *system) fdFilestatSetTimes(fd uint32, accessed, modified uint64, flags uint16) errno {
	f, e := s.with(fd, 1<<23)
	if e != success {
		return e
	}
	a, m, e := times(accessed, modified, flags)
	if e != success || f.os == nil {
		return e
	}
	return errnoOf(setTimes(f.os, a, m))
}

func (s *system) fdPrestatGet(fd, at uint32) errno {
	f, e := s.file(fd)
	if e != success {
		return e
	}
	if f.preopen == "" {
		return invalid
	}
	if e := s.put32(at, 0); e != success {
		return e
	}
	return s.put32(at+4, uint32(len(f.preopen)))
}

func (s *system) fdPrestatDirName(fd, at, length uint32) errno {
	f, e := s.file(fd)
	if e != success {
		return e
	}
	if f.preopen == "" {
		return badFile
	}
	if int(length) < len(f.preopen) {
		return 42 // ENOBUFS
	}
	b, e := s.bytes(at, uint32(len(f.preopen)))
	copy(b, f.preopen)
	return e
}

// transfer reads or writes pieces one after the other until one is not full.
func transfer(pieces [][]byte, one func([]byte) (int, error)) (uint32, errno) {
	total := 0
	for _, piece := range pieces {
		if len(piece) == 0 {
			continue
		}
		n, err := one(piece)
		total += n
		if err != nil && err != io.EOF && total == 0 {
			return 0, errnoOf(err)
		}
		if err != nil || n < len(piece) {
			break
		}
	}
	return uint32(total), success
}

func (s *system) fdRead(fd, list, count, at uint32) errno {
	f, e := s.with(fd, rightRead)
	if e != success {
		return e
	}
	if f.kind == kindDirectory {
		return isDirectory
	}
	return s.moved(list, count, at, func(pieces [][]byte) (uint32, errno) {
		if f.os != nil {
			return transfer(pieces, f.os.Read)
		}
		return transfer(pieces, f.stream.Read)
	})
}

func (s *system) fdWrite(fd, list, count, at uint32) errno {
	f, e := s.with(fd, rightWrite)
	if e != success {
		return e
	}
	return s.moved(list, count, at, func(pieces [][]byte) (uint32, errno) {
		if f.os == nil {
			return transfer(pieces, f.stream.Write)
		}
		if f.flags&flagAppend != 0 {
			if _, err := f.os.Seek(0, io.SeekEnd); err != nil {
				return 0, errnoOf(err)
			}
		}
		return transfer(pieces, f.os.Write)
	})
}

func (s *system) moved(list, count, at uint32, move func([][]byte) (uint32, errno)) errno {
	pieces, e := s.vectors(list, count)
	if e != success {
		return e
	}
	if _, e := s.bytes(at, 4); e != success {
		return e
	}
	n, e := move(pieces)
	if e != success {
		return e
	}
	return s.put32(at, n)
}

func (s *system) fdPread(fd, list, count uint32, offset uint64, at uint32) errno {
	f, e := s.with(fd, rightRead|rightSeek)
	if e != success {
		return e
	}
	return s.moved(list, count, at, func(pieces [][]byte) (uint32, errno) {
		if f.os == nil {
			return 0, noSeek
		}
		return transfer(pieces, func(b []byte) (int, error) {
			n, err := f.os.ReadAt(b, int64(offset))
			offset += uint64(n)
			return n, err
		})
	})
}

func (s *system) fdPwrite(fd, list, count uint32, offset uint64, at uint32) errno {
	f, e := s.with(fd, rightWrite|rightSeek)
	if e != success {
		return e
	}
	return s.moved(list, count, at, func(pieces [][]byte) (uint32, errno) {
		if f.os == nil {
			return 0, noSeek
		}
		return transfer(pieces, func(b []byte) (int, error) {
			n, err := f.os.WriteAt(b, int64(offset))
			offset += uint64(n)
			return n, err
		})
	})
}

func (s *system) fdSeek(fd uint32, offset int64, whence byte, at uint32) errno {
	rights := uint64(rightSeek)
	if offset == 0 && whence == io.SeekCurrent {
		rights = rightTell
	}
	f, e := s.with(fd, rights)
	if e != success {
		return e
	}
	if s.unstable { // it counts from the current position, the end, the start
		whence = (whence + 1) % 3
	}
	if whence > 2 {
		return invalid
	}
	seeker := f.os
	if opened, ok := f.stream.(*os.File); ok {
		seeker = opened
	}
	if seeker == nil {
		return noSeek
	}
	position, err := seeker.Seek(offset, int(whence))
	if err != nil {
		return errnoOf(err)
	}
	return s.put64(at, uint64(position))
}

func (s *system) fdReaddir(fd, at, length uint32, cookie uint64, used uint32) errno {
	f, e := s.with(fd, rightReaddir)
	if e != success {
		return e
	}
	if f.root == nil {
		return noDirectory
	}
	b, e := s.bytes(at, length)
	if e != success {
		return e
	}
	if cookie == 0 || f.entries == nil {
		if f.entries, e = list(f.root); e != success {
			return e
		}
	}
	written := 0
	for i := cookie; i < uint64(len(f.entries)) && written < len(b); i++ {
		entry := &f.entries[i]
		var head [24]byte
		binary.LittleEndian.PutUint64(head[:], i+1)
		binary.LittleEndian.PutUint64(head[8:], entry.inode)
		binary.LittleEndian.PutUint32(head[16:], uint32(len(entry.name)))
		head[20] = entry.kind
		written += copy(b[written:], head[:])
		written += copy(b[written:], entry.name)
	}
	return s.put32(used, uint32(written))
}

// list reads a folder.
func list(root *os.Root) ([]entry, errno) {
	folder, err := root.Open(".")
	if err != nil {
		return nil, errnoOf(err)
	}
	defer func() { _ = folder.Close() }()
	found, err := folder.ReadDir(-1)
	if err != nil {
		return nil, errnoOf(err)
	}
	entries := make([]entry, 0, len(found))
	for _, one := range found {
		e := entry{name: one.Name(), kind: kindOf(one.Type())}
		if info, err := one.Info(); err == nil {
			e.inode = details(info).inode
		}
		entries = append(entries, e)
	}
	byName(entries)
	return entries, success
}

func (s *system) fdRenumber(from, to uint32) errno {
	f, e := s.file(from)
	if e != success {
		return e
	}
	old, e := s.file(to)
	if e != success || from == to {
		return e
	}
	s.remove(from)
	s.files[to] = f
	if old.stream != nil {
		return success
	}
	return errnoOf(old.close())
}

func (s *system) fdTell(fd, at uint32) errno {
	if s.unstable {
		return s.fdSeek(fd, 0, 0, at)
	}
	return s.fdSeek(fd, 0, io.SeekCurrent, at)
}
