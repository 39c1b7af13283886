// Package deb makes the format deb, for Debian, Ubuntu and what comes from them. It has no maintainer scripts: dpkg's triggers
// tell the desktop of the app.
//
// Package formats imports it.
package deb

import (
	"bytes"
	"context"
	"crypto/md5"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/archive"
	"github.com/deskjs/deskjs/packaging/linux"
)

// Format is deb.
func Format() packaging.Format {
	return packaging.Format{Name: "deb", OS: "linux", Summary: "a package for Debian, Ubuntu, Mint", Make: pack}
}

func pack(_ context.Context, job *packaging.Job) ([]string, error) {
	files, err := content(job)
	if err != nil {
		return nil, err
	}
	control, err := controlFiles(job, files)
	if err != nil {
		return nil, err
	}
	job.Step("compressing")
	meta, err := tarball(job, control, false)
	if err != nil {
		return nil, err
	}
	data, err := tarball(job, files, true)
	if err != nil {
		return nil, err
	}
	app := job.App
	target := filepath.Join(job.Output, fmt.Sprintf("%s_%s_%s.deb", app.PackageName(), linux.DebVersion(app.Manifest.Version), job.Target.Arch))
	members := []member{{"debian-binary", []byte("2.0\n")}, {"control.tar.gz", meta}, {"data.tar.gz", data}}
	key, err := linux.SigningKey(job)
	if err != nil {
		return nil, err
	}
	if key != nil {
		signature, err := key.Sign(slices.Concat(members[0].data, meta, data), app.Time)
		if err != nil {
			return nil, err
		}
		members = append(members, member{"_gpgorigin", signature}) // as debsigs has it
	}
	return []string{target}, write(target, app.Time, members)
}

// content is what the package installs: the licence is in its copyright file.
func content(job *packaging.Job) ([]packaging.File, error) {
	app := job.App
	files, err := linux.System(job)
	if err != nil {
		return nil, err
	}
	files = slices.DeleteFunc(files, func(f packaging.File) bool { return f.Path == "usr/"+linux.LicencePath(app) })
	maintainer, err := linux.Maintainer(app, "deb")
	if err != nil {
		return nil, err
	}
	changes, err := linux.Gzip(changelog(app, maintainer))
	if err != nil {
		return nil, err
	}
	name := app.PackageName()
	documents := "usr/share/doc/" + name + "/"
	files = append(files,
		packaging.File{Path: documents + "copyright", Mode: 0o644, Data: copyright(app, maintainer)},
		packaging.File{Path: documents + "changelog.gz", Mode: 0o644, Data: changes},
		packaging.File{Path: "usr/share/lintian/overrides/" + name, Mode: 0o644, Data: overrides(app)})
	packaging.SortFiles(files)
	return files, nil
}

// controlFiles is what dpkg must know of the package.
func controlFiles(job *packaging.Job, files []packaging.File) ([]packaging.File, error) {
	var sums, kept strings.Builder
	size := int64(len(archive.Folders(files)))
	for _, f := range files {
		if f.Link != "" {
			size++
			continue
		}
		data, err := f.Read()
		if err != nil {
			return nil, err
		}
		size += (int64(len(data)) + 1023) / 1024
		if strings.HasPrefix(f.Path, "etc/") {
			kept.WriteString("/" + f.Path + "\n")
			continue
		}
		fmt.Fprintf(&sums, "%x  %s\n", md5.Sum(data), f.Path)
	}
	text, err := control(job, size)
	if err != nil {
		return nil, err
	}
	list := []packaging.File{{Path: "control", Mode: 0o644, Data: []byte(text)}}
	if kept.Len() > 0 {
		list = append(list, packaging.File{Path: "conffiles", Mode: 0o644, Data: []byte(kept.String())})
	}
	list = append(list, packaging.File{Path: "md5sums", Mode: 0o644, Data: []byte(sums.String())})
	packaging.SortFiles(list)
	return list, nil
}

func tarball(job *packaging.Job, files []packaging.File, folders bool) ([]byte, error) {
	var out bytes.Buffer
	compressed, err := archive.NewGzip(&out, job.App.Once)
	if err != nil {
		return nil, err
	}
	err = archive.Tar(compressed, files, archive.Options{Time: job.App.Time, Prefix: "./", Folders: folders})
	err = errors.Join(err, compressed.Close())
	return out.Bytes(), err
}

// member is a file in an ar archive.
type member struct {
	name string
	data []byte
}

// write writes the package, an ar archive.
func write(target string, when time.Time, members []member) (err error) {
	file, err := os.Create(target)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := io.WriteString(file, "!<arch>\n"); err != nil {
		return err
	}
	for _, m := range members {
		if _, err := fmt.Fprintf(file, "%-16s%-12d%-6d%-6d%-8s%-10d`\n", m.name, when.Unix(), 0, 0, "100644", len(m.data)); err != nil {
			return err
		}
		if _, err := file.Write(m.data); err != nil {
			return err
		}
		if len(m.data)%2 == 1 {
			if _, err := file.Write([]byte{'\n'}); err != nil {
				return err
			}
		}
	}
	return nil
}
