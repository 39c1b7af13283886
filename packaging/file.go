package packaging

import (
	"cmp"
	"io/fs"
	"os"
	"slices"
)

// File is one file of an installed app.
type File struct {
	// Path is where it goes, with slashes and without one in front: "usr/bin/my-notes".
	Path string
	// Mode has the permission bits.
	Mode fs.FileMode
	// Data is what is in it, unless Source or Link is set.
	Data []byte
	// Source is the path of a file with the same bytes.
	Source string
	// Link is where a symbolic link points to.
	Link string
}

// Read returns the file's bytes.
func (f File) Read() ([]byte, error) {
	if f.Source != "" {
		return os.ReadFile(f.Source)
	}
	return f.Data, nil
}

// SortFiles sorts files by their paths: the order in which every package has them.
func SortFiles(files []File) {
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
}
