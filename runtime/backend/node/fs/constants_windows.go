package fs

import "github.com/deskjs/deskjs/runtime/backend/op"

// shared are the constants of Windows, the C library's, in Node's order.
var shared = op.Object{
	{Name: "UV_FS_SYMLINK_DIR", Value: 1},
	{Name: "UV_FS_SYMLINK_JUNCTION", Value: 2},
	{Name: "O_RDONLY", Value: 0},
	{Name: "O_WRONLY", Value: flagWriteOnly},
	{Name: "O_RDWR", Value: flagReadWrite},
	{Name: "UV_DIRENT_UNKNOWN", Value: entryUnknown},
	{Name: "UV_DIRENT_FILE", Value: entryFile},
	{Name: "UV_DIRENT_DIR", Value: entryDir},
	{Name: "UV_DIRENT_LINK", Value: entryLink},
	{Name: "UV_DIRENT_FIFO", Value: entryFIFO},
	{Name: "UV_DIRENT_SOCKET", Value: entrySocket},
	{Name: "UV_DIRENT_CHAR", Value: entryChar},
	{Name: "UV_DIRENT_BLOCK", Value: entryBlock},
	{Name: "S_IFMT", Value: modeType},
	{Name: "S_IFREG", Value: modeRegular},
	{Name: "S_IFDIR", Value: modeFolder},
	{Name: "S_IFCHR", Value: 0o020000},
	{Name: "S_IFIFO", Value: 0o010000},
	{Name: "S_IFLNK", Value: 0o120000},
	{Name: "O_CREAT", Value: flagCreate},
	{Name: "O_EXCL", Value: flagExclusive},
	{Name: "UV_FS_O_FILEMAP", Value: 0x20000000},
	{Name: "O_TRUNC", Value: flagTruncate},
	{Name: "O_APPEND", Value: flagAppend},
	{Name: "S_IRUSR", Value: 0o400},
	{Name: "S_IWUSR", Value: 0o200},
}

var own op.Object
