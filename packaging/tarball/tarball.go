// Package tarball makes the format tar.gz: the app's folder, with a script that installs it and one that removes it, for
// distributions without packages of their own and for people without root.
//
// Package formats imports it.
package tarball

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux"
)

// Format is tar.gz.
func Format() packaging.Format {
	return packaging.Format{Name: "tar.gz", OS: "linux", Summary: "a folder with a script that installs it, for any Linux", Make: pack}
}

func pack(_ context.Context, job *packaging.Job) ([]string, error) {
	files, err := linux.Tree(job, "")
	if err != nil {
		return nil, err
	}
	job.Step("compressing")
	target := filepath.Join(job.Output, job.FileName(".tar.gz"))
	return []string{target}, write(target, job, files)
}

func write(target string, job *packaging.Job, files []packaging.File) (err error) {
	file, err := os.Create(target)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	buffered := bufio.NewWriter(file)
	compressed, err := gzip.NewWriterLevel(buffered, gzip.BestCompression)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(compressed)
	root := job.App.Command + "-" + job.App.Manifest.Version
	for _, f := range files {
		if err := add(archive, path.Join(root, f.Path), f, job); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), compressed.Close(), buffered.Flush())
}

// add writes a file that belongs to root and is as old as the app, whoever packs it and whenever.
func add(archive *tar.Writer, name string, f packaging.File, job *packaging.Job) error {
	header := &tar.Header{Name: name, Mode: int64(f.Mode.Perm()), ModTime: job.App.Time, Uname: "root", Gname: "root", Format: tar.FormatPAX}
	if f.Link != "" {
		header.Typeflag, header.Linkname, header.Mode = tar.TypeSymlink, f.Link, 0o777
		return archive.WriteHeader(header)
	}
	data, err := f.Read()
	if err != nil {
		return err
	}
	header.Typeflag, header.Size = tar.TypeReg, int64(len(data))
	if err := archive.WriteHeader(header); err != nil {
		return err
	}
	_, err = archive.Write(data)
	return err
}
