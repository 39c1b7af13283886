package rpm

import (
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/archive"
)

// Kinds of files, as their modes have them.
const (
	modeFolder = 0o040000
	modeFile   = 0o100000
	modeLink   = 0o120000
)

// file is a file, a folder or a link of the package.
type file struct {
	path  string
	mode  uint16
	flags uint32
	time  uint32
	data  []byte // of a link: where it points to
}

func (f file) links() int {
	if f.mode&modeFolder == modeFolder && f.mode&modeFile == 0 {
		return 2
	}
	return 1
}

// entries are what the package owns: its files, and the folders that nobody else has files in.
func entries(app *packaging.App, files []packaging.File) ([]file, error) {
	var list []file
	when := uint32(app.Time.Unix())
	for _, folder := range archive.Folders(files) {
		own := folder == "usr/lib/"+app.Command
		for _, parent := range []string{"usr/share/doc/", "usr/share/licenses/"} {
			own = own || folder == parent+app.PackageName()
		}
		if own {
			list = append(list, file{path: folder, mode: modeFolder | 0o755, time: when})
		}
	}
	for _, f := range files {
		data, err := f.Read()
		if err != nil {
			return nil, err
		}
		made := file{path: f.Path, mode: modeFile | uint16(f.Mode.Perm()), time: when, data: data, flags: flagsOf(f.Path)}
		if f.Link != "" {
			made.mode, made.data = modeLink|0o777, []byte(f.Link)
		}
		list = append(list, made)
	}
	slices.SortFunc(list, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return list, nil
}

func flagsOf(name string) uint32 {
	switch {
	case strings.HasPrefix(name, "etc/"):
		return fileConfig | fileNoReplace
	case strings.HasPrefix(name, "usr/share/licenses/"):
		return fileLicense
	case strings.HasPrefix(name, "usr/share/doc/"), strings.HasPrefix(name, "usr/share/man/"):
		return fileDocument
	}
	return 0
}

// describeFiles writes what rpm knows of each file.
func describeFiles(h *header, list []file) {
	count := len(list)
	sizes, times, flags, inodes, folders, total := make([]uint32, count), make([]uint32, count), make([]uint32, count), make([]uint32, count), make([]uint32, count), uint32(0)
	modes, none := make([]uint16, count), make([]uint16, count)
	digests, links, names, empty := make([]string, count), make([]string, count), make([]string, count), make([]string, count)
	var folderNames []string
	for i, f := range list {
		folder, name := path.Split("/" + f.path)
		at := slices.Index(folderNames, folder)
		if at < 0 {
			at, folderNames = len(folderNames), append(folderNames, folder)
		}
		folders[i], names[i] = uint32(at), name
		times[i], modes[i], flags[i], inodes[i] = f.time, f.mode, f.flags, uint32(i+1)
		sizes[i] = uint32(len(f.data))
		total += sizes[i]
		switch f.mode & 0o170000 {
		case modeLink:
			links[i] = string(f.data)
		case modeFile:
			digests[i] = fmt.Sprintf("%x", sha256.Sum256(f.data))
		}
	}
	root := slices.Repeat([]string{"root"}, count)
	h.numbers(tagSize, total)
	h.numbers(tagFileSizes, sizes...)
	h.shorts(tagFileModes, modes)
	h.shorts(tagFileDevices, none)
	h.numbers(tagFileTimes, times...)
	h.texts(tagFileDigests, digests)
	h.texts(tagFileLinks, links)
	h.numbers(tagFileFlags, flags...)
	h.texts(tagFileUsers, root)
	h.texts(tagFileGroups, root)
	h.numbers(tagFileVerify, slices.Repeat([]uint32{^uint32(0)}, count)...)
	h.numbers(tagFileDisks, slices.Repeat([]uint32{1}, count)...)
	h.numbers(tagFileInodes, inodes...)
	h.texts(tagFileLanguages, empty)
	h.numbers(tagFolderIndexes, folders...)
	h.texts(tagBaseNames, names)
	h.texts(tagFolderNames, folderNames)
	h.numbers(tagFileDigestKind, sha256Kind)
}
