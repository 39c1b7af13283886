package wasi

import (
	"os"
	"syscall"
)

// detail is what os.FileInfo does not say; times are in nanoseconds.
type detail struct{ device, inode, links, accessed, changed uint64 }

func details(info os.FileInfo) detail {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return detail{}
	}
	return detail{uint64(st.Dev), st.Ino, uint64(st.Nlink), uint64(st.Atimespec.Nano()), uint64(st.Ctimespec.Nano())}
}
