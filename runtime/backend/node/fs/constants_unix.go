//go:build unix

package fs

import (
	"golang.org/x/sys/unix"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// shared are the constants that every Unix has, in Node's order.
var shared = op.Object{
	{Name: "UV_FS_SYMLINK_DIR", Value: 1},
	{Name: "UV_FS_SYMLINK_JUNCTION", Value: 2},
	{Name: "O_RDONLY", Value: unix.O_RDONLY},
	{Name: "O_WRONLY", Value: unix.O_WRONLY},
	{Name: "O_RDWR", Value: unix.O_RDWR},
	{Name: "UV_DIRENT_UNKNOWN", Value: entryUnknown},
	{Name: "UV_DIRENT_FILE", Value: entryFile},
	{Name: "UV_DIRENT_DIR", Value: entryDir},
	{Name: "UV_DIRENT_LINK", Value: entryLink},
	{Name: "UV_DIRENT_FIFO", Value: entryFIFO},
	{Name: "UV_DIRENT_SOCKET", Value: entrySocket},
	{Name: "UV_DIRENT_CHAR", Value: entryChar},
	{Name: "UV_DIRENT_BLOCK", Value: entryBlock},
	{Name: "S_IFMT", Value: unix.S_IFMT},
	{Name: "S_IFREG", Value: unix.S_IFREG},
	{Name: "S_IFDIR", Value: unix.S_IFDIR},
	{Name: "S_IFCHR", Value: unix.S_IFCHR},
	{Name: "S_IFBLK", Value: unix.S_IFBLK},
	{Name: "S_IFIFO", Value: unix.S_IFIFO},
	{Name: "S_IFLNK", Value: unix.S_IFLNK},
	{Name: "S_IFSOCK", Value: unix.S_IFSOCK},
	{Name: "O_CREAT", Value: unix.O_CREAT},
	{Name: "O_EXCL", Value: unix.O_EXCL},
	{Name: "UV_FS_O_FILEMAP", Value: 0},
	{Name: "O_NOCTTY", Value: unix.O_NOCTTY},
	{Name: "O_TRUNC", Value: unix.O_TRUNC},
	{Name: "O_APPEND", Value: unix.O_APPEND},
	{Name: "O_DIRECTORY", Value: unix.O_DIRECTORY},
	{Name: "O_NOFOLLOW", Value: unix.O_NOFOLLOW},
	{Name: "O_SYNC", Value: unix.O_SYNC},
	{Name: "O_DSYNC", Value: unix.O_DSYNC},
	{Name: "O_NONBLOCK", Value: unix.O_NONBLOCK},
	{Name: "S_IRWXU", Value: 0o700}, {Name: "S_IRUSR", Value: 0o400}, {Name: "S_IWUSR", Value: 0o200}, {Name: "S_IXUSR", Value: 0o100},
	{Name: "S_IRWXG", Value: 0o070}, {Name: "S_IRGRP", Value: 0o040}, {Name: "S_IWGRP", Value: 0o020}, {Name: "S_IXGRP", Value: 0o010},
	{Name: "S_IRWXO", Value: 0o007}, {Name: "S_IROTH", Value: 0o004}, {Name: "S_IWOTH", Value: 0o002}, {Name: "S_IXOTH", Value: 0o001},
}
