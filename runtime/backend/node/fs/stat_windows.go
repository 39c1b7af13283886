package fs

import (
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

func statPath(path string, follow bool) (*fileStat, error) {
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	call := os.Stat
	flags := uint32(windows.FILE_FLAG_BACKUP_SEMANTICS)
	if !follow {
		call = os.Lstat
		flags |= windows.FILE_FLAG_OPEN_REPARSE_POINT
	}
	info, err := call(path)
	if err != nil {
		return nil, err
	}
	handle, err := windows.CreateFile(p, windows.FILE_READ_ATTRIBUTES,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil, windows.OPEN_EXISTING, flags, 0)
	if err != nil {
		return fromInfo(info, nil), nil
	}
	defer func() { _ = windows.CloseHandle(handle) }()
	return fromInfo(info, identify(handle)), nil
}

func statFD(fd int) (*fileStat, error) {
	file, err := descriptors.file(fd)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return fromInfo(info, identify(windows.Handle(file.Fd()))), nil
}

// identify returns what names a file on its volume, nil where there is no such thing.
func identify(handle windows.Handle) *windows.ByHandleFileInformation {
	var data windows.ByHandleFileInformation
	if windows.GetFileInformationByHandle(handle, &data) != nil {
		return nil
	}
	return &data
}

// fromInfo makes up the fields that Windows lacks as libuv does.
func fromInfo(info fs.FileInfo, identity *windows.ByHandleFileInformation) *fileStat {
	size := uint64(info.Size())
	if info.IsDir() {
		size = 0
	}
	s := &fileStat{
		mode: modeBits(info.Mode()), nlink: 1, blksize: 4096,
		size: size, blocks: (size + 511) / 512,
		mtime: ofTime(info.ModTime()), atime: ofTime(info.ModTime()),
		ctime: ofTime(info.ModTime()), birthtime: ofTime(info.ModTime()),
	}
	if data, ok := info.Sys().(*syscall.Win32FileAttributeData); ok {
		s.atime = ofTime(time.Unix(0, data.LastAccessTime.Nanoseconds()))
		s.birthtime = ofTime(time.Unix(0, data.CreationTime.Nanoseconds()))
	}
	if identity != nil {
		s.dev = uint64(identity.VolumeSerialNumber)
		s.ino = uint64(identity.FileIndexHigh)<<32 | uint64(identity.FileIndexLow)
		s.nlink = uint64(identity.NumberOfLinks)
	}
	return s
}

// modeBits returns Unix's mode bits.
func modeBits(mode fs.FileMode) uint64 {
	bits := uint64(mode.Perm())
	switch {
	case mode&fs.ModeSymlink != 0:
		return bits | 0o120000
	case mode.IsDir():
		return bits | modeFolder
	case mode&fs.ModeCharDevice != 0:
		return bits | 0o020000
	case mode&fs.ModeNamedPipe != 0:
		return bits | 0o010000
	}
	return bits | modeRegular
}
