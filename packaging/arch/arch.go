// Package arch makes the format arch, for Arch Linux, Manjaro and EndeavourOS. It has no install script: pacman's hooks tell the
// desktop of the app.
//
// Package formats imports it.
package arch

import (
	"cmp"
	"context"
	"crypto/md5"
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

// Format is arch.
func Format() packaging.Format {
	return packaging.Format{Name: "arch", OS: "linux", Summary: "a package for Arch Linux, Manjaro", Make: pack}
}

// release is the package's number for one version of the app.
const release = "1"

// architectures are pacman's names of processors.
var architectures = map[string]string{"amd64": "x86_64", "arm64": "aarch64"}

func pack(_ context.Context, job *packaging.Job) ([]string, error) {
	files, err := linux.System(job)
	if err != nil {
		return nil, err
	}
	info, err := describe(job, files)
	if err != nil {
		return nil, err
	}
	about := packaging.File{Path: ".PKGINFO", Mode: 0o644, Data: info}
	tree, err := list(job, append([]packaging.File{about}, files...))
	if err != nil {
		return nil, err
	}
	files = append([]packaging.File{{Path: ".MTREE", Mode: 0o644, Data: tree}, about}, files...)
	app := job.App
	name := fmt.Sprintf("%s-%s-%s-%s.pkg.tar.zst", app.PackageName(), linux.ArchVersion(app.Manifest.Version), release, architectures[job.Target.Arch])
	job.Step("compressing")
	target := filepath.Join(job.Output, name)
	if err := write(target, job, files); err != nil {
		return nil, err
	}
	return sign(job, target)
}

// sign puts a signature beside the package, if there is a key, and returns what was made.
func sign(job *packaging.Job, target string) ([]string, error) {
	key, err := linux.SigningKey(job)
	if key == nil || err != nil {
		return []string{target}, err
	}
	data, err := os.ReadFile(target)
	if err != nil {
		return nil, err
	}
	made, err := key.Sign(data, job.App.Time)
	if err != nil {
		return nil, err
	}
	return []string{target, target + ".sig"}, os.WriteFile(target+".sig", made, 0o644)
}

func write(target string, job *packaging.Job, files []packaging.File) (err error) {
	file, err := os.Create(target)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	compressed, err := archive.NewZstd(file, job.App.Once)
	if err != nil {
		return err
	}
	err = archive.Tar(compressed, files, archive.Options{Time: job.App.Time, Folders: true})
	return errors.Join(err, compressed.Close())
}

// describe is what pacman must know of the package.
func describe(job *packaging.Job, files []packaging.File) ([]byte, error) {
	app := job.App
	needs, err := linux.RuntimeNeeds(job.Runtime)
	if err != nil {
		return nil, err
	}
	size := 0
	var kept []string
	for _, f := range files {
		data, err := f.Read()
		if err != nil {
			return nil, err
		}
		size += len(data)
		if strings.HasPrefix(f.Path, "etc/") {
			kept = append(kept, f.Path)
		}
	}
	var b strings.Builder
	line := func(key string, values ...string) {
		for _, value := range values {
			if value != "" {
				fmt.Fprintf(&b, "%s = %s\n", key, value)
			}
		}
	}
	line("pkgname", app.PackageName())
	line("pkgbase", app.PackageName())
	line("pkgver", linux.ArchVersion(app.Manifest.Version)+"-"+release)
	line("pkgdesc", linux.Summary(app))
	line("url", app.Package.Homepage)
	line("builddate", fmt.Sprint(app.Time.Unix()))
	answers := cmp.Or(app.Package.Author, app.Manifest.Name)
	if app.Package.Email != "" {
		answers += " <" + app.Package.Email + ">"
	}
	line("packager", answers)
	line("size", fmt.Sprint(size))
	line("arch", architectures[job.Target.Arch])
	line("license", linux.License(app))
	line("backup", kept...)
	depends := []string{"gtk3", "hicolor-icon-theme", "webkit2gtk-4.1"}
	if needs.GLibC != "" {
		depends = append(depends, "glibc>="+needs.GLibC)
	}
	depends = append(depends, app.Package.Linux.Depends.Arch...)
	slices.Sort(depends)
	line("depend", slices.Compact(depends)...)
	return []byte(b.String()), nil
}

// list is the mtree of what is installed, by which pacman -Qkk tells whether it was changed.
func list(job *packaging.Job, files []packaging.File) ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "#mtree\n/set type=file uid=0 gid=0 mode=644\n")
	seconds := fmt.Sprintf("%d.0", job.App.Time.Unix())
	folders := archive.Folders(files)
	for _, f := range files {
		for len(folders) > 0 && strings.HasPrefix(f.Path, folders[0]+"/") {
			fmt.Fprintf(&b, "./%s time=%s mode=755 type=dir\n", escape(folders[0]), seconds)
			folders = folders[1:]
		}
		if f.Link != "" {
			fmt.Fprintf(&b, "./%s time=%s mode=777 type=link link=%s\n", escape(f.Path), seconds, escape(f.Link))
			continue
		}
		data, err := f.Read()
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "./%s time=%s mode=%o size=%d md5digest=%x sha256digest=%x\n", escape(f.Path), seconds, f.Mode.Perm(), len(data), md5.Sum(data), sha256.Sum256(data))
	}
	return linux.Gzip([]byte(b.String()))
}

// escape writes a name as mtree files have it: what is not plain as a backslash and three octal digits.
func escape(name string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		if c <= ' ' || c >= 0x7f || c == '\\' || c == '#' {
			fmt.Fprintf(&b, "\\%03o", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
