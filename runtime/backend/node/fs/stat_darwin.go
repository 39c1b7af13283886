package fs

import (
	"golang.org/x/sys/unix"
)

func statPath(path string, follow bool) (*fileStat, error) {
	var s unix.Stat_t
	call := unix.Stat
	if !follow {
		call = unix.Lstat
	}
	if err := again(func() error { return call(path, &s) }); err != nil {
		return nil, err
	}
	return fromStat(&s), nil
}

func statFD(fd int) (*fileStat, error) {
	var s unix.Stat_t
	if err := again(func() error { return unix.Fstat(fd, &s) }); err != nil {
		return nil, err
	}
	return fromStat(&s), nil
}

func fromStat(s *unix.Stat_t) *fileStat {
	return &fileStat{
		dev:       uint64(uint32(s.Dev)),
		mode:      uint64(s.Mode),
		nlink:     uint64(s.Nlink),
		uid:       uint64(s.Uid),
		gid:       uint64(s.Gid),
		rdev:      uint64(uint32(s.Rdev)),
		blksize:   uint64(s.Blksize),
		ino:       s.Ino,
		size:      uint64(s.Size),
		blocks:    uint64(s.Blocks),
		atime:     timestamp{s.Atim.Sec, s.Atim.Nsec},
		mtime:     timestamp{s.Mtim.Sec, s.Mtim.Nsec},
		ctime:     timestamp{s.Ctim.Sec, s.Ctim.Nsec},
		birthtime: timestamp{s.Btim.Sec, s.Btim.Nsec},
	}
}

// statFilesystem returns StatFs's fields: type, bsize, blocks, bfree, bavail, files, ffree.
func statFilesystem(path string) ([]uint64, error) {
	var s unix.Statfs_t
	if err := again(func() error { return unix.Statfs(path, &s) }); err != nil {
		return nil, err
	}
	return []uint64{uint64(s.Type), uint64(s.Bsize), s.Blocks, s.Bfree, s.Bavail, s.Files, s.Ffree}, nil
}
