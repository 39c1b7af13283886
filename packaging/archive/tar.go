package archive

import (
	"archive/tar"
	"io"
	"time"

	"github.com/deskjs/deskjs/packaging"
)

// Options are how a tar archive is written.
type Options struct {
	// Time is when every file was changed.
	Time time.Time
	// Prefix is in front of each path: "./", or a folder's name and a slash.
	Prefix string
	// Folders are written before what is in them; without it they go without saying.
	Folders bool
	// Records, if not nil, returns the PAX records of a file or of a link.
	Records func(f packaging.File, data []byte) map[string]string
	// Open leaves out the end, for an archive that another one continues.
	Open bool
}

// Tar writes files, which are sorted by their paths and belong to root.
func Tar(w io.Writer, files []packaging.File, o Options) error {
	archive := tar.NewWriter(w)
	seen := map[string]bool{}
	for _, f := range files {
		for _, folder := range folders(f.Path) {
			if !o.Folders || seen[folder] {
				continue
			}
			seen[folder] = true
			header := o.header(folder+"/", 0o755)
			header.Typeflag = tar.TypeDir
			if err := archive.WriteHeader(header); err != nil {
				return err
			}
		}
		if err := o.add(archive, f); err != nil {
			return err
		}
	}
	if o.Open {
		return archive.Flush()
	}
	return archive.Close()
}

func (o Options) header(name string, mode int64) *tar.Header {
	return &tar.Header{Name: o.Prefix + name, Mode: mode, ModTime: o.Time, Uname: "root", Gname: "root"}
}

func (o Options) add(archive *tar.Writer, f packaging.File) error {
	header := o.header(f.Path, int64(f.Mode.Perm()))
	data, err := f.Read()
	if err != nil {
		return err
	}
	header.Typeflag, header.Size = tar.TypeReg, int64(len(data))
	if f.Link != "" {
		header.Typeflag, header.Size, header.Linkname, header.Mode = tar.TypeSymlink, 0, f.Link, 0o777
	}
	if o.Records != nil {
		header.PAXRecords = o.Records(f, data)
	}
	if err := archive.WriteHeader(header); err != nil || f.Link != "" {
		return err
	}
	_, err = archive.Write(data)
	return err
}

// folders are those that a file is in, the outermost first.
func folders(name string) []string {
	var list []string
	for at, c := range name {
		if c == '/' {
			list = append(list, name[:at])
		}
	}
	return list
}

// Folders returns the folders that files are in, each once and before those in it.
func Folders(files []packaging.File) []string {
	var list []string
	seen := map[string]bool{}
	for _, f := range files {
		for _, folder := range folders(f.Path) {
			if !seen[folder] {
				seen[folder] = true
				list = append(list, folder)
			}
		}
	}
	return list
}
