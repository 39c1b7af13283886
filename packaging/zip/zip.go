// Package zip makes the format zip: an app for macOS in an archive, which the Finder unpacks.
//
// Package formats imports it.
package zip

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/flate"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/macos"
)

// level is the last but one of deflate's: the slowest takes several times as long, for 0.3%.
const level = 8

// Format is zip.
func Format() packaging.Format {
	return packaging.Format{Name: "zip", OS: "darwin", Summary: "the app in an archive, as updaters and people take it", Make: pack}
}

func pack(ctx context.Context, job *packaging.Job) ([]string, error) {
	files, err := macos.Bundle(ctx, job)
	if err != nil {
		return nil, err
	}
	job.Step("compressing")
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	archive.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, level) })
	for _, file := range files {
		if err := add(archive, file, job); err != nil {
			return nil, err
		}
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	target := filepath.Join(job.Output, job.FileName(".zip"))
	return []string{target}, os.WriteFile(target, out.Bytes(), 0o644)
}

// add writes a file with its permissions; of a link it writes where that points to.
func add(archive *zip.Writer, file packaging.File, job *packaging.Job) error {
	header := &zip.FileHeader{Name: file.Path, Method: zip.Deflate, Modified: job.App.Time}
	data, err := []byte(file.Link), error(nil)
	if file.Link != "" {
		header.SetMode(fs.ModeSymlink | 0o755)
	} else {
		header.SetMode(file.Mode)
		data, err = file.Read()
	}
	if err != nil {
		return err
	}
	entry, err := archive.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = entry.Write(data)
	return err
}
