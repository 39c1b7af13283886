// Package tarball makes the format tar.gz: the app's folder, with a script that installs it and one that removes it, for
// distributions without packages of their own and for people without root.
//
// Package formats imports it.
package tarball

import (
	"bufio"
	"context"
	_ "embed" // for the scripts
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/archive"
	"github.com/deskjs/deskjs/packaging/linux"
)

//go:embed install.sh
var install string

//go:embed uninstall.sh
var uninstall string

// Format is tar.gz.
func Format() packaging.Format {
	return packaging.Format{Name: "tar.gz", OS: "linux", Summary: "a folder with a script that installs it, for any Linux", Make: pack}
}

func pack(_ context.Context, job *packaging.Job) ([]string, error) {
	app := job.App
	files, err := linux.Tree(job, "")
	if err != nil {
		return nil, err
	}
	// Names are single words for the shell, whatever is in them.
	filled := strings.NewReplacer("@COMMAND@", word(app.Command), "@ID@", word(app.Manifest.ID), "@NAME@", word(app.Manifest.Name))
	files = append(files,
		packaging.File{Path: "install.sh", Mode: 0o755, Data: []byte(filled.Replace(install))},
		packaging.File{Path: "uninstall.sh", Mode: 0o755, Data: []byte(filled.Replace(uninstall))})
	if app.Package.Autostart {
		files = append(files, packaging.File{Path: "autostart.desktop", Mode: 0o644, Data: linux.AutostartEntry(app, app.Command)})
	}
	packaging.SortFiles(files)
	job.Step("compressing")
	target := filepath.Join(job.Output, job.FileName(".tar.gz"))
	return []string{target}, write(target, job, files)
}

func word(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

func write(target string, job *packaging.Job, files []packaging.File) (err error) {
	file, err := os.Create(target)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	buffered := bufio.NewWriter(file)
	compressed, err := archive.NewGzip(buffered, job.App.Once)
	if err != nil {
		return err
	}
	root := job.App.Command + "-" + job.App.Manifest.Version + "/"
	err = archive.Tar(compressed, files, archive.Options{Time: job.App.Time, Prefix: root, Folders: true})
	return errors.Join(err, compressed.Close(), buffered.Flush())
}
