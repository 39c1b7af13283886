package fs

import (
	"golang.org/x/sys/unix"
)

func statPath(path string, follow bool) (*fileStat, error) {
	flags := 0
	if !follow {
		flags = unix.AT_SYMLINK_NOFOLLOW
	}
	return statAt(unix.AT_FDCWD, path, flags)
}

func statFD(fd int) (*fileStat, error) {
	if fd < 0 {
		return nil, unix.EBADF // statx takes AT_FDCWD, a negative number, for the working directory
	}
	return statAt(fd, "", unix.AT_EMPTY_PATH)
}

// statAt uses statx, as libuv does: it alone knows when a file was made.
func statAt(fd int, path string, flags int) (*fileStat, error) {
	var s unix.Statx_t
	err := again(func() error {
		return unix.Statx(fd, path, flags, unix.STATX_BASIC_STATS|unix.STATX_BTIME, &s)
	})
	if err != nil {
		return nil, err
	}
	return &fileStat{
		dev:       unix.Mkdev(s.Dev_major, s.Dev_minor),
		mode:      uint64(s.Mode),
		nlink:     uint64(s.Nlink),
		uid:       uint64(s.Uid),
		gid:       uint64(s.Gid),
		rdev:      unix.Mkdev(s.Rdev_major, s.Rdev_minor),
		blksize:   uint64(s.Blksize),
		ino:       s.Ino,
		size:      s.Size,
		blocks:    s.Blocks,
		atime:     fromStatx(s.Atime),
		mtime:     fromStatx(s.Mtime),
		ctime:     fromStatx(s.Ctime),
		birthtime: fromStatx(s.Btime),
	}, nil
}

func fromStatx(t unix.StatxTimestamp) timestamp { return timestamp{t.Sec, int64(t.Nsec)} }

// statFilesystem returns StatFs's fields: type, bsize, blocks, bfree, bavail, files, ffree.
func statFilesystem(path string) ([]uint64, error) {
	var s unix.Statfs_t
	if err := again(func() error { return unix.Statfs(path, &s) }); err != nil {
		return nil, err
	}
	return []uint64{uint64(s.Type), uint64(s.Bsize), s.Blocks, s.Bfree, s.Bavail, s.Files, s.Ffree}, nil
}
