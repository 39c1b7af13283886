// Package linux lays an app out as Linux desktops expect it: the program, its payload, its desktop entry, its icons, its media
// types, what software centres show of it. Every Linux format packs the same tree.
//
// The Linux formats below packaging import it.
package linux

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"path"

	"github.com/deskjs/deskjs/packaging"
)

// IconSizes are those of the icon theme that every desktop has.
var IconSizes = []int{16, 22, 24, 32, 48, 64, 128, 256, 512}

// PayloadName is what the payload is called beside its runtime.
const PayloadName = "app.djs"

// Tree returns the app's files below a prefix such as "usr", sorted: the runtime and the payload in lib/COMMAND, a link to it in
// bin, and what the desktop must know of it in share.
func Tree(job *packaging.Job, prefix string) ([]packaging.File, error) {
	app := job.App
	name, id := app.PackageName(), app.Manifest.ID
	var files []packaging.File
	file := func(place string, data []byte) {
		if data != nil {
			files = append(files, packaging.File{Path: path.Join(prefix, place), Mode: 0o644, Data: data})
		}
	}
	home := "lib/" + app.Command + "/"
	files = append(files,
		packaging.File{Path: path.Join(prefix, home+app.Command), Mode: 0o755, Source: job.Runtime},
		packaging.File{Path: path.Join(prefix, "bin", app.Command), Link: "../" + home + app.Command})
	file(home+PayloadName, app.Payload)
	file("share/applications/"+id+".desktop", DesktopEntry(app, app.Command))
	file("share/metainfo/"+id+".metainfo.xml", Metainfo(app))
	file("share/mime/packages/"+id+".xml", MediaTypes(app))
	file("share/doc/"+name+"/"+name+".spdx.json", app.Components)
	file("share/doc/"+name+"/notices.txt", app.Notices)
	file(LicencePath(app), app.License)
	manual, err := Gzip(Manual(app))
	if err != nil {
		return nil, err
	}
	file("share/man/man1/"+app.Command+".1.gz", manual)
	for _, size := range IconSizes {
		if size > app.Icon.Size() {
			continue // what is drawn larger than it is looks worse than what the desktop makes of the largest
		}
		picture, err := app.Icon.PNG(size)
		if err != nil {
			return nil, err
		}
		file(fmt.Sprintf("share/icons/hicolor/%dx%d/apps/%s.png", size, size, id), picture)
	}
	packaging.SortFiles(files)
	return files, nil
}

// LicencePath is where the app's licence is, below the prefix.
func LicencePath(app *packaging.App) string {
	return "share/licenses/" + app.PackageName() + "/LICENSE"
}

// AutostartPath is where the desktop looks for what it starts when anybody logs in.
func AutostartPath(app *packaging.App) string {
	return "etc/xdg/autostart/" + app.Manifest.ID + ".desktop"
}

// System returns the files of a package that the system installs: those below usr, and in etc what starts the app when its user
// logs in, if it does.
func System(job *packaging.Job) ([]packaging.File, error) {
	files, err := Tree(job, "usr")
	if job.App.Package.Autostart {
		files = append(files, packaging.File{Path: AutostartPath(job.App), Mode: 0o644, Data: AutostartEntry(job.App, "/usr/lib/"+job.App.Command+"/"+job.App.Command)})
	}
	packaging.SortFiles(files)
	return files, err
}

// Gzip compresses a document as distributions have it: best, without a name and a time.
func Gzip(data []byte) ([]byte, error) {
	var out bytes.Buffer
	writer, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	_, err = writer.Write(data)
	err = errors.Join(err, writer.Close())
	return out.Bytes(), err
}
