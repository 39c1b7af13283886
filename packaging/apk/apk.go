// Package apk makes the format apk, for Alpine Linux and postmarketOS. It has no scripts: apk's triggers tell the desktop of the app.
//
// Package formats imports it.
package apk

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/archive"
	"github.com/deskjs/deskjs/packaging/linux"
)

// Format is apk.
func Format() packaging.Format {
	return packaging.Format{Name: "apk", OS: "linux", Summary: "a package for Alpine Linux", Make: pack}
}

// release is the package's number for one version of the app.
const release = "r0"

// architectures are apk's names of processors.
var architectures = map[string]string{"amd64": "x86_64", "arm64": "aarch64"}

func pack(_ context.Context, job *packaging.Job) ([]string, error) {
	files, err := content(job)
	if err != nil {
		return nil, err
	}
	job.Step("compressing")
	data, err := section(job, files, archive.Options{Folders: true, Records: checksum})
	if err != nil {
		return nil, err
	}
	about, err := describe(job, files, fmt.Sprintf("%x", sha256.Sum256(data)))
	if err != nil {
		return nil, err
	}
	control, err := section(job, []packaging.File{{Path: ".PKGINFO", Mode: 0o644, Data: about}}, archive.Options{Open: true})
	if err != nil {
		return nil, err
	}
	app := job.App
	name := fmt.Sprintf("%s-%s-%s.%s.apk", app.PackageName(), linux.APKVersion(app.Manifest.Version), release, architectures[job.Target.Arch])
	target := filepath.Join(job.Output, name)
	return []string{target}, os.WriteFile(target, append(control, data...), 0o644)
}

// content is what the package installs: its program is one for musl, which is Alpine's C library.
func content(job *packaging.Job) ([]packaging.File, error) {
	files, err := linux.System(job)
	if err != nil {
		return nil, err
	}
	for i, f := range files {
		if f.Source != job.Runtime {
			continue
		}
		program, err := f.Read()
		if err != nil {
			return nil, err
		}
		if files[i].Data, err = forMusl(program); err != nil {
			return nil, err
		}
		files[i].Source = ""
	}
	return files, nil
}

// section is one of the compressed archives that a package is a row of.
func section(job *packaging.Job, files []packaging.File, options archive.Options) ([]byte, error) {
	var out bytes.Buffer
	compressed, err := archive.NewGzip(&out, job.App.Once)
	if err != nil {
		return nil, err
	}
	options.Time = job.App.Time
	err = archive.Tar(compressed, files, options)
	err = errors.Join(err, compressed.Close())
	return out.Bytes(), err
}

// checksum is what apk compares an installed file with.
func checksum(f packaging.File, data []byte) map[string]string {
	if f.Link != "" {
		data = []byte(f.Link)
	}
	return map[string]string{"APK-TOOLS.checksum.SHA1": fmt.Sprintf("%x", sha1.Sum(data))}
}

// describe is what apk must know of the package.
func describe(job *packaging.Job, files []packaging.File, digest string) ([]byte, error) {
	app := job.App
	size := 0
	for _, f := range files {
		data, err := f.Read()
		if err != nil {
			return nil, err
		}
		size += len(data)
	}
	var b strings.Builder
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %s\n", key, value)
		}
	}
	answers := cmp.Or(app.Package.Author, app.Manifest.Name)
	if app.Package.Email != "" {
		answers += " <" + app.Package.Email + ">"
	}
	line("pkgname", app.PackageName())
	line("pkgver", linux.APKVersion(app.Manifest.Version)+"-"+release)
	line("pkgdesc", linux.Summary(app))
	line("url", app.Package.Homepage)
	line("builddate", fmt.Sprint(app.Time.Unix()))
	line("packager", answers)
	line("size", fmt.Sprint(size))
	line("arch", architectures[job.Target.Arch])
	line("origin", app.PackageName())
	line("maintainer", answers)
	line("license", linux.License(app))
	depends := []string{"gtk+3.0", "hicolor-icon-theme", "musl", "webkit2gtk-4.1"}
	depends = append(depends, app.Package.Linux.Depends.APK...)
	slices.Sort(depends)
	for _, name := range slices.Compact(depends) {
		line("depend", name)
	}
	line("datahash", digest)
	return []byte(b.String()), nil
}
